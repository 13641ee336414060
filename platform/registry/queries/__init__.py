"""What others may ask of the register."""

from registry.queries.counting import HeadCount, as_of, counted_as_of, resident_counts
from registry.queries.elsewhere import (
    Elsewhere,
    also_recorded_in,
    one_elsewhere,
    recorded_elsewhere,
    shown_elsewhere,
    unsettled_elsewhere,
    what_is_compared,
    word_on,
)
from registry.queries.exporting import residents_for_file
from registry.queries.finding import search_everywhere, search_residents
from registry.queries.former import let_say
from registry.queries.happenings import (
    EventFilters,
    events_for,
    events_near,
    events_of,
    events_page,
    lines_in_books,
    offers_by,
)
from registry.queries.history import as_stood, died_on, events_about, family_as_of, records_of, stood
from registry.queries.imports import batch_rows, beyond_undoing, imports_newest_first, may_be_undone
from registry.queries.listing import (
    ResidentFilters,
    family_members,
    hamlets,
    history_of,
    resident_by_nik,
    residents_page,
)
from registry.queries.scope import hamlets_for, residents_for, seen_by, sees_whole_register, strangers

__all__ = [
    "Elsewhere",
    "EventFilters",
    "HeadCount",
    "ResidentFilters",
    "also_recorded_in",
    "as_of",
    "as_stood",
    "batch_rows",
    "beyond_undoing",
    "counted_as_of",
    "died_on",
    "events_about",
    "events_for",
    "events_near",
    "events_of",
    "events_page",
    "family_as_of",
    "family_members",
    "hamlets",
    "hamlets_for",
    "history_of",
    "imports_newest_first",
    "let_say",
    "lines_in_books",
    "may_be_undone",
    "offers_by",
    "one_elsewhere",
    "recorded_elsewhere",
    "records_of",
    "resident_by_nik",
    "resident_counts",
    "residents_for",
    "residents_for_file",
    "residents_page",
    "search_everywhere",
    "search_residents",
    "seen_by",
    "sees_whole_register",
    "shown_elsewhere",
    "stood",
    "strangers",
    "unsettled_elsewhere",
    "what_is_compared",
    "word_on",
]
