"""Letters from the request to the signed paper, the book that numbers them, and what the office decided about its service."""

from datetime import datetime, time
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from accounts.posts import Post
from modules.service import kinds
from modules.service.rules import number
from modules.service.rules.hours import Hours
from modules.service.rules.kind import Kind
from modules.service.rules.people import Subject


class ServiceSettings(models.Model):
    """What this office decided: how letters are numbered, who must check, when the counter is open. One row."""

    class Series(models.TextChoices):
        ALL = "ALL", "Satu urutan untuk semua surat"
        CLASSIFICATION = "CLASSIFICATION", "Satu urutan per kode klasifikasi"

    class CodeList(models.TextChoices):
        OF_2022 = "2022", "Permendagri 83/2022"
        OF_2012 = "2012", "Permendagri 78/2012"

    number_pattern = models.CharField("pola nomor", max_length=number.LONGEST, default=number.USUAL_PATTERN)
    series = models.CharField("urutan nomor", max_length=15, choices=Series, default=Series.ALL)
    code_list = models.CharField("daftar klasifikasi", max_length=4, choices=CodeList, default=CodeList.OF_2022)
    needs_initials = models.BooleanField("perlu paraf Sekretaris", default=True)
    opens_at = models.TimeField("buka pukul", default=time(8))
    closes_at = models.TimeField("tutup pukul", default=time(15))
    open_days = models.CharField("hari buka", max_length=7, default="01234")
    statement = models.CharField("kalimat tanda tangan elektronik", max_length=300, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(name="there_is_one_set_of_service_settings", condition=Q(id=1)),
            models.CheckConstraint(name="a_counter_opens_before_it_closes", condition=Q(opens_at__lt=F("closes_at"))),
            models.CheckConstraint(name="a_counter_opens_on_some_day", condition=Q(open_days__regex=r"^[0-6]{1,7}$")),
        ]

    @property
    def hours(self) -> Hours:
        return Hours(self.opens_at, self.closes_at, frozenset(int(day) for day in self.open_days))

    def code_of(self, kind: Kind) -> str:
        """The archive classification this office puts into numbers."""
        return kind.code_2012 if self.code_list == self.CodeList.OF_2012 else kind.code_2022

    def scope_of(self, kind: Kind) -> str:
        """Which series a letter of this kind is counted in; "" is the one series of all."""
        return self.code_of(kind) if self.series == self.Series.CLASSIFICATION else ""


class LetterKind(models.Model):
    """A kind of letter in this office; what it asks and prints is data of the product (kinds/*.toml)."""

    slug = models.SlugField(max_length=40, unique=True)
    is_open = models.BooleanField("dilayani", default=True)
    legal_basis = models.CharField("dasar hukum", max_length=300, blank=True)

    @property
    def definition(self) -> Kind:
        return kinds.kind_of(self.slug)

    @property
    def title(self) -> str:
        return self.definition.title

    @property
    def handler_title(self) -> str:
        """The post that checks it, in words."""
        return Post(self.definition.handler).label


class LetterBook(models.Model):
    """The serial of one year and series. Its row is locked while a number is given, so no two letters share one."""

    year = models.PositiveSmallIntegerField("tahun")
    scope = models.CharField("urutan", max_length=30, blank=True)
    last_number = models.PositiveIntegerField("nomor terakhir", default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["year", "scope"], name="a_year_has_one_book_of_a_series")]


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


class Letter(models.Model):
    """
    One request and the letter it becomes.

    `subject` is the particulars the paper prints, frozen at signing; `about_name` is whom the letter is about (the child of a birth
    letter). Nobody sees the NIK in it but those who handle letters.
    """

    class Source(models.TextChoices):
        ONLINE = "ONLINE", "Warga, dari ponsel"
        COUNTER = "COUNTER", "Loket"

    key = models.UUIDField(unique=True)
    tracking_code = models.CharField("kode layanan", max_length=8, unique=True)
    verification_code = models.CharField("kode verifikasi", max_length=8, unique=True)
    kind = models.ForeignKey(LetterKind, on_delete=models.PROTECT, related_name="letters")
    state = models.CharField("status", max_length=10, choices=State)
    source = models.CharField(max_length=8, choices=Source)

    resident = models.ForeignKey("registry.Resident", on_delete=models.PROTECT, null=True, related_name="letters")
    subject = models.JSONField(default=dict)
    subject_name = models.CharField("pemohon", max_length=100)
    about_name = models.CharField("tentang", max_length=100)
    phone = models.CharField("nomor HP", max_length=20, blank=True)
    answers = models.JSONField(default=dict)
    warnings = models.JSONField(default=list)
    repeats_because = models.CharField("alasan membuat lagi", max_length=200, blank=True)
    return_reason = models.CharField("yang kurang", max_length=300, blank=True)

    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField()
    due_at = models.DateTimeField("dijanjikan")
    kasi = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    kasi_at = models.DateTimeField(null=True)
    sekdes = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    sekdes_at = models.DateTimeField(null=True)

    book = models.ForeignKey(LetterBook, on_delete=models.PROTECT, null=True, related_name="letters")
    number = models.PositiveIntegerField("nomor urut", null=True)
    number_text = models.CharField("nomor surat", max_length=120, blank=True)
    document = models.OneToOneField("archive.Document", on_delete=models.PROTECT, null=True, related_name="letter")
    signed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    signed_at = models.DateTimeField(null=True)
    valid_until = models.DateField(null=True)

    cancelled_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    cancelled_at = models.DateTimeField(null=True)
    cancel_reason = models.CharField("alasan pembatalan", max_length=300, blank=True)
    collected_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(name="a_letter_is_in_a_known_state", condition=Q(state__in=State.values)),
            models.UniqueConstraint(fields=["book", "number"], name="a_number_is_given_once"),
            # Number and document come with the signature, and a cancelled letter keeps them.
            models.CheckConstraint(
                name="a_signed_letter_has_number_and_document",
                condition=Q(
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
                | Q(state__in=["INCOMPLETE", "CHECKING", "AWAITING"], signed_at__isnull=True),
            ),
            models.CheckConstraint(
                name="a_letter_waits_for_its_signature_only_when_checked",
                condition=~Q(state__in=["AWAITING", "READY", "COLLECTED"]) | Q(kasi_at__isnull=False),
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
                name="a_collected_letter_says_when",
                condition=Q(state="COLLECTED", collected_at__isnull=False) | ~Q(state="COLLECTED"),
            ),
        ]
        indexes = [
            models.Index(fields=["state", "-created_at"], name="letters_by_state"),
            models.Index(fields=["-created_at"], name="letters_newest_first"),
            models.Index(fields=["resident", "kind", "-created_at"], name="letters_of_a_resident"),
            models.Index(fields=["signed_at"], condition=Q(signed_at__isnull=False), name="letters_by_signing"),
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
    def tone(self) -> str:
        return STATE_TONES[self.state]

    @property
    def person(self) -> Subject:
        return Subject.from_json(self.subject)

    @property
    def definition(self) -> Kind:
        return self.kind.definition

    def is_late(self, at: datetime) -> bool:
        """Whether it is still unsigned after the promised moment, and not because of the applicant."""
        return self.is_open and not self.is_incomplete and at > self.due_at


class LetterEvent(models.Model):
    """One line of a letter's story. Residents read the post, officers the name."""

    class What(models.TextChoices):
        SUBMITTED = "SUBMITTED", "Permohonan diterima"
        MADE = "MADE", "Permohonan dibuat di loket"
        RETURNED = "RETURNED", "Dikembalikan untuk dilengkapi"
        COMPLETED = "COMPLETED", "Dilengkapi pemohon"
        CHECKED = "CHECKED", "Diperiksa"
        INITIALED = "INITIALED", "Diparaf"
        SIGNED = "SIGNED", "Ditandatangani"
        COLLECTED = "COLLECTED", "Diserahkan"
        CANCELLED = "CANCELLED", "Dibatalkan"

    letter = models.ForeignKey(Letter, on_delete=models.CASCADE, related_name="events")
    what = models.CharField(max_length=10, choices=What)
    by_name = models.CharField(max_length=120, blank=True)
    by_post = models.CharField(max_length=60, blank=True)
    note = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField()


class RequestDraft(models.Model):
    """
    A resident's unsent answers, known by the fingerprint of a cookie and gone after two hours.

    `mends` is the letter whose answers are being completed.
    """

    fingerprint = models.CharField(max_length=64, unique=True)
    key = models.UUIDField(unique=True)
    kind = models.ForeignKey(LetterKind, on_delete=models.CASCADE, related_name="+")
    resident = models.ForeignKey("registry.Resident", on_delete=models.CASCADE, null=True, related_name="+")
    mends = models.ForeignKey(Letter, on_delete=models.CASCADE, null=True, related_name="+")
    answers = models.JSONField(default=dict)
    done = models.JSONField(default=list)
    phone = models.CharField(max_length=20, blank=True)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(name="a_draft_expires_after_it_begins", condition=Q(expires_at__gt=F("created_at")))
        ]
        indexes = [models.Index(fields=["expires_at"], name="drafts_by_end")]


class LetterAttachment(models.Model):
    """A photographed requirement: of a draft with its bytes here, then of a letter with its document in the archive."""

    letter = models.ForeignKey(Letter, on_delete=models.CASCADE, null=True, related_name="attachments")
    draft = models.ForeignKey(RequestDraft, on_delete=models.CASCADE, null=True, related_name="attachments")
    requirement = models.CharField("syarat", max_length=20)
    name = models.CharField("nama berkas", max_length=120)
    content_type = models.CharField(max_length=40)
    size = models.PositiveIntegerField()
    content = models.BinaryField(null=True)
    document = models.ForeignKey("archive.Document", on_delete=models.PROTECT, null=True, related_name="+")
    added_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="an_attachment_belongs_to_a_draft_or_a_letter",
                condition=Q(draft__isnull=False, letter__isnull=True, content__isnull=False, document__isnull=True)
                | Q(draft__isnull=True, letter__isnull=False, content__isnull=True, document__isnull=False),
            ),
            models.UniqueConstraint(
                fields=["draft", "requirement"],
                condition=Q(draft__isnull=False),
                name="a_requirement_is_shown_once_in_a_draft",
            ),
        ]

    @property
    def text(self) -> str:
        """The requirement it answers, in words."""
        owner: Any = self.letter or self.draft
        return next(
            (asked.text for asked in owner.kind.definition.requirements if asked.key == self.requirement),
            self.requirement,
        )
