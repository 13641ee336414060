"""What the public schema holds of an office beside its row: rows of the apps above, which say here that they go with the office."""

from dataclasses import dataclass
from typing import Any

from psycopg import sql


@dataclass(frozen=True)
class Carried:
    """A public table with a column `office_id`; `order` names the columns that tell an office's rows apart."""

    table: str
    order: tuple[str, ...]


_carried: dict[str, Carried] = {}
COLUMNS = """
    SELECT attname FROM pg_attribute
    WHERE attrelid = to_regclass(%s) AND attnum > 0 AND NOT attisdropped AND attname NOT IN ('id', 'office_id')
    ORDER BY attnum"""


def also_carry(table: str, *, order: tuple[str, ...]) -> None:
    """Let a public app send an office's rows of one of its tables along; from the app's ready()."""
    _carried[table] = Carried(table, order)


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
        sql.SQL(", ").join(sql.SQL('{} COLLATE "C"').format(sql.Identifier(name)) for name in carried.order),
    )
