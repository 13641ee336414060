"""The indicators the register publishes."""

from exchange.indicators import Figure, indicator
from exchange.periods import Period
from registry.queries import resident_counts


@indicator(
    "residents",
    name="Penduduk",
    unit="jiwa",
    direction="context",
    counted="Penduduk tetap yang tercatat di buku induk pada akhir masa. Yang meninggal, pindah, dan hilang tidak dihitung.",
    legal_basis="Permendagri 47/2016, Buku Induk Penduduk dan Buku Rekapitulasi Jumlah Penduduk",
    source="Buku induk penduduk desa",
    is_stock=True,
    counts_people=True,
)
def residents(period: Period) -> Figure | None:
    """Residents at the end of the period; None while the register is empty, because nobody has brought it in yet."""
    counted = resident_counts(period.last_day).residents
    return Figure(counted) if counted else None
