"""
A connection must be one session of the server, or search path and role of one village would meet the statements of another.

A pooler in transaction mode hands each statement to whichever server process is free. It is refused when a connection is made, and
again whenever a path is set, because a pooler's mode can be changed while we run.
"""

from typing import Any

import psycopg
from django.core.exceptions import ImproperlyConfigured

# Enough for a pooler that takes its server processes in turn to show more than one of them.
LOOKS = 8
PATIENCE_S = 5
REMEDY = "Kentongan keeps search path and role in the session. Connect to PostgreSQL itself, or pool by session (pool_mode = session)."


class SharedBackend(ImproperlyConfigured):
    """The server process behind a connection changes, or serves another connection too; no page may be served through it."""


def backend_of(connection: "psycopg.Connection[Any]") -> int:
    """
    The process id of the server behind a new connection, proven to be this connection's alone.

    PostgreSQL itself tells its process id when a session begins, so a direct connection costs one statement. A proxy tells a number
    of its own; then a second session shows whether the first keeps its process. The connection must be in autocommit.

    :raises SharedBackend: a pooler in transaction or statement mode stands between.
    """
    backend = _pid(connection)
    if backend == connection.info.backend_pid:
        return backend
    if any(_pid(connection) != backend for _ in range(LOOKS)) or _is_lent_to_others(connection, backend):
        raise SharedBackend(f"The database is reached through a pooler that shares sessions. {REMEDY}")
    return backend


def _is_lent_to_others(connection: "psycopg.Connection[Any]", backend: int) -> bool:
    """Hold a transaction open in a second session: it must have a process of its own, and we must keep ours."""
    parameters: dict[str, Any] = connection.info.get_parameters() | {"password": connection.info.password}
    try:
        other = psycopg.connect(**parameters, connect_timeout=PATIENCE_S, options=f"-c statement_timeout={PATIENCE_S}s")
    except psycopg.OperationalError:
        # Poolers refuse start-up options they do not know.
        other = psycopg.connect(**parameters, connect_timeout=PATIENCE_S)
    try:
        with other:
            return _pid(other) == backend or _pid(connection) != backend
    except psycopg.errors.ProtocolViolation:
        # Pooled by statement: transactions are refused outright.
        return True


def _pid(connection: "psycopg.Connection[Any]") -> int:
    row = connection.execute("SELECT pg_backend_pid()").fetchone()
    assert row is not None
    return int(row[0])
