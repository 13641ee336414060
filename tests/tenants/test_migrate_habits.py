"""What developers type every day keeps working: one app, backwards, planned, faked, shown."""

import pytest
from conftest import VILLAGE, office
from django.core.management import call_command

from tenants.models import Blueprint, Office
from tenants.rollout import drift

pytestmark = pytest.mark.usefixtures("own_database")


def has_column(schema, name):
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT 1 FROM information_schema.columns WHERE table_schema=%s AND table_name='registry_resident' AND column_name=%s",
            [schema, name],
        )
        return cursor.fetchone() is not None


def everywhere(name):
    schemas = ["template_village", *Office.objects.filter(kind="village").values_list("schema_name", flat=True)]
    return {has_column(schema, name) for schema in schemas}


def test_migrate_speaks_as_it_always_did(rehearsal, capsys):
    name = rehearsal.column("byname")

    call_command("migrate")

    said = capsys.readouterr().out
    assert "Operations to perform:" in said
    assert f"  Applying registry.{name}... OK" in said
    call_command("migrate")
    assert "Every office has every migration." in capsys.readouterr().out


def test_one_app_goes_back_and_forth_and_levels_follow(rehearsal):
    first = rehearsal.last
    before = Blueprint.objects.get(kind="village").digest
    rehearsal.column("byname")
    call_command("migrate", verbosity=0)

    call_command("migrate", "registry", first[:4], verbosity=0)

    assert everywhere("byname") == {False}
    assert Blueprint.objects.get(kind="village").digest == before, "the digest knows no day"
    assert set(Office.objects.filter(kind="village").values_list("level", flat=True)) == {before}

    call_command("migrate", verbosity=0)
    assert everywhere("byname") == {True}
    assert drift.look().is_clean


def test_a_migration_written_anew_after_going_back_is_walked_as_it_is_now(rehearsal):
    first, name = rehearsal.last, rehearsal.column("byname")
    call_command("migrate", verbosity=0)
    call_command("migrate", "registry", first, verbosity=0)
    rehearsal.take_away(name)
    rehearsal.column("pet_name")

    call_command("migrate", verbosity=0)

    assert everywhere("byname") == {False}
    assert everywhere("pet_name") == {True}
    assert drift.look().is_clean


def test_a_plan_is_shown_and_nothing_changes(rehearsal, capsys):
    name = rehearsal.column("byname")

    call_command("migrate", plan=True)

    assert f"registry.{name}" in capsys.readouterr().out
    assert everywhere("byname") == {False}


def test_check_fails_while_something_waits(rehearsal):
    call_command("migrate", check_unapplied=True, verbosity=0)
    rehearsal.column("byname")

    with pytest.raises(SystemExit):
        call_command("migrate", check_unapplied=True, verbosity=0)


def test_a_faked_migration_is_noted_everywhere_and_done_nowhere(rehearsal):
    rehearsal.column("byname")

    call_command("migrate", "registry", fake=True, verbosity=0)

    assert everywhere("byname") == {False}
    assert drift.look().is_clean
    call_command("migrate", verbosity=0)
    assert everywhere("byname") == {False}


def test_the_sql_of_an_office_app_can_be_read(rehearsal, capsys):
    call_command("sqlmigrate", "registry", rehearsal.column("byname"))

    assert 'ALTER TABLE "registry_resident" ADD COLUMN "byname"' in capsys.readouterr().out


def test_migrations_can_be_listed(rehearsal, capsys):
    name = rehearsal.column("byname")

    call_command("showmigrations", "registry")

    said = capsys.readouterr().out
    assert f"[X] {rehearsal.last.replace(name, '0001_initial')}" in said
    assert f"[ ] {name}" in said


def test_the_tenants_app_alone_stands_where_its_tables_are(capsys):
    call_command("sqlmigrate", "tenants", "0001")

    assert 'CREATE TABLE "tenants_office"' in capsys.readouterr().out
    assert office(VILLAGE).level
