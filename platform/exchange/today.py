"""
The moment figures are counted for: the one clock of every function that counts.

What a figure says must not hang on which process counts it, nor on when. Whoever counts says as of which moment, and the figure is told
with it; counted again as of that moment, from the same registers, it says the same. Asked outside of a count, by a page, it is now.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime
from typing import Any

from django.db.models.functions import Now

from walls import current
from walls.current import connection

_counted_for: ContextVar[datetime | None] = ContextVar("figures are counted for", default=None)


@contextmanager
def as_of(at: datetime) -> Iterator[None]:
    """Count for a moment."""
    token = _counted_for.set(at)
    try:
        yield
    finally:
        _counted_for.reset(token)


def given() -> datetime | None:
    """The moment somebody counts for; None outside of a count. For SQL of one's own: `coalesce(%(at)s, now())`."""
    return _counted_for.get()


class Moment(Now):
    """In a query: the moment somebody counts for, when the query is made; outside of a count now, by the clock of the database."""

    def as_postgresql(self, compiler: Any, connection: Any, **extra: Any) -> Any:
        at = given()
        return super().as_postgresql(compiler, connection, **extra) if at is None else ("%s::timestamptz", [at])


def in_office() -> date:
    """The day it is in the current office; one statement outside of a count, to ask the clock of the database."""
    at = given()
    if at is not None:
        return current.today(at)
    with connection.cursor() as cursor:
        cursor.execute("SELECT (now() AT TIME ZONE %s)::date", [str(current.office().tzinfo)])
        found: date = cursor.fetchone()[0]
    return found
