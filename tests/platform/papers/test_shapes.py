"""Official letters, declarations and prescribed forms say what such papers must say, on one page or on several."""

import re

import pytest
from samples import tools
from samples.letters import letter

from papers.layout import (
    Acknowledgement,
    Address,
    Identities,
    Identity,
    PaperSize,
    Paragraph,
    Shape,
    Signer,
    Table,
    Title,
    Typeface,
    Witness,
)
from papers.typesetting import render_pdf

WORD = re.compile(r'xMin="([0-9.]+)" yMin="[0-9.]+" xMax="([0-9.]+)" yMax="[0-9.]+">([^<]+)<')
HEIRS = tuple(Signer(f"Contoh Waris {number}", "anak") for number in range(1, 21))
OFFICIAL = {
    "shape": Shape.OFFICIAL,
    "address": Address(to=("Kepala Kepolisian Sektor Pragaan", "di", "Tempat"), matter="Laporan kehilangan"),
    "copies": ("Camat Pragaan", "Arsip"),
}
DECLARATION = {
    "shape": Shape.DECLARATION,
    "has_letterhead": False,
    "title": "Surat Pernyataan Ahli Waris",
    "signed_as": "Para ahli waris",
    "needs_duty_stamp": True,
    "witnesses": (Witness("WATI SURYANI"), Witness("")),
    "acknowledgement": Acknowledgement("Camat Pragaan"),
}


def flat(page):
    return " ".join(page.split())


def test_an_official_letter_is_addressed_and_tells_its_day_once(printed):
    (page,) = printed(letter(**OFFICIAL))
    text = flat(page)

    for words in (
        "Nomor : 500.2.2.4/0123", "Sifat : Biasa", "Lampiran : -", "Hal : Laporan kehilangan",
        "Kepada Yth. Kepala Kepolisian Sektor Pragaan di Tempat", "Tembusan: 1. Camat Pragaan 2. Arsip",
    ):  # fmt: skip
        assert words in text
    assert text.count("22 November 2026") == 1
    assert "SURAT KETERANGAN USAHA" not in text


def test_a_declaration_is_signed_by_people_and_acknowledged_by_the_office(printed):
    (page,) = printed(letter(**DECLARATION, signers=HEIRS[:1]))
    text = flat(page)

    assert "PEMERINTAH KABUPATEN" not in text
    for words in (
        "Para ahli waris,", "CONTOH WARIS 1", "Meterai", "Rp10.000", "WATI SURYANI", "CAMAT PRAGAAN,",
        "KEPALA DESA PRAGAAN LAOK,", "Mengetahui,",
    ):  # fmt: skip
        assert words in text
    assert text.index("CONTOH WARIS 1") < text.index("500.2.2.4/0123") < text.index("K7QM-4XPD")


@pytest.mark.parametrize("typeface", Typeface)
@pytest.mark.parametrize("size", [PaperSize.F4, PaperSize.A4])
def test_many_sign_in_a_list_that_goes_over_the_page(size, typeface, printed):
    pages = [flat(page) for page in printed(letter(**DECLARATION, signers=HEIRS, size=size, typeface=typeface))]

    assert len(pages) == 2
    assert all("Tanda tangan" in page for page in pages)
    assert "CONTOH WARIS 1 " in pages[0]
    assert "CONTOH WARIS 20" in pages[1]
    assert "CITRA LESTARI" in pages[1]


def test_a_prescribed_form_names_its_model_and_counts_its_rows(printed):
    rows = Identities((Identity("Nama", "ANI"), Identity("Agama", "Islam")), numbered=True)

    text = flat(printed(letter(model="Model N1", blocks=(Title("MENERANGKAN"), rows)))[0])

    for words in ("Model N1", "MENERANGKAN", "1. Nama : ANI", "2. Agama : Islam"):
        assert words in text


def test_a_long_table_repeats_its_head_and_never_leaves_the_signature_alone(printed):
    table = Table(("No.", "Nama"), tuple((str(number), f"Contoh Warga {number}") for number in range(1, 61)))

    pages = [flat(page) for page in printed(letter(blocks=(Paragraph("Daftar:"), table), closing=""))]

    assert len(pages) == 2
    assert all("No. Nama" in page for page in pages)
    assert "Contoh Warga 60" in pages[1]
    assert "CITRA LESTARI" in pages[1]


def test_no_cell_runs_into_the_next():
    row = (
        "1",
        "Ani Lestari",
        "3529115506850003",
        "Sumenep, 15 Juni 1985",
        "anak kandung",
        "Dusun Asam Daja RT 001/RW 002",
    )
    table = Table(("No.", "Nama", "NIK", "Tempat, tanggal lahir", "Hubungan", "Alamat"), (row,))

    edges = {word.text: (word.left, word.right) for word in tools.words_of(render_pdf(letter(blocks=(table,))))}

    assert edges["3529115506850003"][1] < edges["Sumenep,"][0]
    assert edges["Lestari"][1] < edges["3529115506850003"][0]


def test_marks_in_the_new_parts_are_printed_and_not_obeyed(printed):
    text = '#panic("x") *tebal* $x$'
    address = Address(to=(text,), matter=text, enclosures=text, confidentiality=text)
    blocks = (Title(text), Table((text,), ((text,),)))

    page = flat(printed(letter(shape=Shape.OFFICIAL, address=address, copies=(text,), model=text, blocks=blocks))[0])

    assert page.count("#panic") == 9
