"""Planning a rollout: the template of a kind is migrated by Django once, and what that took is written down for the offices."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any, cast

from django.apps import apps
from django.conf import settings
from django.db import router, transaction
from django.db.migrations import Migration
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from tenants import blueprint
from tenants.models import Blueprint, Rollout
from tenants.rollout import recording, shape
from tenants.rollout.connecting import Told
from walls import current
from walls.current import connection

Step = dict[str, Any]


def plan(*, kind: str, at: datetime, told: Told) -> Blueprint:
    """
    Bring the template of one kind to the present code; keep its new blueprint, and the way there from the last one.

    All of it is one transaction: a process killed in between leaves the template, the blueprint and the way as they were.

    :raises recording.MigrationRefused: a migration cannot be walked by every office.
    """
    with current.outside(), transaction.atomic():
        before = Blueprint.objects.filter(kind=kind).first()
        if before and is_current(before):
            return before
        steps = _migrate_template(kind, told)
        after = blueprint.keep(kind=kind, at=at)
        if before and before.digest != after.digest:
            steps += _grants(before, after)
            Rollout.objects.update_or_create(
                kind=kind,
                from_level=before.digest,
                defaults={
                    "to_level": after.digest,
                    "steps": steps,
                    "state": Rollout.State.RUNNING,
                    "started_at": at,
                    "ended_at": None,
                },
            )
        return after


def is_current(kept: Blueprint) -> bool:
    """Whether the code has no migration that the template lacks, and the tables' privileges are still to be the same."""
    schema = blueprint.template_schema(kept.kind)
    applied = set(shape.applied_in([schema]).get(schema, []))
    lines = kept.lines.splitlines()
    granted = [line for line in lines if _is_grant(line)]
    return on_disk() <= applied and granted == shape.grants_for(lines) and not arrivals(kept.kind)


def on_disk() -> set[str]:
    """Every migration of the code, as `app.name`."""
    return {f"{app}.{name}" for app, name in MigrationLoader(None).graph.nodes}


def arrivals(kind: str) -> list[str]:
    """
    Apps this kind of office has now and its template has not: noted as applied while other kinds had them, and never built here.

    An app that is new altogether is none of these: nothing of it is noted.
    """
    schema = blueprint.template_schema(kind)
    noted = {name.partition(".")[0] for name in shape.applied_in([schema]).get(schema, [])}
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = %s", [schema])
        there = {table for (table,) in cursor.fetchall()}
    found = []
    for config in apps.get_app_configs():
        tables = {model._meta.db_table for model in config.get_models() if model._meta.managed}
        if (
            config.name in settings.TENANT_TYPES[kind]["APPS"]
            and config.label in noted
            and tables
            and not tables & there
        ):
            found.append(config.label)
    return sorted(found)


def _migrate_template(kind: str, told: Told) -> list[Step]:
    schema = blueprint.template_schema(kind)
    with connection.cursor() as cursor:
        cursor.execute(f'CREATE SCHEMA IF NOT EXISTS "{schema}"')
    try:
        # The list of migrations in the public schema must not be taken for the template's.
        if schema not in shape.applied_in([schema]):
            connection.set_schema(schema, tenant_type=kind, include_public=False)
            MigrationRecorder(connection).ensure_schema()
        arrived = arrivals(kind)
        connection.set_schema(schema, tenant_type=kind)
        return _forget_notes(arrived) + _apply(schema, told)
    finally:
        connection.set_schema_to_public()


def _forget_notes(labels: list[str]) -> list[Step]:
    """What was only noted of these apps is to be done now, here and in each office."""
    if not labels:
        return []
    named = ", ".join(f"'{label}'" for label in labels)
    statement = f"DELETE FROM django_migrations WHERE app IN ({named})"  # noqa: S608 - labels of our own apps
    with connection.cursor() as cursor:
        cursor.execute(statement)
    return [{"migrations": [], "sql": f"{statement};\n"}]


def _apply(schema: str, told: Told) -> list[Step]:
    steps: list[Step] = []
    with recording.recorded() as written:

        def progress(action: str, migration: Migration | None = None, fake: bool = False) -> None:
            if action == "apply_start":
                written.clear()
            elif action == "apply_success" and migration is not None:
                _add(steps, migration, list(written))
                told(f"  Applying {migration}... OK ({schema})")

        executor: Any = MigrationExecutor(connection, cast(Any, progress))
        executor.loader.check_consistent_history(connection)
        targets = executor.loader.graph.leaf_nodes()
        waiting = executor.migration_plan(targets)
        belonging = [migration for migration, _ in waiting if belongs(migration)]
        for migration in belonging:
            recording.is_python(migration)
        if belonging:
            executor.migrate(targets, plan=waiting)
        else:
            note(executor, waiting, progress)
    return steps


def note(executor: Any, waiting: Sequence[tuple[Migration, bool]], told: Callable[..., None]) -> None:
    """Note as applied what belongs to apps that are not here; to work out their models for that takes seconds."""
    for migration, _ in waiting:
        told("apply_start", migration)
        executor.record_migration(migration)
        told("apply_success", migration)


def _add(steps: list[Step], migration: Migration, statements: list[str]) -> None:
    names = [[app, name] for app, name in (migration.replaces or [(migration.app_label, migration.name)])]
    if belongs(migration) and recording.is_python(migration):
        steps.append({"migrations": names, "python": True})
        return
    recording.refuse_schema_names(migration, statements)
    if not steps or "sql" not in steps[-1]:
        steps.append({"migrations": [], "sql": ""})
    steps[-1]["migrations"] += names
    steps[-1]["sql"] += "".join(f"{statement.rstrip().rstrip(';')};\n" for statement in statements)


def belongs(migration: Migration) -> bool:
    """Whether this kind of office has the app at all; the others' migrations are only noted as applied."""
    return router.allow_migrate("default", migration.app_label)


def _grants(before: Blueprint, after: Blueprint) -> list[Step]:
    """What the office's role may do in tables that are new, or where that has changed."""
    granted = [set(filter(_is_grant, one.lines.splitlines())) for one in (before, after)]
    changed = {}
    for line in sorted(granted[1] - granted[0]):
        table, _, rights = line.removeprefix("grant ").partition(" to office: ")
        if table != "schema":
            changed[table] = rights
    return [{"grants": changed}] if changed else []


def _is_grant(line: str) -> bool:
    return line.startswith("grant ")
