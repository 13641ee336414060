"""The headings of the incumbent's file are understood in any order and under their other names."""

from registry.incoming import columns, formats


def test_the_file_has_forty_three_headings_and_each_is_kept_once():
    assert len(columns.HEADINGS) == 43
    assert len({column.field for column in columns.COLUMNS}) == 43


def test_headings_are_found_in_any_order_and_spelling():
    check = formats.understand(
        ["NIK", " Nama ", "Jenis Kelamin", "tanggal_lahir", "nomor_kk", "hubungan_keluarga", "Dusun", "KIA"]
    )

    assert check.is_usable
    assert check.places["no_kk"] == 4
    assert check.places["kia"] == 7
    assert check.unknown == ()


def test_a_missing_heading_is_named():
    check = formats.understand(["nama", "alamat"])

    assert not check.is_usable
    assert set(check.lacks) == {"no_kk", "nik", "sex", "tanggallahir", "kk_level"}


def test_a_column_is_named_as_the_spreadsheet_names_it():
    assert [columns.letter(number) for number in (0, 6, 25, 26, 42)] == ["A", "G", "Z", "AA", "AQ"]
