"""Tasks of officials and meetings of a village; what goes between offices is in the exchange (`exchange.matters`)."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from accounts.posts import Post


class Meeting(models.Model):
    """
    Officials who sit together: who was called, who came, what was said.

    What they decided are its tasks. The minutes are papers in the archive, one for each version; a version is never taken back.
    """

    class Kind(models.TextChoices):
        STAFF = "STAFF", "Rapat perangkat"
        COORDINATION = "COORDINATION", "Rapat koordinasi"

    class State(models.TextChoices):
        CALLED = "CALLED", "Akan datang"
        HELD = "HELD", "Ada notulen"
        CANCELLED = "CANCELLED", "Dibatalkan"

    key = models.UUIDField(unique=True)
    kind = models.CharField("jenis", max_length=12, choices=Kind, default=Kind.STAFF)
    state = models.CharField("status", max_length=9, choices=State, default=State.CALLED)
    title = models.CharField("judul", max_length=160)
    place = models.CharField("tempat", max_length=160)
    held_at = models.DateTimeField("waktu")
    agenda = models.TextField("agenda", blank=True)
    #: Posts.
    called = models.JSONField(default=list)
    came = models.JSONField(default=list)
    guests = models.CharField("hadir dari luar", max_length=300, blank=True)
    minutes = models.TextField("pembahasan", blank=True)
    #: [{"document", "at", "post", "why"}], the oldest first; `why` says what a later version corrects.
    versions = models.JSONField(default=list)
    made_by_post = models.CharField(max_length=20, blank=True)
    made_at = models.DateTimeField()

    class Meta:
        verbose_name = "rapat"
        constraints = [
            models.CheckConstraint(
                name="a_meeting_is_in_a_known_state",
                condition=Q(state="CALLED") | Q(state="HELD") | Q(state="CANCELLED"),
            ),
            models.CheckConstraint(
                name="a_meeting_that_was_held_has_minutes",
                condition=Q(state="HELD") & ~Q(versions=[]) | ~Q(state="HELD") & Q(versions=[]),
            ),
        ]
        indexes = [models.Index(fields=["-held_at"], name="meetings_newest_first")]

    @property
    def is_called(self) -> bool:
        return self.state == self.State.CALLED

    @property
    def tone(self) -> str:
        return {"CALLED": "info", "HELD": "ok", "CANCELLED": ""}[self.state]


class Task(models.Model):
    """One thing one post has to do: handed on from an assignment, decided in a meeting, or given freely."""

    class Origin(models.TextChoices):
        DISPOSITION = "DISPOSITION", "Disposisi"
        MEETING = "MEETING", "Keputusan rapat"
        FREE = "FREE", "Langsung"

    class State(models.TextChoices):
        NEW = "NEW", "Baru"
        DOING = "DOING", "Dikerjakan"
        DONE = "DONE", "Selesai"
        REFUSED = "REFUSED", "Ditolak"

    key = models.UUIDField(unique=True)
    origin = models.CharField("asal", max_length=11, choices=Origin)
    state = models.CharField("status", max_length=7, choices=State, default=State.NEW)
    #: The matter it was handed on from; it lies in the exchange, to which no table of an office may refer.
    matter = models.UUIDField(null=True)
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, null=True, related_name="tasks", db_index=False)
    what = models.CharField("yang dikerjakan", max_length=500)
    to_post = models.CharField("jabatan", max_length=20, choices=Post)
    due_on = models.DateField("tenggat", null=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    made_by_post = models.CharField(max_length=20, blank=True)
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    #: [{"what", "at", "post", "note"}], oldest first.
    story = models.JSONField(default=list)

    class Meta:
        verbose_name = "tugas"
        constraints = [
            models.CheckConstraint(
                name="a_task_comes_from_one_place",
                condition=Q(origin="DISPOSITION", matter__isnull=False, meeting__isnull=True)
                | Q(origin="MEETING", matter__isnull=True, meeting__isnull=False)
                | Q(origin="FREE", matter__isnull=True, meeting__isnull=True),
            ),
            models.CheckConstraint(
                name="a_task_that_ended_says_when",
                condition=(Q(state="NEW") | Q(state="DOING")) & Q(ended_at__isnull=True)
                | (Q(state="DONE") | Q(state="REFUSED")) & Q(ended_at__isnull=False),
            ),
        ]
        indexes = [
            models.Index(fields=["to_post", "due_on"], condition=Q(ended_at__isnull=True), name="open_tasks_of_a_post"),
            models.Index(fields=["-made_at"], name="tasks_newest_first"),
            models.Index(fields=["matter"], condition=Q(matter__isnull=False), name="tasks_of_a_matter"),
            models.Index(fields=["meeting"], condition=Q(meeting__isnull=False), name="tasks_of_a_meeting"),
        ]

    @property
    def is_open(self) -> bool:
        return self.ended_at is None

    @property
    def tone(self) -> str:
        return {"NEW": "", "DOING": "info", "DONE": "ok", "REFUSED": "danger"}[self.state]
