"""Answers as paper and screen show them, and as they would be typed again."""

import re
from collections.abc import Callable
from datetime import date
from typing import Any

from modules.service.rules.kind import Field, FieldType
from modules.service.rules.naskah.names import SORTS
from modules.service.rules.naskah.values import Sort, Value
from web import indonesian


def written(field: Field, answer: Any) -> str:
    """An answer as paper and screen show it."""
    if answer is None or answer == "":
        return ""
    return _WRITERS.get(field.type, _as_it_is)(field, answer)


def value_of(field: Field, answer: Any, today: date | None = None) -> Value:
    """An answer as a text may name it."""
    return Value(written(field, answer), answer, SORTS.get(field.type, Sort.TEXT), today)


def _as_it_is(field: Field, answer: Any) -> str:
    return str(answer)


_WRITERS: dict[FieldType, Callable[[Field, Any], str]] = {
    FieldType.CHOICE: lambda field, answer: field.label_of(str(answer)),
    FieldType.DATE: lambda field, answer: indonesian.long_date(date.fromisoformat(answer)),
    FieldType.RUPIAH: lambda field, answer: indonesian.rupiah(answer),
    FieldType.NUMBER: lambda field, answer: indonesian.whole_number(answer),
    FieldType.PHONE: lambda field, answer: indonesian.phone_number(str(answer)),
    FieldType.AREA: lambda field, answer: f"{_comma(answer)} m²",
}


def _comma(answer: Any) -> str:
    whole, point, rest = str(answer).partition(".")
    return indonesian.whole_number(int(whole)) + (f",{rest}" if point else "")


def typed(field: Field, answer: Any) -> str:
    """A stored answer as it would be typed again: days with the browser's calendar in mind, money with dots."""
    if answer is None or answer == "":
        return ""
    if field.type in (FieldType.RUPIAH, FieldType.NUMBER) and isinstance(answer, int):
        return indonesian.whole_number(answer)
    if field.type == FieldType.AREA and _is_area(answer):
        return _comma(answer)
    return str(answer)


def _is_area(answer: Any) -> bool:
    """Stored, not what somebody typed and must mend."""
    return re.fullmatch(r"[0-9]{1,12}(\.[0-9]{1,2})?", str(answer)) is not None
