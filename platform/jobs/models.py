"""Work a person waits for, as the page `Pekerjaan` shows it."""

from django.db import models
from django.db.models import Q

from accounts.fields import by_whom


class Job(models.Model):
    """One piece of background work with its progress and its outcome."""

    class State(models.TextChoices):
        QUEUED = "QUEUED", "Antre"
        RUNNING = "RUNNING", "Berjalan"
        DONE = "DONE", "Selesai"
        NOTED = "NOTED", "Selesai dengan catatan"
        FAILED = "FAILED", "Gagal"

    kind = models.CharField(max_length=60)
    title = models.CharField(max_length=120)
    arguments = models.JSONField(default=dict)
    state = models.CharField(max_length=10, choices=State, default=State.QUEUED)
    attempts = models.PositiveSmallIntegerField(default=0)
    outcome = models.JSONField(default=dict)
    message = models.CharField(max_length=300, blank=True)
    by = by_whom()
    queued_at = models.DateTimeField()
    # Moved forward while the work goes on; work whose beat has stopped was lost and is taken up again.
    beat_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="a_job_that_ended_says_when",
                condition=Q(state__in=["QUEUED", "RUNNING"], ended_at__isnull=True)
                | Q(state__in=["DONE", "NOTED", "FAILED"], ended_at__isnull=False),
            )
        ]
        indexes = [
            models.Index(fields=["beat_at"], condition=Q(state__in=["QUEUED", "RUNNING"]), name="jobs_under_way"),
            models.Index(fields=["by", "-queued_at"], name="jobs_of_a_person"),
        ]

    @property
    def is_under_way(self) -> bool:
        return self.state in UNDER_WAY

    @property
    def link(self) -> dict[str, str]:
        """Where the outcome can be seen: `href` and `text`; only pages of this office, whatever the outcome says."""
        link = self.outcome.get("link") or {}
        if isinstance(link, str):
            link = {"href": link}
        href = str(link.get("href", ""))
        if not href.startswith("/") or href.startswith(("//", "/\\")):
            return {}
        return {"href": href, "text": str(link.get("text") or "Lihat hasilnya")}

    @property
    def notes(self) -> list[str]:
        """What the person should know about the outcome, one sentence each."""
        notes = self.outcome.get("notes") or []
        return [notes] if isinstance(notes, str) else [str(note) for note in notes]


UNDER_WAY = [Job.State.QUEUED, Job.State.RUNNING]
