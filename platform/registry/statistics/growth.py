"""How the number of residents grew, month by month; the sums of each month are those of its balance."""

from dataclasses import dataclass
from datetime import date

from django.db import connection

from registry.codes import Residency
from registry.ledger.months import after
from registry.statistics.counting import WHOLE_VILLAGE, Area


@dataclass(frozen=True)
class Grown:
    """One month: who was there when it began, who came and went by what, and who was there when it ended."""

    first: date
    opening: int
    born: int = 0
    came: int = 0
    died: int = 0
    moved: int = 0
    missing: int = 0
    other: int = 0

    @property
    def closing(self) -> int:
        return self.opening + self.born + self.came - self.died - self.moved - self.missing + self.other

    @property
    def change(self) -> int:
        return self.closing - self.opening


def growth(last: date, *, months: int = 12, area: Area = WHOLE_VILLAGE) -> list[Grown]:
    """
    Count the months up to the one that begins on `last`, in one statement, of the village or of a place in it.

    Unlike a balance it asks only for the stays that began or ended in these months. Of a place, whoever moved there or away within
    the village is told as other.
    """
    firsts, place = _months(last, months), {name: value for name, value in vars(area).items() if value}
    here = " AND ".join(f"s.{_COLUMNS[name]} = %({name})s" for name in place)
    # What is put together are names of columns, never values.
    statement = _SQL.format(here=here or "true", entry=here or "s.is_entry", exit=here or "s.is_exit")
    with connection.cursor() as cursor:
        cursor.execute(
            statement,
            {"begin": firsts[0], "end": after(last), "firsts": firsts, "permanent": Residency.PERMANENT, **place},
        )
        found = {first: counts for first, *counts in cursor.fetchall()}
    grown, standing = [], found[None][0]
    for first in firsts:
        born, came, died, moved, missing, other = found.get(first, [0] * 6)
        grown.append(Grown(first, standing, born, came, died, moved, missing, other))
        standing = grown[-1].closing
    return grown


def _months(last: date, count: int) -> list[date]:
    begin = last.year * 12 + last.month - count
    return [date(month // 12, month % 12 + 1, 1) for month in range(begin, begin + count)]


_COLUMNS = {"hamlet": "hamlet_id", "rw": "rw", "rt": "rt"}
# As in a balance: what was undone in its own month, and what no column names, is told as other. Of a place every stay counts that began
# or ended there: one that goes on in another stay of the same place is in both sums.
_SQL = """
    WITH came AS (
        SELECT date_trunc('month', s.since)::date AS first,
            count(*) FILTER (WHERE s.is_entry AND o.kind = 'BIRTH' AND u.id IS NULL) AS born,
            count(*) FILTER (WHERE s.is_entry AND o.kind = 'MOVE_IN' AND u.id IS NULL) AS came,
            count(*) AS together
        FROM registry_stay s
        JOIN registry_event o ON o.id = s.opened_by_id
        LEFT JOIN registry_event u ON u.undoes_id = o.id
            AND u.reported_on < date_trunc('month', s.since) + interval '1 month'
        WHERE s.residency = %(permanent)s AND {entry} AND s.since >= %(begin)s AND s.since < %(end)s
        GROUP BY 1
    ), went AS (
        SELECT date_trunc('month', s.until)::date AS first,
            count(*) FILTER (WHERE s.is_exit AND c.kind = 'DEATH' AND u.id IS NULL) AS died,
            count(*) FILTER (WHERE s.is_exit AND c.kind = 'MOVE_OUT' AND u.id IS NULL) AS moved,
            count(*) FILTER (WHERE s.is_exit AND c.kind = 'MISSING' AND u.id IS NULL) AS missing,
            count(*) AS together
        FROM registry_stay s
        JOIN registry_event c ON c.id = s.closed_by_id
        LEFT JOIN registry_event u ON u.undoes_id = c.id
            AND u.reported_on < date_trunc('month', s.until) + interval '1 month'
        WHERE s.residency = %(permanent)s AND {exit} AND s.until >= %(begin)s AND s.until < %(end)s
        GROUP BY 1
    )
    SELECT NULL AS first, count(*), 0, 0, 0, 0, 0
    FROM registry_stay s
    WHERE s.residency = %(permanent)s AND {here} AND s.since < %(begin)s AND (s.until IS NULL OR s.until >= %(begin)s)
    UNION ALL
    SELECT m.first, coalesce(born, 0), coalesce(came, 0), coalesce(died, 0), coalesce(moved, 0), coalesce(missing, 0),
        coalesce(came.together - born - came, 0) - coalesce(went.together - died - moved - missing, 0)
    FROM unnest(%(firsts)s::date[]) AS m(first)
    LEFT JOIN came ON came.first = m.first
    LEFT JOIN went ON went.first = m.first"""
