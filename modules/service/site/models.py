"""What a village tells everybody, what it keeps for whoever asks, and who asked."""

import uuid
from datetime import date

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q


class Article(models.Model):
    """
    Something written for everybody: a piece of news, an announcement, a page about the village, or a programme.

    It is public while it is published, its moment has come, and its last day is not over; nobody has to do anything at that moment.
    """

    class Kind(models.TextChoices):
        NEWS = "NEWS", "Berita"
        NOTICE = "NOTICE", "Pengumuman"
        PAGE = "PAGE", "Halaman"
        PROGRAMME = "PROGRAMME", "Program"

    class State(models.TextChoices):
        DRAFT = "DRAFT", "Konsep"
        PUBLISHED = "PUBLISHED", "Terbit"
        WITHDRAWN = "WITHDRAWN", "Ditarik"

    #: Of the form it was made with, so that a second click makes no second one.
    key = models.UUIDField(unique=True, default=uuid.uuid4)
    kind = models.CharField("jenis", max_length=10, choices=Kind)
    state = models.CharField("status", max_length=10, choices=State, default=State.DRAFT)
    slug = models.SlugField("alamat", max_length=80, unique=True)
    #: Addresses it had; whoever comes by one is led on for good.
    former_slugs = ArrayField(models.SlugField(max_length=80), default=list, blank=True)
    title = models.CharField("judul", max_length=160)
    lead = models.CharField("ringkasan", max_length=300)
    #: In the few marks of `rules.marks`.
    body = models.TextField("isi", blank=True)
    #: Of a programme only: who may have it, when, and whom to ask. Never a list of names.
    conditions = models.TextField("syarat", blank=True)
    schedule = models.CharField("jadwal", max_length=300, blank=True)
    in_charge = models.CharField("penanggung jawab", max_length=160, blank=True)
    picture = models.OneToOneField("archive.Document", on_delete=models.PROTECT, null=True, related_name="+")
    picture_words = models.CharField("keterangan gambar", max_length=160, blank=True)
    publish_at = models.DateTimeField("terbit", null=True)
    #: The last day it is in force, in the office's own time.
    ends_on = models.DateField("berlaku sampai", null=True)
    #: Grows with every saving; whoever saves over an older one is told.
    edition = models.PositiveIntegerField(default=1)
    written_by = models.CharField(max_length=120, blank=True)
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="a_published_article_says_since_when",
                condition=~Q(state="PUBLISHED") | Q(publish_at__isnull=False),
            ),
            models.CheckConstraint(
                name="only_an_announcement_has_a_last_day", condition=Q(ends_on__isnull=True) | Q(kind="NOTICE")
            ),
            models.CheckConstraint(
                name="a_picture_is_put_into_words", condition=Q(picture__isnull=True) | ~Q(picture_words="")
            ),
        ]
        indexes = [
            models.Index(fields=["kind", "-publish_at"], name="articles_newest_first"),
            GinIndex(fields=["former_slugs"], name="articles_by_former_slug"),
        ]

    @property
    def is_published(self) -> bool:
        return self.state == self.State.PUBLISHED


class Publication(models.Model):
    """
    One line of the list of public information (DIP), with its document, a link, or typed figures.

    What is excluded is named with its reason and nothing more: the database takes no document, link or figure of it.
    """

    class Access(models.TextChoices):
        PERIODIC = "PERIODIC", "Berkala"
        IMMEDIATE = "IMMEDIATE", "Serta merta"
        ANYTIME = "ANYTIME", "Setiap saat"
        EXCLUDED = "EXCLUDED", "Dikecualikan"

    class Subject(models.TextChoices):
        APBDES = "APBDES", "APBDes"
        REALISATION = "REALISATION", "Realisasi APBDes"
        RKPDES = "RKPDES", "RKPDes"
        RPJMDES = "RPJMDES", "RPJMDes"
        LPPD = "LPPD", "LPPD"
        IPPD = "IPPD", "IPPD"
        PERDES = "PERDES", "Peraturan Desa"
        PERKADES = "PERKADES", "Peraturan Kepala Desa"
        DECREE = "DECREE", "Keputusan Kepala Desa"
        OTHER = "OTHER", "Lainnya"

    key = models.UUIDField(unique=True, default=uuid.uuid4)
    access = models.CharField("golongan", max_length=10, choices=Access)
    subject = models.CharField("jenis", max_length=12, choices=Subject)
    title = models.CharField("judul", max_length=200)
    #: The year it is about; an RPJMDes is shown in each year it covers by its own title.
    year = models.PositiveSmallIntegerField("tahun")
    summary = models.CharField("isi ringkas", max_length=400, blank=True)
    number = models.CharField("nomor", max_length=60, blank=True)
    set_on = models.DateField("ditetapkan", null=True)
    document = models.OneToOneField("archive.Document", on_delete=models.PROTECT, null=True, related_name="+")
    link = models.CharField("tautan", max_length=300, blank=True)
    #: {"income": {line: [planned, realised or null]}, "spending": …, "financing": …} in rupiah, see rules.budget.
    figures = models.JSONField(null=True)
    #: Of excluded information: the article of the law, and what would come of publishing it.
    reason = models.CharField("dasar hukum pengecualian", max_length=300, blank=True)
    consequence = models.TextField("uji konsekuensi", blank=True)
    #: Empty while it is prepared, or taken back.
    published_at = models.DateTimeField(null=True)
    edition = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="excluded_information_is_named_and_not_given",
                condition=~Q(access="EXCLUDED")
                | Q(document__isnull=True, link="", figures__isnull=True) & ~Q(reason="") & ~Q(consequence=""),
            ),
            models.CheckConstraint(
                name="figures_belong_to_a_budget", condition=Q(figures__isnull=True) | Q(subject="APBDES")
            ),
            models.UniqueConstraint(
                fields=["year"], condition=Q(figures__isnull=False), name="a_year_has_one_set_of_figures"
            ),
        ]
        indexes = [models.Index(fields=["-year", "subject"], name="publications_by_year")]

    @property
    def is_excluded(self) -> bool:
        return self.access == self.Access.EXCLUDED

    @property
    def is_public(self) -> bool:
        return self.published_at is not None


class InformationRequest(models.Model):
    """
    Somebody's request for information, from the asking to the answer and, where they object, to the head's decision.

    Who asked is sealed; whoever has the code reads the request and its answer, never the name.
    """

    class State(models.TextChoices):
        RECEIVED = "RECEIVED", "Sedang diproses"
        ANSWERED = "ANSWERED", "Sudah dijawab"
        OBJECTED = "OBJECTED", "Keberatan diproses"
        DECIDED = "DECIDED", "Keberatan dijawab"

    class Outcome(models.TextChoices):
        GIVEN = "GIVEN", "Diberikan"
        PARTLY = "PARTLY", "Diberikan sebagian"
        REFUSED = "REFUSED", "Ditolak"

    class Way(models.TextChoices):
        HERE = "HERE", "Dibaca lewat halaman ini"
        COPY = "COPY", "Salinan diambil di kantor desa"
        READ = "READ", "Dibaca di kantor desa"

    key = models.UUIDField(unique=True)
    code = models.CharField("kode permohonan", max_length=8, unique=True)
    #: Its place in the yearly register.
    year = models.PositiveSmallIntegerField()
    number = models.PositiveIntegerField()
    state = models.CharField("status", max_length=10, choices=State, default=State.RECEIVED)
    #: JSON {"name", "address", "contact"}, sealed for this request alone.
    applicant_sealed = models.TextField()
    wanted = models.TextField("informasi yang diminta")
    purpose = models.CharField("tujuan", max_length=500)
    way = models.CharField("cara memperoleh", max_length=4, choices=Way, default=Way.HERE)
    received_at = models.DateTimeField()
    due_on = models.DateField("batas")
    extended_on = models.DateField(null=True)
    extension_reason = models.CharField(max_length=500, blank=True)
    outcome = models.CharField("hasil", max_length=10, choices=Outcome, blank=True)
    answer = models.TextField("jawaban", blank=True)
    #: The article of the law by which it, or a part of it, is refused.
    refusal_basis = models.CharField("dasar penolakan", max_length=300, blank=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.CharField(max_length=120, blank=True)
    document = models.OneToOneField("archive.Document", on_delete=models.PROTECT, null=True, related_name="+")
    objection = models.TextField("keberatan", blank=True)
    objected_at = models.DateTimeField(null=True)
    decision = models.TextField("putusan", blank=True)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.CharField(max_length=120, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["year", "number"], name="a_request_has_one_number_in_its_year"),
            models.CheckConstraint(
                name="an_answered_request_says_what_and_when",
                condition=Q(answered_at__isnull=True, outcome="", answer="") & ~Q(state="ANSWERED")
                | ~Q(state="RECEIVED") & Q(answered_at__isnull=False) & ~Q(answer="") & ~Q(outcome=""),
            ),
            models.CheckConstraint(
                name="a_refusal_names_the_law",
                condition=Q(outcome="") | Q(outcome="GIVEN") | ~Q(refusal_basis=""),
            ),
            models.CheckConstraint(
                name="an_objection_is_decided_after_it_is_made",
                condition=Q(decided_at__isnull=True) | Q(objected_at__isnull=False),
            ),
        ]
        indexes = [models.Index(fields=["state", "due_on"], name="requests_by_deadline")]

    @property
    def is_open(self) -> bool:
        """Whether the office must do something."""
        return self.state in (self.State.RECEIVED, self.State.OBJECTED)

    def is_late(self, today: date) -> bool:
        return self.is_open and self.due_on < today
