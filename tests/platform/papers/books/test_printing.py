"""A book on paper is whole: headings on every sheet, no signature alone, and texts that mean nothing to the typesetter."""

import re

import pytest
from samples import tools
from samples.books import HOSTILE, NIK, SIGNERS, People, paper, people_book, people_rows, wide_book

from papers.books import Row, column
from papers.books.grid import Grid, Printed
from papers.books.lines import broken
from papers.books.marks import HEIGHT, PITCH, PT, REGULAR, WIDTH
from papers.books.metrics import widths
from papers.books.pages import KEPT, SIGNATURES, lay_out
from papers.books.printing import AT_ONCE, render_pdf


@pytest.fixture
def pages(tmp_path):
    return lambda made: tools.pages_of(render_pdf(made))


def sheets(rows, columns=None, notes=()):
    columns = columns or (column(1, "NO"), column(2, "NAMA"))
    return list(lay_out(["BUKU"], [Printed(columns, [Row(row) for row in rows])], notes, full=False))


def test_every_sheet_has_the_headings_the_numbers_and_its_place(pages):
    found = pages(paper(people_book(120)))

    assert len(found) > 2
    for number, text in enumerate(found, 1):
        assert "NAMA LENGKAP" in text
        assert "TEMPAT DAN TANGGAL" in text
        assert re.search(r"1\s+2\s+3\s+4\s+5\s+6\s+7", text)
        assert f"Halaman {number} dari {len(found)}" in text
    assert "BUKU CONTOH ORANG" in found[0]
    assert "BUKU CONTOH ORANG" not in found[1]


def test_every_row_is_printed_once_and_in_order_over_many_parts(pages):
    found = pages(paper(people_book(400)))

    assert len(found) > AT_ONCE
    numbers = [int(number) for number in re.findall(r"WARGA CONTOH (\d+)", " ".join(found))]
    assert numbers == list(range(400))


def test_a_book_of_many_parts_is_a_sound_file():
    pdf = render_pdf(paper(people_book(400)))

    assert set(tools.sizes_of(pdf)) == {(935.433, 609.449)}
    assert tools.title_of(pdf) == "BUKU CONTOH ORANG"
    assert tools.faults_of(pdf) == []


@pytest.mark.parametrize("count", range(1, 60, 3))
def test_the_signatures_stand_on_a_sheet_with_rows_and_inside_it(count):
    found = sheets([[f"{place}", "NAMA"] for place in range(count)])

    assert [sheet.signatures_at is not None for sheet in found] == [False] * (len(found) - 1) + [True]
    assert found[-1].signatures_at + SIGNATURES <= HEIGHT + 6
    on_last = [text for text in found[-1].texts if text.lines == ["NAMA"] and not text.is_bold]
    assert len(on_last) >= min(count, KEPT)


def test_nothing_is_drawn_outside_the_sheet():
    found = sheets([[f"{place}", "KATA " * (place % 40)] for place in range(200)], notes=["Catatan. " * 60])

    for sheet in found:
        assert all(one.y >= 0 and one.y <= HEIGHT and one.x + one.width <= WIDTH + 0.01 for one in sheet.texts)
        assert all(one.y + (0 if one.is_level else one.length) <= HEIGHT + 0.01 for one in sheet.strokes), (
            "a row runs off the sheet"
        )


def test_a_row_higher_than_a_sheet_goes_on_below():
    found = sheets([["1", "KATA " * 4000]])

    words = sum(line.count("KATA") for sheet in found for text in sheet.texts for line in text.lines)
    assert words == 4000
    for text in (text for sheet in found for text in sheet.texts):
        assert text.y + len(text.lines) * text.size * PT * PITCH <= HEIGHT
    assert len(found) > 1


def test_an_empty_book_is_printed_with_its_signatures(pages):
    text = " ".join(pages(paper(people_book(0))))

    assert "NAMA LENGKAP" in text
    assert "SEKRETARIS DESA" in text


def test_wide_headings_are_printed_whole(pages):
    text = " ".join(pages(paper(wide_book())))

    for word in ("TAMBAHAN", "MENINGGAL", "KELUARGA", "JUMLAH", *(str(number) for number in range(1, 34))):
        assert word in text
    for signer in SIGNERS:
        assert signer.name in text


def test_hostile_texts_are_printed_letter_by_letter(pages):
    book = people_book(rows=lambda _span: people_rows(People(2), HOSTILE), name=HOSTILE)

    text = " ".join(" ".join(pages(paper(book))).split())

    for mark in ('#import "x":', "$a$ _b_ `c`", "<d> @e [f]", "= g // h"):
        assert mark in text


def test_a_letter_no_font_has_does_not_stop_the_book(pages):
    book = people_book(rows=lambda _span: people_rows(People(1), "ANI \U0001f600 \u200bLESTARI\x07"))

    assert "ANI □ LESTARI□" in " ".join(" ".join(pages(paper(book))).split())


def test_numbers_of_people_are_masked_on_paper_unless_asked_for(pages):
    masked, full = " ".join(pages(paper(people_book(1)))), " ".join(pages(paper(people_book(1), full=True)))

    assert NIK not in masked
    assert "3529 1155" in masked
    assert NIK in full


def test_lines_are_no_wider_than_their_column():
    letters = widths(REGULAR)

    for text in ("Dusun Asam Daja RT 001/RW 002", "KEWARGANEGARAANKETURUNAN", "a" * 300, "satu\ndua", " ", NIK * 2):
        lines = broken(text, letters, ems=8)
        assert all(letters.of(line) <= 8 for line in lines)
        assert "".join("".join(lines).split()).replace("-", "") == "".join(text.split())


def test_a_word_too_long_for_its_column_is_cut_between_syllables():
    said = broken("DUSUN KEWARGANEGARAAN TAGULANDANG MENGUNYAH/MAMANG 1.234.567", widths(REGULAR), ems=6)

    assert said == [
        *("DUSUN", "KEWARGA-", "NEGARAAN", "TAGULAN-", "DANG", "MENGU-"),
        *("NYAH/", "MAMANG", "1.234.567"),
    ]


def test_letters_are_as_wide_as_the_font_says():
    letters = widths(REGULAR)

    # Liberation Sans has the widths of Arial: 1139 and 569 of 2048 units.
    assert round(letters["0"] * 2048) == 1139
    assert round(letters[" "] * 2048) == 569
    assert letters["é"] == letters["e"]


def test_sixteen_digits_never_break():
    columns = tuple(column(place, "LABEL PANJANG", width=5) for place in range(1, 16))
    grid = Grid(Printed((*columns, column(16, "NIK", kind="nik", width=0.1)), []), full=True)

    (line,) = grid.lines(Row(["x"] * 15 + [NIK]))

    assert line.cells[-1] == [NIK]
    assert abs(grid.edges[-1] - WIDTH) < 0.01


def test_progress_is_told_sheet_by_sheet():
    told = []

    render_pdf(paper(people_book(400)), report=lambda done, total: told.append((done, total)))

    assert told[0] == (AT_ONCE, told[-1][1])
    assert told[-1][0] == told[-1][1]
