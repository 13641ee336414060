"""The indicator the survey publishes."""

from exchange.indicators import Figure, indicator
from exchange.periods import Period
from modules.service.survey.queries.results import index_between
from modules.service.survey.rules.elements import COUNT
from modules.service.survey.rules.index import LEAST_COMPARED
from modules.service.survey.rules.spans import half_of


@indicator(
    "satisfaction",
    number="B06",
    name="Indeks kepuasan masyarakat (IKM)",
    unit="%",
    direction="up",
    counted="Rata-rata sembilan unsur survei kepuasan pada semester itu sampai akhir bulan, dikalikan 25. "
    f"Kosong selama jawaban kurang dari {LEAST_COMPARED}.",
    legal_basis="PermenPANRB 14/2017",
    numerator="jumlah nilai semua unsur",
    denominator="jumlah nilai tertinggi yang mungkin",
    source="Survei kepuasan desa",
)
def satisfaction(period: Period) -> Figure | None:
    """
    IKM of the half-year up to the end of the period, as a share of the best there could be: 0.8925 is 89.25.

    Sums and not a rounded index, so that a kecamatan's figure weighs every answer alike.
    """
    first = half_of(period.first_day).first_day if period.is_month else period.first_day
    index = index_between(first, period.last_day)
    if index is None or index.count < LEAST_COMPARED:
        return None
    return Figure(sum(index.sums.values()), index.count * COUNT * 4)
