"""
The 43 headings of the incumbent's file, what each one becomes, and the other names lists give them.

Every heading has a field of `Resident`; nothing of the file is lost.
"""

from dataclasses import dataclass
from enum import Enum

from django.db.models import IntegerChoices

from registry import codes


class Kind(Enum):
    TEXT = "text"
    NAME = "name"
    DATE = "date"
    CODE = "code"
    NIK = "nik"
    KK = "kk"
    OTHERS_NIK = "others_nik"
    RT_RW = "rt_rw"
    HAMLET = "hamlet"
    DEGREES = "degrees"


@dataclass(frozen=True)
class Column:
    """One heading of the file, the field it fills and how its cells are read."""

    heading: str
    field: str
    label: str
    kind: Kind = Kind.TEXT
    table: type[IntegerChoices] | None = None
    longest: int = 200
    also: tuple[str, ...] = ()
    is_needed: bool = False


def _text(heading: str, field: str, label: str, longest: int = 200, also: tuple[str, ...] = ()) -> Column:
    return Column(heading, field, label, longest=longest, also=also)


def _code(
    heading: str,
    field: str,
    label: str,
    table: type[IntegerChoices],
    also: tuple[str, ...] = (),
    *,
    needed: bool = False,
) -> Column:
    return Column(heading, field, label, Kind.CODE, table, also=also, is_needed=needed)


def _day(heading: str, field: str, label: str, also: tuple[str, ...] = (), *, needed: bool = False) -> Column:
    return Column(heading, field, label, Kind.DATE, also=also, is_needed=needed)


COLUMNS = (
    _text("alamat", "address", "Alamat", also=("alamat_kk", "alamat_lengkap")),
    Column("dusun", "hamlet", "Dusun", Kind.HAMLET, longest=60, also=("nama_dusun", "dusun_lingkungan", "lingkungan")),
    Column("rw", "rw", "RW", Kind.RT_RW),
    Column("rt", "rt", "RT", Kind.RT_RW),
    Column(
        "nama",
        "name",
        "Nama",
        Kind.NAME,
        also=("nama_lengkap", "nama_penduduk", "nama_warga", "nama_lgkp"),
        is_needed=True,
    ),
    Column("no_kk", "no_kk", "Nomor KK", Kind.KK, also=("nomor_kk", "kk", "nokk", "no_kartu_keluarga"), is_needed=True),
    Column(
        "nik",
        "nik",
        "NIK",
        Kind.NIK,
        also=("nomor_nik", "no_nik", "no_ktp", "nomor_induk_kependudukan"),
        is_needed=True,
    ),
    _code(
        "sex", "sex", "Jenis kelamin", codes.Sex, ("jenis_kelamin", "jk", "kelamin", "jns_kelamin", "l_p"), needed=True
    ),
    _text("tempatlahir", "birthplace", "Tempat lahir", 100, ("tempat_lahir", "tmpt_lahir", "tmp_lahir")),
    _day("tanggallahir", "born_on", "Tanggal lahir", ("tanggal_lahir", "tgl_lahir", "tgl_lhr"), needed=True),
    _code("agama_id", "religion", "Agama", codes.Religion, ("agama",)),
    _code(
        "pendidikan_kk_id",
        "education",
        "Pendidikan",
        codes.Education,
        ("pendidikan_dlm_kk", "pendidikan_kk", "pendidikan", "pendidikan_terakhir", "pendidikan_akhir"),
    ),
    _code(
        "pendidikan_sedang_id",
        "studying",
        "Sedang menempuh",
        codes.Studying,
        ("pendidikan_sdg_ditempuh", "pendidikan_sedang"),
    ),
    _code("pekerjaan_id", "occupation", "Pekerjaan", codes.Occupation, ("pekerjaan", "jenis_pekerjaan")),
    _code(
        "status_kawin",
        "marital",
        "Status perkawinan",
        codes.KtpMarital,
        ("kawin", "status_perkawinan", "stat_kwn", "stat_kawin", "status_nikah"),
    ),
    _code(
        "kk_level",
        "relation",
        "Hubungan dalam KK",
        codes.Relation,
        ("hubungan_keluarga", "shdk", "hubungan_dalam_kk", "hub_keluarga", "stat_hbkel"),
        needed=True,
    ),
    _code(
        "warganegara_id",
        "citizenship",
        "Kewarganegaraan",
        codes.Citizenship,
        ("kewarganegaraan", "warganegara", "warga_negara"),
    ),
    Column("ayah_nik", "father_nik", "NIK ayah", Kind.OTHERS_NIK, also=("nik_ayah",)),
    _text("nama_ayah", "father_name", "Nama ayah", 100, ("nama_lgkp_ayah",)),
    Column("ibu_nik", "mother_nik", "NIK ibu", Kind.OTHERS_NIK, also=("nik_ibu",)),
    _text("nama_ibu", "mother_name", "Nama ibu", 100, ("nama_lgkp_ibu",)),
    _code("golongan_darah_id", "blood", "Golongan darah", codes.Blood, ("gol_darah", "golongan_darah", "gol_drh")),
    _text(
        "akta_lahir", "birth_certificate", "Nomor akta lahir", 60, ("no_akta_lahir", "nomor_akta_lahir", "akte_lahir")
    ),
    _text(
        "dokumen_pasport",
        "passport",
        "Nomor paspor",
        60,
        ("nomor_dokumen_pasport", "dokumen_paspor", "no_paspor", "nomor_paspor"),
    ),
    _day(
        "tanggal_akhir_paspor",
        "passport_until",
        "Paspor berlaku sampai",
        ("tanggal_akhir_pasport", "tgl_akhir_paspor"),
    ),
    _text("dokumen_kitas", "kitas", "Nomor KITAS", 60, ("nomor_dokumen_kitas", "no_kitas")),
    _text(
        "akta_perkawinan",
        "marriage_certificate",
        "Nomor akta perkawinan",
        60,
        ("nomor_akta_perkawinan", "no_akta_kawin", "no_akta_perkawinan", "akta_kawin"),
    ),
    _day(
        "tanggalperkawinan",
        "married_on",
        "Tanggal perkawinan",
        ("tanggal_perkawinan", "tgl_kawin", "tgl_perkawinan", "tanggal_kawin"),
    ),
    _text(
        "akta_perceraian",
        "divorce_certificate",
        "Nomor akta perceraian",
        60,
        ("nomor_akta_perceraian", "no_akta_cerai", "no_akta_perceraian", "akta_cerai"),
    ),
    _day(
        "tanggalperceraian",
        "divorced_on",
        "Tanggal perceraian",
        ("tanggal_perceraian", "tgl_cerai", "tgl_perceraian", "tanggal_cerai"),
    ),
    _code(
        "cacat_id",
        "disability",
        "Disabilitas",
        codes.Disability,
        ("cacat", "disabilitas", "disabilitas_id", "penyandang_cacat", "penyandang_disabilitas"),
    ),
    _code("cara_kb_id", "contraception", "Cara KB", codes.Contraception, ("cara_kb",)),
    _code("hamil", "pregnant", "Hamil", codes.Pregnancy),
    _code("ktp_el", "card", "KTP-el", codes.CardHeld, ("e_ktp", "ktp_elektronik")),
    _code("status_rekam", "recording", "Perekaman KTP", codes.RecordingState, ("stat_rkm", "status_perekaman")),
    _text("alamat_sekarang", "current_address", "Alamat sekarang"),
    _code("status_dasar", "status", "Status dasar", codes.BaseStatus),
    _text("suku", "ethnicity", "Suku", 60),
    _text("tag_id_card", "tag_id", "Tag ID card", 60),
    _code("id_asuransi", "insurance", "Asuransi", codes.Insurance),
    _text("no_asuransi", "insurance_number", "Nomor asuransi", 60),
    Column("lat", "latitude", "Lintang", Kind.DEGREES, longest=90),
    Column("lng", "longitude", "Bujur", Kind.DEGREES, longest=180),
)

# Since 2026 the incumbent has a column of its own for the child's card; it is read into `card` and never written.
KIA = _code("kia", "kia", "KIA", codes.ChildCard, ("kartu_identitas_anak", "kepemilikan_kia"))

HEADINGS = tuple(column.heading for column in COLUMNS)
BY_HEADING = {column.heading: column for column in (*COLUMNS, KIA)}
BY_FIELD = {column.field: column for column in COLUMNS}
NEEDED = tuple(column.heading for column in COLUMNS if column.is_needed)


def letter(number: int) -> str:
    """Name a column the way a spreadsheet does: 0 is A, 26 is AA."""
    name = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        name = chr(ord("A") + rest) + name
    return name
