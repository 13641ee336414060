"""
A database of one's own on the same server, for work that must not meet real offices (the simulation, the drill).

Roles belong to the whole server, so those of the scratch database's offices are taken away with it.
"""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
from django.conf import settings
from django.core.management import call_command
from django.db import connections
from psycopg import sql

from walls import current

NAME = re.compile(r"[a-z][a-z0-9_]{2,40}")


class BadName(ValueError):
    """A scratch database has a name that cannot be mistaken for a real one: letters, digits and _, beginning with scratch_."""


@contextmanager
def database(name: str) -> Iterator[None]:
    """
    Make an empty, prepared database, work in it, and take it away with all its roles.

    What a killed run left under the same name is taken away first.

    :raises BadName: see there.
    """
    if not NAME.fullmatch(name) or not name.startswith("scratch_"):
        raise BadName(name)
    usual = str(settings.DATABASES["default"]["NAME"])
    _take_away(name)
    with _server() as server:
        server.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
    _use(name)
    try:
        call_command("prepare", verbosity=0)
        yield
    finally:
        _use(usual)
        _take_away(name)


def _use(name: str) -> None:
    current.leave()
    connections.close_all()
    settings.DATABASES["default"]["NAME"] = connections["default"].settings_dict["NAME"] = name


def _take_away(name: str) -> None:
    with _server() as server:
        take_away(server, name, lambda: _server(name))


def take_away(server: psycopg.Connection[Any], name: str, enter: Callable[[], psycopg.Connection[Any]]) -> None:
    """
    Drop a database with the roles of its offices; one that does not exist is no error.

    :param server: see `drop_database`.
    :param enter: opens a connection to the database itself.
    """
    if server.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone() is None:
        return
    with enter() as inside:
        roles = [role for (role,) in inside.execute(ROLES).fetchall()]
    drop_database(server, name)
    for role in roles:
        server.execute(sql.SQL("DROP ROLE IF EXISTS {}").format(sql.Identifier(role)))


def drop_database(server: psycopg.Connection[Any], name: str) -> None:
    """
    Drop a database in whatever state it is; one that does not exist is no error.

    Not by force: that wants the right to end every backend inside, also the server's own cleaner (autovacuum), which is
    nobody's but a superuser's. Ours are ended here; the server itself ends its cleaner for a plain DROP.

    :param server: a connection of its own to another database, with every statement committed at once.
    :raises psycopg.errors.ObjectInUse: somebody connected again and again while we tried.
    """
    for left in reversed(range(TRIES)):
        end_sessions(server, name)
        try:
            server.execute(sql.SQL("DROP DATABASE IF EXISTS {}").format(sql.Identifier(name)))
        except psycopg.errors.ObjectInUse:
            if not left:
                raise
        else:
            return


def end_sessions(server: psycopg.Connection[Any], name: str) -> None:
    """End every client of a database but ourselves, as a fast shutdown of the server would; each has five seconds to go."""
    server.execute(
        "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity"
        " WHERE datname = %s AND pid <> pg_backend_pid() AND backend_type = 'client backend'",
        [name],
    )


TRIES = 3

# Whoever was granted the use of a schema here: the offices and the spares, and none of another database of this server.
ROLES = """
    SELECT DISTINCT r.rolname FROM pg_namespace n, aclexplode(n.nspacl) a JOIN pg_roles r ON r.oid = a.grantee
    WHERE n.nspname ~ '^d_[a-z2-7]{10}$' AND r.rolname = 'o_' || substr(n.nspname, 3)"""


def _server(name: str = "postgres") -> psycopg.Connection[Any]:
    base: dict[str, Any] = settings.DATABASES["default"]
    return psycopg.connect(
        host=base["HOST"],
        port=base["PORT"],
        user=base["USER"],
        password=base["PASSWORD"],
        dbname=name,
        autocommit=True,
    )
