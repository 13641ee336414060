"""What is wrong between the lines of one file: the same person twice, two heads in a family, a family without one."""

from collections import Counter
from collections.abc import Iterable, Mapping

from registry.codes import BaseStatus, Relation

Values = Mapping[str, str | int | float | None]
Numbered = tuple[int, Values]


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
