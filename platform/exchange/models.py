"""
What leaves a village by itself: counts, never people; what a regency expects of them; people who move, sealed for the village
they move to; and keyed hashes by which two villages find out that they have recorded the same person.
"""

from decimal import Decimal

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from exchange import indicators
from exchange.announcing import Announcement
from exchange.beside import Alarm, ClosedPeriod, Remark, Revision
from exchange.consulting import TypeNotice
from exchange.matters.models import Entry, Matter, Parcel
from exchange.obligations import Obligation
from exchange.outlines.models import Outline
from exchange.periods import Period
from exchange.scores import VillageScore

__all__ = [
    "Alarm", "Announcement", "Clash", "ClosedPeriod", "Entry", "Fact", "Handover", "Holiday", "Imprint", "KindNotice", "Matter",
    "Obligation", "Outline", "Parcel", "Remark", "Revision", "Target", "TypeNotice", "VillageScore",
]  # fmt: skip


class Fact(models.Model):
    """
    Numerator and denominator of one indicator of one village in one period, or a quantile with its histogram.

    A missing row is "belum ada data", not zero. A row without a numerator tells no number: counting it failed, or it `is_small`, so few
    people that the number itself stays in the village. Row policies let a village write its own and a supervisor read those below, and
    let what is final change only with a revision that says why (policies.py, beside.py).
    """

    class State(models.TextChoices):
        PROVISIONAL = "PROVISIONAL", "sementara"
        FINAL = "FINAL", "final"
        FAILED = "FAILED", "gagal dihitung"

    office = models.ForeignKey("tenants.Office", on_delete=models.CASCADE, related_name="facts", db_index=False)
    indicator = models.CharField(max_length=40)
    period = models.CharField(max_length=7)
    numerator = models.DecimalField(max_digits=18, decimal_places=4, null=True)
    denominator = models.DecimalField(max_digits=18, decimal_places=4, null=True)
    # Of a quantile: how many lie in each group the indicator declares.
    buckets = ArrayField(models.PositiveIntegerField(), null=True)
    is_small = models.BooleanField(default=False, db_default=False)
    # Of the formula it was counted by.
    version = models.PositiveSmallIntegerField(default=1, db_default=1)
    # What others decide and it was counted by, like the days off (Indicator.basis); empty where nothing is.
    basis = models.CharField(max_length=16, blank=True, default="", db_default="")
    # How often it was changed after its period was closed.
    revision = models.PositiveSmallIntegerField(default=0, db_default=0)
    # Of a figure that is final, else empty (rules.checksum); empty too where it was closed before there were any.
    checksum = models.CharField(max_length=64, blank=True, default="", db_default="")
    state = models.CharField(max_length=12, choices=State, default=State.PROVISIONAL)
    as_of = models.DateTimeField()
    # When the figure itself last became another one; empty while it has been zero from the start.
    changed_at = models.DateTimeField(null=True)
    # Of the last change in the village that it followed: when that was recorded, and when the figure stood here. A recount sets neither.
    marked_at = models.DateTimeField(null=True)
    arrived_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["office", "period", "indicator"], name="a_fact_is_said_once"),
            models.CheckConstraint(
                name="a_period_is_a_month_or_a_year", condition=Q(period__regex=r"^\d{4}(-(0[1-9]|1[0-2]))?$")
            ),
            models.CheckConstraint(name="a_figure_is_not_negative", condition=Q(numerator__gte=0)),
            models.CheckConstraint(
                name="a_whole_is_not_negative", condition=Q(denominator__isnull=True) | Q(denominator__gte=0)
            ),
            models.CheckConstraint(
                name="what_arrived_was_marked",
                condition=Q(marked_at__isnull=True, arrived_at__isnull=True)
                | Q(marked_at__isnull=False, arrived_at__isnull=False),
            ),
            models.CheckConstraint(
                name="what_failed_or_is_small_tells_no_number",
                condition=Q(numerator__isnull=False, is_small=False) & ~Q(state="FAILED")
                | Q(numerator__isnull=True, denominator__isnull=True, buckets__isnull=True)
                & (Q(state="FAILED", is_small=False) | Q(is_small=True) & ~Q(state="FAILED")),
            ),
        ]

    @property
    def is_final(self) -> bool:
        return self.state == self.State.FINAL

    @property
    def is_failed(self) -> bool:
        return self.state == self.State.FAILED

    @property
    def month(self) -> Period:
        return Period(self.period)

    @property
    def value(self) -> Decimal | None:
        """The count, the quantile, or the share in percent (or for as many as its indicator says); a share of nothing has no value."""
        if self.numerator is None or self.denominator is None:
            return self.numerator
        return _per(self.indicator) * self.numerator / self.denominator if self.denominator else None

    @property
    def counted(self) -> int | None:
        """On how many things a quantile was measured."""
        return None if self.buckets is None else sum(self.buckets)


def _per(code: str) -> int:
    """A fact may outlive its indicator."""
    return indicators.named_or_retired(code).per


class Target(models.Model):
    """
    What a regency expects of an indicator from a month on, until its next row: percent for a share, else the unit of the indicator.

    What was expected of months that are over stays, so a change is a new row (docs/adr/0050-a-target-has-its-time.md).
    """

    office = models.ForeignKey("tenants.Office", on_delete=models.CASCADE, related_name="targets", db_index=False)
    indicator = models.CharField(max_length=40)
    # The first month it holds for; empty for all until the next row, as targets did before they had a time.
    since = models.CharField(max_length=7, blank=True, default="", db_default="")
    # None: nothing is expected any more.
    value = models.DecimalField(max_digits=12, decimal_places=2, null=True)
    set_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["office", "indicator", "since"], name="a_target_is_set_once_a_month"),
            models.CheckConstraint(
                name="a_target_begins_with_a_month", condition=Q(since__regex=r"^(\d{4}-(0[1-9]|1[0-2]))?$")
            ),
            models.CheckConstraint(name="a_target_is_not_negative", condition=Q(value__gte=0)),
        ]


class Holiday(models.Model):
    """A day a regency adds to the days off of the country, or takes from them (`is_off` false)."""

    office = models.ForeignKey("tenants.Office", on_delete=models.CASCADE, related_name="holidays", db_index=False)
    day = models.DateField("tanggal")
    name = models.CharField("nama", max_length=100)
    is_off = models.BooleanField("libur", default=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["office", "day"], name="a_day_is_decided_once")]


class KindNotice(models.Model):
    """
    What a regency publishes of a kind of letter to its villages: entries that differ from what ships, or a whole new kind.

    What is in it the service knows and each village reads for itself; here it is only carried. It is never changed, only withdrawn;
    of one kind one at most holds.
    """

    key = models.UUIDField(primary_key=True)
    office = models.ForeignKey("tenants.Office", on_delete=models.CASCADE, related_name="kind_notices")
    slug = models.SlugField(max_length=40, db_index=False)
    # TOML of a kind that does not ship, else empty.
    whole = models.TextField(blank=True, max_length=60_000)
    changes = models.JSONField(default=dict)
    note = models.CharField("catatan", max_length=300)
    by_name = models.CharField("oleh", max_length=120)
    published_at = models.DateTimeField("terbit")
    withdrawn_at = models.DateTimeField("ditarik", null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["office", "slug"],
                condition=Q(withdrawn_at__isnull=True),
                name="one_publication_of_a_kind_holds",
            ),
        ]


class Handover(models.Model):
    """
    An offer of one village to another of the deployment: these people move to you.

    Who they are is sealed with a key of the receiver's, so neither the database nor a third office can read it, and is gone with
    the answer (docs/adr/0021-handing-people-over.md). Row policies show it to the two villages and let the sender take it back and the
    receiver answer it, once.
    """

    class State(models.TextChoices):
        OFFERED = "OFFERED", "Menunggu jawaban"
        ACCEPTED = "ACCEPTED", "Diterima"
        REFUSED = "REFUSED", "Ditolak"
        WITHDRAWN = "WITHDRAWN", "Ditarik"
        LAPSED = "LAPSED", "Kedaluwarsa"

    key = models.UUIDField(primary_key=True)
    from_office = models.ForeignKey("tenants.Office", on_delete=models.CASCADE, related_name="+", db_index=False)
    to_office = models.ForeignKey("tenants.Office", on_delete=models.CASCADE, related_name="+", db_index=False)
    state = models.CharField(max_length=9, choices=State, default=State.OFFERED)
    people = models.PositiveSmallIntegerField()
    sealed = models.TextField()
    # Why it was refused, sealed for the sender: officers write names into it.
    answer = models.TextField(blank=True)
    offered_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="only_an_open_offer_holds_people",
                condition=Q(state="OFFERED", answered_at__isnull=True) & ~Q(sealed="")
                | ~Q(state="OFFERED") & Q(answered_at__isnull=False, sealed=""),
            ),
            models.CheckConstraint(name="an_offer_goes_to_another_office", condition=~Q(from_office=F("to_office"))),
            models.CheckConstraint(name="an_offer_is_of_somebody", condition=Q(people__gte=1)),
        ]
        indexes = [
            models.Index(fields=["to_office", "state"], name="offers_to_an_office"),
            models.Index(fields=["from_office", "state"], name="offers_of_an_office"),
        ]

    @property
    def is_open(self) -> bool:
        return self.state == self.State.OFFERED


class Imprint(models.Model):
    """
    A keyed hash of one thing a village has recorded of one of its residents (docs/adr/0022-the-same-person-in-two-villages.md).

    Equal things give equal hashes in every village; which thing it was nobody reads from it. The key is never in the database.
    Row policies keep an imprint to its village, which adds and removes its own and changes none.
    """

    class Kind(models.IntegerChoices):
        NIK = 1, "NIK"
        NAME = 2, "nama, tanggal lahir, dan nama ibu"

    office = models.ForeignKey("tenants.Office", on_delete=models.CASCADE, related_name="+", db_index=False)
    # The village's own number for whom it is about; it means nothing anywhere else.
    subject = models.BigIntegerField()
    kind = models.PositiveSmallIntegerField(choices=Kind)
    # Sixteen bytes, for which the database has this type.
    digest = models.UUIDField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["office", "subject", "kind"], name="an_imprint_is_left_once"),
        ]
        indexes = [models.Index(fields=["digest"], name="imprints_by_digest")]


class Clash(models.Model):
    """
    What one of two villages with the same imprint is told: which of its own it is, and which village has it too.

    Written by the owner of the tables alone, a row for each of the two villages. The database takes both away with either imprint, so
    a clash never outlives what it was found by.
    """

    # Its constraint is in the migration: it says ON DELETE CASCADE, which this version of Django cannot say. The unique one is its index.
    imprint = models.ForeignKey(
        Imprint, on_delete=models.DO_NOTHING, related_name="+", db_constraint=False, db_index=False
    )
    other_imprint = models.ForeignKey(Imprint, on_delete=models.DO_NOTHING, related_name="+", db_constraint=False)
    office = models.ForeignKey("tenants.Office", on_delete=models.CASCADE, related_name="+", db_index=False)
    other = models.ForeignKey("tenants.Office", on_delete=models.CASCADE, related_name="+", db_index=False)
    subject = models.BigIntegerField()
    kind = models.PositiveSmallIntegerField(choices=Imprint.Kind)
    since = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["imprint", "other_imprint"], name="a_clash_is_told_once"),
            models.CheckConstraint(name="a_clash_is_between_two_offices", condition=~Q(office=F("other"))),
        ]
        indexes = [models.Index(fields=["office", "subject"], name="clashes_of_an_office")]
