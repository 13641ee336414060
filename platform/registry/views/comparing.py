"""Two residents field by field, as the page of doubles shows them."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from registry.actions.merging import CHOICES
from registry.models import Resident
from registry.particulars import MASKS
from web import indonesian

_LABELS = {
    "nik": "NIK",
    "place": "Tempat tinggal",
    "family": "Keluarga",
    "father": "Ayah di buku",
    "mother": "Ibu di buku",
}


@dataclass(frozen=True)
class Row:
    """One choice between two records: what each says, whether they differ, and which is offered."""

    choice: str
    label: str
    first: str
    second: str

    @property
    def differs(self) -> bool:
        return self.first != self.second

    @property
    def offered(self) -> str:
        return "2" if self.first == "–" else "1"


def compared(first: Resident, second: Resident) -> list[Row]:
    """The choices of which at least one record says something; numbers masked."""
    rows = [_row(choice, first, second) for choice in CHOICES if choice != "photo"]
    return [row for row in rows if (row.first, row.second) != ("–", "–")]


def _row(choice: str, first: Resident, second: Resident) -> Row:
    label = _LABELS.get(choice) or str(getattr(Resident._meta.get_field(choice), "verbose_name", choice))
    one, other = said(choice, first), said(choice, second)
    if one == other and choice in MASKS and getattr(first, choice) != getattr(second, choice):
        other = f"{other} (berbeda)"
    return Row(choice, label[:1].upper() + label[1:], one, other)


def said(choice: str, resident: Resident) -> str:
    """What a record says, in words; a dash when it says nothing."""
    special = {"place": lambda: resident.full_address, "family": lambda: _family(resident)}
    value: Any = special[choice]() if choice in special else getattr(resident, choice)
    if value in (None, ""):
        return "–"
    if choice in MASKS:
        return MASKS[choice](value)
    if choice not in special and getattr(Resident._meta.get_field(choice), "choices", None):
        return str(getattr(resident, f"get_{choice}_display")())
    return indonesian.long_date(value) if isinstance(value, date) else str(value)


def _family(resident: Resident) -> str:
    if resident.family is None:
        return ""
    return f"{resident.get_relation_display()} · KK {indonesian.masked_kk(resident.family.no_kk or '')}"
