"""A database of a bench's own beside the developer's, and the roles it leaves on the server."""

from collections.abc import Sequence
from typing import Any

import psycopg
from django.conf import settings
from django.db import connections


def make(name: str, keys: Sequence[str]) -> None:
    """Make an empty database and use it; roles of an earlier run that was cut off are removed first."""
    with _server() as server:
        server.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        _forget(server, keys)
        server.execute(f'CREATE DATABASE "{name}"')
    _use(name)


def drop(name: str, back_to: str, keys: Sequence[str]) -> None:
    _use(back_to)
    with _server() as server:
        server.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        _forget(server, keys)


def _forget(server: psycopg.Connection[Any], keys: Sequence[str]) -> None:
    for key in keys:
        server.execute(f'DROP ROLE IF EXISTS "o_{key}"')


def _use(name: str) -> None:
    connections.close_all()
    settings.DATABASES["default"]["NAME"] = name
    connections["default"].settings_dict["NAME"] = name


def _server() -> psycopg.Connection[Any]:
    base = settings.DATABASES["default"]
    return psycopg.connect(
        host=base["HOST"],
        port=base["PORT"],
        user=base["USER"],
        password=base["PASSWORD"],
        dbname="postgres",
        autocommit=True,
    )
