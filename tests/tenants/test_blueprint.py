"""An opened office is, column by column, what the migrations build."""

import re

import pytest
from conftest import DISTRICT, NOON, REGENCY, VILLAGE, office
from django.conf import settings

from tenants import blueprint
from tenants.actions import opening
from tenants.models import Blueprint
from walls import current
from walls.current import connection

pytestmark = pytest.mark.django_db
KINDS = {"village": VILLAGE, "district": DISTRICT, "regency": REGENCY}

# Written apart from what the blueprint itself reads, so that the two do not err together.
CATALOGS = {
    "columns": """
        SELECT table_name, column_name, ordinal_position, data_type, udt_name, character_maximum_length, numeric_precision,
               numeric_scale, is_nullable, column_default, is_identity, identity_generation, identity_start, identity_increment,
               is_generated, generation_expression, collation_name
        FROM information_schema.columns WHERE table_schema = %s""",
    "constraints": """
        SELECT t.relname, c.conname, c.contype::text, c.condeferrable, c.condeferred, c.convalidated, c.confdeltype::text,
               pg_get_constraintdef(c.oid)
        FROM pg_constraint c JOIN pg_class t ON t.oid = c.conrelid WHERE t.relnamespace = %s::regnamespace""",
    "indexes": """
        SELECT t.relname, i.relname, x.indisunique, x.indisprimary, x.indisvalid, x.indnkeyatts,
               replace(pg_get_indexdef(i.oid), quote_ident(n.nspname) || '.', '')
        FROM pg_index x JOIN pg_class i ON i.oid = x.indexrelid JOIN pg_class t ON t.oid = x.indrelid
        JOIN pg_namespace n ON n.oid = t.relnamespace WHERE n.nspname = %s""",
    "objects": """
        SELECT relname, relkind::text, relpersistence::text, reloptions, relrowsecurity, relreplident::text
        FROM pg_class WHERE relnamespace = %s::regnamespace AND relkind <> 'i'""",
    "triggers": """
        SELECT t.relname, g.tgname FROM pg_trigger g JOIN pg_class t ON t.oid = g.tgrelid
        WHERE NOT g.tgisinternal AND t.relnamespace = %s::regnamespace""",
    "functions": "SELECT proname FROM pg_proc WHERE pronamespace = %s::regnamespace",
    "types": "SELECT typname FROM pg_type WHERE typnamespace = %s::regnamespace AND typtype NOT IN ('c', 'b')",
}


def catalog(name, schema):
    with connection.cursor() as cursor:
        # Definitions name the schema of what they refer to, unless it is on the path.
        cursor.execute(CATALOGS[name].replace("%s::regnamespace", "%s::text::regnamespace"), [schema])
        rows = cursor.fetchall()
    return sorted((tuple(plain(part, schema) for part in row) for row in rows), key=repr)


def plain(part, schema):
    """Without the schema's name, and without the casts PostgreSQL adds when it reads back what it wrote itself."""
    if not isinstance(part, str):
        return part
    return re.sub(r"::(character varying|text)(\[\])?|[()]", "", part.replace(f"{schema}.", ""))


@pytest.fixture(params=KINDS)
def pair(request, db):
    """The migrated template of a kind, and an office opened from its blueprint."""
    with current.outside():
        opened = office(KINDS[request.param])
        yield blueprint.template_schema(request.param), opened.schema_name


@pytest.mark.parametrize("name", CATALOGS)
def test_an_opened_office_equals_the_migrated_template(pair, name):
    template, opened = pair
    found = catalog(name, opened)

    assert found == catalog(name, template)
    if name in {"columns", "constraints", "indexes", "objects"}:
        assert len(found) > 10, "comparing nothing proves nothing"


def test_an_office_has_no_trigger_and_no_function_of_its_own(pair):
    _, opened = pair

    assert catalog("triggers", opened) == []
    assert catalog("functions", opened) == []


def test_no_unique_text_has_a_second_index(pair):
    _, opened = pair
    names = [name for _, name, *_ in catalog("indexes", opened)]

    assert len(names) > 10
    assert [name for name in names if name.endswith("_like")] == []


def test_it_is_listed_as_migrated_like_the_template(pair):
    def applied(schema):
        with connection.cursor() as cursor:
            cursor.execute(f'SELECT app, name FROM "{schema}".django_migrations ORDER BY id')
            return cursor.fetchall()

    template, opened = pair
    assert applied(opened) == applied(template)
    assert len(applied(opened)) >= 4


def test_no_foreign_key_leaves_the_office(pair):
    """A village must be movable and droppable whole; nothing in it may lean on another schema."""
    _, opened = pair
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT c.conname FROM pg_constraint c JOIN pg_class t ON t.oid = c.conrelid JOIN pg_class f ON f.oid = c.confrelid"
            " WHERE c.contype = 'f' AND t.relnamespace = %s::text::regnamespace AND f.relnamespace <> t.relnamespace",
            [opened],
        )
        assert cursor.fetchall() == []


def test_the_role_may_work_in_every_table_and_change_no_log(pair):
    _, opened = pair
    role = f"o_{opened.removeprefix('d_')}"
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tablename, has_table_privilege(%s, schemaname || '.' || tablename, 'SELECT'),"
            " has_table_privilege(%s, schemaname || '.' || tablename, 'INSERT'),"
            " has_table_privilege(%s, schemaname || '.' || tablename, 'UPDATE'),"
            " has_table_privilege(%s, schemaname || '.' || tablename, 'TRUNCATE')"
            " FROM pg_tables WHERE schemaname = %s",
            [role, role, role, role, opened],
        )
        may = {table: rights for table, *rights in cursor.fetchall()}

    assert may.pop("django_migrations") == [True, False, False, False]
    kept = [may.pop(table) for table in settings.APPEND_ONLY_TABLES if table in may]
    assert kept
    assert all(rights == [True, True, False, False] for rights in kept)
    assert may
    assert all(rights == [True, True, True, False] for rights in may.values()), may


def test_a_blueprint_names_no_schema_and_knows_its_digest(db):
    with current.outside():
        for plan in Blueprint.objects.all():
            assert blueprint.read(plan.kind) == blueprint.Reading(plan.lines.splitlines(), plan.digest)
            assert "template_" not in plan.sql
            assert "public." not in plan.sql


def test_a_kind_that_was_never_prepared_opens_nothing(db):
    with current.outside():
        Blueprint.objects.filter(kind="village").delete()
    with pytest.raises(Blueprint.DoesNotExist):
        opening.open_office(region_code="35.29.11.2003", at=NOON)


def test_a_village_stays_within_its_budget_of_tables(db):
    with current.outside():
        tables = [name for name, kind, *_ in catalog("objects", office(VILLAGE).schema_name) if kind == "r"]

    assert 40 < len(tables) <= 60, tables
