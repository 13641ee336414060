"""What pages, tasks and actions ask of the service."""

from modules.service.queries.desk import (
    head_of_office,
    issuer,
    open_kinds,
    opening_hours,
    public_kinds,
    service_settings,
    today,
)
from modules.service.queries.letters import (
    codes_of_cancelled,
    counts_by_state,
    latest_made,
    letter_by_tracking_code,
    letter_by_verification_code,
    letters_page,
    letters_to_sign,
    oddities_of,
    recent_same_letter,
)
from modules.service.queries.people import is_known_by, proven_resident, resident_at_counter, subject_of
from modules.service.queries.standards import measured, standard_in_force, standards
from modules.service.queries.versions import kinds_with_state, versions_of

__all__ = [
    "codes_of_cancelled",
    "counts_by_state",
    "head_of_office",
    "is_known_by",
    "issuer",
    "kinds_with_state",
    "latest_made",
    "letter_by_tracking_code",
    "letter_by_verification_code",
    "letters_page",
    "letters_to_sign",
    "measured",
    "oddities_of",
    "open_kinds",
    "opening_hours",
    "proven_resident",
    "public_kinds",
    "recent_same_letter",
    "resident_at_counter",
    "service_settings",
    "standard_in_force",
    "standards",
    "subject_of",
    "today",
    "versions_of",
]
