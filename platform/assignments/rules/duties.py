"""
What a kecamatan helps villages with: the eighteen duties of PP 43/2014 article 154 (as changed), by their letter.

They sort assignments, and count at the end of the year for the kecamatan's own report.
"""

from collections.abc import Mapping
from types import MappingProxyType

DUTIES: Mapping[str, str] = MappingProxyType(
    {
        "a": "Peraturan desa dan peraturan kepala desa",
        "b": "Administrasi tata pemerintahan desa",
        "c": "Keuangan dan aset desa",
        "d": "Penerapan dan penegakan peraturan",
        "e": "Tugas kepala desa dan perangkat",
        "f": "Pemilihan kepala desa",
        "g": "Tugas dan fungsi BPD",
        "h": "Pengangkatan dan pemberhentian perangkat",
        "i": "Keselarasan rencana daerah dan desa",
        "j": "Lokasi kawasan perdesaan",
        "k": "Ketenteraman dan ketertiban",
        "l": "Lembaga kemasyarakatan desa",
        "m": "Perencanaan partisipatif",
        "n": "Kerja sama antardesa dan pihak ketiga",
        "o": "Ruang dan batas desa",
        "p": "Pemberdayaan masyarakat",
        "q": "Pendampingan desa",
        "r": "Pembangunan kawasan perdesaan",
    }
)
#: What two villages have to do with each other.
JOINT_TOPICS: Mapping[str, str] = MappingProxyType(
    {
        "bkad": "Badan Kerja Sama Antardesa",
        "batas": "Batas desa",
        "acara": "Kegiatan bersama",
        "sarana": "Jalan, air, dan sarana bersama",
        "lain": "Urusan lain",
    }
)


def name_of(topic: str) -> str:
    """What a topic is called; one nobody knows any more keeps its word."""
    return DUTIES.get(topic) or JOINT_TOPICS.get(topic) or topic
