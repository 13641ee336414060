"""
The tables of one schema and the SQL that makes them, read from the catalogs.

Every question starts from the schema's own entry and goes on by keys the catalogs have indexes on, so it costs the same among three
villages and three thousand. A condition on `relnamespace` would read the whole of pg_class.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

TABLES = """
    SELECT c.oid, c.relname FROM pg_depend d JOIN pg_class c ON c.oid = d.objid
    WHERE d.refclassid = 'pg_namespace'::regclass AND d.refobjid = to_regnamespace(%s) AND d.classid = 'pg_class'::regclass
      AND c.relkind IN ('r', 'p') ORDER BY c.relname COLLATE "C" """
COLUMNS = """
    SELECT a.attrelid, a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull, a.attidentity, a.attgenerated,
           pg_get_expr(d.adbin, d.adrelid)
    FROM pg_attribute a LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
    WHERE a.attrelid = ANY(%s) AND a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attrelid, a.attnum"""
CONSTRAINTS = """
    SELECT k.conrelid, k.conname, k.contype, pg_get_constraintdef(k.oid, true), k.confrelid
    FROM pg_constraint k WHERE k.conrelid = ANY(%s) AND k.contype IN ('p', 'u', 'c', 'x', 'f')"""
INDEXES = """
    SELECT i.indrelid, x.relname, 'i', pg_get_indexdef(i.indexrelid, 0, true)
    FROM pg_index i JOIN pg_class x ON x.oid = i.indexrelid
    WHERE i.indrelid = ANY(%s)
      AND NOT EXISTS (SELECT 1 FROM pg_constraint k WHERE k.conindid = i.indexrelid AND k.contype IN ('p', 'u', 'x'))"""
KEYS = """
    SELECT i.indrelid, a.attname FROM pg_index i
    CROSS JOIN unnest(i.indkey::int2[]) WITH ORDINALITY AS k(attnum, place)
    JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = k.attnum
    WHERE i.indrelid = ANY(%s) AND i.indisprimary ORDER BY i.indrelid, k.place"""
COUNTERS = """
    SELECT a.attrelid, a.attname, pg_sequence_last_value(d.objid::regclass)
    FROM pg_attribute a JOIN pg_depend d ON d.refclassid = 'pg_class'::regclass AND d.refobjid = a.attrelid
      AND d.refobjsubid = a.attnum AND d.classid = 'pg_class'::regclass AND d.deptype = 'i'
    WHERE a.attrelid = ANY(%s) AND a.attidentity <> '' """

TABLE_NAME = re.compile(r"[a-z_][a-z0-9_]{0,62}")
_STATEMENTS = (
    re.compile(r'CREATE TABLE "[a-z_][a-z0-9_]*" \('),
    re.compile(r'ALTER TABLE "[a-z_][a-z0-9_]*" ADD CONSTRAINT "'),
    re.compile(r"CREATE (UNIQUE )?INDEX [a-z_][a-z0-9_]* ON (ONLY )?[a-z_][a-z0-9_]* USING "),
)
_END = ";\n"


@dataclass(frozen=True)
class Table:
    """One table: what of it is copied, and in which order, so that equal rows give equal bytes."""

    name: str
    #: Without generated columns, which nobody can write.
    columns: tuple[str, ...]
    #: The primary key as (column, whether it is text); empty when the table has none.
    key: tuple[tuple[str, bool], ...]


@dataclass(frozen=True)
class Shape:
    """The tables of a schema with the SQL that makes them, in two halves: rows are loaded between them. `empty` is for one without rows."""

    tables: tuple[Table, ...]
    first: tuple[str, ...]
    then: tuple[str, ...]
    empty: tuple[str, ...]

    @property
    def sql(self) -> str:
        """The text of schema.sql."""
        return "".join(statement + _END for statement in (*self.first, *self.then))

    @property
    def empty_sql(self) -> str:
        """The text that makes the same tables where none will hold a row before all is made."""
        return "".join(statement + _END for statement in self.empty)


def of(cursor: Any, schema: str) -> Shape:
    """Read a schema; the cursor's search path must begin with it, so that the text does not name it."""
    tables = dict(cursor.execute(TABLES, [schema]).fetchall())
    oids = list(tables)
    columns: dict[int, list[Any]] = {oid: [] for oid in oids}
    for oid, *column in cursor.execute(COLUMNS, [oids]).fetchall():
        columns[oid].append(column)
    keys: dict[int, list[str]] = {}
    for oid, column in cursor.execute(KEYS, [oids]).fetchall():
        keys.setdefault(oid, []).append(column)
    constraints = _by_table(cursor.execute(CONSTRAINTS, [oids]).fetchall(), oids)
    indexes = [text for *_, text in _by_table(cursor.execute(INDEXES, [oids]).fetchall(), oids)]
    lines = {oid: [_column(*column) for column in columns[oid]] for oid in oids}
    first = [_create(tables[oid], lines[oid]) for oid in oids]
    then = [_add(tables[oid], name, text) for oid, name, _, text, _ in constraints]
    made = [_table(tables[oid], columns[oid], keys.get(oid, [])) for oid in oids]
    empty = [*_with_constraints(tables, lines, constraints), *indexes]
    return Shape(tuple(made), tuple(first), (*then, *indexes), tuple(empty))


def _with_constraints(tables: dict[int, str], lines: dict[int, list[str]], constraints: list[Any]) -> Iterator[str]:
    """
    The tables with their constraints inside, each behind those it refers to; what goes round in a ring is added behind all.

    PostgreSQL looks for rows that break a reference which is added to a table, but not when the table is only being made: a fifth of
    an opening.
    """
    inside: dict[int, list[Any]] = {oid: [] for oid in tables}
    for row in constraints:
        inside[row[0]].append(row)
    missing, late = dict(tables), []
    while missing:
        ready = (oid for oid in missing if not any(row[4] in missing and row[4] != oid for row in inside[oid]))
        oid = next(ready, next(iter(missing)))
        del missing[oid]
        fitting = [row for row in inside[oid] if row[4] not in missing]
        late += [row for row in inside[oid] if row[4] in missing]
        yield _create(tables[oid], [*lines[oid], *(f'CONSTRAINT "{name}" {text}' for _, name, _, text, _ in fitting)])
    for oid, name, _, text, _ in late:
        yield _add(tables[oid], name, text)


def _create(table: str, lines: list[str]) -> str:
    return f'CREATE TABLE "{table}" ({", ".join(lines)})'


def _add(table: str, name: str, text: str) -> str:
    return f'ALTER TABLE "{table}" ADD CONSTRAINT "{name}" {text}'


def names(cursor: Any, schema: str) -> list[str]:
    """The tables of a schema, by name; none when there is no such schema."""
    return [name for _, name in cursor.execute(TABLES, [schema]).fetchall()]


def counters(cursor: Any, schema: str) -> dict[str, tuple[str, int | None]]:
    """The last number each identity column gave, by table; only the owner of the tables may ask."""
    tables = dict(cursor.execute(TABLES, [schema]).fetchall())
    found = cursor.execute(COUNTERS, [list(tables)]).fetchall()
    return {tables[oid]: (column, last) for oid, column, last in found}


def split(sql: str) -> tuple[list[str], list[str]]:
    """
    The statements of a schema.sql, before and after the rows.

    :raises ValueError: something in it makes neither a table, a constraint nor an index.
    """
    statements = re.split(r";\n(?=CREATE |ALTER |\Z)", sql)
    if statements.pop() != "" or not all(any(form.match(one) for form in _STATEMENTS) for one in statements):
        raise ValueError("schema.sql")
    first = [one for one in statements if _STATEMENTS[0].match(one)]
    return first, [one for one in statements if not _STATEMENTS[0].match(one)]


def _by_table(rows: list[Any], oids: list[int]) -> list[Any]:
    """Keys before what refers to them; otherwise in the order of the tables' names, whatever their numbers here are."""
    place = {oid: number for number, oid in enumerate(oids)}
    return sorted(rows, key=lambda row: (row[2] == "f", place[row[0]], row[2] != "p", row[1]))


def _table(name: str, columns: list[Any], key: list[str]) -> Table:
    kinds = {column: kind for column, kind, *_ in columns}
    written = tuple(column for column, _, _, _, generated, _ in columns if not generated)
    return Table(name, written, tuple((column, kinds[column].startswith(("character", "text"))) for column in key))


def _column(name: str, kind: str, not_null: bool, identity: str, generated: str, expression: str | None) -> str:
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
