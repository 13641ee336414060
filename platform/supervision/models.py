"""What a kabupaten remembers of the offices it opened."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q

from jobs.models import Job
from walls import keys

# As long as the first invitation itself (accounts.actions.invitations).
LINK_LASTS = timedelta(days=7)


class Opening(models.Model):
    """
    One asking to open an office, with what came of it; its key makes a second click find the first one's office.

    The invitation of the first account is a secret: it is kept sealed, so that the page can be opened again until it was used.
    """

    key = models.UUIDField(unique=True)
    #: Digest of what was asked for, so that a key sent again with something else is noticed.
    asked = models.CharField(max_length=64, blank=True)
    region_code = models.CharField(max_length=13)
    # An office lives in the public schema, to which no foreign key of an office's schema may lead.
    office_id = models.BigIntegerField()
    office_title = models.CharField(max_length=160)
    address = models.CharField(max_length=200)
    account_name = models.CharField(max_length=120)
    username = models.CharField(max_length=40)
    phone = models.CharField(max_length=20, blank=True)
    link_sealed = models.TextField()
    steps = models.JSONField(default=list)
    opened_at = models.DateTimeField()
    # Another system, or the command line, has a name and no account.
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    by_name = models.CharField(max_length=120, blank=True)

    @property
    def link(self) -> str:
        return keys.unseal("first invitation", self.link_sealed)

    @property
    def host(self) -> str:
        """The address as people say it, without the scheme."""
        return self.address.partition("://")[2]

    def link_stands(self, at: datetime) -> bool:
        """Whether the link may still be used, as far as the kabupaten can know."""
        return at < self.opened_at + LINK_LASTS


class BulkOpening(models.Model):
    """One file of offices to open: checked, then opened line by line. Killed, it goes on where it was."""

    class State(models.TextChoices):
        CHECKED = "CHECKED", "Menunggu dibuka"
        OPENING = "OPENING", "Sedang dibuka"
        DONE = "DONE", "Selesai"

    key = models.UUIDField(unique=True)
    state = models.CharField(max_length=10, choices=State, default=State.CHECKED)
    filename = models.CharField(max_length=120)
    job = models.ForeignKey(Job, on_delete=models.SET_NULL, null=True, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    by_name = models.CharField(max_length=120)
    checked_at = models.DateTimeField()
    # Who last took the invitations away as a file.
    exported_at = models.DateTimeField(null=True)
    exported_by = models.CharField(max_length=120, blank=True)

    class Meta:
        indexes = [models.Index(fields=["-checked_at"], name="bulk_openings_newest_first")]

    @property
    def is_stuck(self) -> bool:
        """Begun, but nobody is at work on it any more; ask with the job fetched along."""
        return self.state == self.State.OPENING and (self.job is None or not self.job.is_under_way)


class BulkLine(models.Model):
    """One line of such a file: what it asks for, and why it cannot be, or what it opened."""

    bulk = models.ForeignKey(BulkOpening, on_delete=models.CASCADE, related_name="lines")
    number = models.PositiveIntegerField("baris")
    #: As the file has it; no longer than any code.
    code = models.CharField(max_length=20)
    #: The cells by heading, as text.
    cells = models.JSONField(default=dict)
    #: A sentence for the person; "" when nothing is wrong.
    problem = models.CharField(max_length=500, blank=True)
    opening = models.OneToOneField(Opening, on_delete=models.PROTECT, null=True, related_name="line")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["bulk", "number"], name="a_line_of_offices_is_read_once"),
            models.CheckConstraint(
                name="a_line_that_opened_has_no_problem", condition=Q(opening__isnull=True) | Q(problem="")
            ),
        ]
        indexes = [
            models.Index(
                fields=["bulk", "code"], condition=Q(opening__isnull=True, problem=""), name="lines_still_to_open"
            )
        ]
