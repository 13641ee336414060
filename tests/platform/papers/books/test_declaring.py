"""A book says what it is, or is refused; its headings span what they should."""

import pytest
from samples.books import NIK, PEOPLE, People, people_book, people_rows, wide_book, wide_columns

from papers import books
from papers.books import BookDeclaredWrongly, Kind, Row, column
from papers.books.cells import RowTooShort, masked, rows_of, written
from papers.books.heading import heading


@pytest.fixture
def sample():
    yield books.declare(people_book())
    books.forget("B.91")


def test_a_declared_book_is_found_by_its_code(sample):
    assert books.of("B.91") is sample
    with pytest.raises(books.UnknownBook):
        books.of("B.92")


def test_a_code_is_declared_once(sample):
    with pytest.raises(BookDeclaredWrongly, match="twice"):
        books.declare(people_book())


def test_books_stand_by_family_and_number(sample):
    later = [books.declare(people_book(code=code)) for code in ("B.100", "A.99", "LXX")]

    codes = [book.code for book in books.all_books() if book.code in ("B.91", "B.100", "A.99", "LXX")]

    assert codes == ["A.99", "B.91", "B.100", "LXX"]
    for book in later:
        books.forget(book.code)


@pytest.mark.parametrize(
    ("columns", "why"),
    [
        ((), "numbered"),
        ((column(1, "A"), column(3, "B")), "numbered"),
        ((column(2, "A"), column(1, "B")), "numbered"),
        ((column(1, " "),), "empty heading"),
        ((column(1, "A", ""),), "empty heading"),
        ((column(1, "A", width=0),), "width"),
        ((column(1, "A", align="middle"),), "alignment"),
        ((column(1, "A", "G"), column(2, "B"), column(3, "C", "G")), "torn"),
        ((column(1, "A", "G", "H"), column(2, "B", "G"), column(3, "C", "G", "H")), "torn"),
    ],
)
def test_columns_that_contradict_themselves_are_refused(columns, why):
    with pytest.raises(BookDeclaredWrongly, match=why):
        people_book(columns=columns)


def test_a_book_with_numbers_of_people_is_personal():
    with pytest.raises(BookDeclaredWrongly, match="personal"):
        people_book(is_personal=False)


def test_a_family_must_exist():
    with pytest.raises(BookDeclaredWrongly, match="family"):
        people_book(code="X.1")


def test_headings_cover_every_place_once_whatever_their_depth():
    columns = wide_columns()
    rows = heading(columns)

    covered = [
        (level, place)
        for cells in rows
        for cell in cells
        for level in range(cell.row, cell.row + cell.rows)
        for place in range(cell.column, cell.column + cell.columns)
    ]

    assert len(rows) == 4
    assert sorted(covered) == [(level, place) for level in range(4) for place in range(33)]


def test_headings_span_their_groups():
    rows = heading(wide_columns())

    assert [(cell.text, cell.columns, cell.rows) for cell in rows[0]] == [
        ("NOMOR URUT", 1, 4),
        ("NAMA DUSUN", 1, 4),
        ("AWAL BULAN", 7, 1),
        ("TAMBAHAN", 8, 1),
        ("PENGURANGAN", 8, 1),
        ("AKHIR BULAN", 7, 1),
        ("KET.", 1, 4),
    ]
    assert [(cell.text, cell.columns, cell.rows) for cell in rows[1]][:4] == [
        ("WNA", 2, 1),
        ("WNI", 2, 1),
        ("JUMLAH KK", 1, 3),
        ("JUMLAH ANGGOTA KELUARGA", 1, 3),
    ]


@pytest.mark.parametrize(
    ("value", "kind", "shown"),
    [
        (None, Kind.TEXT, ""),
        (0, Kind.NUMBER, "–"),
        (1234, Kind.NUMBER, "1.234"),
        (-2, Kind.NUMBER, "-2"),
        ("0123", Kind.TEXT, "0123"),
        (NIK, Kind.NIK, "3529 1155 •••• 0003"),
        ("PA1234567", Kind.NIK, "•••••••••"),
        ("", Kind.KK, ""),
    ],
)
def test_cells_are_written_as_people_read_them(value, kind, shown):
    assert written(value, column(1, "X", kind=kind)) == shown


def test_numbers_of_people_are_whole_only_when_asked_for():
    one = column(1, "NIK", kind=Kind.NIK)

    assert masked(NIK, one, full=True) == NIK
    assert NIK not in str(masked(NIK, one, full=False))


def test_rows_must_fit_the_columns():
    with pytest.raises(RowTooShort):
        list(rows_of([["1", "2"]], PEOPLE))


def test_totals_say_that_they_are():
    book = wide_book()
    rows = list(rows_of(book.rows("2026-11"), book.columns))

    assert [row.is_total for row in rows] == [False, False, True]
    assert isinstance(rows[-1], Row)


def test_a_long_book_is_counted_and_cut_without_being_read():
    source = People(5000)
    rows = people_rows(source)

    page = list(rows[50:100])

    assert len(rows) == 5000
    assert (page[0][0], len(page)) == (51, 50)
    assert source.most_held == 50


def test_a_long_book_holds_a_part_at_a_time_when_all_is_asked_for():
    source = People(2500)

    numbers = [row[0] for row in people_rows(source)]

    assert numbers == list(range(1, 2501))
    assert source.most_held == 1000
