"""Whether the books of a month are closed (E02)."""

from exchange import today
from exchange.indicators import Figure, indicator
from exchange.periods import Period
from papers.books import Rhythm, all_books


@indicator(
    "books_closed",
    name="Buku administrasi yang ditutup",
    unit="%",
    direction="up",
    counted="Buku bulanan yang ditutup, dibagi semua buku bulanan yang dapat ditutup. Bulan yang masih berjalan belum dihitung.",
    legal_basis="Permendagri 47/2016; PP 43/2014 Pasal 154",
    number="E02",
    numerator="buku yang ditutup",
    denominator="buku bulanan",
    source="Semua buku administrasi desa",
    # A month becomes countable with its last day, which nobody marks; closing a month of the register marks its balance.
    moves_with_time=True,
    follows=("balance_closes",),
)
def books_closed(period: Period) -> Figure | None:
    """Closed books among those that are closed month by month; None while the month runs."""
    if today.in_office() <= period.last_day:
        return None
    # LAMPID is a report of what the books say and no book of its own.
    monthly = [book for book in all_books() if book.period == Rhythm.MONTH and book.shelf != "L"]
    closings = [book.standing for book in monthly if book.standing is not None]
    # Books of one register share the answer, which is then asked for once.
    answers = {standing: standing(period) for standing in set(closings)}
    closed = sum(bool((found := answers[standing]) and found.is_closed) for standing in closings)
    return Figure(closed, len(closings)) if closings else None
