"""Thousands of schemas go forward together: every office once, the canary first, and whoever cannot is named."""

import threading

import psycopg
import pytest
from conftest import FAR, NEIGHBOUR, NOON, VILLAGE, office
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tenants import blueprint, seeds
from tenants.actions import opening
from tenants.models import Blueprint, Office, Rollout, RolloutFailure
from tenants.rollout import connecting, drift, waves
from walls import current

VILLAGES = (VILLAGE, NEIGHBOUR, FAR)


def sql(statement, *values):
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.fetchall() if cursor.description else []


def columns(schema, table="registry_resident"):
    found = sql(
        "SELECT column_name FROM information_schema.columns WHERE table_schema=%s AND table_name=%s", schema, table
    )
    return {name for (name,) in found}


def times_applied(schema, name):
    return sql(f'SELECT count(*) FROM "{schema}".django_migrations WHERE name = %s', name)[0][0]


def who_has(column):
    return {code for code in VILLAGES if column in columns(office(code).schema_name)}


def refused(*arguments, **options):
    with pytest.raises(CommandError) as refusal:
        call_command(*(arguments or ["migrate"]), verbosity=0, **options)
    return str(refusal.value)


def test_a_column_reaches_every_village_once_and_no_other_office(rehearsal):
    name = rehearsal.column("byname")

    call_command("migrate", verbosity=0)

    assert who_has("byname") == set(VILLAGES)
    level = Blueprint.objects.get(kind="village").digest
    for code in VILLAGES:
        found = office(code)
        assert (found.level, times_applied(found.schema_name, name)) == (level, 1)
    assert Rollout.objects.get(kind="village").state == Rollout.State.DONE
    assert drift.look().is_clean


def test_all_kinds_of_office_note_the_migrations_of_apps_they_do_not_have(rehearsal):
    name = rehearsal.column("byname")

    call_command("migrate", verbosity=0)

    for found in Office.objects.all():
        assert times_applied(found.schema_name, name) == 1


def test_a_second_run_has_nothing_to_do_and_enters_no_office(rehearsal):
    rehearsal.column("byname")
    call_command("migrate", verbosity=0)

    with CaptureQueriesContext(connection) as seen:
        call_command("migrate", verbosity=0)

    assert not [query for query in seen.captured_queries if "d_village" in query["sql"]]
    assert sum('FROM "tenants_office"' in query["sql"] for query in seen.captured_queries) <= 3, "one for each kind"


def test_a_new_table_can_be_used_by_the_office_and_an_append_only_one_not_changed(rehearsal, settings):
    settings.APPEND_ONLY_TABLES = [*settings.APPEND_ONLY_TABLES, "registry_stamp"]
    for model in ("Note", "Stamp"):
        rehearsal.add(
            model.lower(), f'migrations.CreateModel("{model}", [("id", models.BigAutoField(primary_key=True))])'
        )

    call_command("migrate", verbosity=0)

    found = office(VILLAGE)
    asked = "SELECT has_table_privilege(%s, %s, 'INSERT'), has_table_privilege(%s, %s, 'UPDATE')"
    for table, expected in (("registry_note", (True, True)), ("registry_stamp", (True, False))):
        whole = f"{found.schema_name}.{table}"
        assert sql(asked, found.role_name, whole, found.role_name, whole) == [expected]
    assert drift.look().is_clean


def test_a_table_declared_append_only_later_is_closed_in_every_office(own_database, settings):
    settings.APPEND_ONLY_TABLES = [*settings.APPEND_ONLY_TABLES, "jobs_job"]

    call_command("migrate", verbosity=0)

    for found in Office.objects.all():
        assert sql(
            "SELECT has_table_privilege(%s, %s, 'UPDATE')", found.role_name, f"{found.schema_name}.jobs_job"
        ) == [(False,)]
    assert drift.look().is_clean


DATA = """
def stamp(apps, editor):
    with editor.connection.cursor() as cursor:
        cursor.execute("SELECT current_schema()")
        (schema,) = cursor.fetchone()
    apps.get_model("service", "LetterKind").objects.update(legal_basis=schema)
"""


def test_a_kind_of_office_gets_the_tables_of_an_app_it_did_not_have(own_database):
    """Its migrations were noted in these offices, and nothing of them was there."""
    mine = [one for one in Office.objects.all() if one.kind == "district"]
    for schema in (blueprint.template_schema("district"), *(one.schema_name for one in mine)):
        sql(f'DROP TABLE "{schema}".outbox_dirty')
    level = blueprint.keep(kind="district", at=NOON).digest
    Office.objects.filter(kind="district").update(level=level)
    assert drift.look().is_clean

    call_command("migrate", verbosity=0)

    assert Blueprint.objects.get(kind="district").digest != level
    for one in mine:
        assert "indicator" in columns(one.schema_name, "outbox_dirty")
        noted = sql(f"SELECT count(*) FROM \"{one.schema_name}\".django_migrations WHERE app = 'outbox'")
        assert noted == sql("SELECT count(*) FROM template_village.django_migrations WHERE app = 'outbox'")
        with current.inside(one):
            assert sql("SELECT count(*) FROM outbox_dirty") == [(0,)]
    assert len(mine) > 1
    assert drift.look().is_clean


def test_a_data_migration_runs_inside_each_office(rehearsal):
    column = rehearsal.column("byname")
    rehearsal.add(
        "stamp",
        "migrations.RunPython(stamp, migrations.RunPython.noop)",
        above=DATA,
        extra=f'dependencies = [("service", "0001_initial"), ("registry", "{column}")]',
    )
    rehearsal.column("second_name")

    call_command("migrate", verbosity=0)

    for code in VILLAGES:
        schema = office(code).schema_name
        assert sql(f'SELECT DISTINCT legal_basis FROM "{schema}".service_letterkind') == [(schema,)]
    assert who_has("second_name") == set(VILLAGES)
    assert drift.look().is_clean


def test_a_canary_that_fails_keeps_everybody_where_they_were(rehearsal):
    first = office(NEIGHBOUR)
    Office.objects.filter(pk=first.pk).update(canary=True)
    sql(f'ALTER TABLE "{first.schema_name}".registry_resident ADD COLUMN second_name int')
    before = dict(Office.objects.values_list("key", "level"))
    rehearsal.column("byname")
    rehearsal.column("second_name")

    said = refused()

    assert first.key in said
    assert "DuplicateColumn" in said
    assert who_has("byname") == set(), "also the canary is taken back whole"
    assert dict(Office.objects.filter(kind="village").values_list("key", "level")).items() <= before.items()
    assert Rollout.objects.get(kind="village").state == Rollout.State.STOPPED
    assert RolloutFailure.objects.get().office_id == first.pk


def test_a_canary_that_does_not_become_what_the_blueprint_says_stops_everybody(rehearsal):
    first = office(VILLAGE)
    sql(f'DROP INDEX "{first.schema_name}".residents_by_name')
    rehearsal.column("byname")

    said = refused("prepare", canary=first.host)

    assert "indeks registry_resident.residents_by_name tidak ada" in said
    assert who_has("byname") == set()


def test_a_canary_whose_role_may_not_read_its_tables_stops_everybody(rehearsal, monkeypatch):
    first = office(VILLAGE)
    sql(f'REVOKE SELECT ON "{first.schema_name}".registry_family FROM "{first.role_name}"')
    monkeypatch.setattr("tenants.rollout.walking.compare", lambda office, level: None)
    rehearsal.column("byname")

    assert "InsufficientPrivilege" in refused("prepare", canary=first.host)
    assert who_has("byname") == set()


def test_one_that_cannot_follow_is_named_and_the_others_arrive(rehearsal):
    stubborn = office(FAR)
    sql(f'ALTER TABLE "{stubborn.schema_name}".registry_resident ADD COLUMN byname int')
    rehearsal.column("byname")

    said = refused()

    level = Blueprint.objects.get(kind="village").digest
    assert f"{stubborn.title} ({stubborn.key}): DuplicateColumn" in said
    assert set(Office.objects.filter(level=level).values_list("region_code", flat=True)) == {VILLAGE, NEIGHBOUR}
    assert RolloutFailure.objects.get().attempts == 1

    refused()
    assert RolloutFailure.objects.get().attempts == 2

    sql(f'ALTER TABLE "{stubborn.schema_name}".registry_resident DROP COLUMN byname')
    call_command("migrate", verbosity=0)
    assert not RolloutFailure.objects.exists()
    assert drift.look().is_clean


def test_one_that_stayed_behind_walks_every_step_it_missed(rehearsal):
    stubborn = office(FAR)
    sql(f'ALTER TABLE "{stubborn.schema_name}".registry_resident ADD COLUMN byname int')
    rehearsal.column("byname")
    refused()
    sql(f'ALTER TABLE "{stubborn.schema_name}".registry_resident DROP COLUMN byname')
    rehearsal.column("second_name")

    call_command("migrate", verbosity=0)

    assert Rollout.objects.filter(kind="village", state=Rollout.State.DONE).count() == 2
    assert drift.look().is_clean


def test_waves_stop_when_too_many_fail(rehearsal, monkeypatch):
    monkeypatch.setattr(waves, "FEW", 0)
    broken = [office(NEIGHBOUR), office(FAR)]
    for one in broken:
        sql(f'ALTER TABLE "{one.schema_name}".registry_resident ADD COLUMN byname int')
    rehearsal.column("byname")

    said = refused("prepare", waves=(50, 100))

    assert "sisanya tidak disentuh" in said
    assert RolloutFailure.objects.count() == 1


def test_a_suspended_office_follows_and_a_closed_one_does_not(rehearsal):
    Office.objects.filter(region_code=NEIGHBOUR).update(state=Office.State.SUSPENDED)
    Office.objects.filter(region_code=FAR).update(state=Office.State.CLOSED)
    rehearsal.column("byname")

    call_command("migrate", verbosity=0)

    assert who_has("byname") == {VILLAGE, NEIGHBOUR}


def test_an_office_opened_afterwards_is_at_the_new_level(rehearsal):
    rehearsal.column("byname")
    call_command("migrate", verbosity=0)
    sql("DROP ROLE IF EXISTS o_villageddd")

    opened = opening.open_office(region_code="35.29.11.2003", at=NOON, key="villageddd")

    assert opened.level == Blueprint.objects.get(kind="village").digest
    assert drift.look().is_clean
    sql(f'DROP SCHEMA "{opened.schema_name}" CASCADE')
    sql("DROP ROLE o_villageddd")


def test_planning_waits_for_who_is_opening_by_the_old_blueprint(own_database):
    """Otherwise an office could appear at the old level after everybody has been counted."""
    from django.db import transaction

    with transaction.atomic():
        blueprint.of("village")
        with connecting.connect() as other:
            other.execute("SET lock_timeout = '50ms'")
            with pytest.raises(psycopg.errors.LockNotAvailable):
                other.execute("UPDATE tenants_blueprint SET digest = digest WHERE kind = 'village'")


MIXED = "def nothing(apps, editor): pass\n"
COLUMN = 'migrations.AddField("resident", "byname", models.IntegerField(null=True))'


@pytest.mark.parametrize(
    ("operations", "extra", "why"),
    [
        (f"{COLUMN}, migrations.RunPython(nothing)", "", "mencampur RunPython"),
        (COLUMN, "atomic = False", "tidak atomik"),
        ('migrations.RunSQL("UPDATE public.tenants_office SET name = name")', "", "menyebut skema public"),
        ('migrations.RunSQL("DELETE FROM d_villageaaa.audit_entry")', "", "menyebut skema d_villageaaa"),
    ],
)
def test_what_cannot_be_walked_is_refused_by_name_and_nothing_changes(rehearsal, operations, extra, why):
    before = set(Blueprint.objects.values_list("kind", "digest"))
    name = rehearsal.add("strange", operations, above=MIXED, extra=extra)

    said = refused()

    assert f"registry.{name} ditolak" in said
    assert why in said
    assert set(Blueprint.objects.values_list("kind", "digest")) == before
    assert times_applied("template_village", name) == 0
    assert not Rollout.objects.exists()


def test_what_an_error_quotes_from_a_person_is_not_kept(rehearsal):
    loud = "def loud(apps, editor):\n    raise ValueError('3529110101900001')\n"
    only_villages = loud.replace("    raise", "    if editor.connection.schema_name.startswith('d_'): raise")
    rehearsal.add("loud", "migrations.RunPython(loud)", above=only_villages)

    said = refused()

    assert "ValueError" in said
    assert "3529" not in said
    assert "3529" not in RolloutFailure.objects.get().error


def test_a_second_rollout_says_that_it_waits(rehearsal):
    rehearsal.column("byname")
    told, ended = [], threading.Event()

    def second():
        with connecting.alone(told.append):
            ended.set()

    with connecting.alone(told.append):
        waiting = threading.Thread(target=second)
        waiting.start()
        waiting.join(0.5)
        assert not ended.is_set()
    waiting.join(30)

    assert ended.is_set()
    assert told == ["Peluncuran lain sedang berjalan; menunggu sampai selesai."]


def test_an_office_of_unknown_level_is_brought_by_django(rehearsal):
    Office.objects.filter(region_code=FAR).update(level="")
    rehearsal.column("byname")

    call_command("migrate", verbosity=0)

    assert who_has("byname") == set(VILLAGES)
    assert drift.look().is_clean


def test_an_unknown_canary_is_refused(own_database):
    assert "Tidak ada kantor nowhere" in refused("prepare", canary="nowhere")


def test_first_day_content_is_added_only_where_it_is_missing(own_database, monkeypatch):
    planted = []
    monkeypatch.setitem(seeds._seeds, "village", [seeds.Seed(lambda at: planted.append(at), ())])
    content = seeds.digest("village")
    Office.objects.filter(region_code__in=[VILLAGE, FAR]).update(planted=content)

    call_command("prepare", verbosity=0)

    assert len(planted) == 1
    assert office(NEIGHBOUR).planted == content
