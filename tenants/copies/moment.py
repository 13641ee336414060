"""One moment of an office, seen through a connection of its own while everybody goes on working."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
from django.db import OperationalError
from psycopg import errors

from tenants.copies import rows
from tenants.copies.refusals import TableUnreadable
from tenants.models import Office
from walls.current import connection


class Moment:
    """
    Every question is answered as of the same moment (REPEATABLE READ, READ ONLY).

    It begins under the office's own role, so the database itself sees to it that no neighbour's row is read.
    """

    def __init__(self, cursor: Any, role: str) -> None:
        self.cursor = cursor
        self.snapshot, self.lsn, seen_by = cursor.execute(
            "SELECT pg_current_snapshot()::text, pg_current_wal_lsn()::text, current_user::text"
        ).fetchone()
        if seen_by != role:
            raise TableUnreadable(f"Basis data dibaca sebagai {seen_by}, bukan {role}.")

    def as_owner(self) -> None:
        """What the office may not ask (its counters, its rows in the public schema) is asked last, as the owner."""
        self.cursor.execute("SELECT set_config('role', 'none', true)")


@contextmanager
def of(office: Office) -> Iterator[Moment]:
    """
    Open a moment of an office. It shows what is committed: nothing of a transaction of the caller's.

    :raises TableUnreadable: a table is not open to the office's role.
    :raises OperationalError: the database went away.
    """
    apart = connection.copy()
    try:
        apart.set_tenant(office)
        # Django's cursor sets path and role; what follows is one transaction on the connection below it.
        with apart.cursor():
            pass
        with apart.connection.cursor() as cursor:
            cursor.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
            cursor.execute(rows.WRITTEN_THE_SAME)
            yield Moment(cursor, office.role_name)
    except psycopg.OperationalError as error:
        # As Django says it everywhere else, so that whoever waits for an absent database waits here too.
        raise OperationalError(str(error)) from error
    except errors.InsufficientPrivilege as error:
        raise TableUnreadable(f"Tabel kantor tidak terbuka bagi perannya sendiri: {error}") from error
    finally:
        apart.close()
