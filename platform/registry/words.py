"""How the log speaks of residents and imports."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from audit import sentences

if TYPE_CHECKING:
    from audit.models import Entry

SENTENCES = {
    "resident.add": "menambahkan warga",
    "resident.correct": "memperbaiki data warga",
    "resident.reveal_nik": "melihat NIK lengkap",
    "event.opening": "mencatat pendataan",
    "event.birth": "mencatat kelahiran",
    "event.stillbirth": "mencatat lahir mati",
    "event.death": "mencatat kematian",
    "event.move_out": "mencatat pindah keluar",
    "event.move_in": "mencatat kedatangan",
    "event.missing": "mencatat orang hilang",
    "event.found": "mencatat orang ditemukan kembali",
    "event.temporary_in": "mencatat penduduk sementara",
    "event.temporary_out": "mencatat penduduk sementara pergi",
    "event.marriage": "mencatat perkawinan",
    "event.divorce": "mencatat perceraian",
    "event.inside": "mencatat pindah dalam desa",
    "event.family": "mencatat perubahan keluarga",
    "event.area": "mengubah wilayah",
    "event.correction": "memperbaiki data penduduk",
    "event.merge": "menggabungkan data ganda",
    "event.undo": "membatalkan peristiwa",
    "handover.offer": "menawarkan pindah datang ke desa lain",
    "handover.open": "membuka tawaran pindah datang",
    "handover.accept": "menerima tawaran pindah datang",
    "handover.refuse": "menolak tawaran pindah datang",
    "month.close": "menutup bulan",
    "import.upload": "mengunggah berkas penduduk",
    "import.mend_row": "memperbaiki satu baris impor",
    "import.start_commit": "menyetujui penyimpanan impor",
    "import.commit": "menyimpan impor penduduk",
    "import.undo": "membatalkan impor penduduk",
    "import.export_errors": "mengunduh baris galat impor",
}
_LABELS = {"no_kk": "nomor KK", "hamlet": "dusun"}


@dataclass(frozen=True)
class Told:
    """One entry as the timeline component shows it."""

    what: str
    at: datetime
    who: str
    note: str


def teach() -> None:
    """This will register the sentences; called once at start."""
    sentences.add(SENTENCES)
    sentences.name_subjects("registry.resident", "warga", _names_of_residents)
    sentences.name_subjects("registry.event", "peristiwa", _names_of_events)
    sentences.name_subjects("registry.importbatch", "impor", _names_of_batches)


def _names_of_residents(ids: Iterable[str]) -> dict[str, str]:
    from registry.models import Resident

    return {str(pk): name for pk, name in Resident.objects.filter(pk__in=ids).values_list("pk", "name")}


def _names_of_events(ids: Iterable[str]) -> dict[str, str]:
    from registry.models import Event

    return {str(event.pk): str(event) for event in Event.objects.filter(pk__in=ids)}


def _names_of_batches(ids: Iterable[str]) -> dict[str, str]:
    from registry.models import ImportBatch

    return {str(pk): name for pk, name in ImportBatch.objects.filter(pk__in=ids).values_list("pk", "filename")}


def told(entry: "Entry") -> Told:
    """Say one entry of the log."""
    return Told(_opened(sentences.of(entry.action, entry.detail)), entry.at, entry.actor_name, _note(entry.detail))


def _note(detail: dict[str, Any]) -> str:
    changes = [_change(name, old, new) for name, (old, new) in detail.get("changes", {}).items()]
    reason = detail.get("reason", "")
    return "; ".join([*changes, *([f"Alasan: {reason}"] if reason else [])])


def _change(name: str, old: Any, new: Any) -> str:
    return f"{_opened(_label(name))}: {_value(name, old)} → {_value(name, new)}"


def _opened(words: str) -> str:
    """Begin with a capital and leave NIK and HP as they are."""
    return words[:1].upper() + words[1:]


def _label(name: str) -> str:
    from registry.models import Resident

    return _LABELS.get(name) or str(getattr(Resident._meta.get_field(name), "verbose_name", name))


def _value(name: str, value: Any) -> str:
    if value in (None, ""):
        return "–"
    from registry.models import Resident

    choices = {} if name in _LABELS else dict(getattr(Resident._meta.get_field(name), "flatchoices", []))
    return str(choices.get(value, value))
