"""Filling the places of a text: `{purpose}`, `{child.born_on:day_and_date}`. Whatever a person typed stays plain text."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from modules.service.rules.kind import Field, FieldType, Kind
from web import indonesian

DOTS = "…………"
PLACE = re.compile(r"\{([a-z0-9_.]+)(?::([a-z_]+))?\}")


def fill(text: str, values: Mapping[str, str]) -> str:
    """Put the values in their places; what has no value leaves nothing."""
    return PLACE.sub(lambda place: _filled(values.get(place[1], ""), place[2]), text)


def _filled(value: str, manner: str | None) -> str:
    if not value or value == DOTS or manner is None:
        return value
    return MANNERS[manner](value)


def written(field: Field, answer: Any) -> str:
    """An answer as paper and screen show it."""
    if answer is None or answer == "":
        return ""
    return _WRITERS.get(field.type, _as_it_is)(field, answer)


def written_answers(kind: Kind, answers: Mapping[str, Any]) -> dict[str, str]:
    """Every answer as it is shown; days also in the long form, under `key:day_and_date`."""
    return {asked.key: written(asked, answers.get(asked.key)) for asked in kind.fields}


def inline(text: str) -> str:
    """Pengajuan KUR -> pengajuan KUR; an abbreviation or a name of several capitals keeps its own."""
    words = text.split(maxsplit=1)
    if not words or words[0][1:] != words[0][1:].lower() or len(words[0]) == 1:
        return text
    return text[0].lower() + text[1:]


def _day_and_date(written_day: str) -> str:
    return indonesian.day_and_date(indonesian.parse_date(written_day))


MANNERS: dict[str, Callable[[str], str]] = {
    "upper": str.upper,
    "inline": inline,
    "day_and_date": _day_and_date,
    "after_comma": lambda text: f", {text}",
    # The choice "Lainnya" says nothing; what was written beside it does.
    "if_named": lambda text: "" if text == "Lainnya" else text,
}


def _as_it_is(field: Field, answer: Any) -> str:
    return str(answer)


_WRITERS: dict[FieldType, Callable[[Field, Any], str]] = {
    FieldType.CHOICE: lambda field, answer: field.label_of(str(answer)),
    FieldType.DATE: lambda field, answer: indonesian.long_date(date.fromisoformat(answer)),
    FieldType.RUPIAH: lambda field, answer: indonesian.rupiah(answer),
    FieldType.NUMBER: lambda field, answer: indonesian.whole_number(answer),
}


def typed(field: Field, answer: Any) -> str:
    """A stored answer as it would be typed again: days with the browser's calendar in mind, money with dots."""
    if answer is None or answer == "":
        return ""
    if field.type in (FieldType.RUPIAH, FieldType.NUMBER) and isinstance(answer, int):
        return indonesian.whole_number(answer)
    return str(answer)
