"""
An empty office as SQL: read once from a template schema that Django migrated, replayed for each office.

Running the migrations themselves for each office costs seconds and grows with their number; replaying what they built costs a
fraction of a second. The text names no schema: it is run with the new schema first in the search path.
"""

from dataclasses import dataclass
from datetime import datetime

from django_tenants.migration_executors.base import run_migrations

from tenants import privileges, schema_sql
from tenants.models import Blueprint, Office
from tenants.rollout import shape
from walls.current import connection

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
            made = schema_sql.of(cursor.cursor, schema).empty_sql
            cursor.execute(APPLIED)
            return made + "".join(f"{statement};\n" for (statement,) in cursor.fetchall())
    finally:
        connection.set_schema_to_public()


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
