"""F-1.02: what is asked of Disdukcapil; F-1.06: which data are to be others."""

from modules.service.rules.sheets.filling import Filling
from modules.service.rules.sheets.pieces import signatures
from papers.sheets import Boxed, Cell, Heading, Line, Matrix, Note, Roll, RollColumn, Sheet, Ticks

#: What a kind of letter and its answer tick: column and code.
_ASKED = {
    ("permohonan-kk", "KELUARGA_BARU"): ("KK", "A1"),
    ("permohonan-kk", "GANTI_KEPALA"): ("KK", "A2"),
    ("permohonan-kk", "PISAH"): ("KK", "A3"),
    ("permohonan-kk", "HILANG"): ("KK", "C1"),
    ("permohonan-kk", "RUSAK"): ("KK", "C2"),
    ("perubahan-kk", "PENAMBAHAN"): ("KK", "B2"),
    ("perubahan-kk", "PENGURANGAN"): ("KK", "B2"),
    ("perubahan-kk", "LAINNYA"): ("KK", "B3"),
    ("pengantar-ktp", "BARU"): ("KTP", "A"),
    ("pengantar-ktp", "HILANG"): ("KTP", "C1"),
    ("pengantar-ktp", "RUSAK"): ("KTP", "C2"),
    ("pengantar-ktp", "PERUBAHAN"): ("DATA", "B"),
}
_KK = (
    ("A", "Baru"), ("A1", "Membentuk keluarga baru"), ("A2", "Penggantian Kepala Keluarga"), ("A3", "Pisah KK"),
    ("A4", "Pindah datang"), ("A5", "WNI dari luar negeri karena pindah"), ("A6", "Rentan Adminduk"),
    ("B", "Perubahan data"), ("B1", "Menumpang dalam KK"), ("B2", "Peristiwa penting"),
    ("B3", "Perubahan elemen data yang tercantum dalam KK"), ("C", "Hilang/rusak"), ("C1", "Hilang"), ("C2", "Rusak"),
)  # fmt: skip
_KTP = (
    ("A", "Baru"), ("B", "Pindah datang"), ("C", "Hilang/rusak"), ("C1", "Hilang"), ("C2", "Rusak"), ("D", "Perpanjangan ITAP"),
    ("E", "Perubahan status kewarganegaraan"), ("F", "Luar domisili"), ("G", "Transmigrasi"),
)  # fmt: skip
_KIA = (
    ("A", "Baru"), ("B", "Hilang/rusak"), ("B1", "Hilang"), ("B2", "Rusak"), ("C", "Perpanjangan ITAP"), ("D", "Lainnya"),
)  # fmt: skip
_DATA = (("A", "KK"), ("B", "KTP-el"), ("C", "KIA"))
_PAPERS = (
    "KK lama/rusak",
    "Surat keterangan/bukti perubahan peristiwa kependudukan dan peristiwa penting",
    "Buku nikah/kutipan akta perkawinan",
    "SPTJM perkawinan/perceraian belum tercatat",
    "Kutipan akta perceraian",
    "Akta kematian",
    "Surat keterangan pindah",
    "Surat pernyataan penyebab terjadinya hilang atau rusak",
    "Surat keterangan pindah luar negeri",
    "Surat keterangan pindah dari Perwakilan RI",
    "KTP-el rusak",
    "Surat pernyataan bersedia menerima sebagai anggota keluarga",
    "Dokumen perjalanan",
    "Surat kuasa pengasuhan anak dari orang tua/wali",
    "Surat keterangan hilang dari kepolisian",
    "Kartu izin tinggal tetap",
)
_POSITIONS = {
    "1": "Kepala keluarga", "2": "Suami", "3": "Istri", "4": "Anak", "5": "Menantu", "6": "Cucu", "7": "Orang tua", "8": "Mertua",
    "9": "Famili lain", "10": "Pembantu", "11": "Lainnya",
}  # fmt: skip


def population_event(known: Filling) -> Sheet:
    """What is asked of KK, KTP-el, KIA or data."""
    asked = _ASKED.get((known.slug, known.said("reason") or known.said("change")), ("", ""))
    columns = (("I. Kartu Keluarga", "KK", _KK), ("II. KTP-el", "KTP", _KTP), ("III. Kartu Identitas Anak", "KIA", _KIA),
               ("IV. Perubahan Data", "DATA", _DATA))  # fmt: skip
    return Sheet(
        code="F-1.02",
        title="Formulir Pendaftaran Peristiwa Kependudukan",
        parts=(
            Heading("I. Data Pemohon"),
            Boxed("Nama Lengkap", known.name, 26, "1."),
            Boxed("Nomor Induk Kependudukan", known.nik, 16, "2."),
            Boxed("Nomor Kartu Keluarga", known.kk, 16, "3."),
            Boxed("Nomor HP", known.phone, 14, "4."),
            Heading("II. Jenis Permohonan"),
            Matrix(tuple((title, _cells(codes, asked[1] if asked[0] == key else "")) for title, key, codes in columns)),
            Note(
                "Untuk perubahan data dilampirkan: 1) formulir perubahan data; 2) bukti perubahan data.", is_small=True
            ),
            Heading("III. Persyaratan yang Dilampirkan"),
            Ticks("", _PAPERS, _brought(asked), columns=2),
            signatures(known, "Petugas", "Pemohon"),
        ),
        made_at=known.at,
    )


def _cells(codes: tuple[tuple[str, str], ...], asked: str) -> tuple[Cell, ...]:
    above = {code[0] for code, _ in codes if len(code) > 1}
    return tuple(
        Cell(f"{code[-1]}.", label, code == asked, may_tick=not (len(code) == 1 and code in above))
        for code, label in codes
    )


def _brought(asked: tuple[str, str]) -> frozenset[int]:
    """What the request itself makes necessary; the rest is ticked by hand."""
    needed = {
        ("KK", "A1"): {0, 2}, ("KK", "A2"): {0}, ("KK", "A3"): {0}, ("KK", "B2"): {0, 1}, ("KK", "B3"): {0, 1}, ("KK", "C1"): {14},
        ("KK", "C2"): {0}, ("KTP", "C1"): {14}, ("KTP", "C2"): {10}, ("DATA", "B"): {1},
    }  # fmt: skip
    return frozenset(needed.get(asked, ()))


def changed_data(known: Filling) -> Sheet:
    """A declaration of one's own; nobody of the office signs it."""
    listed = [
        (one["name"].upper(), one["nik"], _POSITIONS.get(one["position"], ""), one["what"])
        for one in known.rows("changed")
    ]
    if not listed and known.kind:
        listed = [(one.name.upper(), one.nik, one.relation, "") for one in known.members] or [
            (known.name, known.nik, "", "")
        ]
    return Sheet(
        code="F-1.06",
        title="Surat Pernyataan Perubahan Elemen Data Kependudukan",
        parts=(
            Note("Yang bertanda tangan di bawah ini:"),
            Boxed("Nama Lengkap", known.name),
            Boxed("NIK", known.nik, 16),
            Boxed("Nomor Kartu Keluarga", known.kk, 16),
            Line("Alamat Rumah", known.address),
            Note("menyatakan bahwa rincian anggota dalam Kartu Keluarga kami adalah:"),
            Roll(
                (RollColumn("No.", 0.18), RollColumn("Nama"), RollColumn("NIK", boxes=16), RollColumn("SHDK", 0.5),
                 RollColumn("Keterangan", 0.7)),
                tuple((f"{place}", *row) for place, row in enumerate(listed, start=1)),
                rows_at_least=5,
            ),
            Note("dan memohon perubahan data, dengan bukti terlampir, sebagai berikut:"),
            Heading("A. Pendidikan dan pekerjaan"),
            _changes("Pendidikan terakhir", "Pekerjaan"),
            Heading("B. Agama dan lainnya"),
            _changes("Agama", "Lainnya, yaitu", known),
            Note("Pernyataan ini dibuat dengan sebenarnya. Bila ternyata tidak benar, saya bersedia dikenai sanksi menurut "
                 "peraturan perundang-undangan."),
            Note("Kolom Lainnya dipakai juga untuk membetulkan isian atau entri data yang salah.", is_small=True),
            signatures(known, "", "Yang membuat pernyataan"),
        ),
        made_at=known.at,
    )  # fmt: skip


def _changes(first: str, second: str, known: Filling | None = None) -> Roll:
    columns = [RollColumn("No.", 0.28)]
    for what in (first, second):
        columns += [RollColumn(f"{what}: semula"), RollColumn("menjadi"), RollColumn("dasar perubahan")]
    rows: tuple[tuple[str, ...], ...] = ()
    if known and known.slug == "beda-identitas":
        other = ", ".join(filter(None, (known.said("other.name"), known.said("difference"))))
        rows = (("1", "", "", "", other, known.name, known.said("other.kind")),)
    return Roll((*columns, RollColumn("Keterangan", 0.7)), rows, rows_at_least=4)
