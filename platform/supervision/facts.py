"""
What a village publishes of its way to the first letter (counts of steps, never who took them), and its official score of the Indeks Desa
(G01), which is entered by its kabupaten and computed by nobody here.
"""

from decimal import Decimal

from exchange import histograms, scores
from exchange.indicators import Figure, indicator
from exchange.periods import Period
from supervision.own import starting

_SOURCE = "Langkah awal kantor desa"


@indicator(
    starting.STEPS,
    name="Langkah awal selesai",
    unit="langkah",
    direction="context",
    counted="Langkah dari pembukaan kantor sampai surat pertama yang sudah selesai, dibagi semua langkah, dihitung sekarang.",
    legal_basis="",
    numerator="langkah selesai",
    denominator="semua langkah",
    source=_SOURCE,
    is_stock=True,
    is_one_each=True,
    unmarked="langkah yang dicatat di ruang lain",
    is_detail=True,
)
def steps_done(period: Period) -> Figure:
    """Steps that are done, of all."""
    found = starting.standing()
    return Figure(found.done, len(found.steps))


@indicator(
    starting.NEXT,
    name="Langkah awal berikutnya",
    unit="",
    direction="context",
    counted="Nomor langkah pertama yang belum selesai; nol bila semuanya selesai.",
    legal_basis="",
    source=_SOURCE,
    is_stock=True,
    is_one_each=True,
    unmarked="langkah yang dicatat di ruang lain",
    is_detail=True,
)
def next_step(period: Period) -> Figure:
    """The number of the first step that is not done; 0 when all are."""
    following = starting.standing().next
    return Figure(following.number if following else 0)


SCORE, SCORE_ROSE = "village_score", "village_score_rose"
_RESULT = "Hasil resmi Indeks Desa, dimasukkan kabupaten"
_LAW = "Permendes 9/2024"
#: Groups of five points, for the middle of many villages.
_POINTS = tuple(Decimal(points) for points in range(5, 101, 5))


@indicator(
    SCORE,
    number="G01",
    name="Nilai Indeks Desa",
    unit="poin",
    direction="up",
    counted="Nilai resmi Indeks Desa tahun itu, 0 sampai 100, dari enam dimensi; tidak dihitung di sini. Belum dimasukkan berarti belum "
    "ada data, bukan nol. Untuk beberapa desa: nilai tengahnya.",
    legal_basis=_LAW,
    formula="nilai menurut keputusan resmi",
    edges=_POINTS,
    quantile=Decimal("0.5"),
    period="year",
    is_one_each=True,
    source=_RESULT,
    basis=scores.digest,
    origin=scores.origin,
)
def village_score(period: Period) -> Figure | None:
    """The score of the year; None while nobody has entered it."""
    score = scores.score_of(period.first_day.year)
    return None if score is None else Figure(score, buckets=histograms.placed(score, _POINTS))


@indicator(
    SCORE_ROSE,
    number="G01",
    name="Desa yang nilai Indeks Desanya naik",
    unit="%",
    direction="up",
    counted="1 bila nilai resmi tahun itu lebih tinggi daripada tahun sebelumnya, 0 bila tidak. Tanpa salah satu nilainya, belum ada data.",
    legal_basis=_LAW,
    numerator="desa yang nilainya naik",
    denominator="desa yang kedua nilainya diketahui",
    period="year",
    is_one_each=True,
    source=_RESULT,
    basis=scores.digest,
    origin=scores.origin,
)
def village_score_rose(period: Period) -> Figure | None:
    """One where the score rose since the year before; None while one of the two is not known."""
    now, before = scores.score_of(period.first_day.year), scores.score_of(period.first_day.year - 1)
    return None if now is None or before is None else Figure(int(now > before), 1)
