"""What leaves a village by itself: counts, never people."""

from django.db import models
from django.db.models import Q


class Fact(models.Model):
    """
    Numerator and denominator of one indicator of one village in one period.

    A missing row is "belum ada data", not zero. Row policies let a village write its own and a supervisor read those below (policies.py).
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

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["office", "period", "indicator"], name="a_fact_is_said_once"),
            models.CheckConstraint(
                name="a_period_is_a_month_or_a_year", condition=Q(period__regex=r"^\d{4}(-(0[1-9]|1[0-2]))?$")
            ),
        ]
