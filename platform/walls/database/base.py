"""
Search path and database role of the office, set together in one round trip.

django-tenants sets the search path alone. A path that is wrong (a forgotten context, a pool) then shows the neighbour's rows. Here
each office also has a role without rights in any other schema, so a wrong path raises "permission denied" instead.

A connection serves one office after another, and the server process behind it remembers the tables of each: with a thousand villages
it would hold gigabytes. So a connection that has visited many is closed when its request is over.

An office chosen by name only (`schema_context`, as migrations do) has no role and works as the owner of the schemas; only `tenants`
may do that, and a test says so.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

import django.db.utils
import psycopg
from django.conf import settings
from django.db.backends.postgresql.schema import DatabaseSchemaEditor
from django_tenants.postgresql_backend import base

from walls.database import pooling

# `set_config` is an ordinary function: one statement sets both, and a rollback reverts both.
SET_BOTH = "SELECT set_config('search_path', %s, false), set_config('role', %s, false), pg_backend_pid()"
OWNER = "none"


class SchemaEditor(DatabaseSchemaEditor):
    """Django's, without the second index it makes for every unique text."""

    def _create_like_index_sql(self, model: Any, field: Any) -> None:
        """
        None, always.

        In the C locale, which our database has (infra/local), the ordinary index answers LIKE 'x%' too; and each index is a file
        in the schema of every village.
        """


class DatabaseWrapper(base.DatabaseWrapper):
    """django-tenants' connection, with a role for each office."""

    SchemaEditorClass = SchemaEditor

    _setting_search_path: bool
    search_path_set_schemas: list[str] | None
    #: The server process of this session; None before the first connection.
    backend_pid: int | None = None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self.visited: set[str] = set()
        super().__init__(*args, **kwargs)

    def init_connection_state(self) -> None:
        """:raises SharedBackend: a pooler gives this session's server process to others too."""
        self.visited.clear()
        try:
            self.backend_pid = pooling.backend_of(self.connection)
        except pooling.SharedBackend:
            self.close()
            raise
        super().init_connection_state()

    def close_if_unusable_or_obsolete(self) -> None:
        """Between two requests: also when it has visited so many offices that the server remembers too much."""
        if len(self.visited) > settings.OFFICES_PER_CONNECTION:
            self.close()
        super().close_if_unusable_or_obsolete()

    def on_commit(self, func: Callable[[], object], robust: bool = False) -> None:
        """Run it in the office in which it was asked for, whichever is current when the transaction ends."""
        office = self.tenant

        @wraps(func)
        def in_its_office() -> None:
            before = self.tenant
            if before is office:
                func()
                return
            self.set_tenant(office)
            try:
                func()
            finally:
                self.set_tenant(before)

        super().on_commit(in_its_office if callable(func) else func, robust)

    def _handle_search_path(self, cursor: Any = None) -> None:
        if self._setting_search_path or self.search_path_set_schemas:
            return
        path = self._get_cursor_search_paths()
        self._setting_search_path = True
        own = self.connection.cursor() if cursor is None else cursor
        try:
            own.execute(SET_BOTH, [", ".join(f'"{schema}"' for schema in path), self._role()])
            self._make_sure_of_the_session(own.fetchone()[2])
        except (django.db.utils.DatabaseError, psycopg.InternalError):
            # The transaction has already failed; the next statement will say so itself.
            self.search_path_set_schemas = None
        else:
            self.search_path_set_schemas = path
            self.visited.add(path[0])
        finally:
            self._setting_search_path = False
            if cursor is None:
                own.close()

    def _make_sure_of_the_session(self, pid: int) -> None:
        if pid != self.backend_pid:
            self.close()
            raise pooling.SharedBackend(f"The server process behind this connection changed. {pooling.REMEDY}")

    def _role(self) -> str:
        return getattr(self.tenant, "role_name", "") or OWNER
