"""How long an inspection may last, and what of a village it may read (pure)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from types import MappingProxyType

KIND = "inspection"
#: Of one order, and of each extension from the day it is given.
LONGEST = timedelta(days=30)
SHORTEST_REASON = 10
#: What everybody with an account may open.
ALWAYS = ("accounts.see_own_account",)


@dataclass(frozen=True)
class Area:
    """A part of a village that may be read: its name, what is in it, and the codes of the permissions."""

    name: str
    what: str
    reads: tuple[str, ...]


# Letters themselves are not among them: each paper bears the full number of a person. Their numbers and dates are in the books. Neither are
# health, complaints, and files of residents.
AREAS: Mapping[str, Area] = MappingProxyType(
    {
        "buku": Area(
            "Buku desa",
            "buku administrasi, NIK disamarkan",
            ("reporting.see_books", "registry.see_population_books"),
        ),
        "penduduk": Area(
            "Data penduduk",
            "daftar penduduk, NIK disamarkan; nomor lengkap hanya dengan alasan yang dicatat",
            ("registry.see_residents", "registry.see_whole_register", "registry.see_statistics", "registry.reveal_nik"),
        ),
        "laporan": Area(
            "Laporan dan angka",
            "angka, laporan ke kecamatan, konsultasi, waktu layanan, survei",
            (
                "supervision.see_own_figures",
                "submissions.see_duties",
                "consultations.see",
                "service_reports.see_figures",
                "queue.see_waiting_times",
                "survey.see_survey",
            ),
        ),
        "riwayat": Area("Riwayat kantor", "siapa melakukan apa, dan kapan", ("audit.see_log",)),
    }
)


def reads_of(areas: Iterable[str]) -> set[str]:
    """The codes of all permissions of these areas; an area nobody knows gives none."""
    return {*ALWAYS, *(code for area in areas if area in AREAS for code in AREAS[area].reads)}


def end_of(asked: datetime, *, said_at: datetime) -> datetime:
    """Until when an order holds: what it asks for, but no longer than LONGEST after it was given."""
    return min(asked, said_at + LONGEST)
