"""
Who did and who saw what: append-only by privilege, chained by seals.

`audit.record(...)` is the one way in.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from audit.models import Entry


def record(action: str, subject: Any = None, **words: Any) -> "Entry":
    """See `audit.writing.record`; here so that callers read `audit.record(...)`."""
    from audit import writing

    return writing.record(action, subject, **words)


def begin() -> None:
    """See `audit.writing.begin`; an office calls it once, when it is opened."""
    from audit import writing

    writing.begin()
