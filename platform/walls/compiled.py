"""
Questions that are put to the database in the same words each time: Django writes their SQL once a process, then only blanks are filled in.

Building a statement costs Django 2 to 4 ms, the database answers most in less. What every page asks, and what is asked while somebody
types, is declared as a `CompiledQuery` (ADR 38). The text names no schema, so path and role of the current office decide whose rows
answer, as with every other statement; it holds no value but the blanks' names and what the code itself says.
"""

import re
from collections.abc import Callable, Iterable
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db.models import Expression, QuerySet
from psycopg.sql import Literal

from walls import current

_MARK = re.compile("%%|%s")
_Converters = list[tuple[int, list[Any], Any]]


class Blank(Expression):
    """A value that is given when the query is asked; stands wherever an expression may: `Q(name__contains=Blank("word"))`."""

    def __init__(self, name: str, output_field: Any = None) -> None:
        super().__init__(output_field=output_field)
        self.name = name

    def as_sql(self, compiler: Any, connection: Any, **_: Any) -> Any:
        return "%s", [self]


class CompiledQuery:
    """
    A query and the blanks in it.

    :param build: makes the query, a `values_list`, from nothing but blanks; called once. It must not ask who is current nor hold
        anything of an office.
    """

    def __init__(self, build: Callable[[], QuerySet[Any, Any]]) -> None:
        self._build = build
        self._compiled: tuple[str, tuple[str, ...], _Converters] | None = None

    def rows(self, **given: Any) -> list[tuple[Any, ...]]:
        """
        The rows of the current office; one statement, none for a query that can have no rows.

        :raises KeyError: a blank is not given.
        """
        sql, blanks, converters = self._compiled = self._compiled or _compile(self._build())
        if not sql:
            return []
        with current.connection.cursor() as cursor:
            cursor.execute(sql, [given[name] for name in blanks])
            found: list[tuple[Any, ...]] = cursor.fetchall()
        return [_converted(row, converters) for row in found] if converters else found


def _compile(query: QuerySet[Any, Any]) -> tuple[str, tuple[str, ...], _Converters]:
    current.connection.ensure_connection()
    compiler = query.query.get_compiler(connection=current.connection)
    try:
        sql, params = compiler.as_sql()
    except EmptyResultSet:
        return "", (), []
    converters = compiler.get_converters([one[0] for one in compiler.select[: compiler.col_count]])
    return _written_in(sql, params), _blanks(params), [(place, *found) for place, found in converters.items()]


def _blanks(params: Iterable[Any]) -> tuple[str, ...]:
    return tuple(one.name for one in params if isinstance(one, Blank))


def _written_in(sql: str, params: Iterable[Any]) -> str:
    """The text with everything in it but the blanks, so that the driver has little to fill in."""
    given = iter(params)

    def fill(mark: re.Match[str]) -> str:
        if mark[0] == "%%" or isinstance(one := next(given), Blank):
            return mark[0]
        return Literal(one).as_string(current.connection.connection).replace("%", "%%")

    return _MARK.sub(fill, sql)


def _converted(row: tuple[Any, ...], converters: _Converters) -> tuple[Any, ...]:
    cells = list(row)
    for place, steps, expression in converters:
        for step in steps:
            cells[place] = step(cells[place], expression, current.connection)
    return tuple(cells)
