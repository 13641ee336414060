"""F-2.01: an event of civil registration within the country. The form asks for all of them; what did not happen stays empty."""

from modules.service.rules.sheets.events import SECTIONS
from modules.service.rules.sheets.filling import Filling, Person
from modules.service.rules.sheets.pieces import region, signatures
from papers.sheets import Boxed, Day, Heading, Line, Note, Part, Sheet, Ticks

EVENTS = (
    "Kelahiran", "Lahir Mati", "Perkawinan", "Pembatalan Perkawinan", "Perceraian", "Pembatalan Perceraian", "Kematian",
    "Pengangkatan Anak", "Pengakuan Anak", "Pengesahan Anak", "Perubahan Nama", "Perubahan Status Kewarganegaraan",
    "Peristiwa Penting Lainnya", "Pembetulan Akta", "Pembatalan Akta", "Pelaporan Pencatatan Sipil dari Luar Wilayah NKRI",
)  # fmt: skip
_OF_KIND = {"sk-kelahiran": 0, "permohonan-akta-lahir": 0, "sk-lahir-mati": 1, "nikah-non-muslim": 2, "sk-kematian": 6}
_BIRTH_PLACES = ("RS/RB", "Puskesmas", "Polindes", "Rumah", "Lainnya")
_BIRTH_KINDS = ("Tunggal", "Kembar 2", "Kembar 3", "Kembar 4", "Lainnya")
_HELPERS = ("Dokter", "Bidan/Perawat", "Dukun", "Lainnya")
_SEXES = ("Laki-laki", "Perempuan")
_CAUSES = ("Sakit biasa/tua", "Wabah penyakit", "Kecelakaan", "Kriminalitas", "Bunuh diri", "Lainnya")


def civil_event(known: Filling) -> Sheet:
    """The report of an event, with reporter, subjects, witnesses and parents."""
    happened = _OF_KIND.get(known.slug)
    first, second = _subjects(known)
    return Sheet(
        code="F-2.01",
        title="Formulir Pelaporan Pencatatan Sipil di dalam Wilayah NKRI",
        parts=(
            *region(known),
            Ticks("Jenis Pelaporan", EVENTS, frozenset() if happened is None else frozenset({happened}), columns=2),
            *_person("Data Pelapor", Person.of(known.subject, known.kk) if known.subject else Person()),
            *_person("Data Subjek Akta Kesatu", first),
            *_person("Data Subjek Akta Kedua (jika ada)", second),
            *_person("Data Saksi I", known.witness(1)),
            *_person("Data Saksi II", known.witness(2)),
            *_parents(known),
            *_child(known),
            *_stillborn(known),
            *_wedding(known),
            *SECTIONS["divorce"],
            *_death(known),
            *SECTIONS["others"],
            Note("Dokumen perjalanan hanya diisi Orang Asing.", is_small=True),
            signatures(known, "Mengetahui, Pejabat Dinas Kependudukan dan Pencatatan Sipil", "Pelapor"),
        ),
        made_at=known.at,
    )


def _subjects(known: Filling) -> tuple[Person, Person]:
    if known.slug == "sk-kematian":
        return known.person("deceased"), Person()
    if known.slug == "nikah-non-muslim":
        return known.person("groom"), known.person("bride")
    if known.slug in ("sk-kelahiran", "permohonan-akta-lahir"):
        return Person(name=known.said("child.name"), citizenship="WNI"), Person()
    return Person(), Person()


def _person(title: str, who: Person) -> tuple[Part, ...]:
    return (
        Heading(title),
        Boxed("Nama", who.name),
        Boxed("NIK", who.nik, 16),
        Boxed("Nomor Dokumen Perjalanan", boxes=16),
        Boxed("Nomor Kartu Keluarga", who.kk, 16),
        Boxed("Kewarganegaraan", who.citizenship),
    )


def _parents(known: Filling) -> tuple[Part, ...]:
    parts: list[Part] = [Heading("Data Orang Tua")]
    for who, group in (("Ayah", "father"), ("Ibu", "mother")):
        person = known.parent(group)
        parts += [
            Boxed(f"Nama {who}", person.name),
            Boxed(f"NIK {who}", person.nik, 16),
            Boxed(f"Tempat Lahir {who}", person.birth_place),
            Day(f"Tanggal Lahir {who}", person.born_on),
            Boxed("Kewarganegaraan", person.citizenship),
        ]
    return tuple(parts)


def _child(known: Filling) -> tuple[Part, ...]:
    return (
        Heading("Kelahiran: Data Anak"),
        Boxed("Nama", known.said("child.name"), 52, "1."),
        Ticks("Jenis Kelamin", _SEXES, known.coded("child.sex"), "2."),
        Ticks("Tempat Dilahirkan", _BIRTH_PLACES, known.coded("child.place_kind"), "3.", columns=5),
        *_other(known, "Tempat lainnya", "child.place_other"),
        Line("Tempat Kelahiran", known.said("child.place"), "4."),
        Day("Hari dan Tanggal Lahir", known.day("child.born_on"), "5.", weekday=True),
        Boxed("Pukul", known.said("child.born_at"), 5, "6."),
        Ticks("Jenis Kelahiran", _BIRTH_KINDS, known.coded("child.birth_kind"), "7.", columns=5),
        Boxed("Kelahiran ke-", known.said("child.order"), 2, "8."),
        Ticks("Penolong Kelahiran", _HELPERS, known.coded("child.helper"), "9.", columns=4),
        *_other(known, "Penolong lainnya", "child.helper_other"),
        Boxed("Berat Bayi (gram)", known.said("child.weight"), 4, "10."),
        Boxed("Panjang Bayi (cm)", known.said("child.length"), 2, "11."),
    )


def _stillborn(known: Filling) -> tuple[Part, ...]:
    certifier = {"1": 0, "2": 1, "3": 4}.get(known.said("certifier")) if known.slug == "sk-lahir-mati" else None
    cause = known.said("cause") if known.slug == "sk-lahir-mati" else ""
    return (
        Heading("Lahir Mati"),
        Boxed("Lamanya dalam Kandungan (bulan)", known.said("birth.months"), 2, "1."),
        Ticks("Jenis Kelamin", _SEXES, known.coded("birth.sex"), "2."),
        Day("Tanggal Lahir Mati", known.day("birth.on"), "3."),
        Ticks("Jenis Kelahiran", _BIRTH_KINDS, known.coded("birth.kind"), "4.", columns=5),
        Boxed("Anak ke-", "", 2, "5."),
        Ticks("Tempat Dilahirkan", _BIRTH_PLACES, number="6.", columns=5),
        Ticks("Penolong Kelahiran", _HELPERS, known.coded("birth.helper"), "7.", columns=4),
        *_other(known, "Penolong lainnya", "birth.helper_other"),
        Line("Sebab Lahir Mati", cause, "8."),
        Ticks(
            "Yang Menentukan",
            ("Dokter", "Bidan/Perawat", "Tenaga Kesehatan", "Kepolisian", "Lainnya"),
            frozenset() if certifier is None else frozenset({certifier}),
            "9.",
        ),
        *(_other(known, "Penentu lainnya", "certifier_other") if known.slug == "sk-lahir-mati" else ()),
        Line("Tempat Kelahiran", known.said("birth.place"), "10."),
    )


def _other(known: Filling, label: str, key: str) -> tuple[Part, ...]:
    """What a choice of Lainnya means, where it was said."""
    return (Line(label, known.said(key)),) if known.said(key) else ()


def _wedding(known: Filling) -> tuple[Part, ...]:
    parents = (("Ayah dari Suami", "groom_father"), ("Ibu dari Suami", "groom_mother"),
               ("Ayah dari Istri", "bride_father"), ("Ibu dari Istri", "bride_mother"))  # fmt: skip
    religions = ("Islam", "Kristen", "Katolik", "Hindu", "Buddha", "Khonghucu", "Kepercayaan")
    asked = known.kind.group_named("groom") if known.kind else None
    is_applicant = bool(asked and asked.copies_subject and asked.copies_subject.holds(known.answers))
    faith = known.subject.religion if known.subject and is_applicant else known.said("groom.religion")
    is_wedding = known.slug == "nikah-non-muslim"
    chosen = frozenset(at for at, word in enumerate(religions) if is_wedding and word.casefold() == faith.casefold())
    named = [
        part
        for place, (who, key) in enumerate(parents)
        for part in (
            Boxed(f"NIK {who}", "", 16, f"{2 * place + 1}."),
            Boxed(f"Nama {who}", known.said(key), 26, f"{2 * place + 2}."),
        )
    ]
    return (
        Heading("Perkawinan atau Pembatalan Perkawinan"),
        *named,
        Ticks("Status Perkawinan sebelum Kawin", ("Kawin", "Belum Kawin", "Cerai Hidup", "Cerai Mati"), number="9.", columns=4),
        Boxed("Perkawinan yang ke-", "", 1, "10."),
        Boxed("Istri yang ke- (bagi yang poligami)", "", 1, "11."),
        Day("Tanggal Pemberkatan Perkawinan", known.day("wedding.day"), "12."),
        Day("Tanggal Melapor", None, "13."),
        Boxed("Jam Pelaporan", "", 5, "14."),
        Ticks("Agama/Kepercayaan", religions, chosen, "15.", columns=4),
        Line("Nama Organisasi Kepercayaan", "", "16."),
        Line("Nama Pengadilan", "", "17."),
        Line("Nomor Penetapan Pengadilan", "", "18."),
        Day("Tanggal Penetapan Pengadilan", None, "19."),
        Line("Nama Pemuka Agama/Kepercayaan", known.said("leader"), "20."),
        Line("Nomor Surat Izin dari Perwakilan", "", "21."),
        Boxed("Nomor Paspor", "", 16, "22."),
        Line("Perjanjian Perkawinan dibuat oleh Notaris", "", "23."),
        Line("Nomor Akta Notaris", "", "24."),
        Day("Tanggal Akta Notaris", None, "25."),
        Boxed("Jumlah Anak", "", 2, "26."),
        *SECTIONS["annulment"],
    )  # fmt: skip


def _death(known: Filling) -> tuple[Part, ...]:
    is_death = known.slug == "sk-kematian"
    certifiers = ("Dokter", "Tenaga Kesehatan", "Kepolisian", "Lainnya")
    who = known.person("deceased")
    return (
        Heading("Kematian"),
        Boxed("NIK", who.nik, 16, "1."),
        Boxed("Nama Lengkap", who.name, 26, "2."),
        Day("Tanggal Kematian", known.day("deceased.died_on"), "3."),
        Boxed("Pukul", known.said("deceased.died_time"), 5, "4."),
        Ticks("Sebab Kematian", _CAUSES, known.coded("cause") if is_death else frozenset(), "5."),
        *(_other(known, "Sebab lainnya", "cause_other") if is_death else ()),
        Line("Tempat Kematian", known.said("deceased.died_at"), "6."),
        Ticks("Yang Menerangkan", certifiers, known.coded("certifier") if is_death else frozenset(), "7.", columns=4),
        *(_other(known, "Yang menerangkan lainnya", "certifier_other") if is_death else ()),
    )
