"""What a kabupaten expects of its villages, and from when on: each period is judged by the target of its own time."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import groupby

from exchange.models import Target
from exchange.periods import Period

#: How many years ahead a target may be said: as long as a plan of a kabupaten runs (Renstra, five years).
YEARS_AHEAD = 5

#: The month a target holds from ("" is from the first on), and the target, None for none any more; the earliest first.
Course = tuple[tuple[str, Decimal | None], ...]


@dataclass(frozen=True)
class Goals:
    """The targets of a kabupaten by indicator, each with its course through the months."""

    courses: Mapping[str, Course] = field(default_factory=dict)

    def of(self, code: str, period: str) -> Decimal | None:
        """What was expected then; of a year, what holds in its last month."""
        return held(self.courses.get(code, ()), period)

    @property
    def name(self) -> str:
        """Says all of it, so that what was judged by other targets is asked for under another name."""
        return repr(sorted(self.courses.items()))


def goals_above() -> Goals:
    """The targets that hold for the current office; one query."""
    return made_of(Target.objects.order_by("indicator", "since").values_list("indicator", "since", "value"))


def made_of(lines: Iterable[tuple[str, str, Decimal | None]]) -> Goals:
    """:param lines: code, month and target, ordered by code and month."""
    return Goals(
        {code: tuple((since, value) for _, since, value in found) for code, found in groupby(lines, lambda one: one[0])}
    )


def held(course: Course, period: str) -> Decimal | None:
    """The target of a course in a month, or at the end of a year."""
    last = period if len(period) == len("2026-11") else f"{period}-12"
    found = None
    for since, value in course:
        if since > last:
            break
        found = value
    return found


def changed(course: Course, since: Period, value: Decimal | None) -> Course:
    """The same with another target from a month on, until the next one that was said; lines that change nothing are left out."""
    said = sorted({**dict(course), str(since): value}.items())
    found: list[tuple[str, Decimal | None]] = []
    for month, target in said:
        if target != (found[-1][1] if found else None):
            found.append((month, target))
    return tuple(found)


def is_settled(course: Course, since: Period, today: Period) -> bool:
    """Whether a change from this month on would judge a month anew that is over and had a target."""
    months, one = [], since
    while one < today:
        months.append(one)
        one = one.after
    return any(held(course, month) is not None for month in months)


def months_to_begin(course: Course, today: Period) -> list[Period]:
    """From when on a target may be said: this month and the next to December, Januaries to come; earlier ones where nothing held."""
    year = int(today[:4])
    back = [first for first in (_january(year - 1), _january(year)) if first < today]
    this_year = [Period(f"{year}-{month:02}") for month in range(int(today[5:]), 13)]
    ahead = [_january(year + count) for count in range(1, YEARS_AHEAD + 1)]
    return [first for first in back if not is_settled(course, first, today)] + this_year + ahead


def _january(year: int) -> Period:
    return Period(f"{year:04}-01")
