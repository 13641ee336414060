"""A database of its own on the local server, for a bench or a drill that must touch nobody's data."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg

ROOT = Path(__file__).resolve().parents[1]


def set_up(name: str) -> None:
    """Make Django ready for work in the scratch database of this name; call it before anything of ours is imported."""
    sys.path[:0] = [str(ROOT), str(ROOT / "platform"), str(ROOT / "tests")]
    from config.environment import load_file

    load_file()
    parts = urlsplit(os.environ["KENTONGAN_DATABASE_URL"])
    os.environ["KENTONGAN_DATABASE_URL"] = urlunsplit(parts._replace(path=f"/{name}"))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    import django

    django.setup()
    from config.celery import app

    app.conf.task_always_eager = True


@contextmanager
def database(name: str) -> Iterator[None]:
    """An empty database for as long as needed, and Django's connection to it."""
    from django.conf import settings
    from django.db import connections

    base = settings.DATABASES["default"]
    before = base["NAME"]

    def use(which: str) -> None:
        connections.close_all()
        base["NAME"] = connections["default"].settings_dict["NAME"] = which

    with server() as maintenance:
        maintenance.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        maintenance.execute(f'CREATE DATABASE "{name}"')
    use(name)
    try:
        yield
    finally:
        use(before)
        with server() as maintenance:
            maintenance.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
            # Roles belong to the whole server; those that own nothing any more are ours or an earlier run's.
            for (role,) in maintenance.execute(
                "SELECT rolname FROM pg_roles WHERE rolname LIKE 'o\\_scratch%'"
            ).fetchall():
                maintenance.execute(f'DROP ROLE "{role}"')


def server() -> psycopg.Connection:
    """The maintenance database of the server."""
    from django.conf import settings

    base = settings.DATABASES["default"]
    return psycopg.connect(
        host=base["HOST"],
        port=base["PORT"],
        user=base["USER"],
        password=base["PASSWORD"],
        dbname="postgres",
        autocommit=True,
    )


def key_of(number: int) -> str:
    """The key of the scratch office with this number, below 32,768."""
    letters = "abcdefghijklmnopqrstuvwxyz234567"
    return f"scratch{letters[number // 1024]}{letters[number // 32 % 32]}{letters[number % 32]}"
