"""What became of an area: its names and people by the ledger, its heads, offices and boundaries by the log."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from audit import sentences
from audit.models import Entry
from registry.models import Area, Event
from registry.queries import sees_whole_register
from registry.queries import territory as queries
from walls import current

#: A change is mended by another one: what was counted since stays true.
MENDING = {
    "rename": "Salah tulis? Ganti nama atau nomornya sekali lagi.",
    "join": "Salah gabung? Bagi wilayah ini, pilih keluarga dari wilayah lama, dan tulis nama lamanya: "
    "kepala, kantor, dan batasnya kembali.",
    "part": "Salah bagi? Gabungkan wilayah baru kembali ke wilayah asalnya.",
}


@dataclass(frozen=True)
class Line:
    """One thing that was done to an area; `mending` says how a wrong one is put right."""

    at: datetime
    on: date
    words: str
    note: str = ""
    by: str = ""
    mending: str = ""


def history_of(area: Area, *, account: Any) -> list[Line]:
    """Newest first; two statements. Whoever sees only a hamlet of the register is told of heads, not who they were."""
    told = [*_changes(area), *_described(area, sees_whole_register(account))]
    return sorted(told, key=lambda line: line.at, reverse=True)


def _changes(area: Area) -> Iterator[Line]:
    for number, event in enumerate(queries.changes_of(area)):
        words = f"{', '.join(event.details['from'])} → {', '.join(event.details['to'])}"
        # Only the latest can be put right by one step.
        mending = MENDING.get(event.details.get("act", ""), "") if number == 0 and area.closed_on is None else ""
        yield Line(event.recorded_at, event.reported_on, words, by=_by(event), mending=mending)


def _by(event: Event) -> str:
    return event.recorded_by.name if event.recorded_by else ""


def _described(area: Area, with_names: bool) -> Iterator[Line]:
    for entry in queries.log_of(area):
        day = entry.at.astimezone(current.office().tzinfo).date()
        words = sentences.of(entry.action, entry.detail)
        yield Line(entry.at, day, f"{words[:1].upper()}{words[1:]}", _note(entry, with_names), entry.actor_name)


def _note(entry: Entry, with_names: bool) -> str:
    said = entry.detail
    if entry.action == "area.set_boundary":
        hectares = f"{said['hectares']:.1f}".replace(".", ",")
        return f"{hectares} hektare" if said["hectares"] else "batas dihapus"
    if entry.action == "area.describe" and with_names:
        return f"Kepala: {said['head'] or 'belum ada'}. Penanggung jawab: {said['keeper'] or 'belum ada'}."
    return ""
