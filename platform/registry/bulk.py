"""
Writing thousands of rows at once, several times as fast as Django's own bulk_create.

An office's role may not ask a sequence for numbers, so keys are read back where somebody needs them.
"""

import json
from collections.abc import Callable, Sequence
from typing import Any

from django.db import connection, models
from django.db.backends.utils import CursorWrapper
from django.db.models.base import ModelState

Report = Callable[[int], None]
CHUNK = 1_000


def insert(objects: Sequence[Any], names: Sequence[str] = (), report: Report | None = None) -> None:
    """
    Insert new objects of one model; they have their keys afterwards.

    :param names: the fields to write, all unless said otherwise; the database fills the others itself.
    :param report: told how many are written, after each thousand.
    """
    with connection.cursor() as cursor:
        for start in range(0, len(objects), CHUNK):
            chunk = objects[start : start + CHUNK]
            _insert(cursor, chunk, _fields(chunk[0], names))
            if report:
                report(start + len(chunk))


def like(model: Any) -> Any:
    """Another new object with the very same values, many times as fast as making one of a model with a hundred fields."""
    made = object.__new__(type(model))
    made.__dict__.update(model.__dict__, _state=ModelState())
    return made


def copy_in(objects: Sequence[Any]) -> None:
    """Insert new objects of one model, all their fields, with COPY; their keys are not read back."""
    if not objects:
        return
    fields = _fields(objects[0])
    names = [field.attname for field in fields]
    with (
        connection.cursor() as cursor,
        cursor.copy(f"COPY {_table(objects[0])} ({_columns(fields)}) FROM STDIN") as copy,
    ):
        for one in objects:
            copy.write_row([one.__dict__[name] for name in names])


def _insert(cursor: CursorWrapper, objects: Sequence[Any], fields: list[Any]) -> None:
    names = [(field.attname, field.column) for field in fields]
    rows = [{column: one.__dict__[name] for name, column in names} for one in objects]
    cursor.execute(
        f"INSERT INTO {_table(objects[0])} ({_columns(fields)}) SELECT {_columns(fields)} "  # noqa: S608 - names of our own
        f"FROM json_populate_recordset(NULL::{_table(objects[0])}, %s::json) RETURNING id",
        [json.dumps(rows, default=str)],
    )
    # Rows are written in the order they stand in, so their keys rise with it.
    for one, key in zip(objects, sorted(key for (key,) in cursor.fetchall()), strict=True):
        one.pk = key
        one._state.adding, one._state.db = False, connection.alias


def _fields(one: models.Model, names: Sequence[str] = ()) -> list[Any]:
    fields = [field for field in one._meta.concrete_fields if not field.generated and not field.primary_key]
    return [field for field in fields if field.name in names] if names else fields


def _columns(fields: list[Any]) -> str:
    return ", ".join(f'"{field.column}"' for field in fields)


def _table(one: models.Model) -> str:
    return f'"{one._meta.db_table}"'
