"""
The lists of residents villages have, as data: what they are called, how they spell their headings, where they hide the hamlet.

A list is recognised by its headings alone. A heading a list carries but no register needs (its district, when it was
printed) stands in `idle`, so that nobody is told it is unknown.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from registry.incoming.columns import BY_HEADING, HEADINGS, NEEDED

#: The column beside the rows we give back; when they come again it says nothing.
REMARKS = "masalah"
SURE_FROM = 10
SURE_SHARE = 0.7


def plain(heading: str) -> str:
    """Write a heading in small letters with one underscore between its words, whatever marks stood there."""
    marks = heading.strip().strip("'\"").lower()
    return "_".join("".join(mark if mark.isalnum() else " " for mark in marks).split())


@dataclass(frozen=True)
class Format:
    """A kind of list; `also` are spellings that mean this only in this list."""

    slug: str
    title: str
    headings: tuple[str, ...]
    also: Mapping[str, str] = field(default_factory=dict)
    idle: frozenset[str] = frozenset()
    has_hamlet_in_address: bool = False

    def names(self) -> frozenset[str]:
        return frozenset(plain(heading) for heading in self.headings)


OPENSID = Format("opensid", "OpenSID, 43 kolom", (*HEADINGS, "kia"))

OPENDK = Format(
    "opendk",
    "OpenDK, 42 kolom",
    tuple(
        """alamat dusun rw rt nama nomor_kk nomor_nik jenis_kelamin tempat_lahir tanggal_lahir agama pendidikan_dlm_kk
        pendidikan_sdg_ditempuh pekerjaan kawin hubungan_keluarga kewarganegaraan nama_ayah nama_ibu gol_darah akta_lahir
        nomor_dokumen_pasport tanggal_akhir_pasport nomor_dokumen_kitas nik_ayah nik_ibu nomor_akta_perkawinan
        tanggal_perkawinan nomor_akta_perceraian tanggal_perceraian cacat cara_kb hamil ktp_el status_rekam alamat_sekarang
        id foto status_dasar created_at updated_at desa_id""".split()  # noqa: SIM905 - a list of words reads better than a list of quotes
    ),
    idle=frozenset({"id", "foto", "created_at", "updated_at", "desa_id"}),
)

SIAK = Format(
    "siak",
    "Daftar penduduk SIAK, 37 kolom",
    (
        *("Nomor KK", "NIK", "Nama Penduduk", "Status", "Tempat Lahir", "Tanggal Lahir", "Kelamin", "NIK Ayah", "Ayah"),
        *("NIK Ibu", "Ibu", "Status Kawin", "SHDK", "Agama", "Kecamatan", "Desa/Kel", "Alamat", "RW", "RT"),
        *("Pendidikan", "Pekerjaan", "Gol Darah", "Cacat", "No Paspor", "No Akta Lahir", "No Akta Kawin", "Tgl Kawin"),
        *("No Akta Cerai", "Tgl Cerai", "Tgl Entri"),
    ),
    also={"status": "status_dasar", "ayah": "nama_ayah", "ibu": "nama_ibu", "paspor": "dokumen_pasport"},
    idle=frozenset(
        {"kecamatan", "desa_kel", "kelurahan", "desa", "tgl_entri", "no", "provinsi", "kabupaten", "kode_pos"}
    ),
    has_hamlet_in_address=True,
)

BIP = Format(
    "bip",
    "Buku Induk Penduduk (BIP), per keluarga",
    (
        *("No", "Nama Lengkap", "NIK", "Tempat Lahir", "Tanggal Lahir", "JK", "Stat Kwn", "Gol. Drh", "SHDK", "Agama"),
        *("Pendidikan Terakhir", "No Akta Lahir", "Pekerjaan", "Nama Ibu", "Nama Ayah", "Wjb KTP", "KTP-eL", "Status"),
        "Stat Rkm",
    ),
    also={"ibu": "nama_ibu", "ayah": "nama_ayah"},
    idle=frozenset({"no", "wjb_ktp", "status", "no_urut"}),
    has_hamlet_in_address=True,
)

PLAIN = Format("biasa", "Tabel biasa", ())

FORMATS = (OPENSID, OPENDK, SIAK, BIP, PLAIN)
BY_SLUG = {known.slug: known for known in FORMATS}

_SPELLINGS = {plain(name): column.heading for column in BY_HEADING.values() for name in (column.heading, *column.also)}


@dataclass(frozen=True)
class HeadingCheck:
    """How the headings of a file were understood; `places` maps our heading to its column number from 0."""

    places: dict[str, int]
    missing: tuple[str, ...]
    unknown: tuple[str, ...]
    doubled: tuple[str, ...]
    format: Format = PLAIN

    @property
    def lacks(self) -> tuple[str, ...]:
        """The headings without which nothing can be imported."""
        return tuple(heading for heading in self.missing if heading in NEEDED)

    @property
    def is_usable(self) -> bool:
        return not self.lacks and not self.doubled


def recognise(line: Sequence[str]) -> Format:
    """Tell which list has these headings: most of them, and at least ten, are written its way."""
    written = {plain(name) for name in line if name.strip()} - {REMARKS}
    best = max((OPENSID, OPENDK, SIAK, BIP), key=lambda known: len(written & known.names()))
    hits = len(written & best.names())
    return best if hits >= SURE_FROM and hits >= SURE_SHARE * len(written) else PLAIN


def understand(line: Sequence[str], as_format: Format | None = None) -> HeadingCheck:
    """Match a line of headings with ours: exact names, in any order, or a name known to mean the same."""
    known = as_format or recognise(line)
    places: dict[str, int] = {}
    unknown, doubled = [], []
    for number, written in enumerate(line):
        name = plain(written)
        is_idle = name in known.idle or name == REMARKS
        heading = known.also.get(name) or (None if is_idle else _SPELLINGS.get(name))
        if heading is None:
            unknown.append("" if is_idle else written.strip())
        elif heading in places:
            doubled.append(heading)
        else:
            places[heading] = number
    missing = tuple(heading for heading in HEADINGS if heading not in places)
    return HeadingCheck(places, missing, tuple(name for name in unknown if name), tuple(doubled), known)
