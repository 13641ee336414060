"""Whether the village tells its people what its money is for (A11)."""

from exchange.indicators import Figure, indicator
from exchange.periods import Period
from modules.service.site import queries


@indicator(
    "budget_published",
    number="A11",
    name="APBDes diumumkan",
    unit="%",
    direction="up",
    counted="1 bila APBDes tahun berjalan dapat dibaca siapa pun di situs desa hari ini, 0 bila belum.",
    legal_basis="UU 6/2014 pasal 82; Permendagri 20/2018 pasal 72",
    numerator="desa yang mengumumkan",
    denominator="desa",
    is_stock=True,
    is_one_each=True,
    source="Situs desa",
)
def budget_published(period: Period) -> Figure:
    """One where everybody can read the budget of the year, nought where not."""
    return Figure(int(queries.is_published_for("APBDES", period.first_day.year)), 1)
