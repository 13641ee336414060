"""`manage.py drift` names who is behind, who differs and in what, and what belongs to nobody."""

import json

import pytest
from conftest import FAR, NEIGHBOUR, VILLAGE, office
from django.core.management import call_command
from django.db import connection

from tenants.models import Office
from tenants.rollout import drift
from tenants.rollout.wording import differences

pytestmark = pytest.mark.usefixtures("own_database")


def sql(statement):
    with connection.cursor() as cursor:
        cursor.execute(statement)


def ask(capsys, *arguments):
    """Returns (exit code, what was printed)."""
    try:
        call_command("drift", *arguments)
        code = 0
    except SystemExit as end:
        code = end.code
    return code, capsys.readouterr().out


def test_offices_as_they_were_opened_are_all_well(capsys):
    assert ask(capsys) == (0, "6 kantor sama dengan cetak birunya.\n")


@pytest.mark.parametrize(
    ("change", "named"),
    [
        (
            "ALTER TABLE {s}.registry_resident ADD COLUMN oddity int",
            "kolom registry_resident.oddity berlebih (integer)",
        ),
        (
            "ALTER TABLE {s}.registry_resident ALTER COLUMN name DROP NOT NULL",
            "kolom registry_resident.name seharusnya character varying(100) not null, ternyata character varying(100)",
        ),
        ("DROP INDEX {s}.residents_by_name", "indeks registry_resident.residents_by_name tidak ada"),
        ("CREATE INDEX more ON {s}.registry_resident (nik)", "indeks registry_resident.more berlebih"),
        ("DROP TABLE {s}.service_letterkind CASCADE", "tabel service_letterkind tidak ada"),
        ("CREATE TABLE {s}.mine (id int)", "tabel mine berlebih"),
        ("GRANT UPDATE ON {s}.audit_entry TO {r}", "hak audit_entry untuk kantor seharusnya INSERT, SELECT, ternyata"),
        ("GRANT SELECT ON {s}.registry_resident TO PUBLIC", "hak registry_resident untuk PUBLIC berlebih (SELECT)"),
        ("GRANT SELECT (nik) ON {s}.registry_resident TO PUBLIC", "hak registry_resident.nik untuk PUBLIC berlebih"),
        ("GRANT USAGE ON SCHEMA {s} TO o_villagebbb", "hak schema untuk o_villagebbb berlebih (USAGE)"),
        ("REVOKE INSERT ON {s}.registry_family FROM {r}", "hak registry_family untuk kantor seharusnya"),
        ("DELETE FROM {s}.django_migrations WHERE app = 'registry'", "migrasi registry.0001_initial tidak ada"),
        ("CREATE FUNCTION {s}.f() RETURNS int LANGUAGE sql AS 'SELECT 1'", "fungsi f berlebih"),
        ("CREATE VIEW {s}.v AS SELECT 1 AS one", "objek v berlebih"),
        ("ALTER TABLE {s}.registry_resident ENABLE ROW LEVEL SECURITY", "tabel registry_resident seharusnya"),
        ("GRANT o_villagebbb TO {r}", "peran basis datanya anggota kentongan_office, o_villagebbb"),
    ],
)
def test_a_change_by_hand_is_named(capsys, change, named):
    village = office(VILLAGE)
    sql(change.format(s=village.schema_name, r=village.role_name))

    try:
        code, said = ask(capsys)
    finally:
        # Roles belong to the whole server, so this would outlive the test's database.
        sql(f"REVOKE o_villagebbb FROM {village.role_name}")

    assert code == 1
    assert f"{village.title} ({village.key})" in said
    assert named in said
    assert office(NEIGHBOUR).key not in said.replace("o_villagebbb", "")


def test_a_constraint_that_is_gone_is_named(capsys):
    village = office(VILLAGE)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT conname FROM pg_constraint WHERE contype = 'c' AND conrelid = %s::regclass",
            [f"{village.schema_name}.registry_resident"],
        )
        name = cursor.fetchone()[0]
    sql(f"ALTER TABLE {village.schema_name}.registry_resident DROP CONSTRAINT {name}")

    assert f"aturan registry_resident.{name} tidak ada" in ask(capsys)[1]


def test_who_is_behind_is_named_and_not_blamed_for_more(rehearsal, capsys):
    stubborn = office(FAR)
    sql(f"ALTER TABLE {stubborn.schema_name}.registry_resident ADD COLUMN byname int")
    rehearsal.column("byname")
    with pytest.raises(Exception, match="tertinggal"):
        call_command("migrate", verbosity=0)
    sql(f"ALTER TABLE {stubborn.schema_name}.registry_resident DROP COLUMN byname")

    code, said = ask(capsys)

    assert code == 1
    assert said == f"tertinggal      {stubborn.title} ({stubborn.key})\n"


def test_a_level_that_says_too_much_is_found(capsys):
    village = office(VILLAGE)
    Office.objects.filter(pk=village.pk).update(level="f" * 64)

    code, said = ask(capsys)

    assert code == 1
    assert "tingkat yang dicatat bukan yang sebenarnya" in said


def test_schemas_and_roles_of_nobody_are_named(capsys):
    sql("DROP ROLE IF EXISTS o_orphanaaaa")
    sql("CREATE ROLE o_orphanaaaa NOLOGIN")
    sql("CREATE SCHEMA d_orphanbbbb")
    try:
        code, said = ask(capsys)
    finally:
        sql("DROP ROLE o_orphanaaaa")

    assert code == 1
    assert said == "skema yatim     d_orphanbbbb\nperan yatim     o_orphanaaaa\n"


def test_an_office_without_its_schema_is_named(capsys):
    village = office(VILLAGE)
    sql(f"DROP SCHEMA {village.schema_name} CASCADE")

    code, said = ask(capsys)

    assert code == 1
    assert f"tanpa skema     {village.title} ({village.key})" in said


def test_a_template_changed_by_hand_is_named(capsys):
    sql("ALTER TABLE template_village.registry_resident ADD COLUMN oddity int")

    assert "templat berubah template_village" in ask(capsys)[1]


def test_json_says_the_same_to_a_program(capsys):
    village = office(VILLAGE)
    sql(f"CREATE TABLE {village.schema_name}.mine (id int)")

    code, said = ask(capsys, "--json")

    found = json.loads(said)
    assert code == 1
    assert found["is_clean"] is False
    assert "tabel mine berlebih (rp)" in found["differs"][f"{village.title} ({village.key})"]


def test_many_schemas_are_read_on_two_connections_with_the_same_result(monkeypatch):
    sql(f"CREATE TABLE {office(VILLAGE).schema_name}.mine (id int)")
    one = drift.look()
    monkeypatch.setattr(drift, "MANY", 1)

    assert drift.look() == one


def test_equal_lines_differ_in_nothing():
    assert differences(["table a: rp", "column a.b: integer"], ["column a.b: integer", "table a: rp"]) == []
