"""What an office decided: its settings, the kinds it gives, and the books that number its letters."""

from datetime import time

import structlog
from django.db import models
from django.db.models import F, Q

from accounts.fields import by_whom
from accounts.posts import Post
from modules.service import kinds
from modules.service.models.versions import definition_of
from modules.service.rules import house, number
from modules.service.rules.hours import Hours
from modules.service.rules.house import House
from modules.service.rules.kind import Kind

log = structlog.get_logger(__name__)


class ServiceSettings(models.Model):
    """What this office decided: how letters are numbered, who must check, when the counter is open. One row."""

    class Series(models.TextChoices):
        ALL = "ALL", "Satu urutan untuk semua surat"
        CLASSIFICATION = "CLASSIFICATION", "Satu urutan per kode klasifikasi"
        KIND = "KIND", "Satu urutan per jenis surat"

    class CodeList(models.TextChoices):
        OF_2022 = "2022", "Permendagri 83/2022"
        OF_2012 = "2012", "Permendagri 78/2012"

    number_pattern = models.CharField("pola nomor", max_length=number.LONGEST, default=number.USUAL_PATTERN)
    series = models.CharField("urutan nomor", max_length=15, choices=Series, default=Series.ALL)
    # Counts the changes of the series: numbers go on above all that were given before (rules/number.py).
    series_part = models.PositiveIntegerField(default=1, db_default=1, editable=False)
    code_list = models.CharField("daftar klasifikasi", max_length=4, choices=CodeList, default=CodeList.OF_2022)
    needs_initials = models.BooleanField("perlu paraf Sekretaris", default=True)
    opens_at = models.TimeField("buka pukul", default=time(8))
    closes_at = models.TimeField("tutup pukul", default=time(15))
    open_days = models.CharField("hari buka", max_length=7, default="01234")
    statement = models.CharField("kalimat tanda tangan elektronik", max_length=300, blank=True)
    #: What the village and its kabupaten say of how letters look and who signs them (rules/house.py); empty says nothing.
    own_house = models.JSONField(null=True, editable=False)
    regency_house = models.JSONField(null=True, editable=False)
    #: The kabupaten's publication that was followed last.
    regency_notice = models.UUIDField(null=True, editable=False)
    #: What follows from the survey: span -> [{element, text, post, due}]; left out of what pages read of this row.
    survey_plans = models.JSONField(default=dict, db_default={}, editable=False)
    # PNG or SVG; left out of what pages read of this row.
    own_logo = models.BinaryField(null=True)
    regency_logo = models.BinaryField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(name="there_is_one_set_of_service_settings", condition=Q(id=1)),
            models.CheckConstraint(name="a_counter_opens_before_it_closes", condition=Q(opens_at__lt=F("closes_at"))),
            models.CheckConstraint(name="a_counter_opens_on_some_day", condition=Q(open_days__regex=r"^[0-6]{1,7}$")),
        ]

    @classmethod
    def lean(cls) -> "models.QuerySet[ServiceSettings]":
        """The row without the pictures and plans in it."""
        return cls.objects.defer("own_logo", "regency_logo", "survey_plans")

    @property
    def house(self) -> House:
        """The rules in force."""
        return house.house_of(self.regency_house or {}, self.own_house or {})

    @property
    def left_open(self) -> frozenset[str]:
        """Names of the rules the kabupaten leaves to this village."""
        return house.left_open(self.regency_house or {})

    @property
    def prescribed(self) -> frozenset[str]:
        """Fields of these settings that only the kabupaten changes."""
        said = self.regency_house or {}
        return frozenset(name for name in ("number_pattern", "code_list") if said.get(name)) - self.left_open

    @property
    def logo(self) -> bytes | None:
        """The emblem of the letterhead; a query where the row was read without it."""
        own = self.own_logo if house.LOGO in self.left_open else None
        found = own or self.regency_logo
        return bytes(found) if found else None

    @property
    def hours(self) -> Hours:
        """The hours of an ordinary week; `queries.opening_hours` also knows the days off."""
        return Hours(self.opens_at, self.closes_at, frozenset(int(day) for day in self.open_days))

    def code_of(self, kind: Kind) -> str:
        """The archive classification this office puts into numbers."""
        return kind.code_2012 if self.code_list == self.CodeList.OF_2012 else kind.code_2022

    def scope_of(self, kind: Kind) -> str:
        """Which series a letter of this kind is counted in; "" is the one series of all."""
        return self.scope_under(kind.slug, self.code_of(kind))

    def scope_under(self, slug: str, code: str) -> str:
        """The same of any letter, by its kind and its classification."""
        scopes = {self.Series.CLASSIFICATION: code, self.Series.KIND: f"jenis:{slug}"}
        return scopes.get(self.Series(self.series), "")


class LetterKind(models.Model):
    """
    A kind of letter in this office; what it asks and prints is data: what ships (kinds/*.toml), or a version of this office.

    `version` is empty where the office has what ships; `notice` is the last publication of the kabupaten it has answered.
    """

    slug = models.SlugField(max_length=40, unique=True)
    is_open = models.BooleanField("dilayani", default=True)
    legal_basis = models.CharField("dasar hukum", max_length=300, blank=True)
    version = models.ForeignKey(
        "service.KindVersion", on_delete=models.PROTECT, to_field="digest", null=True, related_name="+", db_index=False
    )
    notice = models.UUIDField(null=True)
    #: Empty is the office's own pattern.
    number_pattern = models.CharField("pola nomor", max_length=number.LONGEST, blank=True, default="", db_default="")

    @property
    def definition(self) -> Kind:
        if not self.version_id:
            return kinds.kind_of(self.slug)
        try:
            return definition_of(self.version_id)
        except kinds.KindRefused:
            # A later release cannot read what was right before: better the words that ship than no letter.
            log.error("a version cannot be read any more", kind=self.slug, version=self.version_id)
            return kinds.kind_of(self.slug)

    @property
    def is_known(self) -> bool:
        """Whether there is anything to give: it ships, or the kabupaten published it whole."""
        return self.slug in kinds.KINDS or bool(self.version_id)

    @property
    def title(self) -> str:
        # No version has another title than what ships, and lists name many kinds.
        return (kinds.KINDS.get(self.slug) or self.definition).title

    @property
    def basis(self) -> str:
        """The laws it rests on: as this office says, or as its words say."""
        return self.legal_basis or self.definition.legal_basis

    @property
    def signer_title(self) -> str:
        """The post that signs, in words."""
        return Post(self.definition.signer).label

    @property
    def handler_title(self) -> str:
        """The post that checks it, in words."""
        return Post(self.definition.handler).label


class LetterBook(models.Model):
    """
    The serial of one year and series. Its row is locked while a number is given, so no two letters share one.

    Where the series was changed within the year, `part` tells the books before and after apart, and those after begin above
    `starts_after`, the highest number given before. Numbers that stand in a book of paper, before the village came or while it
    wrote by hand, are said in `on_paper`: `{"first": 1, "last": 245, "by": "Sari", "on": "2026-06-02"}` for each stretch.
    """

    year = models.PositiveSmallIntegerField("tahun")
    scope = models.CharField("urutan", max_length=60, blank=True)
    part = models.PositiveIntegerField(default=1, db_default=1)
    starts_after = models.PositiveIntegerField(default=0, db_default=0)
    last_number = models.PositiveIntegerField("nomor terakhir", default=0)
    on_paper = models.JSONField("nomor di buku kertas", default=list, db_default=[])

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["year", "scope", "part"], name="a_year_has_one_book_of_a_series_and_part"),
            models.CheckConstraint(
                name="a_book_begins_before_it_goes_on", condition=Q(last_number__gte=F("starts_after"))
            ),
        ]


class ClosedDay(models.Model):
    """A day on which this office alone is closed; days off of the country and the kabupaten are in exchange.holidays."""

    day = models.DateField("tanggal", unique=True)
    reason = models.CharField("alasan", max_length=100)
    made_by = by_whom(null=False)
    made_at = models.DateTimeField()
