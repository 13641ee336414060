"""
Pairs of residents who may be one person.

Everybody with everybody would be a billion pairs; so only those are compared who were born on one day, or bear exactly one name.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.models import QuerySet

from registry.models import Event, Resident, Settled
from registry.queries.remembered import remembered
from registry.queries.scope import residents_for

#: Names of one birthday are alike from here on: measured on slips of one or two letters.
LIKENESS = 0.45
#: On 1 January, where registers put everybody whose birthday nobody knows, names must be nearer.
LIKENESS_OF_UNKNOWN_DAYS = 0.75
LIKENESS_OF_MOTHERS = 0.6
MOST = 200

#: By how much two numbers differ that differ in one digit.
_STEPS = [digit * 10**place for digit in range(1, 10) for place in range(16)]

_PAIRS = """
    SELECT first, second FROM (
        SELECT a.id AS first, b.id AS second, similarity(a.search_name, b.search_name) AS likeness
        FROM registry_resident a JOIN registry_resident b ON b.born_on = a.born_on AND b.id > a.id
        WHERE a.status <> 9 AND b.status <> 9
          AND similarity(a.search_name, b.search_name)
              >= CASE WHEN extract(doy FROM a.born_on) = 1 THEN %(unknown)s ELSE %(likeness)s END
      UNION
        SELECT a.id, b.id, 1
        FROM registry_resident a JOIN registry_resident b ON b.search_name = a.search_name AND b.id > a.id
        WHERE a.status <> 9 AND b.status <> 9 AND b.born_on <> a.born_on AND (
            abs(a.nik::bigint - b.nik::bigint) = ANY(%(steps)s)
            OR (a.mother_name <> '' AND extract(year FROM a.born_on) = extract(year FROM b.born_on)
                AND similarity(a.mother_name, b.mother_name) >= %(mothers)s))
    ) AS likely
    WHERE NOT EXISTS (SELECT FROM registry_settled s WHERE s.resident_id = first AND s.other_id = second)
    ORDER BY likeness DESC, first, second LIMIT %(most)s
"""


@dataclass(frozen=True)
class Pair:
    """Two residents, the one registered first in front, and why they look like one."""

    first: Resident
    second: Resident
    reasons: tuple[str, ...]


class Doubles(Sequence[Pair]):
    """Pairs of which only those of a page are read."""

    def __init__(self, ids: list[tuple[int, int]], residents: QuerySet[Resident]) -> None:
        self._ids, self._residents = ids, residents

    def __len__(self) -> int:
        return len(self._ids)

    def __getitem__(self, cut: Any) -> Any:
        return self._read(self._ids[cut]) if isinstance(cut, slice) else self._read([self._ids[cut]])[0]

    def __iter__(self) -> Iterator[Pair]:
        return iter(self[:])

    def _read(self, ids: list[tuple[int, int]]) -> list[Pair]:
        residents = self._residents.in_bulk({pk for pair in ids for pk in pair})
        return [pair_of(residents[first], residents[second]) for first, second in ids]


def likely_doubles(account: Any) -> Doubles:
    """
    The likeliest pairs an account may see, at most 200, without those of whom somebody has said that they are two.

    Which pairs is remembered until something happens in the register. At most four statements, and one for each page.
    """
    ids, residents = _pairs_of_now(), residents_for(account)
    seen = set(residents.filter(pk__in={pk for pair in ids for pk in pair}).values_list("pk", flat=True))
    return Doubles([pair for pair in ids if seen.issuperset(pair)], residents)


def pair_of(first: Resident, second: Resident) -> Pair:
    return Pair(first, second, tuple(_reasons(first, second)))


def is_judged(first: Resident, second: Resident) -> bool:
    """Whether somebody has said that they are two."""
    return Settled.objects.filter(resident=first, other=second).exists()


def last_merge(resident: Resident) -> Event | None:
    """The latest merge into this record that still stands."""
    merges = Event.objects.filter(touched__contains=[resident.pk], kind=Event.Kind.MERGE, resident=resident)
    return merges.filter(undone_by__isnull=True).order_by("-pk").first()


def _pairs_of_now() -> list[tuple[int, int]]:
    return remembered("doubles", make=_find_pairs)


def _find_pairs() -> list[tuple[int, int]]:
    asked: dict[str, Any] = {
        "likeness": LIKENESS,
        "unknown": LIKENESS_OF_UNKNOWN_DAYS,
        "mothers": LIKENESS_OF_MOTHERS,
        "steps": _STEPS,
        "most": MOST,
    }
    with connection.cursor() as cursor:
        cursor.execute(_PAIRS, asked)
        return list(cursor.fetchall())


def _reasons(first: Resident, second: Resident) -> list[str]:
    found = ["nama sama" if first.search_name == second.search_name else "nama mirip"]
    if first.born_on == second.born_on:
        found.append("tanggal lahir sama")
    if first.mother_name and first.mother_name.upper() == second.mother_name.upper():
        found.append("nama ibu sama")
    if first.nik and second.nik and sum(one != other for one, other in zip(first.nik, second.nik, strict=True)) == 1:
        found.append("NIK berbeda satu angka")
    return found
