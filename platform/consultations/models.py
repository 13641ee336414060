"""What an office writes by itself before the other side hears of it: a village its question, a kecamatan its answer."""

from django.db import models
from django.db.models import F, Q

from accounts.fields import by_whom
from archive.models import Document
from consultations.rules.steps import DeskState
from papers.statements import SignerKind


class State(models.TextChoices):
    WRITING = DeskState.WRITING.value, "Sedang disusun"
    SENT = DeskState.SENT.value, "Sudah diajukan"
    CHECKING = DeskState.CHECKING.value, "Menunggu pemeriksaan"
    SIGNING = DeskState.SIGNING.value, "Menunggu tanda tangan"
    GIVEN = DeskState.GIVEN.value, "Terbit"


class Draft(models.Model):
    """
    One text in the making. In a village `key` names it and `matter` is what it became; in a kecamatan `matter` is what it answers.

    `words` hold subject, text and answers, or conclusion, notes and checks; they are the office's own and leave it only when they are
    said in the matter. Of a kecamatan's answers the year and the number are the book: no other row has them.
    """

    key = models.UUIDField(unique=True)
    matter = models.UUIDField(null=True, unique=True)
    topic = models.SlugField(max_length=40, db_index=False)
    state = models.CharField("status", max_length=8, choices=State, default=State.WRITING)
    words = models.JSONField(default=dict)
    #: [{"attachment": key of the type, "name", "document": id in the archive}]
    files = models.JSONField(default=list)
    drafted_by = by_whom()
    checked_by = by_whom()
    signed_by = by_whom()
    #: Why it came back to whoever drafted it.
    reason = models.TextField(blank=True)
    number_year = models.PositiveSmallIntegerField(null=True)
    number = models.PositiveIntegerField(null=True)
    number_text = models.CharField("nomor", max_length=80, blank=True)
    #: By which anybody checks the paper.
    code = models.CharField(max_length=8, blank=True)
    document = models.ForeignKey(Document, on_delete=models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    signed_at = models.DateTimeField(null=True)
    #: How the signer stands on the paper: `Plt. Camat Pragaan`; empty on what a camat signed before this was kept.
    signed_as = models.CharField(max_length=200, blank=True, default="", db_default="")
    #: Whose certificate signed it: a `SignerKind`; empty on what was signed before there was a choice.
    signed_with = models.CharField(max_length=8, blank=True, default="", db_default="")

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="a_draft_is_in_a_known_state",
                condition=Q(state="WRITING")
                | Q(state="SENT")
                | Q(state="CHECKING")
                | Q(state="SIGNING")
                | Q(state="GIVEN"),
            ),
            models.UniqueConstraint(fields=["code"], condition=~Q(code=""), name="a_code_leads_to_one_paper"),
            models.UniqueConstraint(fields=["number_year", "number"], name="a_decision_has_its_own_number"),
            models.CheckConstraint(
                name="nobody_checks_his_own_draft",
                condition=Q(checked_by__isnull=True) | ~Q(checked_by=F("drafted_by")),
            ),
            models.CheckConstraint(
                name="nobody_signs_his_own_draft", condition=Q(signed_by__isnull=True) | ~Q(signed_by=F("drafted_by"))
            ),
            models.CheckConstraint(
                name="an_answer_is_checked_before_it_is_signed",
                condition=~(Q(state="SIGNING") | Q(state="GIVEN")) | Q(checked_by__isnull=False),
            ),
            models.CheckConstraint(
                name="what_is_given_is_numbered_and_signed",
                condition=Q(
                    state="GIVEN",
                    number__isnull=False,
                    number_year__isnull=False,
                    document__isnull=False,
                    signed_by__isnull=False,
                    signed_at__isnull=False,
                )
                & ~Q(code="")
                | ~Q(state="GIVEN") & Q(number__isnull=True, code="", signed_at__isnull=True),
            ),
        ]
        indexes = [models.Index(fields=["state", "-changed_at"], name="drafts_by_state")]

    @property
    def is_writing(self) -> bool:
        return self.state == State.WRITING

    @property
    def is_national(self) -> bool:
        """Whether it carries a signature of the national authority."""
        return self.signed_with == SignerKind.NATIONAL
