"""The balance of a month: who was there, who came and went by what, and who is there; from the stays alone."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from django.db import connection

from registry.codes import Residency, Sex
from registry.ledger.months import after
from registry.queries.remembered import remembered


@dataclass(frozen=True)
class Flow:
    """
    Numbers of people, or of families by their heads, in one month; reports go by the reporting day.

    `closing` is counted by itself and always equals `opening` and what came, less what went (`adds_up`). `shifted_in` and
    `shifted_out` are those who moved between the rows of a table: to another hamlet, or whose sex or citizenship was
    corrected. `corrected_in` and `corrected_out` came or went by something no book has a column for: brought in with the first
    file, found again, undone in a later month, a family that joined another. What is undone in its own month leaves no trace in
    the columns.
    """

    opening: int = 0
    born: int = 0
    came: int = 0
    died: int = 0
    moved: int = 0
    missing: int = 0
    shifted_in: int = 0
    shifted_out: int = 0
    corrected_in: int = 0
    corrected_out: int = 0
    closing: int = 0

    @property
    def other(self) -> int:
        """What no column says, as one signed number."""
        return self.shifted_in - self.shifted_out + self.corrected_in - self.corrected_out

    @property
    def adds_up(self) -> bool:
        came, went = self.born + self.came, self.died + self.moved + self.missing
        return self.closing == self.opening + came - went + self.other

    def __add__(self, more: "Flow") -> "Flow":
        return Flow(*(getattr(self, field.name) + getattr(more, field.name) for field in fields(Flow)))


@dataclass(frozen=True)
class Cell:
    """The people and the families' heads of one hamlet, citizenship and sex."""

    hamlet: int | None
    is_foreign: bool
    sex: int
    people: Flow
    heads: Flow


@dataclass(frozen=True)
class Balance:
    """One month, cell by cell."""

    first: date
    cells: tuple[Cell, ...]

    def people(self, wanted: Callable[[Cell], bool] = lambda cell: True) -> Flow:
        return sum((cell.people for cell in self.cells if wanted(cell)), Flow())

    def heads(self, wanted: Callable[[Cell], bool] = lambda cell: True) -> Flow:
        return sum((cell.heads for cell in self.cells if wanted(cell)), Flow())

    @property
    def hamlets(self) -> list[int | None]:
        return list(dict.fromkeys(cell.hamlet for cell in self.cells))


def of_month(first: date) -> Balance:
    """A month as it stands in the ledger, counted once until the next event; `first` is its first day."""
    return _balance(first, remembered("balance", first, make=lambda: _rows(first)))


def count_month(first: date) -> Balance:
    """The same counted afresh, for what is written down for good; one statement, whatever the month's size."""
    return _balance(first, _rows(first))


def _balance(first: date, rows: Iterable[tuple[Any, ...]]) -> Balance:
    return Balance(first, tuple(_cell(row) for row in rows))


def _rows(first: date) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(_SQL, {"first": first, "next": after(first), "permanent": Residency.PERMANENT})
        return list(cursor.fetchall())


def moved_out(first: date) -> dict[int, dict[str, int]]:
    """
    Those who moved away in a month by how far (`codes.MoveClass`; 0 where nobody said): men, women and heads of families.

    :return: {class: {"men": n, "women": n, "men_heads": n, "women_heads": n}}; the sums are those of the balance.
    """
    with connection.cursor() as cursor:
        cursor.execute(_MOVED, {"first": first, "next": after(first), "permanent": Residency.PERMANENT})
        return {
            int(far or 0): {"men": men, "women": women, "men_heads": men_heads, "women_heads": women_heads}
            for far, men, women, men_heads, women_heads in cursor.fetchall()
        }


def _cell(row: Iterable[Any]) -> Cell:
    hamlet, is_foreign, sex, *numbers = row
    half = len(numbers) // 2
    return Cell(hamlet, is_foreign, Sex(sex), Flow(*numbers[:half]), Flow(*numbers[half:]))


# An event and its undo in one month cancel each other: both are told as corrections, which add up to nothing.
# A family that is new within the village is told in the row of births: "Kelahiran/keluarga baru".
_SQL = """
    WITH said AS (
        SELECT s.hamlet_id, s.citizenship IS NOT DISTINCT FROM 2 AS is_foreign, s.sex,
            s.relation IS NOT DISTINCT FROM 1 AS heads, s.is_entry, s.is_exit, s.begins_heading, s.ends_heading,
            s.since < %(first)s AND (s.until IS NULL OR s.until >= %(first)s) AS was_there,
            s.since < %(next)s AND (s.until IS NULL OR s.until >= %(next)s) AS is_there,
            s.since >= %(first)s AND s.since < %(next)s AS opened,
            s.until IS NOT NULL AND s.until >= %(first)s AND s.until < %(next)s AS ended,
            CASE WHEN ou.id IS NOT NULL THEN 'UNDONE' ELSE o.kind END AS opened_by,
            CASE WHEN cu.id IS NOT NULL THEN 'UNDONE' ELSE c.kind END AS ended_by
        FROM registry_stay s
        LEFT JOIN registry_event o ON o.id = s.opened_by_id AND s.since >= %(first)s
        LEFT JOIN registry_event c ON c.id = s.closed_by_id AND s.until < %(next)s
        LEFT JOIN registry_event ou ON ou.undoes_id = o.id AND ou.reported_on < %(next)s
        LEFT JOIN registry_event cu ON cu.undoes_id = c.id AND cu.reported_on < %(next)s
        WHERE s.residency = %(permanent)s AND s.since < %(next)s AND (s.until IS NULL OR s.until >= %(first)s)
    ), told AS (
        SELECT *,
            CASE opened_by WHEN 'BIRTH' THEN 'born' WHEN 'MOVE_IN' THEN 'came' ELSE 'other' END AS came_by,
            CASE WHEN opened_by = 'MOVE_IN' AND is_entry THEN 'came'
                WHEN opened_by IN ('OPENING', 'CORRECTION', 'MERGE', 'FOUND', 'UNDO', 'UNDONE') THEN 'other'
                ELSE 'born' END AS family_came_by,
            CASE WHEN NOT is_exit THEN 'other'
                WHEN ended_by = 'DEATH' THEN 'died' WHEN ended_by = 'MOVE_OUT' THEN 'moved'
                WHEN ended_by = 'MISSING' THEN 'missing' ELSE 'other' END AS went_by
        FROM said
    )
    SELECT hamlet_id, is_foreign, sex,
        count(*) FILTER (WHERE was_there),
        count(*) FILTER (WHERE opened AND is_entry AND came_by = 'born'),
        count(*) FILTER (WHERE opened AND is_entry AND came_by = 'came'),
        count(*) FILTER (WHERE ended AND is_exit AND went_by = 'died'),
        count(*) FILTER (WHERE ended AND is_exit AND went_by = 'moved'),
        count(*) FILTER (WHERE ended AND is_exit AND went_by = 'missing'),
        count(*) FILTER (WHERE opened AND NOT is_entry),
        count(*) FILTER (WHERE ended AND NOT is_exit),
        count(*) FILTER (WHERE opened AND is_entry AND came_by = 'other'),
        count(*) FILTER (WHERE ended AND is_exit AND went_by = 'other'),
        count(*) FILTER (WHERE is_there),
        count(*) FILTER (WHERE heads AND was_there),
        count(*) FILTER (WHERE heads AND opened AND begins_heading AND family_came_by = 'born'),
        count(*) FILTER (WHERE heads AND opened AND begins_heading AND family_came_by = 'came'),
        count(*) FILTER (WHERE heads AND ended AND ends_heading AND went_by = 'died'),
        count(*) FILTER (WHERE heads AND ended AND ends_heading AND went_by = 'moved'),
        count(*) FILTER (WHERE heads AND ended AND ends_heading AND went_by = 'missing'),
        count(*) FILTER (WHERE heads AND opened AND NOT begins_heading),
        count(*) FILTER (WHERE heads AND ended AND NOT ends_heading),
        count(*) FILTER (WHERE heads AND opened AND begins_heading AND family_came_by = 'other'),
        count(*) FILTER (WHERE heads AND ended AND ends_heading AND went_by = 'other'),
        count(*) FILTER (WHERE heads AND is_there)
    FROM told GROUP BY 1, 2, 3 ORDER BY 1 NULLS LAST, 2, 3"""

_MOVED = """
    SELECT c.details ->> 'move_class' AS far,
        count(*) FILTER (WHERE s.sex = 1), count(*) FILTER (WHERE s.sex = 2),
        count(*) FILTER (WHERE s.sex = 1 AND s.ends_heading), count(*) FILTER (WHERE s.sex = 2 AND s.ends_heading)
    FROM registry_stay s
    JOIN registry_event c ON c.id = s.closed_by_id AND c.kind = 'MOVE_OUT'
    LEFT JOIN registry_event u ON u.undoes_id = c.id AND u.reported_on < %(next)s
    WHERE s.residency = %(permanent)s AND s.is_exit AND s.until >= %(first)s AND s.until < %(next)s AND u.id IS NULL
    GROUP BY 1"""
