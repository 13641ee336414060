"""Spare schemas: whole or not there, empty, of nobody, and each taken once."""

import threading
from concurrent.futures import ThreadPoolExecutor

import psycopg
import pytest
from conftest import NOON, OfficeClient, office
from django.conf import settings
from django.core.management import call_command
from django.db import OperationalError, connections

from accounts.models import Account
from config.celery import app
from jobs import office_task
from tenants import blueprint, names, seeds
from tenants.actions import opening
from tenants.actions.pool import ONE_FILLING_AT_A_TIME, fill_pool
from tenants.models import Blueprint, Office, Spare
from walls import current
from walls.current import connection

NEW = "35.29.11.2003"


def ask(text, *values):
    with current.outside(), connection.cursor() as cursor:
        cursor.execute(text, values)
        return cursor.fetchall()


def fill(size, kind="village"):
    return fill_pool(kind=kind, size=size, at=NOON)


def spares():
    with current.outside():
        return list(Spare.objects.order_by("pk"))


def built():
    """Schemas and roles that look like an office's, by key."""
    found = {name.removeprefix("d_") for (name,) in ask("SELECT nspname FROM pg_namespace WHERE nspname LIKE 'd\\_%%'")}
    return found - {office_.key for office_ in offices()}


def offices():
    with current.outside():
        return list(Office.objects.all())


def has_role(key):
    return bool(ask("SELECT 1 FROM pg_roles WHERE rolname = %s", names.role_name(key)))


@pytest.fixture
def roles_go_again(own_database):
    """Roles belong to the server and would outlive the test's database."""
    yield
    connections.close_all()
    current.leave()
    before = {key for (key,) in ask("SELECT right(nspname, -2) FROM pg_namespace WHERE nspname LIKE 'd\\_%%'")}
    for key in before:
        if not key.startswith(("village", "district", "regency")):
            with current.outside(), connection.cursor() as cursor:
                cursor.execute(f'DROP SCHEMA "d_{key}" CASCADE; DROP ROLE "o_{key}"')


@pytest.mark.django_db
class TestFilling:
    def test_it_builds_what_is_missing_and_no_more(self):
        assert fill(2).built == 2
        assert fill(2).built == 0
        assert fill(3).built == 1

        made = spares()
        assert len({spare.key for spare in made}) == 3
        assert built() == {spare.key for spare in made}
        assert all(has_role(spare.key) for spare in made)

    def test_spares_of_an_earlier_blueprint_and_too_many_go_with_schema_and_role(self):
        fill(3)
        with current.outside():
            old = Spare.objects.first()
            Spare.objects.filter(pk=old.pk).update(level="earlier")

        filled = fill(1)

        assert (filled.dropped, filled.built) == (2, 0)
        (left,) = spares()
        assert built() == {left.key}
        assert not has_role(old.key)

    def test_before_the_first_blueprint_nothing_is_built(self):
        with current.outside():
            Blueprint.objects.all().delete()

        assert fill(2).built == 0

    def test_the_command_says_what_it_did(self, capsys):
        call_command("fill_pool", village=1)

        assert "village: 1 dibuat, 0 dibuang, 1 disimpan." in capsys.readouterr().out
        assert len(spares()) == 1

    def test_it_is_filled_again_by_the_clock(self, settings):
        settings.POOL_SIZES = {"village": 1}
        (entry,) = [entry for entry in app.conf.beat_schedule.values() if entry["task"] == "tenants.fill_pool"]
        app.tasks[entry["task"]].apply(throw=True)

        assert len(spares()) == 1


@pytest.mark.django_db
class TestSpare:
    def test_it_holds_no_row_but_the_list_of_migrations(self):
        fill(1)
        (spare,) = spares()

        tables = [name for (name,) in ask("SELECT tablename FROM pg_tables WHERE schemaname = %s", f"d_{spare.key}")]
        assert len(tables) > 20
        full = [name for name in tables if ask(f'SELECT 1 FROM "d_{spare.key}"."{name}" LIMIT 1')]
        assert full == ["django_migrations"]

    def test_nothing_leads_to_it(self, visitor):
        """No host, no key of a job and no command knows it."""
        from tenants import queries

        fill(1)
        (spare,) = spares()

        for host in (f"{spare.key}.{settings.DOMAIN}", f"d_{spare.key}.{settings.DOMAIN}"):
            assert OfficeClient(host).get("/").status_code == 404
        assert office_task.named(spare.key) is None
        assert queries.offices_named(spare.key) == []

    def test_an_office_takes_it_and_is_like_one_built_afresh(self, village):
        fill(1)
        (spare,) = spares()

        opened = opening.open_office(region_code=NEW, at=NOON)

        assert (opened.key, opened.level) == (spare.key, spare.level)
        assert spares() == []
        assert opened.planted == seeds.digest("village")
        assert office(NEW).root_key not in {office(code).root_key for code in ("35.29.11", "35.29.11.2010")}
        with current.inside(office(NEW)):
            Account.objects.create(username="budi", name="Budi", created_at=NOON)
            assert ask_inside("SELECT current_user") == [(f"o_{spare.key}",)]
        assert OfficeClient(office(NEW).host).get("/").status_code == 200

    def test_one_of_another_level_or_kind_is_left_alone(self):
        fill(1)
        fill(1, kind="district")
        with current.outside():
            Spare.objects.filter(kind="village").update(level="earlier")

        opened = opening.open_office(region_code=NEW, at=NOON)

        assert opened.key not in {spare.key for spare in spares()}
        assert len(spares()) == 2

    def test_an_opening_that_fails_gives_it_back_clean(self, monkeypatch):
        fill(1)

        def fail(kind, *, at):
            raise RuntimeError

        with monkeypatch.context() as patched:
            patched.setattr(seeds, "plant", fail)
            with pytest.raises(RuntimeError):
                opening.open_office(region_code=NEW, at=NOON)

        (spare,) = spares()
        assert not ask(f'SELECT 1 FROM "d_{spare.key}".audit_head')
        assert opening.open_office(region_code=NEW, at=NOON).key == spare.key


def ask_inside(text):
    with connection.cursor() as cursor:
        cursor.execute(text)
        return cursor.fetchall()


def test_openings_at_once_never_share_a_spare(roles_go_again):
    fill(3)
    codes = [f"35.29.11.200{number}" for number in range(1, 9)]
    together = threading.Barrier(len(codes))

    def open_one(code):
        together.wait()
        try:
            return opening.open_office(region_code=code, at=NOON).key
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(codes)) as threads:
        keys = list(threads.map(open_one, codes))

    assert len(set(keys)) == len(codes)
    assert len({office(code).host for code in codes}) == len(codes)
    assert spares() == []


def test_fillings_at_once_build_no_more_than_the_size(roles_go_again):
    def fill_one(_):
        try:
            return fill(2).built
        finally:
            connections.close_all()

    with ThreadPoolExecutor(3) as threads:
        counts = list(threads.map(fill_one, range(3)))

    assert sum(counts) == len(spares()) == 2


def test_who_finds_another_filling_at_work_does_nothing(own_database):
    base = connections["default"].settings_dict
    with psycopg.connect(
        host=base["HOST"], port=base["PORT"], user=base["USER"], password=base["PASSWORD"], dbname=own_database
    ) as other:
        other.execute("SELECT pg_advisory_xact_lock(%s)", [ONE_FILLING_AT_A_TIME])

        assert fill(1).built == 0
    assert spares() == []


def test_a_filling_that_is_cut_off_leaves_nothing(own_database, monkeypatch):
    """The server drops us when schema and role are there and the row is not."""
    made = []

    def build_and_lose(plan, schema, role):
        build(plan, schema, role)
        made.append(schema)
        base = connections["default"].settings_dict
        ((pid,),) = ask("SELECT pg_backend_pid()")
        with psycopg.connect(
            host=base["HOST"], port=base["PORT"], user=base["USER"], password=base["PASSWORD"], dbname=own_database,
            autocommit=True,
        ) as other:  # fmt: skip
            other.execute("SELECT pg_terminate_backend(%s)", [pid])

    build = blueprint.build
    monkeypatch.setattr(blueprint, "build", build_and_lose)
    with pytest.raises(OperationalError):
        fill(1)
    connections.close_all()
    current.leave()

    assert made
    assert spares() == []
    assert built() == set()
    assert not has_role(made[0].removeprefix("d_"))
