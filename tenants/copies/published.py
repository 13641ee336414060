"""
What the public schema holds of an office beside its row: rows of the apps above.

They say here which of them travel with the office, and which are made anew from its tables and therefore go whenever those go.
"""

from dataclasses import dataclass
from typing import Any, LiteralString

from psycopg import sql

from walls.current import connection


@dataclass(frozen=True)
class Carried:
    """A public table with a column `office_id`; `order` names the columns that tell an office's rows apart."""

    table: str
    order: tuple[str, ...]


_carried: dict[str, Carried] = {}
_derived: list[str] = []
COLUMNS = """
    SELECT attname FROM pg_attribute
    WHERE attrelid = to_regclass(%s) AND attnum > 0 AND NOT attisdropped AND attname NOT IN ('id', 'office_id')
    ORDER BY attnum"""


def also_carry(table: str, *, order: tuple[str, ...]) -> None:
    """Let a public app send an office's rows of one of its tables along; from the app's ready()."""
    _carried[table] = Carried(table, order)


def also_forget(table: str) -> None:
    """Let a public app have an office's rows of one of its tables removed with the office's own tables; from the app's ready()."""
    _derived.append(table)


def forget(office_id: int) -> None:
    """Remove what was made from an office's tables; where they come back it is made anew."""
    for table in _derived:
        _ask("DELETE FROM {} WHERE office_id = {}", table, office_id)


def remaining(office_id: int) -> list[str]:
    """The tables that still hold something made from an office's own."""
    return [table for table in _derived if _ask("SELECT 1 FROM {} WHERE office_id = {} LIMIT 1", table, office_id)]


def _ask(statement: LiteralString, table: str, office_id: int) -> bool:
    named = sql.SQL(statement).format(sql.Identifier("public", table), sql.Literal(office_id))
    with connection.cursor() as cursor:
        cursor.execute(named.as_string(None))
        return bool(cursor.rowcount)


def carried() -> list[Carried]:
    return sorted(_carried.values(), key=lambda one: one.table)


def columns(cursor: Any, carried: Carried) -> list[str]:
    """What is written of a row: neither its number nor the office's, which are others elsewhere."""
    return [name for (name,) in cursor.execute(COLUMNS, [f"public.{carried.table}"]).fetchall()]


def select(carried: Carried, names: list[str], office_id: int) -> sql.Composable:
    return sql.SQL("SELECT {} FROM {} WHERE office_id = {} ORDER BY {}").format(
        sql.SQL(", ").join(map(sql.Identifier, names)),
        sql.Identifier("public", carried.table),
        sql.Literal(office_id),
        sql.SQL(", ").join(sql.SQL('{}::text COLLATE "C"').format(sql.Identifier(name)) for name in carried.order),
    )
