"""
The statistics of the village: each is declared in a few lines, and one query counts any of them.

Everything is counted over the stays of a day (`registry.queries.counting`), so all totals are those of the books.
"""

from registry.statistics import families, people  # noqa: F401 - declare them
from registry.statistics.counting import UNKNOWN, WHOLE_VILLAGE, Area, Counted, Numbers, Row, count, standing, stays_of
from registry.statistics.declaration import (
    CategoryUnknown,
    Group,
    Statistic,
    StatisticUnknown,
    Whom,
    all_declared,
    grouped,
    named,
)

__all__ = [
    "UNKNOWN",
    "WHOLE_VILLAGE",
    "Area",
    "CategoryUnknown",
    "Counted",
    "Group",
    "Numbers",
    "Row",
    "Statistic",
    "StatisticUnknown",
    "Whom",
    "all_declared",
    "count",
    "grouped",
    "named",
    "standing",
    "stays_of",
]
