"""Rows out of a table and into it, as CSV that is the same wherever and whenever the same rows are written."""

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from psycopg import sql

from accounts.models import Session
from tenants import schema_sql

#: A session key is a bearer secret, and a session ended since must stay ended: the table is copied empty.
COPIED_EMPTY = frozenset({Session._meta.db_table})

#: Bytes handed on at a time.
PIECE = 64 * 1024
#: What decides how PostgreSQL writes a value as text.
WRITTEN_THE_SAME = """
    SELECT set_config('TimeZone', 'UTC', true), set_config('DateStyle', 'ISO, YMD', true),
           set_config('IntervalStyle', 'iso_8601', true), set_config('bytea_output', 'hex', true),
           set_config('extra_float_digits', '1', true)"""


@dataclass(frozen=True)
class Sum:
    """What was written of one member: rows (0 where there are none), bytes and SHA-256."""

    rows: int
    size: int
    sha256: str


def write(cursor: Any, schema: str, table: schema_sql.Table, take: Callable[[bytes], object]) -> Sum:
    """Hand every row of a table to `take`, piece by piece, in the order of its key."""
    return pour(cursor, select(schema, table), take)


def digest(cursor: Any, schema: str, table: schema_sql.Table) -> Sum:
    """The sum of a table as `write` would say it."""
    return write(cursor, schema, table, lambda piece: None)


def pour(cursor: Any, query: sql.Composable, take: Callable[[bytes], object]) -> Sum:
    """Hand what a query finds to `take` as CSV with a line of column names."""
    seen, size = hashlib.sha256(), 0
    with cursor.copy(sql.SQL("COPY ({}) TO STDOUT (FORMAT csv, HEADER)").format(query)) as copy:
        for piece in _gathered(copy):
            seen.update(piece)
            size += len(piece)
            take(piece)
    return Sum(cursor.rowcount, size, seen.hexdigest())


def read(cursor: Any, into: sql.Composable, columns: Iterable[str], pieces: Iterable[bytes]) -> int:
    """Put CSV into a table; a first line that names other columns is refused by the database. Returns the rows."""
    names = sql.SQL(", ").join(map(sql.Identifier, columns))
    with cursor.copy(sql.SQL("COPY {} ({}) FROM STDIN (FORMAT csv, HEADER MATCH)").format(into, names)) as copy:
        for piece in pieces:
            copy.write(piece)
    return int(cursor.rowcount)


def select(schema: str, table: schema_sql.Table) -> sql.Composable:
    nothing = sql.SQL(" WHERE false") if table.name in COPIED_EMPTY else sql.SQL("")
    return sql.SQL("SELECT {} FROM {}{} ORDER BY {}").format(
        sql.SQL(", ").join(map(sql.Identifier, table.columns)),
        sql.Identifier(schema, table.name),
        nothing,
        _order(table),
    )


def _gathered(lines: Iterable[bytes | memoryview]) -> Iterator[bytes]:
    """The database sends row by row; packing each alone costs more than reading it."""
    pile = bytearray()
    for line in lines:
        pile += line
        if len(pile) >= PIECE:
            yield bytes(pile)
            pile.clear()
    if pile:
        yield bytes(pile)


def _order(table: schema_sql.Table) -> sql.Composable:
    if not table.key:
        every = sql.SQL(", ").join(map(sql.Identifier, table.columns))
        return sql.SQL('ROW({})::text COLLATE "C"').format(every)
    # Text is ordered by its bytes: another deployment's database may sort words otherwise.
    return sql.SQL(", ").join(
        sql.SQL('{} COLLATE "C"' if is_text else "{}").format(sql.Identifier(column)) for column, is_text in table.key
    )
