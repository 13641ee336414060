"""Whether the village tells its people what its money is for (A11), when its budget was set (A03), and what was spent of it (F01)."""

from datetime import timedelta
from decimal import Decimal

from exchange import histograms, holidays
from exchange.indicators import WORKDAYS, Figure, indicator
from exchange.periods import Period
from modules.service.site import queries
from modules.service.site.rules.codes import PUBLISHED, SET_DAYS_LATE, SET_IN_TIME, SPENT
from web import workdays


@indicator(
    PUBLISHED,
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


@indicator(
    SPENT,
    number="F01",
    name="Realisasi belanja APBDes",
    unit="%",
    direction="context",
    counted="Belanja yang sudah terealisasi dibagi belanja yang direncanakan, menurut angka APBDes tahun berjalan yang diumumkan desa hari "
    "ini. Selama realisasi satu bidang yang dianggarkan belum diisi, belum ada angka. Bandingkan dengan bulan yang sama tahun lalu, "
    "bukan dengan 100%.",
    legal_basis="Permendagri 20/2018",
    numerator="rupiah belanja terealisasi",
    denominator="rupiah belanja direncanakan",
    is_stock=True,
    grows_within_year=True,
    source="Angka APBDes di situs desa",
)
def spending_realised(period: Period) -> Figure | None:
    """What was spent of what the budget of the year plans; None while a line does not say, or nothing is published."""
    found = queries.budget_of(period.first_day.year)
    total = found[1].spending.total if found else None
    if total is None or total.realised is None or not total.planned:
        return None
    return Figure(total.realised, total.planned)


_DECREE = "Daftar informasi publik desa: Perdes tentang APBDes"
_FIRST = (
    "Perdes tentang perubahan tidak dihitung. Tanpa nomor atau tanggal penetapan di daftar informasi publik desa, belum ada data; "
    "itu bukan nol."
)


@indicator(
    SET_IN_TIME,
    number="A03",
    name="APBDes ditetapkan tepat waktu",
    unit="%",
    direction="up",
    counted=f"1 bila Perdes tentang APBDes tahun itu ditetapkan paling lambat 31 Desember tahun sebelumnya, 0 bila sesudahnya. {_FIRST}",
    legal_basis="Permendagri 20/2018",
    numerator="desa yang menetapkan tepat waktu",
    denominator="desa yang tanggal penetapannya diketahui",
    period="year",
    is_one_each=True,
    source=_DECREE,
)
def budget_set_in_time(period: Period) -> Figure | None:
    """One where the budget of the year was set before the year began; None while nobody has said when."""
    set_on = queries.budget_set_on(period.first_day.year)
    return Figure(int(set_on < period.first_day), 1) if set_on else None


@indicator(
    SET_DAYS_LATE,
    number="A03",
    name="Hari kerja APBDes terlambat ditetapkan",
    unit="hari kerja",
    direction="down",
    counted=f"Hari kerja sesudah 31 Desember sampai Perdes tentang APBDes ditetapkan, 0 bila tepat waktu. {_FIRST} "
    "Untuk beberapa desa: nilai tengahnya.",
    legal_basis="Permendagri 20/2018",
    formula="hari kerja dari 31 Desember tahun sebelumnya sampai tanggal Perdes",
    edges=WORKDAYS,
    quantile=Decimal("0.5"),
    period="year",
    is_one_each=True,
    basis=holidays.digest,
    source=_DECREE,
)
def budget_set_days_late(period: Period) -> Figure | None:
    """Working days the budget of the year was late; None while nobody has said when it was set."""
    set_on = queries.budget_set_on(period.first_day.year)
    if set_on is None:
        return None
    days = workdays.between(period.first_day - timedelta(days=1), set_on, holidays.off())
    return Figure(days, buckets=histograms.placed(days, WORKDAYS))
