"""A letter becomes the same, whole, readable paper whatever its texts."""

import io
import re
from concurrent.futures import ThreadPoolExecutor

import pytest
from PIL import Image
from samples import letters, tools
from samples.letters import letter

from papers.layout import (
    Acknowledgement,
    Acting,
    Identities,
    Identity,
    Letterhead,
    PaperSize,
    Paragraph,
    Points,
    Post,
    Signature,
    Typeface,
    Verification,
    Witness,
)
from papers.refusal import PaperRefused
from papers.typesetting import render_pdf, render_png, render_svg

SENTENCE = "Orang tersebut benar penduduk desa kami dan dikenal baik oleh perangkat desa serta tetangganya. "


def flat(pages):
    return " ".join(" ".join(pages).split())


def test_a_letter_says_everything_it_was_given(printed):
    text = flat(printed(letter()))

    for words in (
        "PEMERINTAH KABUPATEN SUMENEP", "KECAMATAN PRAGAAN", "DESA PRAGAAN LAOK", "SURAT KETERANGAN USAHA",
        "Nomor : 500.2.2.4/0123/35.29.11.2010/XI/2026", "ANI LESTARI", "Pragaan Laok, 22 November 2026",
        "KEPALA DESA PRAGAAN LAOK,", "CITRA LESTARI", "K7QM-4XPD", "ditandatangani secara elektronik",
    ):  # fmt: skip
        assert words in text


def test_equal_papers_give_equal_bytes():
    assert render_pdf(letter()) == render_pdf(letter())
    assert render_pdf(letter()) != render_pdf(letter(number="500.2.2.4/0124/35.29.11.2010/XI/2026"))


@pytest.mark.parametrize(
    ("size", "points"),
    [(PaperSize.F4, (609.449, 935.433)), (PaperSize.A4, (595.276, 841.89)), (PaperSize.HALF_F4, (609.449, 467.717))],
)
def test_the_sheet_has_the_size_asked_for(size, points):
    found = tools.sizes_of(render_pdf(letter(size=size, blocks=(Paragraph("Singkat."),))))

    assert found == [pytest.approx(points, abs=0.01)]


@pytest.mark.parametrize("typeface", Typeface)
def test_each_typeface_holds_a_common_letter_on_one_page(typeface, printed):
    assert len(printed(letter(typeface=typeface))) == 1


@pytest.mark.parametrize(
    "text",
    [
        '#eval("1+1") #panic("x") #import "letter.typ": *',
        "$x^2$ \\ @ref *tebal* _miring_ ` raw ` <label> ~ -- ...",
        "] } ) [ { ( // bukan komentar /* juga */ \"kutip\" 'kutip'",
        "= judul + satu / istilah: arti https://contoh.example",
        "{{ 7*7 }} {% now %} <script>alert(1)</script> &amp; %s {0}",
    ],
)
def test_marks_in_a_text_are_printed_and_not_obeyed(text, printed):
    paper = letter(title=text[:40], blocks=(Paragraph(text), Identities((Identity(text[:30], text),)), Points((text,))))

    page = re.sub(r"[\s\u200b]", "", " ".join(printed(paper)))

    # Once more stands in the particulars, where lines of two columns mix.
    assert page.count(re.sub(r"\s", "", text)) >= 2


@pytest.mark.parametrize("text", ["a\x00b", "a\x1bb", "senyum 😀", "أحمد", "ꦲꦤ", "\ue000", "\ud800"])
def test_what_no_font_can_draw_is_refused_by_name(text):
    with pytest.raises(PaperRefused, match="U\\+"):
        render_pdf(letter(blocks=(Paragraph(text),)))


def test_letters_from_right_to_left_are_printed(printed):
    assert "שלום" in flat(printed(letter(blocks=(Paragraph("kata שלום di tengah"),))))


def test_invisible_characters_cannot_turn_a_text_around(printed):
    assert "surat \u202easli" not in flat(printed(letter(blocks=(Paragraph("surat \u202easli"),))))
    assert "surat asli" in flat(printed(letter(blocks=(Paragraph("surat \u202e\u200basli\ufeff"),))))


def test_a_very_long_word_stays_between_the_margins():
    blocks = (Paragraph("W" * 3_000), Identities((Identity("L" * 120, "W" * 500),)))

    words = tools.words_of(render_pdf(letter(blocks=blocks, title="W" * 200)))

    assert words
    assert min(word.left for word in words) > 65
    assert max(word.right for word in words) < 609.4 - 50


@pytest.mark.parametrize("word", ["1." * 60, "1/" * 60, "a-" * 60])
def test_a_number_without_end_stays_between_the_margins(word):
    words = tools.words_of(render_pdf(letter(number=word, blocks=(Identities((Identity("Nomor", word),)),))))

    assert max(word.right for word in words) < 609.4 - 50


def test_numbers_and_addresses_are_copied_from_the_paper_as_they_are(printed):
    assert "\u200b" not in " ".join(printed(letter()))


def test_ten_thousand_characters_are_printed_on_numbered_pages(printed):
    pages = printed(letter(blocks=(Paragraph(SENTENCE * 105 + "Akhir uraian."),)))

    assert "Akhir uraian." in flat(pages)
    assert len(pages) > 2
    for number, page in enumerate(pages, start=1):
        assert f"Halaman {number} dari {len(pages)}" in flat([page])


def test_too_long_a_text_is_refused():
    with pytest.raises(PaperRefused, match="terlalu panjang"):
        render_pdf(letter(blocks=(Paragraph("a " * 10_001),)))
    with pytest.raises(PaperRefused, match="terlalu panjang"):
        render_pdf(letter(blocks=(Paragraph("a " * 9_000),) * 6))
    with pytest.raises(PaperRefused, match="terlalu panjang"):
        render_pdf(letter(title="a" * 201))


def test_one_page_carries_no_page_number(printed):
    assert "Halaman" not in flat(printed(letter()))


@pytest.mark.parametrize("lines", range(20, 52, 2))
def test_a_signature_keeps_company_of_two_lines(lines, printed):
    blocks = (letters.PARTICULARS, Paragraph("\n".join(f"Baris {i}" for i in range(lines))), Paragraph("Pendek saja."))

    last = printed(letter(blocks=blocks, closing="Demikian."))[-1]

    before = last[: last.index("Pragaan Laok, 22")]
    assert "Demikian." in before
    assert "Pendek saja." in before
    assert "CITRA LESTARI" in last
    assert "K7QM-4XPD" in last


@pytest.mark.parametrize("sentences", range(16, 40, 4))
def test_a_long_last_paragraph_gives_lines_to_the_signature(sentences, printed):
    pages = printed(letter(blocks=(Paragraph(SENTENCE * sentences + "Akhir uraian."),), closing="Demikian."))

    before = pages[-1][: pages[-1].index("Pragaan Laok, 22")]
    assert "Akhir uraian." in flat([before])
    assert len([line for line in before.splitlines() if line.strip()]) >= 3
    assert flat(pages).count("Orang tersebut") == sentences


@pytest.mark.parametrize("count", [5, 30, 60])
def test_long_lists_and_particulars_split_before_the_signature(count, printed):
    many = Points(tuple(f"Butir {i}" for i in range(1, count + 1)))
    rows = Identities(tuple(Identity(f"Label {i}", f"Nilai {i}") for i in range(1, count + 1)))

    for block, last_row in ((many, rf"{count}\.\s+Butir {count}\b"), (rows, rf"Nilai {count}\b")):
        page = printed(letter(blocks=(block,), closing="Demikian."))[-1]
        assert re.search(last_row, page[: page.index("Pragaan Laok, 22")])


def test_tighter_lines_are_taken_only_when_they_save_a_page(printed):
    assert len(printed(letter(blocks=(Paragraph("\n".join("Baris" for _ in range(30))),)))) == 1


def test_a_draft_is_marked_and_has_neither_number_nor_code(printed):
    pages = printed(letter(draft=True))

    assert re.sub(r"\s", "", flat(pages)).count("K7QM") == 0
    assert "0123" not in flat(pages)
    assert "elektronik" not in flat(pages)
    assert len(set("KONSEP") & set(flat(pages))) == 6
    assert render_pdf(letter(draft=True)) != render_pdf(letter(number="", verification=None))


@pytest.mark.parametrize(
    ("signature", "lines"),
    [
        ({}, ["KEPALA DESA PRAGAAN LAOK,"]),
        ({"head": Post("Kepala Desa Pragaan Laok", Acting.APPOINTED)}, ["Pj. KEPALA DESA PRAGAAN LAOK,"]),
        ({"deputy": Post("Sekretaris Desa")}, ["a.n. KEPALA DESA PRAGAAN LAOK", "SEKRETARIS DESA,"]),
        (
            {"deputy": Post("Sekretaris Desa", Acting.ABSENT)},
            ["a.n. KEPALA DESA PRAGAAN LAOK", "Plh. SEKRETARIS DESA,"],
        ),
        (
            {"deputy": Post("Sekretaris Desa"), "officer": Post("Kasi Pelayanan", Acting.VACANT)},
            ["a.n. KEPALA DESA PRAGAAN LAOK", "SEKRETARIS DESA", "u.b.", "Plt. KASI PELAYANAN,"],
        ),
    ],
)
def test_the_signature_block_says_in_whose_name(signature, lines, printed):
    text = flat(printed(letter(signature=Signature(**({"head": letters.HEAD, "name": "CITRA"} | signature)))))

    places = [text.index(line) for line in lines]
    assert places == sorted(places)
    assert text.index("CITRA") > places[-1]


def test_witnesses_and_the_camat_find_room(printed):
    text = flat(
        printed(
            letter(
                witnesses=(Witness("SITI AMINAH", "Bidan desa"), Witness("MOH. RIFAI")),
                acknowledgement=Acknowledgement("Camat Pragaan", register_number="470/215/2026"),
            )
        )
    )

    for words in (
        "Mengetahui,",
        "CAMAT PRAGAAN,",
        "No. Reg. 470/215/2026",
        "Saksi-saksi:",
        "SITI AMINAH",
        "Bidan desa",
    ):
        assert words in text


@pytest.mark.parametrize("size", PaperSize)
def test_the_qr_is_read_from_the_picture_of_the_paper(size):
    picture = render_png(letter(size=size, blocks=(Paragraph("Singkat."),)), dots_per_inch=150)[0]

    assert tools.codes_in(Image.open(io.BytesIO(picture))) == [letters.URL]


def test_the_preview_has_the_pages_of_the_pdf(printed):
    long = letter(blocks=(Paragraph(SENTENCE * 60),))

    assert len(render_svg(long)) == len(printed(long)) == len(render_png(long)) == 2
    assert all(page.startswith("<svg") for page in render_svg(long))


def test_threads_do_not_disturb_each_other():
    papers = [letter(number=f"{number}") for number in range(12)]

    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(render_pdf, papers)) == [render_pdf(paper) for paper in papers]


def test_very_long_names_of_offices_stay_readable(printed):
    long = Letterhead(
        regency="Kabupaten Penukal Abab Lematang Ilir",
        district="Distrik Persiapan Lubuk Bunta Silaut",
        office="Nagari " + "Sungai Tapan " * 6,
    )

    assert "PENUKAL ABAB LEMATANG ILIR" in flat(printed(letter(letterhead=long)))


def test_a_code_and_address_are_checked_like_any_text():
    with pytest.raises(PaperRefused):
        render_pdf(letter(verification=Verification("K7QM4XPD9", letters.URL)))
