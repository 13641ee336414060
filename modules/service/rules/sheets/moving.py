"""F-1.03: people move, within the country, abroad, or as foreigners."""

from modules.service.rules.sheets.filling import Filling
from modules.service.rules.sheets.pieces import signatures
from papers.sheets import Boxed, Day, Heading, Line, Note, Part, Roll, RollColumn, Sheet, Ticks

DISTANCES = (
    "Dalam satu desa/kelurahan atau yang disebut dengan nama lain",
    "Antardesa/kelurahan atau yang disebut dengan nama lain dalam satu kecamatan",
    "Antarkecamatan atau yang disebut dengan nama lain dalam satu kabupaten/kota",
    "Antarkabupaten/kota dalam satu provinsi",
    "Antarprovinsi",
)
_REASONS = ("Pekerjaan", "Pendidikan", "Keamanan", "Kesehatan", "Perumahan", "Keluarga", "Lainnya")
_WHO = (
    "Kepala Keluarga",
    "Kepala Keluarga dan seluruh anggota keluarga",
    "Kepala Keluarga dan sebagian anggota keluarga",
    "Anggota keluarga",
)
_CARDS = ("Numpang KK", "Membuat KK baru")
_KINDS = (
    "Surat Keterangan Pindah",
    "Surat Keterangan Pindah Luar Negeri (SKPLN)",
    "Surat Keterangan Tempat Tinggal (SKTT) bagi Orang Asing Tinggal Terbatas",
)


def moving(known: Filling) -> Sheet:
    """The form of somebody who leaves or has arrived."""
    return Sheet(
        code="F-1.03",
        title="Formulir Pendaftaran Perpindahan Penduduk",
        parts=(
            Note("Harap diisi dengan huruf cetak dan menggunakan tinta hitam.", is_small=True),
            *_applicant(known),
            *_addresses(known),
            *_how(known),
            *_foreigners(),
            *_abroad(known),
            signatures(known, "Petugas Pendaftaran", "Pemohon"),
        ),
        made_at=known.at,
    )


def _applicant(known: Filling) -> tuple[Part, ...]:
    asked = frozenset({0}) if known.kind else frozenset()
    return (
        Boxed("Nomor Kartu Keluarga", known.kk, 16, "1."),
        Boxed("Nama Lengkap Pemohon", known.name, 26, "2."),
        Boxed("NIK", known.nik, 16, "3."),
        Ticks("Jenis Permohonan", _KINDS, asked, "4.", columns=1),
    )


def _addresses(known: Filling) -> tuple[Part, ...]:
    arrives = known.slug == "datang-penduduk"
    home = known.said("home_address") if arrives else known.said("to.street")
    left = known.said("from.address") if arrives else known.address
    here, to = known.place, known.slug == "pindah-penduduk"
    inside = known.said("distance")
    return (
        Line("Alamat Asal", left, "5."),
        Boxed("RT", "" if arrives else known.rt, 3),
        Boxed("RW", "" if arrives else known.rw, 3),
        Line("Desa/Kelurahan", here.village if to else ""),
        Line("Kecamatan", here.district if to else ""),
        Line("Kabupaten/Kota", here.regency if to else ""),
        Line("Provinsi", here.province if to else ""),
        Boxed("Kode Pos", here.postcode if to else "", 5),
        Ticks("Klasifikasi Kepindahan", DISTANCES, known.coded("distance"), "6.", columns=1),
        Line("Alamat Pindah", home, "7."),
        Boxed("RT", known.said("to.rt"), 3),
        Boxed("RW", known.said("to.rw"), 3),
        Line("Desa/Kelurahan", known.said("to.village") or (here.village if inside == "1" or arrives else "")),
        Line("Kecamatan", known.said("to.district") or (here.district if inside in ("1", "2") or arrives else "")),
        Line("Kabupaten/Kota", known.said("to.regency") or (here.regency if inside in ("1", "2", "3") or arrives else "")),
        Line("Provinsi", known.said("to.province") or (here.province if inside in ("1", "2", "3", "4") or arrives else "")),
        Boxed("Kode Pos", known.said("to.postcode") or (here.postcode if arrives else ""), 5),
    )  # fmt: skip


def _how(known: Filling) -> tuple[Part, ...]:
    own = next((one.relation_code for one in known.members if one.nik == known.nik), "")
    rows = [(known.nik, known.name.upper(), own)] if known.kind else []
    rows += [(one["nik"], one["name"].upper(), one["position"].zfill(2)) for one in known.rows("followers")]
    moving_card = known.coded("moving_card") or known.coded("card")
    return (
        Ticks("Alasan Pindah", _REASONS, known.coded("reason"), "8.", columns=4),
        Line("Alasan lainnya", known.said("reason_other")),
        Ticks("Jenis Kepindahan", _WHO, known.coded("who_moves"), "9.", columns=1),
        Ticks("Anggota Keluarga yang Tidak Pindah", _CARDS, known.coded("staying_card"), "10.", columns=2),
        Ticks("Anggota Keluarga yang Pindah", _CARDS, moving_card, "11.", columns=2),
        Note("12. Daftar anggota keluarga yang pindah"),
        Roll(
            (RollColumn("No.", 0.12), RollColumn("NIK", boxes=16), RollColumn("Nama Lengkap"), RollColumn("SHDK", boxes=2)),
            tuple((f"{place}", *row) for place, row in enumerate(rows, start=1)),
            rows_at_least=10,
        ),
    )  # fmt: skip


def _foreigners() -> tuple[Part, ...]:
    return (
        Heading("Diisi Orang Asing pemegang ITAS yang mengajukan SKTT dan pemegang ITAP yang mengajukan surat keterangan lain"),
        Line("Nama Sponsor", number="13."),
        Ticks(
            "Tipe Sponsor",
            ("Organisasi Internasional", "Pemerintah", "Perusahaan", "Perorangan", "Tanpa Sponsor"),
            number="14.",
        ),
        Line("Alamat Sponsor", number="15."),
        Line("Nomor ITAS/ITAP", number="16."),
        Day("Tanggal masa berlaku", None),
    )  # fmt: skip


def _abroad(known: Filling) -> tuple[Part, ...]:
    return (
        Heading("Diisi penduduk yang mengajukan Surat Keterangan Pindah Luar Negeri"),
        Line("Negara Tujuan", number="17."),
        Boxed("Kode Negara", boxes=3),
        Line("Alamat Tujuan", number="18."),
        Line("Penanggung Jawab", number="19."),
        Day("Rencana Tanggal Pindah", known.day("move_on") or known.day("arrived_on"), "20."),
    )
