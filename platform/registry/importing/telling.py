"""What a line of a file would change, field by field, as the page before storing shows it."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from registry import codes
from registry.importing import judging
from registry.incoming.columns import BY_FIELD, Kind
from registry.models import ImportRow
from web import indonesian

#: Personal data of the specific kind (UU 27/2022 article 4): that it changes is said, not from what to what.
HIDDEN = frozenset({"disability", "pregnant", "contraception"})
_MASKS = {Kind.NIK: indonesian.masked_nik, Kind.OTHERS_NIK: indonesian.masked_nik, Kind.KK: indonesian.masked_kk}


@dataclass(frozen=True)
class Change:
    """One field with what stands and what comes, fit to be seen."""

    label: str
    old: str
    new: str
    is_hidden: bool = False


def changes_of(row: ImportRow) -> list[Change]:
    """The changes a line makes; numbers are masked."""
    if row.resident is None:
        return []
    return [_told(name, old, new) for name, (old, new) in judging.differences(row.resident, row.values).items()]


def _told(name: str, old: Any, new: Any) -> Change:
    label = judging.label_of(name)
    if name in HIDDEN:
        return Change(label, "", "", is_hidden=True)
    return Change(label, _said(name, old), _said(name, new))


def _said(name: str, value: Any) -> str:
    if value in (None, ""):
        return "–"
    column = BY_FIELD[name]
    if column.kind in _MASKS:
        return _MASKS[column.kind](str(value))
    if column.kind is Kind.DATE:
        return indonesian.long_date(date.fromisoformat(str(value)))
    table = codes.Marital if name == "marital" else column.table
    return str(table(value).label) if table else str(value)
