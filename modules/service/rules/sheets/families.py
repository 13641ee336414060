"""F-1.01: everything Disdukcapil records of a family; 41 columns, as the form numbers them."""

from collections.abc import Callable
from datetime import date

from modules.service.rules.sheets.filling import Filling, Member
from modules.service.rules.sheets.pieces import region, signatures
from papers.sheets import Boxed, Heading, Line, Note, Part, Roll, RollColumn, Sheet, Ticks

_Column = tuple[str, float, Callable[[Member], str]]
MOST = 10


def _nothing(_member: Member) -> str:
    return ""


def _day(day: date | None) -> str:
    return f"{day:%d-%m-%Y}" if day else ""


def _has(number: str) -> str:
    return "Ada" if number else ""


#: Columns 28 and 29 are health: they are never filled from the register.
_BLOCKS: tuple[tuple[_Column, ...], ...] = (
    (
        ("2. Nama Lengkap", 3, lambda one: one.name.upper()),
        ("3. Gelar Depan", 0.8, _nothing),
        ("4. Gelar Belakang", 0.8, _nothing),
        ("5. Nomor Paspor", 1.2, lambda one: one.passport),
        ("6. Tanggal Berakhir Paspor", 1, lambda one: _day(one.passport_until)),
        ("7. Nama Sponsor", 1.4, _nothing),
        ("8. Tipe Sponsor", 0.9, _nothing),
        ("9. Alamat Sponsor", 1.8, _nothing),
    ),
    (
        ("10. Jenis Kelamin", 0.9, lambda one: one.sex),
        ("11. Tempat Lahir", 1.4, lambda one: one.birth_place.upper()),
        ("12. Tanggal Lahir", 1, lambda one: _day(one.born_on)),
        ("13. Kewarga-negaraan", 0.9, lambda one: one.citizenship),
        ("14. No. SK Penetapan WNI", 1, _nothing),
        ("15. Akta Lahir", 0.6, lambda one: _has(one.birth_certificate)),
        ("16. Nomor Akta Kelahiran", 1.5, lambda one: one.birth_certificate),
        ("17. Gol. Darah", 0.6, lambda one: one.blood),
        ("18. Agama", 0.9, lambda one: one.religion),
        ("19. Nama Organisasi Kepercayaan", 1.1, _nothing),
        ("20. Status Perkawinan", 1.2, lambda one: one.marital),
    ),
    (
        ("21. Akta Perka-winan", 0.7, lambda one: _has(one.marriage_certificate)),
        ("22. Nomor Akta Perkawinan", 1.2, lambda one: one.marriage_certificate),
        ("23. Tanggal Perkawinan", 0.9, lambda one: _day(one.married_on)),
        ("24. Akta Cerai", 0.6, lambda one: _has(one.divorce_certificate)),
        ("25. Nomor Akta Perceraian", 1.2, lambda one: one.divorce_certificate),
        ("26. Tanggal Perceraian", 0.9, lambda one: _day(one.divorced_on)),
        ("27. Status Hubungan dalam Keluarga", 1.2, lambda one: one.relation),
        ("28. Kelainan Fisik dan Mental", 0.9, _nothing),
        ("29. Penyandang Disabilitas", 0.9, _nothing),
        ("30. Pendidikan Terakhir", 1.3, lambda one: one.education),
        ("31. Jenis Pekerjaan", 1.4, lambda one: one.occupation),
    ),
    (
        ("32. Nomor ITAS/ITAP", 1.2, lambda one: one.permit),
        ("33. Tempat Terbit ITAS/ITAP", 1.2, _nothing),
        ("34. Tanggal Terbit ITAS/ITAP", 1, _nothing),
        ("35. Tanggal Akhir ITAS/ITAP", 1, _nothing),
        ("36. Tempat Datang Pertama", 1.2, _nothing),
        ("37. Tanggal Kedatangan Pertama", 1, _nothing),
    ),
    (
        ("38. NIK Ibu", 1.1, lambda one: one.mother_nik),
        ("39. Nama Ibu", 1.6, lambda one: one.mother_name.upper()),
        ("40. NIK Ayah", 1.1, lambda one: one.father_nik),
        ("41. Nama Ayah", 1.6, lambda one: one.father_name.upper()),
    ),
)


def biodata(known: Filling) -> Sheet:
    """A family, the head first; more than ten go on in further rows."""
    head = known.members[0].name if known.members else known.name
    return Sheet(
        code="F-1.01",
        title="Formulir Biodata Keluarga",
        is_landscape=True,
        parts=(
            Ticks("Jenis input", ("WNI dalam NKRI", "Orang Asing", "WNI di luar negeri"), frozenset({0} if known.kind else ())),
            Heading("I. Data Kepala Keluarga"),
            Boxed("Nama Kepala Keluarga", head, 26, "1."),
            Line("Alamat", known.address, "2."),
            Boxed("Kode Pos", known.place.postcode, 5, "3."),
            Boxed("RT", known.rt, 3, "4."),
            Boxed("RW", known.rw, 3, "5."),
            Boxed("Jumlah Anggota Keluarga", f"{len(known.members)}" if known.members else "", 2, "6."),
            Boxed("Telepon", known.phone, 14, "7."),
            Line("Surel", number="8."),
            Heading("II. Data Wilayah"),
            *region(known),
            Line("Nama Dusun/Dukuh/Kampung", known.hamlet),
            Heading("III. Alamat di luar negeri, diisi WNI di luar wilayah NKRI"),
            Line("Alamat"),
            Line("Kota"),
            Line("Provinsi/Negara Bagian"),
            Line("Negara"),
            Boxed("Kode Negara", boxes=3),
            Line("Kode Pos, telepon, surel"),
            Boxed("Kode Perwakilan RI", boxes=6),
            Heading("IV. Data Anggota Keluarga", on_new_page=True),
            *(_block(columns, known) for columns in _BLOCKS),
            Note("WNI mengisi kolom 2-6, 10-31, dan 38-41. Orang Asing mengisi kolom 2-13 dan 15-41. WNI di luar negeri mengisi kolom "
                 "2-31 dan 38-41. Kolom 28 dan 29 diisi sendiri oleh keluarga.", is_small=True),
            signatures(known, "Mengetahui, Petugas Pendaftaran", "Kepala Keluarga", head),
        ),
        made_at=known.at,
    )  # fmt: skip


def _block(columns: tuple[_Column, ...], known: Filling) -> Part:
    rows = tuple(
        (f"{place}", *(write(member) for _, _, write in columns)) for place, member in enumerate(known.members, start=1)
    )
    heads = (RollColumn("1. No.", 0.35), *(RollColumn(title, share) for title, share, _ in columns))
    return Roll(heads, rows, rows_at_least=MOST)
