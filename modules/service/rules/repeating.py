"""Groups that are answered several times: `heirs.name` is the question, `heirs.1.name` and `heirs.2.name` are its answers."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from modules.service.rules.kind import Condition, Field, Group, Kind

#: How many rows a form shows, beside those that are filled; never stored.
SHOWN = "rows"


def fields_at(group: Group, number: int) -> tuple[Field, ...]:
    """The questions of one row, counted from 1."""
    keys = {asked.key for asked in group.fields}
    return tuple(_at(asked, group, number, keys) for asked in group.fields)


def key_at(group: Group, key: str, number: int) -> str:
    """heirs.name -> heirs.2.name."""
    return f"{group.key}.{number}.{key.removeprefix(group.key + '.')}"


def prefix(group: Group, number: int) -> str:
    return f"{group.key}.{number}"


def answered(group: Group, said: Mapping[str, Any]) -> int:
    """How many rows are to be read: as many as have an answer, but not fewer than the group wants. Rows stand without gaps."""
    assert group.many
    return max(group.many.least, *_filled_rows(group, said), 0)


def shown(group: Group, said: Mapping[str, Any]) -> int:
    """How many rows a form draws: those to be read, and empty ones somebody asked for."""
    assert group.many
    asked = str(said.get(f"{group.key}.{SHOWN}", ""))
    wanted = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 4 else 0
    return min(max(answered(group, said), wanted), max(group.many.most, answered(group, said)))


def asked_fields(group: Group, said: Mapping[str, Any]) -> tuple[Field, ...]:
    """The questions of a page, row by row where it is answered several times."""
    if not group.many:
        return group.fields
    return tuple(asked for number in range(1, answered(group, said) + 1) for asked in fields_at(group, number))


def shown_fields(group: Group, said: Mapping[str, Any]) -> tuple[Field, ...]:
    """As `asked_fields`, with the empty rows somebody asked for."""
    if not group.many:
        return group.fields
    return tuple(asked for number in range(1, shown(group, said) + 1) for asked in fields_at(group, number))


def without_gaps(kind: Kind, said: Mapping[str, Any]) -> dict[str, Any]:
    """The same answers, with what stands below an empty row moved up."""
    moved = dict(said)
    for group in kind.groups:
        if not group.many:
            continue
        for key in [key for key in moved if row_of(group.key, key)]:
            del moved[key]
        for number, row in enumerate(_filled_rows(group, said), start=1):
            for asked in group.fields:
                if (answer := said.get(key_at(group, asked.key, row))) is not None:
                    moved[key_at(group, asked.key, number)] = answer
    return moved


def question(kind: Kind, key: str) -> Field | None:
    """The question behind an answer's key, whichever row it is of; None when the kind asks no such thing."""
    for group in kind.groups:
        if belongs(group, key):
            asked = fields_at(group, row_of(group.key, key)) if group.many else group.fields
            return next((one for one in asked if one.key == key), None)
    return None


def picked(groups: Iterable[Group], said: Mapping[str, Any]) -> dict[str, Any]:
    """What a form says about the questions of these pages, and how many rows it showed; anything else is left out."""
    found: dict[str, Any] = {}
    for group in groups:
        keys = {asked.key for asked in group.fields}
        if not group.many:
            found |= {key: said.get(key, "") for key in keys}
            continue
        rows = [key for key in said if (number := row_of(group.key, key)) and question_key(group, key, number) in keys]
        found |= {key: said.get(key, "") for key in [*rows, f"{group.key}.{SHOWN}"]}
    return found


def question_key(group: Group, key: str, number: int) -> str:
    """heirs.2.name -> heirs.name."""
    return f"{group.key}.{key.removeprefix(prefix(group, number) + '.')}"


def changed(kind: Kind, said: Mapping[str, Any], wish: str) -> dict[str, Any] | None:
    """The answers with one row more (`heirs+`) or without one (`heirs.2-`); None when something else is wished."""
    for group in kind.groups:
        if not group.many:
            continue
        rows = shown(group, said)
        number = next((one for one in range(1, rows + 1) if wish == f"{prefix(group, one)}-"), 0)
        if wish == f"{group.key}+":
            return {**said, f"{group.key}.{SHOWN}": str(min(rows + 1, group.many.most))}
        if number:
            kept = {key: answer for key, answer in said.items() if row_of(group.key, key) != number}
            return without_gaps(kind, kept) | {f"{group.key}.{SHOWN}": str(rows - 1)}
    return None


def belongs(group: Group, key: str) -> bool:
    """Whether an answer is one to this group's questions."""
    return row_of(group.key, key) > 0 if group.many else any(asked.key == key for asked in group.fields)


def row_of(group: str, key: str) -> int:
    """heirs.2.name -> 2; 0 when it is no row of this group."""
    found = re.match(r"\.([1-9][0-9]{0,2})\.", key[len(group) :]) if key.startswith(group) else None
    return int(found[1]) if found else 0


def _filled_rows(group: Group, said: Mapping[str, Any]) -> list[int]:
    return sorted({row_of(group.key, key) for key, answer in said.items() if str(answer or "").strip()} - {0})


def _at(asked: Field, group: Group, number: int, keys: set[str]) -> Field:
    when = asked.when
    if when and when.field in keys:
        when = Condition(key_at(group, when.field, number), when.among)
    label = asked.full_label or asked.label
    label = label.partition(": ")[2] or label
    return replace(
        asked, key=key_at(group, asked.key, number), when=when, full_label=f"{group.short_title} {number}: {label}"
    )
