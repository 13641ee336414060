"""What stands beside the figures of a village: closed periods, revisions after them, the village's own remarks, and alarms."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from exchange import indicators
from exchange.periods import Period

#: A period as text, "2026-11" or "2026".
WRITTEN = r"^\d{4}(-(0[1-9]|1[0-2]))?$"


class ClosedPeriod(models.Model):
    """
    A month or year whose figures are final: none is added, changed or taken back, except by a revision.

    `checksum` is that of all its figures as they were closed, so that one taken away shows too (rules.checksum_of_all).
    """

    office = models.ForeignKey("tenants.Office", on_delete=models.CASCADE, related_name="+", db_index=False)
    period = models.CharField(max_length=7)
    closed_at = models.DateTimeField()
    # Empty when the night closed it.
    by_name = models.CharField("oleh", max_length=120, blank=True)
    figures = models.PositiveSmallIntegerField()
    checksum = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["office", "period"], name="a_period_is_closed_once"),
            models.CheckConstraint(name="a_closed_period_is_one", condition=Q(period__regex=WRITTEN)),
        ]


class Revision(models.Model):
    """
    A figure of a closed period as it is after a correction, and as it was before: who said why, and when. Never changed nor removed.

    What it was before the first revision is what was closed.
    """

    office = models.ForeignKey("tenants.Office", on_delete=models.CASCADE, related_name="+", db_index=False)
    indicator = models.CharField(max_length=40)
    period = models.CharField(max_length=7)
    number = models.PositiveSmallIntegerField()
    # Empty where no number was told: it was missing, small, or could not be counted.
    was_numerator = models.DecimalField(max_digits=18, decimal_places=4, null=True)
    was_denominator = models.DecimalField(max_digits=18, decimal_places=4, null=True)
    was_checksum = models.CharField(max_length=64, blank=True)
    numerator = models.DecimalField(max_digits=18, decimal_places=4, null=True)
    denominator = models.DecimalField(max_digits=18, decimal_places=4, null=True)
    buckets = ArrayField(models.PositiveIntegerField(), null=True)
    is_small = models.BooleanField(default=False)
    version = models.PositiveSmallIntegerField()
    reason = models.CharField("alasan", max_length=300)
    by_name = models.CharField("oleh", max_length=120)
    said_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["office", "period", "indicator", "number"], name="a_revision_is_numbered_once"
            ),
            models.CheckConstraint(name="a_revision_says_why", condition=~Q(reason="")),
            models.CheckConstraint(name="revisions_begin_with_one", condition=Q(number__gte=1)),
            models.CheckConstraint(
                name="a_revision_tells_a_number_or_that_it_is_small",
                condition=Q(numerator__isnull=True, denominator__isnull=True, buckets__isnull=True, is_small=True)
                | Q(numerator__isnull=False, is_small=False),
            ),
        ]


class Remark(models.Model):
    """What a village says of one of its figures, read by those above ("Catatan desa"); also of one that is missing."""

    office = models.ForeignKey("tenants.Office", on_delete=models.CASCADE, related_name="+", db_index=False)
    indicator = models.CharField(max_length=40)
    period = models.CharField(max_length=7)
    text = models.CharField("catatan desa", max_length=300)
    by_name = models.CharField("oleh", max_length=120)
    said_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["office", "period", "indicator"], name="a_figure_has_one_remark"),
            models.CheckConstraint(name="a_remark_names_no_person", condition=~Q(text="") & ~Q(text__regex=r"\d{16}")),
            models.CheckConstraint(name="a_remark_is_about_a_period", condition=Q(period__regex=WRITTEN)),
        ]


class Alarm(models.Model):
    """
    A published figure that was not what counting gave, or a closed one that is no longer what was closed; until it is right again.

    It says which and since when, never the numbers. An empty indicator means the whole closed period: a figure is gone or was added.
    """

    class Kind(models.TextChoices):
        DIFFERS = "DIFFERS", "berbeda dari hitungan ulang"
        CHANGED = "CHANGED", "berubah sesudah ditutup"

    office = models.ForeignKey("tenants.Office", on_delete=models.CASCADE, related_name="+", db_index=False)
    indicator = models.CharField(max_length=40, blank=True)
    period = models.CharField(max_length=7)
    kind = models.CharField(max_length=8, choices=Kind)
    since = models.DateTimeField()
    seen_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["office", "period", "indicator", "kind"],
                condition=Q(ended_at__isnull=True),
                name="an_alarm_sounds_once",
            ),
        ]

    @property
    def title(self) -> str:
        """Surat terbit Oktober 2026, or the month alone."""
        month = Period(self.period).words
        return f"{indicators.named_or_retired(self.indicator).name} {month}" if self.indicator else f"Angka {month}"
