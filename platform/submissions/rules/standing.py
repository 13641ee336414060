"""How a report stands, whether it came in time, and the five numbers of DHIS2 (pure)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class State(StrEnum):
    """Of a report that was sent, as it stands in the journal."""

    SENT = "dikirim"
    RETURNED = "dikembalikan"
    ACCEPTED = "diterima"
    NOTED = "dicatat"


class Standing(StrEnum):
    """Of a report that is owed, whether or not it was sent."""

    MISSING = "missing"
    OPEN = "open"
    SENT = "sent"
    LATE = "late"
    RETURNED = "returned"
    ACCEPTED = "accepted"
    ACCEPTED_LATE = "accepted_late"


#: In a cell of the matrix.
SHORT = {
    Standing.MISSING: "tidak ada",
    Standing.OPEN: "belum",
    Standing.SENT: "menunggu",
    Standing.LATE: "terlambat",
    Standing.RETURNED: "dikembalikan",
    Standing.ACCEPTED: "diterima",
    Standing.ACCEPTED_LATE: "diterima, terlambat",
}
#: standing -> (words, sign, tone): told by words and sign first, so nobody needs the colour.
SHOWN = {
    Standing.MISSING: ("Belum dikirim, lewat tenggat", "✕", "danger"),
    Standing.OPEN: ("Belum dikirim", "○", ""),
    Standing.SENT: ("Terkirim, menunggu diperiksa", "→", "info"),
    Standing.LATE: ("Terkirim terlambat, menunggu diperiksa", "!", "warn"),
    Standing.RETURNED: ("Dikembalikan", "↩", "danger"),
    Standing.ACCEPTED: ("Diterima", "✓", "ok"),
    Standing.ACCEPTED_LATE: ("Diterima, terlambat", "✓", "warn"),
}


def standing(state: str, received_on: date | None, due_on: date, today: date) -> Standing:
    """How a report stands; `received_on` is the day of its first sending, None when it was not sent."""
    if received_on is None:
        return Standing.MISSING if today > due_on else Standing.OPEN
    if state == State.RETURNED:
        return Standing.RETURNED
    is_late = received_on > due_on
    if state == State.SENT:
        return Standing.LATE if is_late else Standing.SENT
    return Standing.ACCEPTED_LATE if is_late else Standing.ACCEPTED


@dataclass(frozen=True)
class Five:
    """
    What DHIS2 tells of reporting: reports that came, that were expected, the rate, those in time, and the rate in time.

    Expected are those whose last day is over, and those that came before it. They add up over villages; the rates are never averaged.
    """

    actual: int = 0
    expected: int = 0
    on_time: int = 0

    def __add__(self, other: "Five") -> "Five":
        return Five(self.actual + other.actual, self.expected + other.expected, self.on_time + other.on_time)

    @property
    def rate(self) -> float | None:
        """Percent; None when nothing was expected, which is not zero."""
        return 100 * self.actual / self.expected if self.expected else None

    @property
    def on_time_rate(self) -> float | None:
        """Percent, as `rate`."""
        return 100 * self.on_time / self.expected if self.expected else None


def five(reports: Iterable[tuple[date, date | None]], today: date) -> Five:
    """The five numbers of reports, each given as its last day and the day it came, None when it did not."""
    judged = [(due_on, came) for due_on, came in reports if came is not None or due_on < today]
    return Five(
        actual=sum(came is not None for _, came in judged),
        expected=len(judged),
        on_time=sum(came is not None and came <= due_on for due_on, came in judged),
    )
