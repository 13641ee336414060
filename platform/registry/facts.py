"""The indicators the register publishes."""

from decimal import Decimal

from exchange import histograms
from exchange.indicators import DAYS, Figure, indicator
from exchange.periods import Period
from registry import sound
from registry.queries import counted_as_of, resident_counts, unsettled_elsewhere
from registry.statistics.card_duty import unrecorded
from registry.statistics.conditions import must_hold_card
from registry.statistics.growth import Grown, growth

MONTHLY = "Menurut tanggal lapor. Yang dibatalkan di bulan yang sama tidak dihitung."
BOOK = "Permendagri 47/2016, Buku Rekapitulasi Jumlah Penduduk"
SOURCE = "Buku induk penduduk desa"


@indicator(
    "residents",
    name="Penduduk",
    unit="jiwa",
    direction="context",
    counted="Penduduk tetap yang tercatat di buku induk pada akhir masa. Yang meninggal, pindah, dan hilang tidak dihitung.",
    legal_basis="Permendagri 47/2016, Buku Induk Penduduk dan Buku Rekapitulasi Jumlah Penduduk",
    source=SOURCE,
    is_stock=True,
    looks_back=True,
    counts_people=True,
)
def residents(period: Period) -> Figure | None:
    """Residents at the end of the period; None while the register is empty, because nobody has brought it in yet."""
    counted = resident_counts(period.last_day).residents
    return Figure(counted) if counted else None


@indicator(
    "families",
    name="Keluarga",
    unit="keluarga",
    direction="context",
    counted="Kepala keluarga di antara penduduk tetap pada akhir masa.",
    legal_basis=BOOK,
    source=SOURCE,
    is_stock=True,
    looks_back=True,
    counts_people=True,
)
def families(period: Period) -> Figure | None:
    """Heads of families at the end of the period; None while the register is empty."""
    counted = resident_counts(period.last_day)
    return Figure(counted.families) if counted.residents else None


@indicator(
    "card_unrecorded",
    name="Wajib KTP yang belum rekam",
    unit="%",
    direction="down",
    counted="WNI yang genap 17 tahun, kawin, atau pernah kawin, dan tidak tercatat sudah merekam KTP-el; "
    "yang keadaan rekamnya belum diketahui ikut dihitung.",
    legal_basis="UU 24/2013 Pasal 63",
    number="C05",
    numerator="belum tercatat merekam",
    denominator="wajib KTP",
    source=SOURCE,
    is_stock=True,
    counts_people=True,
)
def card_unrecorded(period: Period) -> Figure | None:
    """Those who must hold a card and were not recorded, among all who must; None while nobody must."""
    day = period.last_day
    due = counted_as_of(day).filter(must_hold_card(day)).count()
    return Figure(unrecorded(day).count(), due) if due else None


@indicator(
    "recorded_elsewhere",
    name="Tercatat juga di desa lain",
    unit="jiwa",
    direction="down",
    counted="Penduduk tetap yang juga tercatat sebagai penduduk tetap desa lain dan belum diperiksa desanya.",
    # No article is known that says it in so many words; what is counted are the people of this book.
    legal_basis="Permendagri 47/2016, Buku Induk Penduduk",
    source=SOURCE,
    is_stock=True,
    counts_people=True,
    unmarked="catatan desa lain",
)
def recorded_elsewhere(period: Period) -> Figure | None:
    """Residents another village has too and nobody has spoken of; None while the register is empty."""
    if not counted_as_of(period.last_day).exists():
        return None
    return Figure(unsettled_elsewhere().values("subject").distinct().count())


@indicator(
    "births", name="Kelahiran", unit="jiwa", direction="context", counted=f"Kelahiran yang dilaporkan pada bulan itu. {MONTHLY}",
    legal_basis=BOOK, source=SOURCE, counts_people=True,
)  # fmt: skip
def births(period: Period) -> Figure | None:
    """Births reported in the period."""
    return _flow(period, "born")


@indicator(
    "deaths", name="Kematian", unit="jiwa", direction="context", counted=f"Kematian yang dilaporkan pada bulan itu. {MONTHLY}",
    legal_basis=BOOK, source=SOURCE, counts_people=True,
)  # fmt: skip
def deaths(period: Period) -> Figure | None:
    """Deaths reported in the period."""
    return _flow(period, "died")


@indicator(
    "arrivals", name="Kedatangan", unit="jiwa", direction="context", counted=f"Penduduk tetap yang datang pada bulan itu. {MONTHLY}",
    legal_basis=BOOK, source=SOURCE, counts_people=True,
)  # fmt: skip
def arrivals(period: Period) -> Figure | None:
    """Permanent residents who came in the period."""
    return _flow(period, "came")


@indicator(
    "departures", name="Kepindahan", unit="jiwa", direction="context", counted=f"Penduduk tetap yang pindah pada bulan itu. {MONTHLY}",
    legal_basis=BOOK, source=SOURCE, counts_people=True,
)  # fmt: skip
def departures(period: Period) -> Figure | None:
    """Permanent residents who moved away in the period."""
    return _flow(period, "moved")


def _flow(period: Period, name: str) -> Figure | None:
    """One column of the months of a period; None where nobody was there, and nobody came."""
    last = period.last_day.replace(day=1)
    months: list[Grown] = growth(last, months=last.month - period.first_day.month + 1)
    if not any(month.opening or month.closing for month in months):
        return None
    return Figure(sum(getattr(month, name) for month in months))


@indicator(
    "balance_closes",
    name="Neraca mutasi seimbang",
    unit="%",
    direction="up",
    counted="Ya bila penduduk awal bulan ditambah yang lahir dan datang, dikurangi yang meninggal dan pindah, sama dengan akhir bulan; "
    "sama dengan bulan lalu yang sudah ditutup; dan sama dengan buku induk selama bulannya berjalan.",
    legal_basis=BOOK,
    number="C01",
    numerator="desa yang neracanya seimbang",
    denominator="desa",
    formula="awal + lahir + datang − meninggal − pindah ± perubahan lain = akhir",
    source="Buku mutasi penduduk; buku rekapitulasi jumlah penduduk",
    is_one_each=True,
    # The records are asked only while the month runs.
    moves_with_time=True,
)
def balance_closes(period: Period) -> Figure | None:
    """One where the month's balance closes, nought where not; None while nobody was ever there."""
    closes = sound.balance_closes(period)
    return None if closes is None else Figure(int(closes), 1)


@indicator(
    "days_since_register",
    name="Hari sejak buku penduduk diisi",
    unit="hari",
    direction="down",
    counted="Hari sejak peristiwa penduduk terakhir dicatat, dihitung hari ini. Untuk beberapa desa: nilai tengahnya.",
    legal_basis="",
    number="C02",
    formula="hari ini − hari catatan terakhir",
    source=SOURCE,
    edges=DAYS,
    quantile=Decimal("0.5"),
    is_stock=True,
    moves_with_time=True,
    is_one_each=True,
)
def days_since_register(period: Period) -> Figure | None:
    """Days since the last entry of the ledger; None for an empty one."""
    days = sound.days_since_entry()
    return None if days is None else Figure(days, buckets=histograms.placed(days, DAYS))


@indicator(
    "nik_possible",
    name="Penduduk dengan NIK yang benar",
    unit="%",
    direction="up",
    counted="Penduduk tetap yang NIK-nya 16 angka, tanggal di dalamnya mungkin, bukan sementara, dan tidak dipakai penduduk desa lain. "
    "NIK ganda antardesa dikenali tanpa NIK keluar dari desa.",
    legal_basis="Permendagri 47/2016, Buku Induk Penduduk",
    number="C03",
    numerator="NIK yang benar dan tidak ganda",
    denominator="penduduk",
    source=SOURCE,
    is_stock=True,
    # It is about the office's own work, so a small rest tells of nobody.
    unmarked="catatan desa lain",
)
def nik_possible(period: Period) -> Figure | None:
    """Residents whose NIK can be one and is nobody else's, among all; None while the register is empty."""
    found = sound.possible_niks(period.last_day)
    return Figure(found.part, found.whole) if found.whole else None


@indicator(
    "birth_certificates",
    name="Anak 0-17 tahun yang berakta kelahiran",
    unit="%",
    direction="up",
    counted="Penduduk tetap yang belum genap 18 tahun dan tercatat nomor akta kelahirannya, dibagi semua yang belum genap 18 tahun.",
    legal_basis="UU 24/2013 Pasal 27",
    number="C04",
    numerator="anak yang berakta kelahiran",
    denominator="anak 0-17 tahun",
    source=SOURCE,
    is_stock=True,
    counts_people=True,
)
def birth_certificates(period: Period) -> Figure | None:
    """Children with a birth certificate among all children, never among all residents; None where there are none."""
    found = sound.birth_certificates(period.last_day)
    return Figure(found.part, found.whole) if found.whole else None
