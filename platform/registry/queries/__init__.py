"""What others may ask of the register."""

from registry.queries.counting import HeadCount, as_of, counted_as_of, resident_counts
from registry.queries.finding import search_residents
from registry.queries.happenings import EventFilters, events_of, events_page
from registry.queries.imports import batch_rows, imports_newest_first
from registry.queries.listing import (
    ResidentFilters,
    family_members,
    hamlets,
    history_of,
    resident_by_nik,
    residents_page,
)

__all__ = [
    "EventFilters",
    "HeadCount",
    "ResidentFilters",
    "as_of",
    "batch_rows",
    "counted_as_of",
    "events_of",
    "events_page",
    "family_members",
    "hamlets",
    "history_of",
    "imports_newest_first",
    "resident_by_nik",
    "resident_counts",
    "residents_page",
    "search_residents",
]
