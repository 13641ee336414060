"""What is wrong between the lines of one file: the same person twice, two heads in a family, a ring of parents."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from registry.codes import BaseStatus, Relation
from registry.rules import people

Values = Mapping[str, str | int | float | None]
Numbered = tuple[int, Values]
PARENTS = ("father_nik", "mother_nik")
YOUNGEST_PARENT = 12


def twice(rows: Iterable[Numbered]) -> dict[int, int]:
    """Map the number of each line that repeats a person to the line that first named them."""
    first: dict[object, int] = {}
    repeated: dict[int, int] = {}
    for number, values in rows:
        key = values.get("nik") or identity(values)
        if key is None:
            continue
        if key in first:
            repeated[number] = first[key]
        else:
            first[key] = number
    return repeated


def identity(values: Values) -> tuple[str, str, str] | None:
    """Know a person without a NIK by name, birthplace and birthday, as the incumbent does."""
    name, born_on = values.get("name"), values.get("born_on")
    if not name or not born_on:
        return None
    return str(name).upper(), str(values.get("birthplace") or "").upper(), str(born_on)


def second_heads(rows: Iterable[Numbered]) -> dict[int, int]:
    """Map each line that names a second living head of a family to the line that names the first."""
    first: dict[str, int] = {}
    second: dict[int, int] = {}
    for number, values in rows:
        no_kk = values.get("no_kk")
        if not no_kk or not is_living_head(values):
            continue
        if str(no_kk) in first:
            second[number] = first[str(no_kk)]
        else:
            first[str(no_kk)] = number
    return second


def headless(rows: Iterable[Numbered], families_with_head: Iterable[str] = ()) -> dict[int, str]:
    """Map the first line of each family without a living head to its family card number."""
    with_head = set(families_with_head)
    opening: dict[str, int] = {}
    for number, values in rows:
        no_kk = values.get("no_kk")
        if not no_kk:
            continue
        opening.setdefault(str(no_kk), number)
        if is_living_head(values):
            with_head.add(str(no_kk))
    return {number: no_kk for no_kk, number in opening.items() if no_kk not in with_head}


def is_living_head(values: Values) -> bool:
    return values.get("relation") == Relation.HEAD and (values.get("status") or BaseStatus.LIVING) == BaseStatus.LIVING


def family_places(rows: Iterable[Numbered]) -> dict[str, Values]:
    """Choose for each family the line its address is taken from: the head's, else the first."""
    chosen: dict[str, Values] = {}
    for _, values in rows:
        no_kk = values.get("no_kk")
        if no_kk and (str(no_kk) not in chosen or is_living_head(values)):
            chosen[str(no_kk)] = values
    return chosen


def hamlet_names(rows: Iterable[Numbered]) -> list[str]:
    """List the hamlets the lines name, the most frequent spelling first."""
    counted = Counter(str(values["hamlet"]) for _, values in rows if values.get("hamlet"))
    return [name for name, _ in counted.most_common()]


def rings(rows: Iterable[Numbered]) -> dict[int, list[int]]:
    """
    Map each line that is its own forebear to the lines of the ring, in order: a parent, that one's parent, and so on.

    Parents are followed by their NIK, as far as they stand in the file themselves.
    """
    rows = list(rows)
    line_of = {str(values["nik"]): number for number, values in rows if values.get("nik")}
    parents = {
        number: [line_of[nik] for name in PARENTS if (nik := str(values.get(name) or "")) in line_of]
        for number, values in rows
    }
    found: dict[int, list[int]] = {}
    settled: set[int] = set()
    for number in parents:
        if number not in settled:
            _follow(number, parents, settled, found)
    return found


def _follow(start: int, parents: Mapping[int, list[int]], settled: set[int], found: dict[int, list[int]]) -> None:
    """Walk up from one line without recursion: a file may hold a thousand generations."""
    path: list[int] = [start]
    place = {start: 0}
    waiting = [iter(parents[start])]
    while waiting:
        parent = next(waiting[-1], None)
        if parent is None:
            waiting.pop()
            done = path.pop()
            del place[done]
            settled.add(done)
        elif parent in place:
            ring = path[place[parent] :]
            found.update(dict.fromkeys(ring, ring))
        elif parent not in settled:
            place[parent] = len(path)
            path.append(parent)
            waiting.append(iter(parents[parent]))


def parents_days(rows: Iterable[Numbered], known: Mapping[str, str]) -> Iterator[tuple[int, str, str, int]]:
    """
    Yield (line, the parent's field, the parent's birthday, whole years between both) for children too near their parents.

    :param known: birthdays by NIK of the people of the register, for parents who are not in the file.
    """
    rows = list(rows)
    days = {**known, **{str(values["nik"]): str(values["born_on"]) for _, values in rows if _is_dated(values)}}
    for number, values in rows:
        born_on = values.get("born_on")
        for name in PARENTS:
            day = days.get(str(values.get(name) or ""))
            if born_on and day:
                years = people.age_on(date.fromisoformat(day), date.fromisoformat(str(born_on)))
                if years < YOUNGEST_PARENT:
                    yield number, name, day, years


def _is_dated(values: Values) -> bool:
    return bool(values.get("nik") and values.get("born_on"))
