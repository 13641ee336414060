"""The database server starts, is prepared, survives being killed, and stops, without touching what lies above it."""

import os
import signal

import psycopg
import pytest

from infra.local import clean, ports, postgres, processes, secrets_file
from infra.local.places import Places


@pytest.fixture(scope="module")
def places(tmp_path_factory):
    root = tmp_path_factory.mktemp("stack")
    made = Places(root=root, base=root / ".local", durable=False)
    made.make()
    yield made
    clean.run(made)


@pytest.fixture(scope="module")
def start(places):
    """This will start the server, or find it running, and give the app's address."""
    secrets = secrets_file.load(places)
    port = ports.keep(places, postgres.NAME, running=False)
    return lambda: postgres.start(places, secrets, port)


def modes(folder):
    return {parent: parent.stat().st_mode for parent in folder.parents}


def test_no_parents_mode_is_changed(places, start):
    before = modes(places.base)

    start()

    assert modes(places.base) == before


def test_the_app_is_no_superuser_but_may_make_roles_and_databases(start):
    with psycopg.connect(start()) as connection:
        rights = connection.execute(
            "SELECT rolsuper, rolcreaterole, rolcreatedb FROM pg_roles WHERE rolname = current_user"
        ).fetchone()

    assert rights == (False, True, True)


def test_a_new_database_has_the_extensions(start):
    url = start()
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("CREATE DATABASE fresh")

    with psycopg.connect(url.rpartition("/")[0] + "/fresh") as fresh:
        found = {name for (name,) in fresh.execute("SELECT extname FROM pg_extension")}

    assert found >= set(postgres.EXTENSIONS)


def test_a_wrong_password_is_refused(start):
    address = start()

    with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
        psycopg.connect(address.replace("@", "x@", 1))


def test_a_server_that_is_up_is_reused(places, start):
    start()
    before = processes.running(processes.pid_file(places, postgres.NAME))

    start()

    assert processes.running(processes.pid_file(places, postgres.NAME)) == before


def test_a_killed_server_comes_back_with_what_was_committed(places, start):
    with psycopg.connect(start()) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 42 AS answer")
    os.kill(processes.running(processes.pid_file(places, postgres.NAME)), signal.SIGKILL)

    with psycopg.connect(start()) as connection:
        assert connection.execute("SELECT answer FROM kept").fetchone() == (42,)


def test_the_servers_user_need_not_enter_the_folders_above(places, start):
    """Pytest's folders are closed to others, as root's home is; an ordinary user runs the server as himself."""
    start()

    outside = (places.base / "postgres").is_symlink()

    assert outside is (os.geteuid() == 0)


def test_stopping_leaves_nothing_running(places, start):
    start()

    assert postgres.stop(places) is True
    assert postgres.stop(places) is False
    assert not (places.base / "postgres" / "cluster" / "postmaster.pid").exists()
