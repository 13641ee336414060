"""
The pages every village has, and what stands on them until the village writes its own.

Pure. The words come from what is known of the office, so a new village's site says little, but nothing untrue.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Usual:
    """A page of the usual set: its address, title, lead, and the text made of the office's facts."""

    slug: str
    title: str
    lead: str
    text: str


@dataclass(frozen=True)
class Facts:
    """What is known of the office without anybody writing: titles as they are spoken, hamlets, people who hold posts."""

    title: str
    above: str
    address: str
    region_code: str
    hamlets: tuple[str, ...] = ()
    posts: tuple[tuple[str, str], ...] = ()


def usual_pages(facts: Facts) -> tuple[Usual, ...]:
    """The set, in the order of the menu."""
    return (
        Usual("profil-desa", "Profil desa", f"Letak dan wilayah {facts.title}.", _profile(facts)),
        Usual("sejarah", "Sejarah", f"Asal mula {facts.title}.",
              f"Riwayat {facts.title} sedang disusun bersama para sesepuh.\n\nPunya cerita atau foto lama? Bawa ke kantor desa."),
        Usual("visi-misi", "Visi dan misi", "Arah pembangunan desa.",
              "Visi dan misi kepala desa ada di RPJMDes.\n\nBaca dokumennya di [daftar informasi publik](/informasi-publik/)."),
        Usual("struktur-organisasi", "Struktur organisasi", "Siapa memegang urusan apa.", _posts(facts)),
        Usual("lembaga", "Lembaga desa", "BPD dan lembaga kemasyarakatan.",
              "- **BPD**: menyalurkan aspirasi warga dan mengawasi kepala desa.\n- **LPMD**: membantu merencanakan pembangunan.\n"
              "- **PKK**: kesejahteraan keluarga.\n- **Karang Taruna**: kegiatan pemuda.\n- **RT dan RW**: pelayanan terdekat bagi warga.\n"
              "- **Posyandu**: kesehatan ibu, anak, dan lansia.\n\nIngin menghubungi pengurusnya? Tanyakan di kantor desa."),
    )  # fmt: skip


def _profile(facts: Facts) -> str:
    said = [f"{facts.title} terletak di {facts.above}." if facts.above else f"{facts.title}."]
    said.append(f"Kode wilayah {facts.region_code} (Kementerian Dalam Negeri).")
    if facts.address:
        said.append(f"Kantor desa: {facts.address}.")
    if facts.hamlets:
        said.append("## Dusun\n" + "\n".join(f"- {_plain(name)}" for name in facts.hamlets))
    said.append("Jumlah penduduk dan angka lain ada di [Statistik](/statistik/).")
    return "\n\n".join(said)


def _posts(facts: Facts) -> str:
    if not facts.posts:
        return "Susunan perangkat desa segera dimuat di sini. Sementara itu, tanyakan di loket kantor desa."
    lines = "\n".join(f"- **{post}**: {_plain(name)}" for post, name in facts.posts)
    return f"{lines}\n\nSusunan menurut Permendagri 84/2015."


def _plain(name: str) -> str:
    """A name from the register is no mark."""
    return "".join(f"\\{letter}" if letter in "\\*_[]()#<>`" else letter for letter in name)
