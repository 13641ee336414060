"""Durations and shares as a report says them (pure)."""

from web import indonesian

#: What became of a recommendation.
FOLLOWED = {"DONE": "Sudah", "UNDER_WAY": "Sedang berjalan", "NOT_YET": "Belum"}


def working_time(minutes: int | None) -> str:
    """45 menit kerja, 2,5 jam kerja; a dash when nothing was measured."""
    if minutes is None:
        return "–"
    if minutes < 1:
        return "kurang dari 1 menit kerja"
    if minutes < 60:
        return f"{minutes} menit kerja"
    return f"{indonesian.decimal_number(minutes / 60).removesuffix(',0')} jam kerja"


def share(part: int, whole: int) -> str:
    """94,2% (113 dari 120); of few only "3 dari 4"."""
    if not whole:
        return "tidak ada yang jatuh tempo"
    parts = f"{indonesian.whole_number(part)} dari {indonesian.whole_number(whole)}"
    return parts if whole < 10 else f"{indonesian.percent(100 * part / whole)} ({parts})"
