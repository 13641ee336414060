"""Connections that know no office: only a rollout may have them, because it works in many schemas at once as their owner."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
from django.db import DatabaseError, InterfaceError, OperationalError, connections

ONE_ROLLOUT_AT_A_TIME = 802703
# Seconds. A change that waits for a table holds up everybody who comes after it, so it soon gives way and comes again.
LOCK_SECONDS = 2
STATEMENT_SECONDS = 300
# SQLSTATE of a server or a connection that went away.
GONE = ("08", "57P01", "57P02", "57P03", "58")

Told = Callable[[str], None]


class DatabaseLost(RuntimeError):
    """The database went away in the middle. What was committed is whole; the same command goes on from there."""


def state_of(error: BaseException) -> str:
    """The SQLSTATE of a database error, or nothing."""
    cause = error.__cause__ if isinstance(error, DatabaseError) else error
    return getattr(cause, "sqlstate", None) or ""


def lost(error: BaseException) -> bool:
    if isinstance(error, InterfaceError | OperationalError | psycopg.OperationalError):
        return state_of(error).startswith(GONE) or not state_of(error)
    return False


def connect() -> psycopg.Connection[Any]:
    """
    Open a connection that gives way when a table is locked.

    A commit does not wait for the disk: an office's change and its level are one transaction, so what a power cut takes away is
    simply done again.

    :raises DatabaseLost: nobody answers.
    """
    known: dict[str, Any] = connections["default"].settings_dict
    try:
        return psycopg.connect(
            host=known["HOST"],
            port=known["PORT"],
            user=known["USER"],
            password=known["PASSWORD"],
            dbname=known["NAME"],
            autocommit=True,
            prepare_threshold=None,
            application_name="kentongan rollout",
            options=f"-c lock_timeout={LOCK_SECONDS}s -c statement_timeout={STATEMENT_SECONDS}s -c synchronous_commit=off",
        )
    except psycopg.OperationalError as error:
        raise DatabaseLost from error


@contextmanager
def alone(told: Told) -> Iterator[Callable[[], None]]:
    """
    Let one rollout work at a time; a second one says so and waits.

    Yields a function that raises DatabaseLost when the lock is no longer ours.

    :raises DatabaseLost: the database went away, whichever of the connections noticed it.
    """
    with connect() as own:
        own.execute("SET lock_timeout = 0; SET statement_timeout = 0")
        taken = own.execute("SELECT pg_try_advisory_lock(%s)", [ONE_ROLLOUT_AT_A_TIME]).fetchone()
        if not (taken and taken[0]):
            told("Peluncuran lain sedang berjalan; menunggu sampai selesai.")
            own.execute("SELECT pg_advisory_lock(%s)", [ONE_ROLLOUT_AT_A_TIME])

        def still_ours() -> None:
            try:
                own.execute("SELECT 1")
            except psycopg.OperationalError as error:
                raise DatabaseLost from error

        try:
            yield still_ours
        except Exception as error:
            if lost(error):
                raise DatabaseLost from error
            raise
