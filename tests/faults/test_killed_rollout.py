"""A rollout that is killed, cut off or held up: every office is whole, and the next run finishes what is missing."""

import os
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest
from conftest import FAR, NEIGHBOUR, VILLAGE, maintenance, office
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import connection, connections
from faults.conftest import ROOT, environment_of, kill, until
from samples.migrations import Rehearsal

from config.scratch import end_sessions
from tenants.models import Blueprint, Office, Rollout, RolloutFailure
from tenants.rollout import connecting, drift, waves

pytestmark = pytest.mark.fault
# Each office takes this long after its table was changed, so that there is a middle to be killed in.
SLOW = "migrations.RunSQL('SELECT pg_sleep(1)')"


@pytest.fixture
def slow(own_database, tmp_path):
    with Rehearsal(tmp_path) as made:
        made.column("byname")
        made.add("slow", SLOW)
        yield made


@pytest.fixture
def start(own_database, slow, tmp_path):
    """Start a rollout in a process of its own."""
    started = []

    def go():
        environment = environment_of(own_database, os.environ.get("KENTONGAN_BROKER_URL", "redis://127.0.0.1:1/0"))
        environment["DJANGO_SETTINGS_MODULE"] = "config.settings"
        command = [
            sys.executable,
            str(Path(__file__).with_name("rolling_out.py")),
            str(tmp_path),
            slow.app,
            slow.module,
        ]
        with (tmp_path / "rollout.log").open("wb") as log:
            process = subprocess.Popen(
                command, cwd=ROOT, env=environment, stdout=log, stderr=log, start_new_session=True
            )
        started.append(process)
        return process

    yield go
    for process in started:
        kill(process)


def arrived():
    """How many villages are at the newest level."""
    level = Blueprint.objects.get(kind="village").digest
    return Office.objects.filter(kind="village", level=level).count()


def halves():
    """Villages that have the column without being at the level, or the other way round."""
    level = Blueprint.objects.get(kind="village").digest
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT table_schema FROM information_schema.columns WHERE table_name='registry_resident' AND column_name='byname'"
            " AND table_schema LIKE 'd%'"
        )
        there = {schema for (schema,) in cursor.fetchall()}
    return there ^ set(Office.objects.filter(kind="village", level=level).values_list("schema_name", flat=True))


def each_migration_once(made):
    for code in (VILLAGE, NEIGHBOUR, FAR):
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT name, count(*) FROM \"{office(code).schema_name}\".django_migrations WHERE app = 'registry' GROUP BY 1"
            )
            assert {count for _, count in cursor.fetchall()} == {1}


def is_begun():
    return Rollout.objects.filter(kind="village").exists() and arrived() >= 1


def test_killed_in_the_middle_of_a_wave_and_run_again(start, slow):
    process = start()
    until(lambda: is_begun(), "the canary to arrive")
    kill(process)
    until(lambda: not others_of("kentongan rollout"), "the server to notice")

    assert 1 <= arrived() < 3, "killed too late to prove anything"
    assert halves() == set()

    call_command("migrate", verbosity=0)
    assert arrived() == 3
    each_migration_once(slow)
    assert Rollout.objects.get(kind="village").state == Rollout.State.DONE
    assert drift.look().is_clean


def test_killed_while_the_template_is_changed(start, slow):
    before = Blueprint.objects.get(kind="village").digest
    process = start()
    until(lambda: others_of("kentongan rollout"), "the rollout to begin")
    kill(process)
    until(lambda: not others_of("kentongan rollout"), "the server to notice")
    until(lambda: not sleeping(), "the server to notice")

    begun = Rollout.objects.filter(kind="village").exists()
    assert (Blueprint.objects.get(kind="village").digest != before) == begun, "all of the plan or nothing of it"

    call_command("migrate", verbosity=0)
    assert arrived() == 3
    assert drift.look().is_clean


def test_the_database_stopped_in_the_middle(own_database, start, slow, tmp_path):
    process = start()
    until(lambda: is_begun(), "the canary to arrive")
    with maintenance(settings.DATABASES["default"]) as server:
        end_sessions(server, own_database)
    connections.close_all()  # ours was ended too

    assert process.wait(60) != 0
    assert "Basis data terputus" in (tmp_path / "rollout.log").read_text()
    assert halves() == set()

    call_command("migrate", verbosity=0)
    assert arrived() == 3
    each_migration_once(slow)
    assert drift.look().is_clean


def test_the_database_stopped_when_the_last_wave_was_over(column, own_database, monkeypatch):
    close = waves._close

    def after_everybody_was_sent_away(kind, at):
        with maintenance(settings.DATABASES["default"]) as server:
            end_sessions(server, own_database)
        close(kind, at)

    monkeypatch.setattr(waves, "_close", after_everybody_was_sent_away)

    with pytest.raises(CommandError, match="Basis data terputus"):
        call_command("migrate", verbosity=0)

    monkeypatch.undo()
    connections.close_all()
    call_command("migrate", verbosity=0)
    assert arrived() == 3
    assert drift.look().is_clean


def others_of(name):
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND application_name = %s", [name]
        )
        return cursor.fetchall()


def sleeping():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND query LIKE '%%pg_sleep%%' AND pid <> %s",
            [connection.connection.info.backend_pid],
        )
        return cursor.fetchall()


@pytest.fixture
def column(own_database, tmp_path, monkeypatch):
    monkeypatch.setattr(connecting, "LOCK_SECONDS", "0.2")
    with Rehearsal(tmp_path) as made:
        made.column("byname")
        yield made


@pytest.fixture
def reader(own_database):
    """Somebody in the midst of a long transaction at the far village."""
    with connecting.connect() as other, other.transaction():
        other.execute(f'LOCK TABLE "{office(FAR).schema_name}".registry_resident IN ACCESS SHARE MODE')
        yield other


def test_a_locked_table_is_tried_again_when_it_is_free(column, reader, monkeypatch):
    pauses = []

    def somebody_finishes(seconds):
        pauses.append(seconds)
        if len(pauses) == 2:
            reader.execute("COMMIT")

    monkeypatch.setattr(waves.time, "sleep", somebody_finishes)

    call_command("migrate", verbosity=0)

    assert pauses == [waves.PAUSE, 2 * waves.PAUSE]
    assert arrived() == 3
    assert not RolloutFailure.objects.exists()
    reader.execute("BEGIN")


def test_a_table_that_stays_locked_is_reported_and_keeps_nobody_else(column, reader, monkeypatch):
    monkeypatch.setattr(waves.time, "sleep", lambda seconds: None)
    far = office(FAR)

    with pytest.raises(CommandError, match=f"{far.key}.*LockNotAvailable"):
        call_command("migrate", verbosity=0)

    assert arrived() == 2
    assert RolloutFailure.objects.get().office_id == far.pk
    assert halves() == set()

    reader.execute("COMMIT")
    call_command("migrate", verbosity=0)
    assert arrived() == 3
    assert not RolloutFailure.objects.exists()
    reader.execute("BEGIN")


def test_nothing_waits_for_the_disk_and_everything_gives_way(own_database):
    with connecting.connect() as own:
        shown = [
            own.execute(f"SHOW {name}").fetchone()[0]
            for name in ("synchronous_commit", "lock_timeout", "statement_timeout")
        ]

    assert shown == ["off", "2s", "5min"]
    assert isinstance(own, psycopg.Connection)
