"""
The standard of one service: 14 components, six of which every resident must find (UU 25/2009, PP 96/2012, Permenpan RB 15/2014).

What a kind of letter says itself is taken from it; the rest is what the office said for all its services, or for this one alone.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from modules.service.complaints.rules.clock import TERMS
from modules.service.rules.kind import Kind, Requirement

#: component -> its name in the regulation, in its order; the first six are for the public.
COMPONENTS = {
    "requirements": "Persyaratan",
    "procedure": "Sistem, mekanisme, dan prosedur",
    "time": "Jangka waktu penyelesaian",
    "fee": "Biaya",
    "product": "Produk pelayanan",
    "complaints": "Pengaduan, saran, dan masukan",
    "basis": "Dasar hukum",
    "facilities": "Sarana, prasarana, dan fasilitas",
    "competence": "Kompetensi pelaksana",
    "control": "Pengawasan internal",
    "staff": "Jumlah pelaksana",
    "guarantee": "Jaminan pelayanan",
    "safety": "Jaminan keamanan dan keselamatan",
    "evaluation": "Evaluasi kinerja pelaksana",
}
PUBLISHED = tuple(COMPONENTS)[:6]
#: What the office says for all its services; the others come from the service itself.
COMMON = tuple(COMPONENTS)[5:]
#: A village takes no money for a service (Permendesa 1/2015).
FREE = "Gratis. Desa tidak memungut biaya pelayanan (Permendesa Nomor 1 Tahun 2015)."
LONGEST = 600
_CLASSES = {
    "INFORMATION": "pertanyaan",
    "ASPIRATION": "usulan",
    "ORDINARY": "keluhan",
    "SUPERVISORY": "laporan pelanggaran",
}
#: "pertanyaan 5 hari kerja, …": the clocks by which complaints are answered.
TERMS_IN_WORDS = ", ".join(f"{_CLASSES[name]} {days} hari kerja" for name, days in TERMS.items())
DEFAULTS = {
    "complaints": (
        "Sampaikan di situs desa (halaman Aduan), di loket, lewat telepon kantor, kotak saran, atau SP4N-LAPOR! (lapor.go.id). "
        f"Dijawab paling lama: {TERMS_IN_WORDS}."
    ),
    "basis": "UU 25/2009 tentang Pelayanan Publik; UU 6/2014 tentang Desa; Permendagri 2/2017 tentang Standar Pelayanan Minimal Desa.",
    "facilities": "Loket, ruang tunggu dengan tempat duduk, air minum, toilet, akses kursi roda, kotak saran, dan layanan daring.",
    "competence": "Memahami administrasi desa, mampu memakai komputer, ramah, dan menjaga rahasia data warga.",
    "control": "Kepala Seksi memeriksa tiap permohonan. Sekretaris Desa memantau yang lewat waktu setiap hari kerja.",
    "staff": "Paling sedikit dua orang: satu petugas loket dan satu Kepala Seksi.",
    "guarantee": "Diselesaikan sesuai standar ini. Bila terlambat, pemohon diberi tahu sebab dan waktu penggantinya.",
    "safety": "Data pribadi dijaga kerahasiaannya. Surat bernomor dan ber-QR, keasliannya dapat diperiksa siapa pun.",
    "evaluation": "Survei kepuasan masyarakat dan rapat evaluasi paling sedikit satu kali setahun.",
}


@dataclass(frozen=True, kw_only=True)
class Service:
    """One service as its standard tells it; a letter's comes from its kind."""

    slug: str
    title: str
    requirements: tuple[str, ...]
    procedure: tuple[str, ...]
    time: str
    product: str
    basis: str = ""


@dataclass(frozen=True)
class Component:
    """One of the 14; a text of several lines is a list."""

    key: str
    label: str
    lines: tuple[str, ...]

    @property
    def text(self) -> str:
        return "\n".join(self.lines)


#: Services that are no letter.
OTHERS = (
    Service(
        slug="pengaduan",
        title="Pengaduan masyarakat",
        requirements=("Isi pengaduan yang jelas", "Nama pelapor boleh dirahasiakan"),
        procedure=(
            "Pelapor menyampaikan pengaduan",
            "Petugas mencatat dan memberi nomor",
            "Ditindaklanjuti yang berwenang",
            "Pelapor menerima jawaban",
        ),
        time=f"Paling lama: {TERMS_IN_WORDS}",
        product="Jawaban atas pengaduan",
    ),
    Service(
        slug="antrean",
        title="Antrean loket",
        requirements=("Datang ke kantor pada jam buka",),
        procedure=("Ambil nomor antrean", "Lansia, penyandang disabilitas, ibu hamil, dan anak kecil didahulukan", "Dipanggil ke loket"),
        time="Dilayani pada hari yang sama",
        product="Nomor antrean dan pelayanan di loket",
    ),
    Service(
        slug="informasi",
        title="Informasi publik desa",
        requirements=("Nama dan cara dihubungi", "Informasi yang diminta"),
        procedure=("Pemohon menyampaikan permintaan", "Petugas mencatat dan mencari informasinya", "Pemohon menerima jawaban"),
        time="10 hari kerja, dapat ditambah 7 hari kerja",
        product="Informasi yang diminta, atau alasan penolakannya",
    ),
)  # fmt: skip


def defaults(site: str) -> dict[str, str]:
    """What is usual in an office whose site stands at this address; people need it to know where to complain."""
    return DEFAULTS | {"complaints": DEFAULTS["complaints"].replace("situs desa (halaman Aduan)", f"{site}/aduan/")}


def service_of(
    kind: Kind,
    *,
    handler: str,
    signer: str,
    needs_initials: bool,
    basis: str = "",
    requirements: tuple[Requirement, ...] | None = None,
) -> Service:
    """
    A kind of letter as a service.

    :param handler: the title of the post that checks it; signer: of the post that signs it.
    :param requirements: what the office asks for; as the kind says unless given.
    """
    asked = kind.requirements if requirements is None else requirements
    bring = [f"{one.text}{'' if one.required else ' (bila ada)'}" for one in asked]
    if kind.needs_meterai:
        bring.append("Meterai Rp10.000")
    if kind.witnesses:
        bring.append(f"{kind.witnesses} saksi yang ikut menandatangani")
    steps = [
        "Pemohon mengisi permohonan dari ponsel atau di loket",
        f"Diperiksa {handler}{', diparaf Sekretaris Desa' if needs_initials else ''}",
        f"Ditandatangani {signer}",
        "Surat diunduh atau diambil di kantor",
    ]
    lasts = f"berlaku {kind.validity_days} hari" if kind.validity_days else "tanpa batas waktu"
    return Service(
        slug=kind.slug,
        title=kind.title,
        requirements=tuple(bring) or ("Tanpa syarat khusus",),
        procedure=tuple(steps),
        time=kind.time_text,
        product=f"{kind.title}, {lasts}",
        basis=basis,
    )


def components(service: Service, common: Mapping[str, str], own: Mapping[str, str]) -> list[Component]:
    """
    All 14 of a service, in their order.

    :param common: what the office says for all; own: what it says of this one, which goes before.
    """
    said = {
        "requirements": service.requirements,
        "procedure": service.procedure,
        "time": (service.time,),
        "product": (service.product,),
        **{key: (common.get(key) or DEFAULTS[key],) for key in COMMON},
    }
    if service.basis:
        said["basis"] = (service.basis,)
    said |= {key: tuple(own[key].split("\n")) for key in own if key in COMPONENTS and own[key]}
    # Nobody words this otherwise.
    said["fee"] = (FREE,)
    return [Component(key, label, said[key]) for key, label in COMPONENTS.items()]


def owned(service: Service) -> tuple[str, ...]:
    """The components that may be said of this service alone. Of a letter its kind says what to bring, how long and what one gets."""
    is_letter = service not in OTHERS
    return tuple(
        key for key in COMPONENTS if key != "fee" and not (is_letter and key in ("requirements", "time", "product"))
    )
