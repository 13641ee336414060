"""How the log speaks of residents and imports."""

from collections.abc import Collection, Iterable
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
    "resident.reveal_kk": "melihat nomor KK lengkap",
    "resident.reveal_parents": "melihat NIK orang tua",
    "resident.reveal_health": "melihat data kesehatan",
    "resident.set_photo": "mengganti foto warga",
    "resident.remove_photo": "menghapus foto warga",
    "resident.add_paper": "menambahkan dokumen warga",
    "resident.remove_paper": "menghapus dokumen warga",
    "resident.not_same": "menyatakan dua warga bukan orang yang sama",
    "resident.not_same_elsewhere": "menyatakan warga bukan orang yang sama dengan warga desa lain",
    "resident.deal_with_elsewhere": "menyatakan warga yang juga tercatat di desa lain sudah diurus",
    "resident.reopen_elsewhere": "membuka lagi warga yang juga tercatat di desa lain",
    "family.correct": "memperbaiki isian kartu keluarga",
    "household.make": "membuat rumah tangga",
    "household.change": "mengubah rumah tangga",
    "household.join": "memasukkan anggota rumah tangga",
    "household.leave": "mengeluarkan anggota rumah tangga",
    "household.head": "mengganti kepala rumah tangga",
    "household.end": "mengakhiri rumah tangga",
    "household.reopen": "membatalkan akhir rumah tangga",
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
    "area.add": "menambahkan wilayah",
    "area.describe": "mengisi keterangan wilayah",
    "area.open_entrance": "membuat tautan Ketua RT",
    "area.end_entrance": "mengakhiri tautan Ketua RT",
    "area.set_boundary": "mengubah batas wilayah",
    "area.place_office": "meletakkan kantor wilayah di peta",
    "area.close": "menutup wilayah",
    "outline.publish": "mengirim garis luar desa ke peta kecamatan",
    "outline.withdraw": "menarik garis luar desa dari peta kecamatan",
    "handover.offer": "menawarkan pindah datang ke desa lain",
    "handover.open": "membuka tawaran pindah datang",
    "handover.accept": "menerima tawaran pindah datang",
    "handover.refuse": "menolak tawaran pindah datang",
    "month.close": "menutup bulan",
    "resident.export": "mengunduh daftar penduduk",
    "import.upload": "mengunggah berkas penduduk",
    "import.mend_row": "memperbaiki satu baris impor",
    "import.start_commit": "menyetujui penyimpanan impor",
    "import.commit": "menyimpan impor penduduk",
    "import.undo": "membatalkan impor penduduk",
    "import.export_errors": "mengunduh baris galat impor",
    "list.take": "mengunduh daftar bernama",
    "voter_list.keep": "menyimpan daftar pemilih",
}
_LABELS = {"no_kk": "nomor KK", "hamlet": "dusun", "father": "ayah di buku", "mother": "ibu di buku"}


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
    sentences.name_subjects("registry.household", "rumah tangga", _numbers_of_households)
    sentences.name_subjects("registry.family", "keluarga", _heads_of_families)
    sentences.name_subjects("registry.event", "peristiwa", _names_of_events)
    sentences.name_subjects("registry.importbatch", "impor", _names_of_batches)


def _names_of_residents(ids: Iterable[str]) -> dict[str, str]:
    from registry.models import Resident

    return {str(pk): name for pk, name in Resident.objects.filter(pk__in=ids).values_list("pk", "name")}


def _numbers_of_households(ids: Iterable[str]) -> dict[str, str]:
    from registry.models import Household

    return {str(pk): number for pk, number in Household.objects.filter(pk__in=ids).values_list("pk", "number")}


def _heads_of_families(ids: Iterable[str]) -> dict[str, str]:
    from registry.codes import BaseStatus, Relation
    from registry.models import Resident

    wanted = [int(pk) for pk in ids]
    heads = Resident.objects.filter(family__in=wanted, relation=Relation.HEAD, status=BaseStatus.LIVING)
    return {str(pk): name for pk, name in heads.values_list("family", "name")}


def _names_of_events(ids: Iterable[str]) -> dict[str, str]:
    from registry.models import Event

    return {str(event.pk): str(event) for event in Event.objects.filter(pk__in=ids)}


def _names_of_batches(ids: Iterable[str]) -> dict[str, str]:
    from registry.models import ImportBatch

    return {str(pk): name for pk, name in ImportBatch.objects.filter(pk__in=ids).values_list("pk", "filename")}


def told(entry: "Entry", *, hidden: Collection[str] = ()) -> Told:
    """Say one entry of the log; of a change in what is hidden only that there was one."""
    note = _note(entry.detail, hidden)
    return Told(_opened(sentences.of(entry.action, entry.detail)), entry.at, entry.actor_name, note)


def _note(detail: dict[str, Any], hidden: Collection[str]) -> str:
    changes = [
        f"{_opened(_label(name))}: berubah" if name in hidden else _change(name, old, new)
        for name, (old, new) in detail.get("changes", {}).items()
    ]
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
