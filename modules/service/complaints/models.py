"""Complaints, their stories and their photographs."""

import uuid
from datetime import date

from django.db import models
from django.db.models import Q

from accounts.posts import Post


class Category(models.TextChoices):
    """The classes of SP4N-LAPOR!, in words people use."""

    INFORMATION = "INFORMATION", "Bertanya"
    ASPIRATION = "ASPIRATION", "Mengusulkan"
    ORDINARY = "ORDINARY", "Mengeluh"
    SUPERVISORY = "SUPERVISORY", "Melaporkan pelanggaran"


OFFICIAL_NAMES = {
    "INFORMATION": "Permintaan informasi",
    "ASPIRATION": "Aspirasi",
    "ORDINARY": "Pengaduan tidak berkadar pengawasan",
    "SUPERVISORY": "Pengaduan berkadar pengawasan",
}


class State(models.TextChoices):
    RECEIVED = "RECEIVED", "Diterima"
    VERIFIED = "VERIFIED", "Diverifikasi"
    FORWARDED = "FORWARDED", "Diteruskan"
    WORKED_ON = "WORKED_ON", "Ditindaklanjuti"
    ASKED = "ASKED", "Menunggu pelapor"
    ANSWERED = "ANSWERED", "Selesai"
    REJECTED = "REJECTED", "Ditolak"
    CLOSED = "CLOSED", "Arsip"


OPEN = (State.RECEIVED, State.VERIFIED, State.FORWARDED, State.WORKED_ON, State.ASKED)
RUNNING = (State.RECEIVED, State.VERIFIED, State.FORWARDED, State.WORKED_ON)
#: The three words people and officers know, over the finer states of the law.
PUBLIC_WORDS = dict.fromkeys(OPEN, "Sedang Diproses") | {State.RECEIVED: "Menunggu Diproses"}
TONES = {"RECEIVED": "info", "ASKED": "warn", "ANSWERED": "ok", "REJECTED": "", "CLOSED": ""}


class About(models.TextChoices):
    """Whom or what it is about, beside the posts of the office."""

    SERVICE = "SERVICE", "Pelayanan kantor desa"
    OTHER = "OTHER", "Lingkungan, bantuan, atau lainnya"


ABOUT_POSTS = tuple(post for post in Post if post in (
    Post.KADES, Post.SEKDES, Post.KAUR_TU, Post.KAUR_KEUANGAN, Post.KAUR_PERENCANAAN, Post.KASI_PEMERINTAHAN,
    Post.KASI_KESEJAHTERAAN, Post.KASI_PELAYANAN, Post.KADUS, Post.OPERATOR,
))  # fmt: skip
ABOUT_CHOICES = [
    (About.OTHER.value, About.OTHER.label),
    (About.SERVICE.value, About.SERVICE.label),
    *((post.value, post.label) for post in ABOUT_POSTS),
]


class Complaint(models.Model):
    """
    What somebody told the village, from the telling to the archive.

    Its number is drawn, not counted: a gap in a row of numbers would tell the head of a complaint he may not know of. Who told it is
    sealed; nothing at all is kept of somebody without a name.
    """

    class Manner(models.TextChoices):
        NAMED = "NAMED", "Dengan nama"
        SECRET = "SECRET", "Nama dirahasiakan"
        ANONYMOUS = "ANONYMOUS", "Tanpa nama"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    #: Of the form it was sent with, so that a second click makes no second one; the reporter's second word is made from it.
    key = models.UUIDField(unique=True)
    tracking_code = models.CharField("kode aduan", max_length=8, unique=True)
    state = models.CharField("status", max_length=10, choices=State, default=State.RECEIVED)
    category = models.CharField("jenis", max_length=12, choices=Category)
    about = models.CharField("tentang", max_length=20, choices=ABOUT_CHOICES)
    desk = models.CharField("ditangani", max_length=20, choices=Post)
    #: Whom it was told to because it is late.
    raised_to = models.CharField(max_length=20, choices=Post, blank=True)
    agency = models.CharField("diteruskan ke", max_length=120, blank=True)

    manner = models.CharField("cara melapor", max_length=9, choices=Manner)
    #: JSON {"name", "phone"}, sealed for this complaint alone.
    reporter_sealed = models.TextField(blank=True)
    may_be_public = models.BooleanField("boleh dimuat tanpa nama", default=False)
    story = models.TextField("cerita")
    place = models.CharField("tempat", max_length=160, blank=True)
    happened = models.CharField("waktu kejadian", max_length=80, blank=True)

    received_at = models.DateTimeField()
    #: The day its clock begins: received, or opened again.
    began_on = models.DateField()
    due_on = models.DateField("batas")
    #: What somebody must have done next by then; empty while the reporter is asked, and at the end.
    next_on = models.DateField(null=True)
    waiting_since = models.DateField(null=True)
    #: Working days its clock stood still.
    waited = models.PositiveSmallIntegerField(default=0)
    answered_at = models.DateTimeField(null=True)
    #: For everybody, written by an officer: the reporter's own words are never published.
    summary = models.CharField("ringkasan untuk umum", max_length=300, blank=True)
    reopened_at = models.DateTimeField(null=True)
    rating = models.PositiveSmallIntegerField("nilai", null=True)
    rating_note = models.CharField("catatan nilai", max_length=500, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(name="a_complaint_is_in_a_known_state", condition=Q(state__in=State.values)),
            models.CheckConstraint(
                name="nothing_is_kept_of_a_reporter_without_a_name",
                condition=Q(manner="ANONYMOUS", reporter_sealed="") | ~Q(manner="ANONYMOUS") & ~Q(reporter_sealed=""),
            ),
            models.CheckConstraint(
                name="a_complaint_about_the_head_lies_with_the_council",
                condition=Q(about="KADES", desk="BPD", raised_to="") | ~Q(about="KADES") & ~Q(desk="BPD"),
            ),
            models.CheckConstraint(
                name="a_complaint_about_the_head_is_never_public",
                condition=~Q(about="KADES") | Q(summary=""),
            ),
            models.CheckConstraint(
                name="a_clock_stands_still_only_while_the_reporter_is_asked",
                condition=Q(state="ASKED", waiting_since__isnull=False, next_on__isnull=True)
                | ~Q(state="ASKED") & Q(waiting_since__isnull=True),
            ),
            models.CheckConstraint(
                name="an_answered_complaint_says_when",
                condition=~Q(state__in=["ANSWERED", "REJECTED"]) | Q(answered_at__isnull=False),
            ),
            models.CheckConstraint(
                name="a_rating_is_one_to_five", condition=Q(rating__isnull=True) | Q(rating__range=(1, 5))
            ),
        ]
        indexes = [
            models.Index(fields=["next_on", "received_at"], name="complaints_by_deadline"),
            models.Index(fields=["state", "answered_at"], name="complaints_by_state"),
            models.Index(fields=["due_on"], name="complaints_by_due_day"),
            models.Index(fields=["-received_at"], name="complaints_newest_first"),
        ]

    @property
    def is_open(self) -> bool:
        return self.state in OPEN

    @property
    def is_running(self) -> bool:
        return self.state in RUNNING

    @property
    def is_asked(self) -> bool:
        return self.state == State.ASKED

    @property
    def is_answered(self) -> bool:
        return self.state == State.ANSWERED

    @property
    def is_apart(self) -> bool:
        """Whether it is about the head and therefore unknown to his office."""
        return self.about == Post.KADES

    @property
    def public_state(self) -> str:
        return PUBLIC_WORDS.get(State(self.state), "Selesai Diproses")

    @property
    def tone(self) -> str:
        return TONES.get(self.state, "info")

    def is_late(self, today: date) -> bool:
        return self.next_on is not None and self.next_on < today


class ComplaintEvent(models.Model):
    """One line of a complaint's story; what `public` names is also read by the reporter."""

    class What(models.TextChoices):
        RECEIVED = "RECEIVED", "Aduan diterima"
        VERIFIED = "VERIFIED", "Diperiksa, mulai ditangani"
        ASSIGNED = "ASSIGNED", "Diserahkan ke jabatan lain"
        FORWARDED = "FORWARDED", "Diteruskan ke instansi lain"
        RECLASSIFIED = "RECLASSIFIED", "Jenis aduan diubah"
        WORKED_ON = "WORKED_ON", "Tindak lanjut"
        ASKED = "ASKED", "Petugas bertanya"
        REPLIED = "REPLIED", "Pelapor menjawab"
        ANSWERED = "ANSWERED", "Jawaban"
        REJECTED = "REJECTED", "Tidak dapat ditangani"
        REOPENED = "REOPENED", "Dibuka kembali oleh pelapor"
        RATED = "RATED", "Pelapor memberi nilai"
        WITHDRAWN = "WITHDRAWN", "Dianggap dicabut"
        CLOSED = "CLOSED", "Masuk arsip"
        NOTED = "NOTED", "Catatan dalam"
        RAISED = "RAISED", "Lewat batas, diberitahukan"
        REVEALED = "REVEALED", "Nama pelapor dibuka"

    complaint = models.ForeignKey(Complaint, on_delete=models.CASCADE, related_name="events")
    what = models.CharField(max_length=12, choices=What)
    by_name = models.CharField(max_length=120, blank=True)
    by_post = models.CharField(max_length=60, blank=True)
    note = models.TextField(blank=True)
    at = models.DateTimeField()

    @property
    def is_inner(self) -> bool:
        """Whether only officers read it."""
        return self.what in INNER


INNER = (ComplaintEvent.What.NOTED, ComplaintEvent.What.RAISED, ComplaintEvent.What.REVEALED)


class ComplaintAttachment(models.Model):
    """A photograph of the reporter's; its bytes lie in the archive from the same transaction on."""

    complaint = models.ForeignKey(Complaint, on_delete=models.CASCADE, related_name="attachments", db_index=False)
    number = models.PositiveSmallIntegerField()
    document = models.OneToOneField("archive.Document", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["complaint", "number"], name="a_photograph_has_one_number")]
