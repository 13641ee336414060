"""What the log says about a resident, in the words of the screen."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from audit.models import Entry
from registry.models import Resident

WHAT = {
    "resident.add": "Ditambahkan",
    "resident.correct": "Data diperbaiki",
    "resident.reveal_nik": "NIK lengkap dilihat",
}
_LABELS = {"no_kk": "nomor KK", "hamlet": "dusun"}


@dataclass(frozen=True)
class Told:
    """One entry as the timeline component shows it."""

    what: str
    at: datetime
    who: str
    note: str


def told(entry: Entry) -> Told:
    """Say one entry of the log."""
    return Told(WHAT.get(entry.action, entry.action), entry.at, entry.actor_name, _note(entry.detail))


def _note(detail: dict[str, Any]) -> str:
    changes = [_change(name, old, new) for name, (old, new) in detail.get("changes", {}).items()]
    reason = detail.get("reason", "")
    return "; ".join([*changes, *([f"Alasan: {reason}"] if reason else [])])


def _change(name: str, old: Any, new: Any) -> str:
    return f"{_label(name).capitalize()}: {_value(name, old)} → {_value(name, new)}"


def _label(name: str) -> str:
    return _LABELS.get(name) or str(Resident._meta.get_field(name).verbose_name)


def _value(name: str, value: Any) -> str:
    if value in (None, ""):
        return "–"
    choices = {} if name in _LABELS else dict(getattr(Resident._meta.get_field(name), "flatchoices", []))
    return str(choices.get(value, value))
