"""Letters."""

from datetime import datetime

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import Q
from django.db.models.functions import Upper

from accounts.fields import by_whom
from modules.service.kinds import KindRefused
from modules.service.models import outside
from modules.service.models.authority import Authority
from modules.service.models.desk import LetterBook, LetterKind
from modules.service.models.standards import Standard
from modules.service.models.versions import KindVersion, definition_of
from modules.service.rules.kind import Kind
from modules.service.rules.paper import NO_END
from modules.service.rules.people import Subject
from papers.statements import SignerKind


class State(models.TextChoices):
    INCOMPLETE = "INCOMPLETE", "Belum lengkap"
    CHECKING = "CHECKING", "Sedang diperiksa"
    AWAITING = "AWAITING", "Menunggu tanda tangan"
    READY = "READY", "Siap diambil"
    COLLECTED = "COLLECTED", "Sudah diambil"
    CANCELLED = "CANCELLED", "Dibatalkan"


STATE_TONES = {
    "INCOMPLETE": "warn",
    "CHECKING": "info",
    "AWAITING": "info",
    "READY": "ok",
    "COLLECTED": "",
    "CANCELLED": "",
}
UNDER_WAY = (State.INCOMPLETE, State.CHECKING, State.AWAITING)
SIGNED = (State.READY, State.COLLECTED)


class Letter(outside.TellsOfOutside):
    """
    One request and the letter it becomes. One written outside the application has a row too, for its number (docs/adr/0052).

    `subject` is the particulars the paper prints, frozen at signing; `about_name` is whom the letter is about (the child of a birth
    letter). Nobody sees the NIK in it but those who handle letters.
    """

    class Source(models.TextChoices):
        ONLINE = "ONLINE", "Warga, dari ponsel"
        COUNTER = "COUNTER", "Loket"
        RT = "RT", "Dititipkan Ketua RT"
        ASSISTED = "ASSISTED", "Dibantu isi oleh petugas"
        OUTSIDE = outside.SOURCE, "Ditulis di luar aplikasi"

    key = models.UUIDField(unique=True)
    tracking_code = models.CharField("kode layanan", max_length=8, unique=True)
    verification_code = models.CharField("kode verifikasi", max_length=8, unique=True)
    kind = models.ForeignKey(LetterKind, on_delete=models.PROTECT, related_name="letters")
    # What it was made with; letters from before there were versions have what ships.
    version = models.ForeignKey(
        KindVersion, on_delete=models.PROTECT, to_field="digest", null=True, related_name="+", db_index=False
    )
    standard = models.ForeignKey(Standard, on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    state = models.CharField("status", max_length=10, choices=State)
    source = models.CharField(max_length=8, choices=Source)
    #: Who brought it for the applicant, as the counter was told.
    brought_by = models.CharField("dibawa oleh", max_length=100, blank=True, default="", db_default="")
    #: The RT whose head handed it in by the own entrance; what was only noted at the counter has none.
    area = models.ForeignKey("registry.Area", on_delete=models.PROTECT, null=True, related_name="+", db_index=False)

    resident = models.ForeignKey(
        "registry.Resident", on_delete=models.PROTECT, null=True, related_name="letters", db_index=False
    )
    subject = models.JSONField(default=dict)
    subject_name = models.CharField("pemohon", max_length=100)
    about_name = models.CharField("tentang", max_length=100)
    phone = models.CharField("nomor HP", max_length=20, blank=True)
    answers = models.JSONField(default=dict)
    warnings = models.JSONField(default=list)
    repeats_because = models.CharField("alasan membuat lagi", max_length=200, blank=True)
    return_reason = models.CharField("yang kurang", max_length=300, blank=True)

    made_by = by_whom()
    created_at = models.DateTimeField()
    due_at = models.DateTimeField("dijanjikan")
    #: When the standard time began: with the request, and anew when it was completed. None is `created_at`.
    counts_from = models.DateTimeField(null=True)
    #: The first promise that was not kept; nothing that happens afterwards, not even a new promise, takes it away.
    late_since = models.DateTimeField(null=True)
    #: The post that was told last that the letter is late at another's desk.
    told_post = models.CharField(max_length=20, blank=True, default="", db_default="")
    told_at = models.DateTimeField(null=True)
    kasi = by_whom()
    kasi_at = models.DateTimeField(null=True)
    sekdes = by_whom()
    sekdes_at = models.DateTimeField(null=True)

    book = models.ForeignKey(LetterBook, on_delete=models.PROTECT, null=True, related_name="letters", db_index=False)
    number = models.PositiveIntegerField("nomor urut", null=True)
    number_text = models.CharField("nomor surat", max_length=120, blank=True)
    document = models.OneToOneField("archive.Document", on_delete=models.PROTECT, null=True, related_name="letter")
    signed_by = by_whom()
    signed_at = models.DateTimeField(null=True)
    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, null=True, related_name="letters")
    #: The lines of the signature block in one, as they were printed; empty on letters of the head before there were others.
    signed_as = models.CharField(max_length=200, blank=True, default="", db_default="")
    #: Whose certificate signed it (`papers.statements.SignerKind`); empty is the deployment's own, on letters from before there were two.
    signed_with = models.CharField(max_length=8, blank=True, default="", db_default="")
    #: Working minutes until the signature, without and with the time the applicant was waited for; and those on each desk's last turn.
    worked = models.PositiveIntegerField(null=True)
    lasted = models.PositiveIntegerField(null=True)
    kasi_minutes = models.PositiveIntegerField(null=True)
    sekdes_minutes = models.PositiveIntegerField(null=True)
    signer_minutes = models.PositiveIntegerField(null=True)
    valid_until = models.DateField(null=True)

    cancelled_by = by_whom()
    cancelled_at = models.DateTimeField(null=True)
    cancel_reason = models.CharField("alasan pembatalan", max_length=300, blank=True)
    collected_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(name="a_letter_is_in_a_known_state", condition=Q(state__in=State.values)),
            models.UniqueConstraint(fields=["book", "number"], name="a_number_is_given_once"),
            models.UniqueConstraint(
                fields=["number_text"], condition=~Q(number_text=""), name="a_number_is_written_once"
            ),
            # Number and document come with the signature, and a cancelled letter keeps them.
            models.CheckConstraint(
                name="a_signed_letter_has_number_and_document",
                condition=Q(source="OUTSIDE")
                | Q(
                    signed_at__isnull=False,
                    signed_by__isnull=False,
                    book__isnull=False,
                    number__gte=1,
                    document__isnull=False,
                    valid_until__isnull=False,
                )
                & ~Q(number_text="")
                | Q(
                    signed_at__isnull=True,
                    signed_by__isnull=True,
                    book__isnull=True,
                    number__isnull=True,
                    document__isnull=True,
                    valid_until__isnull=True,
                    number_text="",
                ),
            ),
            models.CheckConstraint(
                name="a_letter_is_handed_out_only_when_signed",
                condition=Q(state__in=["READY", "COLLECTED"], signed_at__isnull=False)
                | Q(state="CANCELLED")
                | Q(source="OUTSIDE", state="COLLECTED")
                | Q(state__in=["INCOMPLETE", "CHECKING", "AWAITING"], signed_at__isnull=True),
            ),
            models.CheckConstraint(
                name="a_letter_waits_for_its_signature_only_when_checked",
                condition=~Q(state__in=["AWAITING", "READY", "COLLECTED"])
                | Q(kasi_at__isnull=False)
                | Q(source="OUTSIDE"),
            ),
            models.CheckConstraint(
                name="a_cancelled_letter_says_when_and_why",
                condition=Q(state="CANCELLED", cancelled_at__isnull=False) & ~Q(cancel_reason="")
                | ~Q(state="CANCELLED") & Q(cancelled_at__isnull=True, cancel_reason=""),
            ),
            models.CheckConstraint(
                name="an_incomplete_letter_says_what_is_missing",
                condition=~Q(state="INCOMPLETE") | ~Q(return_reason=""),
            ),
            models.CheckConstraint(
                name="what_an_rt_handed_in_says_who_brought_it",
                condition=Q(area__isnull=True) | (Q(source="RT") & ~Q(brought_by="")),
            ),
            models.CheckConstraint(
                name="a_collected_letter_says_when",
                condition=Q(state="COLLECTED", collected_at__isnull=False) | ~Q(state="COLLECTED"),
            ),
            outside.HOLDS_A_NUMBER,
        ]
        indexes = [
            models.Index(fields=["state", "-created_at"], name="letters_by_state"),
            models.Index(fields=["-created_at"], name="letters_newest_first"),
            models.Index(fields=["resident", "kind", "-created_at"], name="letters_of_a_resident"),
            models.Index(fields=["area", "-created_at"], condition=Q(area__isnull=False), name="letters_of_an_rt"),
            models.Index(fields=["due_at"], condition=Q(state__in=["CHECKING", "AWAITING"]), name="letters_by_promise"),
            models.Index(fields=["due_at"], name="letters_by_due"),
            models.Index(fields=["late_since"], condition=Q(late_since__isnull=False), name="letters_once_late"),
            models.Index(fields=["signed_at"], condition=Q(signed_at__isnull=False), name="letters_by_signing"),
            models.Index(fields=["collected_at"], condition=Q(collected_at__isnull=False), name="letters_by_fetching"),
            models.Index(
                fields=["kind", "-signed_at"], condition=Q(signed_at__isnull=False), name="signed_letters_of_a_kind"
            ),
            # One for whatever the search box finds by: names and number.
            GinIndex(
                OpClass(Upper("subject_name"), name="gin_trgm_ops"),
                OpClass(Upper("about_name"), name="gin_trgm_ops"),
                OpClass(Upper("number_text"), name="gin_trgm_ops"),
                name="letters_by_words",
                fastupdate=False,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind.title} {self.number_text}".strip()

    @property
    def is_waiting(self) -> bool:
        """Whether it waits for its signature."""
        return self.state == State.AWAITING

    @property
    def is_incomplete(self) -> bool:
        return self.state == State.INCOMPLETE

    @property
    def is_checking(self) -> bool:
        return self.state == State.CHECKING

    @property
    def needs_kasi(self) -> bool:
        return self.is_checking and self.kasi_at is None

    @property
    def needs_sekdes(self) -> bool:
        return self.is_checking and self.kasi_at is not None

    @property
    def desk(self) -> str:
        """Whose desk it lies on: KASI, SEKDES, KADES, or "" when nobody of the office holds it up."""
        if self.is_waiting:
            return "KADES"
        return ("KASI" if self.kasi_at is None else "SEKDES") if self.is_checking else ""

    @property
    def is_ready(self) -> bool:
        return self.state == State.READY

    @property
    def is_cancelled(self) -> bool:
        return self.state == State.CANCELLED

    @property
    def is_signed(self) -> bool:
        return self.signed_at is not None

    @property
    def is_open(self) -> bool:
        """Whether somebody still has to do something before it is signed."""
        return self.state in UNDER_WAY

    @property
    def name_in_book(self) -> str:
        """What the book of numbers calls it."""
        return self.title or self.kind.definition.short_title

    @property
    def said_in_book(self) -> str:
        """What it is and about what or whom, in one line."""
        return (
            f"{self.name_in_book}: {self.matter}" if self.is_outside else f"{self.name_in_book} a.n. {self.about_name}"
        )

    @property
    def tone(self) -> str:
        return STATE_TONES[self.state]

    @property
    def person(self) -> Subject:
        return Subject.from_json(self.subject)

    @property
    def definition(self) -> Kind:
        """The kind as it was when the letter was made."""
        try:
            return definition_of(self.version_id) if self.version_id else self.kind.definition
        except KindRefused:
            return self.kind.definition

    @property
    def is_nationally_signed(self) -> bool:
        """Whether the certificate inside is one of the national authority's."""
        return self.signed_with == SignerKind.NATIONAL

    @property
    def has_end(self) -> bool:
        """Whether it holds for a time only."""
        return self.valid_until != NO_END

    def is_late(self, at: datetime) -> bool:
        """Whether it is still unsigned after the promised moment, and not because of the applicant."""
        return self.is_open and not self.is_incomplete and at > self.due_at
