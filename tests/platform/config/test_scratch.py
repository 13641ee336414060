"""Databases of one's own are dropped whoever is inside, and without rights we do not have."""

import re
from pathlib import Path

import psycopg
import pytest
from conftest import maintenance
from django.conf import settings

from config import scratch

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture
def server(db, worker_id):
    with maintenance(settings.DATABASES["default"]) as server:
        yield server


@pytest.fixture
def name(server, worker_id):
    name = f"scratch_dropped_{worker_id}"
    scratch.drop_database(server, name)
    server.execute(f'CREATE DATABASE "{name}"')
    yield name
    scratch.drop_database(server, name)


def test_a_database_with_somebody_inside_is_dropped(server, name):
    inside = maintenance(settings.DATABASES["default"], name)

    scratch.drop_database(server, name)

    assert server.execute("SELECT count(*) FROM pg_database WHERE datname = %s", [name]).fetchone() == (0,)
    with pytest.raises(psycopg.OperationalError):
        inside.execute("SELECT 1")
    scratch.drop_database(server, name)  # and what is gone is no error


def test_somebody_who_comes_in_between_is_ended_at_the_next_try(server, name, monkeypatch):
    end, came = scratch.end_sessions, []

    def end_and_let_one_in(server, name):
        end(server, name)
        if not came:
            came.append(maintenance(settings.DATABASES["default"], name))

    monkeypatch.setattr(scratch, "end_sessions", end_and_let_one_in)

    scratch.drop_database(server, name)

    assert server.execute("SELECT count(*) FROM pg_database WHERE datname = %s", [name]).fetchone() == (0,)


def test_only_clients_are_ended_and_never_the_servers_own_cleaner():
    """A backend of the server's own is not ours to end: such a statement fails once in a thousand, when the cleaner is there."""
    by_force = re.compile(r"WITH \(FORCE\)|pg_terminate_backend\(pid")
    ours = [
        path for part in ("platform", "tenants", "modules", "infra", "tests") for path in (ROOT / part).rglob("*.py")
    ]
    found = [
        str(path.relative_to(ROOT)) for path in ours if path != Path(__file__) and by_force.search(path.read_text())
    ]

    assert found == ["platform/config/scratch.py"]
