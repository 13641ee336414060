"""A file of residents on its way into the register, and its lines."""

from datetime import timedelta

from django.db import models
from django.db.models import Q

from accounts.fields import by_whom
from jobs.models import Job
from registry.models.residents import Resident

KEEP_ROWS = timedelta(days=30)


class ImportBatch(models.Model):
    """One uploaded file: checked, then committed whole or not at all, and undone whole while nothing depends on it."""

    class State(models.TextChoices):
        UPLOADED = "UPLOADED", "Sedang diperiksa"
        CHECKED = "CHECKED", "Menunggu disimpan"
        COMMITTING = "COMMITTING", "Sedang disimpan"
        DONE = "DONE", "Tersimpan"
        UNDONE = "UNDONE", "Dibatalkan"
        FAILED = "FAILED", "Gagal diperiksa"

    key = models.UUIDField(unique=True)
    state = models.CharField(max_length=12, choices=State, default=State.UPLOADED)
    filename = models.CharField(max_length=120)
    size = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)
    content = models.BinaryField(null=True)
    document = models.ForeignKey("archive.Document", on_delete=models.PROTECT, null=True, related_name="+")
    # Column letters by heading; how the headings were understood and as they were written; the hamlets it would make,
    # and the families it would leave without a head.
    letters = models.JSONField(default=dict)
    headings = models.JSONField(default=dict)
    new_count = models.PositiveIntegerField(default=0)
    changed_count = models.PositiveIntegerField(default=0)
    same_count = models.PositiveIntegerField(default=0)
    error_count = models.PositiveIntegerField(default=0)
    warning_count = models.PositiveIntegerField(default=0)
    # What somebody agreed to when it was to be stored; asked again when it has to wait again.
    leaves_errors = models.BooleanField(default=False)
    makes_hamlets = models.BooleanField(default=False, db_default=False)
    takes_headless = models.BooleanField(default=False, db_default=False)
    job = models.ForeignKey(Job, on_delete=models.SET_NULL, null=True, related_name="+")
    message = models.CharField(max_length=300, blank=True)
    # Families and hamlets the commit made or changed, so that an undo takes back no more and no less.
    made = models.JSONField(default=dict)
    # The day from which its people count; set when it is stored.
    valid_on = models.DateField("berlaku sejak", null=True)
    uploaded_by = by_whom(null=False)
    uploaded_at = models.DateTimeField()
    checked_at = models.DateTimeField(null=True)
    committed_at = models.DateTimeField(null=True)
    undone_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="a_stored_import_says_when",
                condition=Q(state__in=["DONE", "UNDONE"], committed_at__isnull=False)
                | Q(state__in=["UPLOADED", "CHECKED", "COMMITTING", "FAILED"], committed_at__isnull=True),
            ),
        ]
        indexes = [models.Index(fields=["-uploaded_at"], name="imports_newest_first")]

    @property
    def is_under_way(self) -> bool:
        return self.state in {self.State.UPLOADED, self.State.COMMITTING}

    @property
    def is_stuck(self) -> bool:
        """Under way, but its job has given up; ask with the job fetched along."""
        return self.is_under_way and self.job is not None and self.job.state == Job.State.FAILED

    @property
    def is_waiting(self) -> bool:
        """Checked and not stored: nobody has said yes, or the job that should have stored it has given up."""
        return self.state == self.State.CHECKED or (self.state == self.State.COMMITTING and self.is_stuck)

    @property
    def asks_for_hamlets(self) -> bool:
        """It names hamlets the village does not have, though it has some: perhaps only a slip of the pen."""
        return bool(self.headings.get("hamlets") and self.headings.get("has_hamlets"))

    @property
    def headless_count(self) -> int:
        """How many families would stand without a living head when its rows are stored."""
        return int(self.headings.get("headless", {}).get("count", 0))

    @property
    def row_count(self) -> int:
        return self.new_count + self.changed_count + self.same_count + self.error_count

    @property
    def store_count(self) -> int:
        return self.new_count + self.changed_count


class ImportRow(models.Model):
    """One line of the file: its cells as text, what they mean, what is wrong with them. Kept thirty days; what an undo needs, longer."""

    class State(models.TextChoices):
        NEW = "NEW", "Baru"
        CHANGED = "CHANGED", "Berubah"
        SAME = "SAME", "Sama"
        ERROR = "ERROR", "Galat"

    batch = models.ForeignKey(ImportBatch, on_delete=models.CASCADE, related_name="rows", db_index=False)
    number = models.PositiveIntegerField("baris")
    state = models.CharField(max_length=8, choices=State)
    cells = models.JSONField(default=dict)
    # Headings whose cell is not what it shows, and why: rounded, merged, or a formula nobody worked out.
    rounded = models.JSONField(default=list)
    values = models.JSONField(default=dict)
    errors = models.JSONField(default=list)
    warnings = models.JSONField(default=list)
    has_warnings = models.BooleanField(default=False)
    # Whom the line is about: found before the commit for known people, set by it for new ones.
    resident = models.ForeignKey(Resident, on_delete=models.SET_NULL, null=True, related_name="+")
    before = models.JSONField(default=dict)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["batch", "number"], name="a_line_is_read_once")]
        indexes = [models.Index(fields=["batch", "state", "number"], name="lines_by_state")]
