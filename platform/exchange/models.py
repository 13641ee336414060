"""What leaves a village by itself: counts, never people; and what a regency expects of them."""

from decimal import Decimal

from django.db import models
from django.db.models import Q

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
