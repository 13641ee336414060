"""
The figures of reports that leave the village. What came late is late by the day of its first sending.

Each counts reports by their last day: in the month or the year it lies in. What is not due yet is left out until it comes.
"""

from collections.abc import Callable, Iterator

from django.db.models import Count, Q

from exchange import indicators, today
from exchange.indicators import Direction, Figure, Indicator, indicator
from exchange.periods import Period
from submissions import codes, queries
from submissions.queries import SHIPPED
from submissions.rules.obligations import Obligation
from submissions.rules.standing import Five
from walls import current

_SOURCE = "Daftar penyampaian laporan"
_LATE = "Yang belum dikirim dan sudah lewat tenggat dihitung gagal. Yang belum jatuh tempo tidak dihitung, kecuali sudah dikirim."
_RECEIVED = "Diterima berarti sudah sampai di sistem kecamatan, pada hari pengiriman pertama; dikembalikan tidak mengubah hari itu."


def _five(period: Period, code: str = "") -> Five:
    return queries.counted(today.in_office(), period.first_day, period.last_day, code)


def _in_time(found: Five) -> Figure | None:
    return Figure(found.on_time, found.expected) if found.expected else None


def _received(found: Five) -> Figure | None:
    return Figure(found.actual, found.expected) if found.expected else None


@indicator(
    codes.ON_TIME,
    number="A01",
    name="Kewajiban laporan terpenuhi tepat waktu",
    unit="%",
    direction="up",
    counted="Laporan yang jatuh tempo pada bulan itu dan diterima paling lambat pada tenggatnya, dibagi semua yang jatuh tempo. "
    f"{_RECEIVED} {_LATE}",
    legal_basis="Renstra kecamatan; kewajiban masing-masing menurut daftar kabupaten",
    numerator="diterima paling lambat pada tenggat",
    denominator="kewajiban yang jatuh tempo",
    moves_with_time=True,
    basis=queries.basis,
    source=_SOURCE,
)
def reports_on_time(period: Period) -> Figure | None:
    """Reports in time among those due in the month; None while none was due."""
    return _in_time(_five(period))


@indicator(
    codes.RECEIVED,
    name="Kewajiban laporan terpenuhi",
    unit="%",
    direction="up",
    counted="Laporan yang jatuh tempo pada bulan itu dan sudah diterima, tepat waktu atau terlambat, dibagi semua yang jatuh tempo. "
    f"{_LATE}",
    legal_basis="Kewajiban masing-masing menurut daftar kabupaten",
    numerator="diterima, juga yang terlambat",
    denominator="kewajiban yang jatuh tempo",
    moves_with_time=True,
    basis=queries.basis,
    source=_SOURCE,
)
def reports_received(period: Period) -> Figure | None:
    """Reports that came among those due in the month."""
    return _received(_five(period))


@indicator(
    codes.CHECKED,
    number="A02",
    name="Berkas laporan dikembalikan",
    unit="%",
    direction="down",
    counted="Laporan yang pertama kali diperiksa kecamatan pada bulan itu dan dikembalikan paling sedikit sekali, dibagi semua yang "
    "pertama kali diperiksa pada bulan itu. Untuk pembinaan, bukan peringkat.",
    legal_basis="PP 43/2014 pasal 154",
    numerator="dikembalikan paling sedikit sekali",
    denominator="laporan yang diperiksa",
    source=_SOURCE,
)
def reports_returned(period: Period) -> Figure | None:
    """Reports sent back at least once among those first looked at in the month."""
    zone = current.office().tzinfo
    looked_at = queries.submissions().filter(
        from_office_id=current.office().pk,
        answered_at__gte=period.begins_at(zone),
        answered_at__lt=period.ends_at(zone),
    )
    found = looked_at.order_by().aggregate(all=Count("pk"), returned=Count("pk", filter=Q(returns__gte=1)))
    return Figure(found["returned"], found["all"]) if found["all"] else None


def _declare_yearly(number: str, obligation: str, name: str, by: str) -> None:
    @indicator(
        codes.YEARLY[obligation],
        number=number,
        is_one_each=True,
        name=name,
        unit="%",
        direction="up",
        counted=f"1 bila {by}, 0 bila tidak. Dihitung pada tahun jatuh temponya. {_LATE}",
        legal_basis=SHIPPED[obligation].basis,
        numerator="tepat waktu",
        denominator="desa yang wajib",
        period="year",
        moves_with_time=True,
        basis=queries.basis,
        source=_SOURCE,
    )
    def count(period: Period) -> Figure | None:
        return _in_time(_five(period, obligation))


_declare_yearly(
    "A05",
    "apbdes-semester-1",
    "Laporan pelaksanaan APBDes semester I tepat waktu",
    "diterima paling lambat minggu ke-2 Juli",
)
_declare_yearly("A06", "lpj-apbdes", "LPJ realisasi APBDes paling lambat 3 bulan", "diterima paling lambat 31 Maret")
_declare_yearly("A07", "lppd", "LPPD akhir tahun paling lambat 3 bulan", "diterima paling lambat 31 Maret")
_declare_yearly(
    "A08",
    "lkppd",
    "LKPPD ke BPD paling lambat 3 bulan",
    "disampaikan kepada BPD paling lambat 31 Maret; kecamatan hanya tahu harinya",
)


@indicator(
    codes.MONTHLY["rekap-penduduk"],
    number="A09",
    is_one_each=True,
    name="Rekapitulasi penduduk bulanan diterima",
    unit="%",
    direction="up",
    counted=f"Rekapitulasi yang jatuh tempo pada bulan itu dan diterima tepat waktu, dibagi yang jatuh tempo. {_LATE}",
    legal_basis=SHIPPED["rekap-penduduk"].basis,
    numerator="bulan yang diterima tepat waktu",
    denominator="bulan yang jatuh tempo",
    moves_with_time=True,
    basis=queries.basis,
    source="Buku B.3 Rekapitulasi Jumlah Penduduk",
)
def recap_on_time(period: Period) -> Figure | None:
    """Monthly recapitulations in time among those due in the month."""
    return _in_time(_five(period, "rekap-penduduk"))


def _details(one: Obligation) -> Iterator[Indicator]:
    """Of one obligation, for the kabupaten's page of reports; no column of its own where villages are compared."""
    received, on_time = codes.details_of(one.code)
    yield _detail(one, received, "diterima", "diterima, juga yang terlambat", _received)
    yield _detail(one, on_time, "tepat waktu", "diterima tepat waktu", _in_time)


def _detail(
    one: Obligation, code: str, name: str, numerator: str, figure: Callable[[Five], Figure | None]
) -> Indicator:
    return Indicator(
        code=code,
        name=f"{one.name}: {name}",
        unit="%",
        direction=Direction.CONTEXT,
        counted=_LATE,
        legal_basis=one.basis,
        count=lambda period: figure(_five(period, one.code)),
        numerator=numerator,
        denominator="desa yang wajib",
        moves_with_time=True,
        basis=queries.basis,
        source=_SOURCE,
        is_detail=True,
    )


def _added() -> dict[str, Indicator]:
    """The details of what the kabupaten asks for beside what ships."""
    added = (one for one in queries.obligations().values() if one.code not in SHIPPED)
    return {detail.code: detail for one in added for detail in _details(one)}


for _one in SHIPPED.values():
    for _shipped in _details(_one):
        indicators.declare(_shipped)
indicators.family((codes.RECEIVED_OF, codes.ON_TIME_OF), _added)
