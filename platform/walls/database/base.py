"""
Search path and database role of the office, set together in one round trip.

django-tenants sets the search path alone. A path that is wrong (a forgotten context, a pool) then shows the neighbour's rows. Here
each office also has a role without rights in any other schema, so a wrong path raises "permission denied" instead.

An office chosen by name only (`schema_context`, as migrations do) has no role and works as the owner of the schemas; only `tenants`
may do that, and a test says so.
"""

from typing import Any

import django.db.utils
import psycopg
from django_tenants.postgresql_backend import base

# `set_config` is an ordinary function: one statement sets both, and a rollback reverts both.
SET_BOTH = "SELECT set_config('search_path', %s, false), set_config('role', %s, false)"
OWNER = "none"


class DatabaseWrapper(base.DatabaseWrapper):
    """django-tenants' connection, with a role for each office."""

    _setting_search_path: bool
    search_path_set_schemas: list[str] | None

    def _handle_search_path(self, cursor: Any = None) -> None:
        if self._setting_search_path or self.search_path_set_schemas:
            return
        path = self._get_cursor_search_paths()
        self._setting_search_path = True
        own = self.connection.cursor() if cursor is None else cursor
        try:
            own.execute(SET_BOTH, [", ".join(f'"{schema}"' for schema in path), self._role()])
        except (django.db.utils.DatabaseError, psycopg.InternalError):
            # The transaction has already failed; the next statement will say so itself.
            self.search_path_set_schemas = None
        else:
            self.search_path_set_schemas = path
        finally:
            self._setting_search_path = False
            if cursor is None:
                own.close()

    def _role(self) -> str:
        return getattr(self.tenant, "role_name", "") or OWNER
