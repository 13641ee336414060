"""
What leaves a village by itself: counts, never people; what a regency expects of them; and people who move, sealed for the
village they move to.
"""

from decimal import Decimal

from django.db import models
from django.db.models import F, Q

from exchange.periods import Period


class Fact(models.Model):
    """
    Numerator and denominator of one indicator of one village in one period.

    A missing row is "belum ada data", not zero. Row policies let a village write its own and a supervisor read those below, and
    let nobody change what is final (policies.py).
    """

    class State(models.TextChoices):
        PROVISIONAL = "PROVISIONAL", "sementara"
        FINAL = "FINAL", "final"

    office = models.ForeignKey("tenants.Office", on_delete=models.CASCADE, related_name="facts")
    indicator = models.CharField(max_length=40)
    period = models.CharField(max_length=7)
    numerator = models.DecimalField(max_digits=18, decimal_places=4)
    denominator = models.DecimalField(max_digits=18, decimal_places=4, null=True)
    state = models.CharField(max_length=12, choices=State, default=State.PROVISIONAL)
    as_of = models.DateTimeField()
    # When the figure itself last became another one; empty while it has been zero from the start.
    changed_at = models.DateTimeField(null=True)

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
        ]

    @property
    def is_final(self) -> bool:
        return self.state == self.State.FINAL

    @property
    def month(self) -> Period:
        return Period(self.period)

    @property
    def value(self) -> Decimal | None:
        """The count, or the share in percent; a share of nothing has no value."""
        if self.denominator is None:
            return self.numerator
        return 100 * self.numerator / self.denominator if self.denominator else None


class Target(models.Model):
    """What a regency expects of an indicator: percent for a share, else the unit of the indicator."""

    office = models.ForeignKey("tenants.Office", on_delete=models.CASCADE, related_name="targets")
    indicator = models.CharField(max_length=40)
    value = models.DecimalField(max_digits=12, decimal_places=2)
    set_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["office", "indicator"], name="a_target_is_set_once"),
            models.CheckConstraint(name="a_target_is_not_negative", condition=Q(value__gte=0)),
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
