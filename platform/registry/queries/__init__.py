"""What others may ask of the register."""

from registry.queries.counting import HeadCount, resident_counts
from registry.queries.finding import search_residents
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
    "HeadCount",
    "ResidentFilters",
    "batch_rows",
    "family_members",
    "hamlets",
    "history_of",
    "imports_newest_first",
    "resident_by_nik",
    "resident_counts",
    "residents_page",
    "search_residents",
]
