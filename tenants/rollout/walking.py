"""Taking offices along one way: each in a transaction of its own, in which its level says that it has arrived."""

from collections.abc import Sequence
from contextlib import suppress
from threading import Lock
from typing import Any

import psycopg
from django.apps import apps
from django.conf import settings
from django.db import DatabaseError, InterfaceError, OperationalError, transaction
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.operations import RunPython, SeparateDatabaseAndState
from django.db.migrations.state import StateApps

from tenants import blueprint, privileges
from tenants.models import Office, Rollout
from tenants.rollout import shape
from tenants.rollout.connecting import LOCK_SECONDS, STATEMENT_SECONDS, DatabaseLost, lost, state_of
from tenants.rollout.wording import differences
from walls import current
from walls.current import connection

# Somebody else was in the way; the same again may well succeed.
IN_THE_WAY = {"55P03", "40P01", "40001"}
# SQLSTATE classes whose messages may quote what people entered: data exceptions and messages of functions.
QUOTES_DATA = ("22", "P0")

# No row, no zero to divide by: an office that is not where the way begins is left alone, loudly.
MOVE = """WITH moved AS (UPDATE public.tenants_office SET level = '{to}' WHERE id = {pk} AND level = '{begin}' AND state <> 'CLOSED'
    RETURNING 1) SELECT 1 / count(*) FROM moved"""


class OfficeDiffers(RuntimeError):
    """After the change an office is not what the blueprint says."""


class Way:
    """A rollout made ready to be walked."""

    def __init__(self, rollout: Rollout) -> None:
        self.rollout = rollout
        self.from_level, self.to_level = rollout.from_level, rollout.to_level
        self.steps: list[dict[str, Any]] = rollout.steps
        self.has_python = any("python" in step for step in self.steps)

    def script(self, office: Office) -> str:
        """The whole of it for one office, as a transaction to be sent in one trip."""
        parts = ["BEGIN", f'SET LOCAL search_path = "{office.schema_name}", public', self.move(office)]
        for step in self.steps:
            parts += [text for text in (step.get("sql", "").rstrip().rstrip(";"), self.after(step, office)) if text]
        return ";\n".join([*parts, "COMMIT"]) + ";\n"

    def move(self, office: Office) -> str:
        return MOVE.format(to=self.to_level, begin=self.from_level, pk=int(office.pk))

    @staticmethod
    def after(step: dict[str, Any], office: Office) -> str:
        """What each step adds: the list of migrations, and the privileges of what is new."""
        parts = []
        if migrations := step.get("migrations"):
            rows = ", ".join(f"('{app}', '{name}', now())" for app, name in migrations)
            parts.append(f'INSERT INTO "{office.schema_name}".django_migrations (app, name, applied) VALUES {rows}')  # noqa: S608 - names from our own lists
        for table, rights in step.get("grants", {}).items():
            whole = f'"{office.schema_name}"."{table}"'
            parts += [
                f'REVOKE ALL ON {whole} FROM "{office.role_name}"',
                f'GRANT {rights} ON {whole} TO "{office.role_name}"',
            ]
        return ";\n".join(parts)


def walk_many(own: psycopg.Connection[Any], offices: Sequence[Office], way: Way) -> dict[int, Exception]:
    """
    Take several offices along in one trip; when one cannot, the others are taken one by one.

    Returns the errors by office id; who is not in it has arrived.

    :raises DatabaseLost: the server or the connection went away.
    """
    try:
        own.execute("".join(way.script(office) for office in offices))
    except psycopg.Error as error:
        if own.closed or own.broken or lost(error):
            raise DatabaseLost from error
        own.rollback()
        return {offices[0].pk: error} if len(offices) == 1 else _walk_one_by_one(own, offices, way)
    return {}


def _walk_one_by_one(own: psycopg.Connection[Any], offices: Sequence[Office], way: Way) -> dict[int, Exception]:
    query = "SELECT id FROM public.tenants_office WHERE id = ANY(%s) AND level = %s AND state <> 'CLOSED'"
    still = {pk for (pk,) in own.execute(query, [[office.pk for office in offices], way.from_level]).fetchall()}
    errors: dict[int, Exception] = {}
    for office in offices:
        if office.pk in still:
            errors |= walk_many(own, [office], way)
    return errors


def walk_with_django(office: Office, way: Way, *, inspect: bool = False) -> None:
    """
    Take one office along on Django's connection: for steps in Python, and for the canary.

    :param inspect: afterwards compare it with the blueprint and read each of its tables as its own role; when something is
        wrong all of it is taken back.
    :raises OfficeDiffers: that inspection found something.
    :raises DatabaseLost: the server went away.
    """
    try:
        with current.outside(), transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute(f"SET LOCAL lock_timeout = '{LOCK_SECONDS}s'")
                cursor.execute(f"SET LOCAL statement_timeout = '{STATEMENT_SECONDS}s'")
                cursor.execute(way.move(office))
            connection.set_schema(office.schema_name, tenant_type=office.kind)
            for step in way.steps:
                _take(step, office)
            connection.set_schema_to_public()
            if inspect:
                compare(office, way.to_level)
                read_every_table(office)
    except (OperationalError, InterfaceError) as error:
        if lost(error):
            with suppress(Exception):
                connection.close()
            raise DatabaseLost from error
        raise


def _take(step: dict[str, Any], office: Office) -> None:
    with connection.cursor() as cursor:
        if step.get("sql"):
            cursor.execute(step["sql"])
        if step.get("python"):
            for app, name in step["migrations"]:
                _run_python(app, name)
            # A table may not be changed while constraints of rows just written wait to be checked.
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED")
        if after := Way.after(step, office):
            cursor.execute(after)


_states: dict[tuple[str, str], tuple[list[RunPython], StateApps]] = {}
_reading = Lock()


def _run_python(app: str, name: str) -> None:
    operations, state = _prepared(app, name)
    with connection.schema_editor(atomic=True) as editor:
        for operation in operations:
            operation.code(state, editor)


def _prepared(app: str, name: str) -> tuple[list[RunPython], StateApps]:
    """The operations and the models as they were then; the same for every office, and slow to make."""
    with _reading:
        if (app, name) not in _states:
            loader = MigrationExecutor(connection).loader
            state = loader.project_state((app, name), at_end=False)
            _states[app, name] = (list(_python_of(loader.get_migration(app, name).operations)), state.apps)
        return _states[app, name]


def _python_of(operations: Sequence[Any]) -> list[RunPython]:
    found: list[RunPython] = []
    for operation in operations:
        if isinstance(operation, SeparateDatabaseAndState):
            found += _python_of(operation.database_operations)
        elif isinstance(operation, RunPython):
            found.append(operation)
    return found


def forget_states() -> None:
    """A new run may read other migrations."""
    _states.clear()


def compare(office: Office, level: str) -> None:
    """
    Prove by its catalogs that an office is at a level.

    :raises OfficeDiffers: it is not; names what differs.
    """
    schema = office.schema_name
    lines = shape.lines_of([schema]).get(schema, [])
    applied = shape.applied_in([schema]).get(schema, [])
    if shape.level(shape.digest(lines), applied) == level:
        return
    expected = blueprint.read(office.kind).lines
    found = [*lines, *(f"migration {name}" for name in applied)]
    raise OfficeDiffers("; ".join(differences(expected, found)[:5]) or "tingkatnya lain")


def read_every_table(office: Office) -> None:
    """Read a row of every model's table as the office itself: columns and privileges are what the code expects."""
    with current.inside(office):
        for config in apps.get_app_configs():
            if config.name in settings.TENANT_TYPES[office.kind]["APPS"]:
                for model in config.get_models():
                    if model._meta.managed and not model._meta.proxy:
                        list(model._base_manager.all()[:1])


def bring_by_django(office: Office, level: str) -> None:
    """
    Run Django's own migrations in an office from whose level no way leads; slow, and rare.

    :raises OfficeDiffers: even then it is not what the blueprint says.
    """
    with current.outside(), transaction.atomic():
        connection.set_schema(office.schema_name, tenant_type=office.kind)
        executor = MigrationExecutor(connection)
        executor.migrate(executor.loader.graph.leaf_nodes())
        connection.set_schema_to_public()
        privileges.grant_schema(office.schema_name, office.role_name)
        compare(office, level)
        Office.objects.filter(pk=office.pk).update(level=level)


def in_the_way(error: BaseException) -> bool:
    return state_of(error) in IN_THE_WAY


def told_of(error: BaseException) -> str:
    """An error as it may be kept in the public schema: what happened and where, without a value that somebody entered."""
    if isinstance(error, OfficeDiffers):
        return f"berbeda dari cetak biru: {error}"
    cause: Any = error.__cause__ if isinstance(error, DatabaseError) and error.__cause__ else error
    state = state_of(error)
    if not state:
        frames = error.__traceback__
        while frames is not None and frames.tb_next is not None:
            frames = frames.tb_next
        where = f" ({frames.tb_frame.f_code.co_name}, baris {frames.tb_lineno})" if frames else ""
        return f"{type(error).__name__}{where}"
    words = "" if state.startswith(QUOTES_DATA) else f": {cause.diag.message_primary}"
    return f"{type(cause).__name__} [{state}]{words}"
