"""What a new village publishes of its way to the first letter: counts of steps, never who took them."""

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
