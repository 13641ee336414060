"""The official score of the Indeks Desa, as its result was set above and a regency entered it; nobody here computes one."""

from decimal import Decimal

from django.db import models
from django.db.models import Q

from exchange import rules
from walls import current
from web import indonesian


class VillageScore(models.Model):
    """
    The score of one village in one year, with the decree it stands in.

    A regency writes those of its villages and corrects them by the next file; row policies let the village and those above it read it.
    """

    office = models.ForeignKey("tenants.Office", on_delete=models.CASCADE, related_name="+", db_index=False)
    year = models.PositiveSmallIntegerField("tahun")
    score = models.DecimalField("nilai", max_digits=7, decimal_places=4)
    decree = models.CharField("dasar", max_length=160)
    decree_on = models.DateField("tanggal")
    by_name = models.CharField("oleh", max_length=120)
    told_at = models.DateTimeField("dimasukkan")

    class Meta:
        app_label = "exchange"
        constraints = [
            models.UniqueConstraint(fields=["office", "year"], name="a_village_has_one_score_a_year"),
            models.CheckConstraint(
                name="a_score_is_from_0_to_100", condition=Q(score__gte=0) & Q(score__lte=Decimal(100))
            ),
            models.CheckConstraint(name="a_score_rests_on_a_decree", condition=~Q(decree="")),
        ]


def score_of(year: int) -> Decimal | None:
    """Of the current village."""
    own = VillageScore.objects.filter(office_id=current.office().pk, year=year)
    found: Decimal | None = own.values_list("score", flat=True).first()
    return found


def digest() -> str:
    """Another text whenever a score of the current village is another one; for figures that are counted by them."""
    own = VillageScore.objects.filter(office_id=current.office().pk).order_by("year")
    return rules.digest_of([f"{year} {score}" for year, score in own.values_list("year", "score")])


def origin(office_id: int, period: str) -> str:
    """In which decree the score of a village stands and who entered it when; empty where there is none."""
    one = VillageScore.objects.filter(office_id=office_id, year=int(period[:4])).first()
    if one is None:
        return ""
    entered = f"{indonesian.long_date(current.local(one.told_at).date())} oleh {one.by_name}"
    return f"{one.decree}, {indonesian.long_date(one.decree_on)}. Dimasukkan kabupaten {entered}."
