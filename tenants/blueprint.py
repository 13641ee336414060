"""
An empty office as SQL: read once from a template schema that Django migrated, replayed for each office.

Running the migrations themselves for each office costs seconds and grows with their number; replaying what they built costs a
fraction of a second. The text names no schema: it is run with the new schema first in the search path.
"""

from dataclasses import dataclass
from datetime import datetime

from django_tenants.migration_executors.base import run_migrations

from tenants import privileges
from tenants.models import Blueprint, Office
from tenants.rollout import shape
from walls.current import connection

COLUMNS = """
    SELECT c.relname, a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull, a.attidentity, a.attgenerated,
           pg_get_expr(d.adbin, d.adrelid)
    FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
    LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum
    WHERE c.relnamespace = %s::regnamespace AND c.relkind = 'r' ORDER BY c.relname, a.attnum"""
CONSTRAINTS = """
    SELECT c.relname, k.conname, pg_get_constraintdef(k.oid, true)
    FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid
    WHERE c.relnamespace = %s::regnamespace AND k.contype IN ('p', 'u', 'c', 'x', 'f')
    ORDER BY k.contype = 'f', c.relname, k.contype <> 'p', k.conname"""
INDEXES = """
    SELECT pg_get_indexdef(i.indexrelid, 0, true)
    FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid JOIN pg_class x ON x.oid = i.indexrelid
    WHERE c.relnamespace = %s::regnamespace AND c.relkind = 'r'
      AND NOT EXISTS (SELECT 1 FROM pg_constraint k WHERE k.conindid = i.indexrelid AND k.contype IN ('p', 'u', 'x'))
    ORDER BY c.relname, x.relname"""

APPLIED = """
    SELECT format('INSERT INTO django_migrations (app, name, applied) VALUES (%L, %L, now())', app, name)
    FROM django_migrations ORDER BY id"""
# What `manage.py migrate` is told; the library hands it on as it is.
OPTIONS = {
    "verbosity": 0,
    "interactive": False,
    "database": "default",
    "force_color": False,
    "no_color": True,
    "skip_checks": True,
    "app_label": None,
    "migration_name": None,
    "fake": False,
    "fake_initial": False,
    "plan": False,
    "check_unapplied": False,
    "run_syncdb": False,
    "prune": False,
    "stdout": None,
    "stderr": None,
}


def template_schema(kind: str) -> str:
    return f"template_{kind}"


def keep(*, kind: str, at: datetime) -> Blueprint:
    """Keep what the template of one kind of office is now."""
    found = read(kind)
    kept, _ = Blueprint.objects.update_or_create(
        kind=kind,
        defaults={
            "sql": render(template_schema(kind)),
            "lines": "\n".join(found.lines),
            "digest": found.digest,
            "made_at": at,
        },
    )
    return kept


@dataclass(frozen=True)
class Reading:
    """What an office of a kind must be: its lines (see `tenants.rollout.shape`) and the level they come to."""

    lines: list[str]
    digest: str


def read(kind: str) -> Reading:
    """Look at the template of a kind: how an office that equals it reads."""
    schema = template_schema(kind)
    lines = shape.as_an_office(shape.lines_of([schema]).get(schema, []))
    applied = shape.applied_in([schema]).get(schema, [])
    digest = shape.level(shape.digest(lines), applied)
    return Reading([*lines, *(f"migration {name}" for name in applied)], digest)


def migrate(schema: str, kind: str) -> None:
    """Run the migrations of one kind of office in one schema, as the owner of the tables."""
    run_migrations([], OPTIONS, "office", schema, tenant_type=kind)


def render(schema: str) -> str:
    """All tables, constraints, indexes and the list of applied migrations of a schema, without its name."""
    connection.set_schema(schema)
    try:
        with connection.cursor() as cursor:
            cursor.execute(COLUMNS, [schema])
            tables: dict[str, list[str]] = {}
            for table, *column in cursor.fetchall():
                tables.setdefault(table, []).append(column_sql(*column))
            statements = [f'CREATE TABLE "{table}" ({", ".join(columns)})' for table, columns in tables.items()]
            cursor.execute(CONSTRAINTS, [schema])
            statements += [
                f'ALTER TABLE "{table}" ADD CONSTRAINT "{name}" {text}' for table, name, text in cursor.fetchall()
            ]
            cursor.execute(INDEXES, [schema])
            statements += [text for (text,) in cursor.fetchall()]
            cursor.execute(APPLIED)
            statements += [text for (text,) in cursor.fetchall()]
    finally:
        connection.set_schema_to_public()
    return ";\n".join(statements) + ";\n"


def column_sql(name: str, kind: str, not_null: bool, identity: str, generated: str, expression: str | None) -> str:
    """One column as CREATE TABLE says it."""
    words = [f'"{name}"', kind]
    if identity:
        words.append(f"GENERATED {'ALWAYS' if identity == 'a' else 'BY DEFAULT'} AS IDENTITY")
    elif generated:
        words.append(f"GENERATED ALWAYS AS ({expression}) STORED")
    elif expression is not None:
        words.append(f"DEFAULT {expression}")
    if not_null:
        words.append("NOT NULL")
    return " ".join(words)


def of(kind: str) -> Blueprint:
    """
    The blueprint of one kind of office, which stays the valid one until the asking transaction ends.

    A rollout waits for those who are opening an office by the old blueprint, so that none appears behind its back.

    :raises Blueprint.DoesNotExist: `manage.py prepare` has not run.
    """
    held = Blueprint.objects.raw("SELECT * FROM tenants_blueprint WHERE kind = %s FOR SHARE", [Office.Kind(kind)])
    for found in held:
        return found
    raise Blueprint.DoesNotExist(kind)


def build(plan: Blueprint, schema: str, role: str) -> None:
    """Make an empty schema of this plan and its role with all its rights; the role still has to join the group of all offices."""
    privileges.make_role(role, joins=False)
    with connection.cursor() as cursor:
        cursor.execute(f'CREATE SCHEMA "{schema}"')
        cursor.execute("SELECT set_config('search_path', %s, true)", [f'"{schema}", public'])
        # Without parameters the driver sends the whole text in one trip.
        cursor.execute(plan.sql)
    privileges.grant_schema(schema, role)
