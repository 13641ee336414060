"""What a kabupaten remembers of the offices it opened and removed."""

from datetime import datetime, timedelta
from typing import Any

from django.db import models
from django.db.models import Q

from accounts.fields import by_whom
from archive.models import Document
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
    by = by_whom()
    by_name = models.CharField(max_length=120, blank=True)
    # When the link kept here was made anew; empty while it is the one the office was opened with.
    renewed_at = models.DateTimeField(null=True)
    # When the kabupaten learned that somebody has come in there; from then on the office invites by itself.
    entered_at = models.DateTimeField(null=True)

    @property
    def link(self) -> str:
        return keys.unseal("first invitation", self.link_sealed)

    @property
    def host(self) -> str:
        """The address as people say it, without the scheme."""
        return self.address.partition("://")[2]

    def link_stands(self, at: datetime) -> bool:
        """Whether the link may still be used, as far as the kabupaten can know."""
        return self.entered_at is None and at < self.link_until

    @property
    def link_made_at(self) -> datetime:
        return self.renewed_at or self.opened_at

    @property
    def link_until(self) -> datetime:
        return self.link_made_at + LINK_LASTS


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
    by = by_whom()
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

    bulk = models.ForeignKey(BulkOpening, on_delete=models.CASCADE, related_name="lines", db_index=False)
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

    @property
    def label(self) -> str:
        """The subdomain it will get: the one that was typed, or the one that was proposed."""
        return str(self.cells.get("alamat") or self.cells.get("usul") or "")


class Closing(models.Model):
    """
    The removal of one office, from the first word to the signed minutes: who asked, what was copied, who got it, what went.

    It lies with the kabupaten, because it names people and outlives the office.
    """

    # An office lives in the public schema, to which no foreign key of an office's schema may lead; neither does a copy.
    office_id = models.BigIntegerField()
    office_key = models.CharField(max_length=10)
    office_title = models.CharField(max_length=160)
    region_code = models.CharField(max_length=13)
    reason = models.CharField(max_length=300)
    asked_at = models.DateTimeField()
    asked_by = by_whom(null=False)
    called_off_at = models.DateTimeField(null=True)
    backup_id = models.BigIntegerField(default=0)
    copy_sha256 = models.CharField(max_length=64, blank=True)
    #: Bytes.
    copy_size = models.BigIntegerField(null=True)
    #: When the copy was made and its digest read back from the store.
    copied_at = models.DateTimeField(null=True)
    #: Table -> [rows, sum of hashes], of the moment of the copy.
    fingerprint = models.JSONField(default=dict)
    receiver = models.CharField(max_length=160, blank=True)
    handed_at = models.DateTimeField(null=True)
    handed_by = by_whom()
    confirmed_at = models.DateTimeField(null=True)
    confirmed_by = by_whom()
    #: What went: tables with their rows, role, hosts, objects, bytes. Filled step by step, so that a killed removal goes on.
    removed = models.JSONField(default=dict)
    #: Why the last attempt stopped, in words for the page.
    trouble = models.CharField(max_length=300, blank=True)
    finished_at = models.DateTimeField(null=True)
    minutes = models.ForeignKey(Document, on_delete=models.PROTECT, null=True, related_name="+")

    # Asked and confirmed by one person, it takes two sittings; a session never lasts so long (accounts.sessions.LONGEST).
    SECOND_SITTING = timedelta(hours=12)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["office_id"], condition=Q(called_off_at__isnull=True), name="an_office_is_removed_once"
            ),
            models.CheckConstraint(
                name="a_removal_is_confirmed_after_its_copy_was_handed_over",
                condition=Q(confirmed_at__isnull=True)
                | Q(copied_at__isnull=False, handed_at__isnull=False, confirmed_by__isnull=False),
            ),
            models.CheckConstraint(
                name="a_removal_is_finished_with_its_minutes",
                condition=Q(finished_at__isnull=True) | Q(confirmed_at__isnull=False, minutes__isnull=False),
            ),
            models.CheckConstraint(
                name="a_confirmed_removal_is_not_called_off",
                condition=Q(called_off_at__isnull=True) | Q(confirmed_at__isnull=True),
            ),
        ]

    @property
    def is_past_return(self) -> bool:
        """Its tables are gone."""
        return "tables" in self.removed

    @property
    def number(self) -> str:
        return f"BAP/{self.pk:03}/{self.asked_at.year}"

    def may_be_confirmed_by(self, person: Any, at: datetime) -> bool:
        """A second person, or the same one in a second sitting."""
        return person.pk != self.asked_by_id or at - self.asked_at >= self.SECOND_SITTING
