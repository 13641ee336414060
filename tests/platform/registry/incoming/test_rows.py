"""One line becomes values, errors that name their cell, and warnings."""

from datetime import date

import pytest

from registry.incoming import cells, rows

DAY = date(2026, 11, 22)


def line(**cells):
    return {
        "nama": "BUDI SAMPLE",
        "nik": "3599012803900001",
        "no_kk": "3599010101150001",
        "sex": "1",
        "tanggallahir": "1990-03-28",
        "kk_level": "1",
        "dusun": "Dusun Satu",
        "rt": "1",
        "rw": "2",
    } | cells


def test_a_sound_line_becomes_values_without_a_word():
    reading = rows.read_row(line(agama_id="Islam", status_kawin="2", suku="Madura"), on=DAY)

    assert reading.errors == []
    assert reading.warnings == []
    assert reading.values["hamlet"] == "SATU"
    assert reading.values["rt"] == "001"
    assert reading.values["marital"] == 2
    assert reading.values["born_on"] == "1990-03-28"
    assert reading.values["ethnicity"] == "Madura"


@pytest.mark.parametrize(
    ("cells", "heading"),
    [
        ({"nik": "359901280390001"}, "nik"),
        ({"nik": "35990128039OOOO1"}, "nik"),
        ({"nik": "3,59901E+15"}, "nik"),
        ({"no_kk": "123"}, "no_kk"),
        ({"sex": "3"}, "sex"),
        ({"tanggallahir": "31/02/1990"}, "tanggallahir"),
        ({"tanggallahir": "2027-01-01"}, "tanggallahir"),
        ({"nama": "B4DI"}, "nama"),
        ({"rt": "0001"}, "rt"),
        ({"agama_id": "9"}, "agama_id"),
        ({"status_kawin": "5"}, "status_kawin"),
        ({"kk_level": ""}, "kk_level"),
        ({"alamat": "x" * 201}, "alamat"),
    ],
)
def test_a_cell_that_cannot_be_is_named_once(cells, heading):
    reading = rows.read_row(line(**cells), on=DAY)

    assert [problem.heading for problem in reading.errors] == [heading]


@pytest.mark.parametrize(
    ("cells", "words"),
    [
        ({"sex": "2"}, "jenis kelamin"),
        ({"tanggallahir": "1991-03-28"}, "tanggal lahir"),
        ({"nik": "9999012803900001"}, "provinsi"),
        ({"no_kk": "3599014545150001"}, "tidak lazim"),
        ({"ayah_nik": "12345"}, "bukan 16"),
    ],
)
def test_the_unlikely_is_only_a_warning(cells, words):
    reading = rows.read_row(line(**cells), on=DAY)

    assert reading.errors == []
    assert any(words in problem.message for problem in reading.warnings)


@pytest.mark.parametrize("nik", ["0", "", "-", "0000000000000000"])
def test_no_nik_is_no_error_and_none_is_invented(nik):
    reading = rows.read_row(line(nik=nik), on=DAY)

    assert reading.errors == []
    assert reading.values.get("nik") is None


def test_a_nik_kept_as_a_number_that_ends_in_zero_has_lost_a_digit():
    lost = rows.read_row(line(nik="3599012803900010"), {"nik": "rounded"}, on=DAY)
    kept = rows.read_row(line(), {"nik": "rounded"}, on=DAY)

    assert "bilangan" in lost.errors[0].message
    assert kept.errors == []


@pytest.mark.parametrize(
    ("written", "code"),
    [("1", 1), ("2", 2), ("3", 4), ("4", 6), ("Kawin", 2), ("KAWIN BELUM TERCATAT", 3), ("Cerai Mati", 6)],
)
def test_four_marital_states_of_the_file_become_six(written, code):
    assert rows.read_row(line(status_kawin=written), on=DAY).values["marital"] == code


@pytest.mark.parametrize("written", ["28/03/1978", "28-03-1978", "1978-03-28", "1978-03-28 00:00:00", "'28/3/1978"])
def test_a_day_is_read_however_it_is_written(written):
    assert cells.read_day(written) == date(1978, 3, 28)


def test_a_new_resident_needs_a_name_a_sex_a_birthday_and_a_hamlet():
    missing = rows.missing_of_new(rows.read_row({"nik": "3599012803900001"}, on=DAY))

    assert {problem.heading for problem in missing} == {"nama", "sex", "tanggallahir", "dusun"}


def test_a_dash_says_that_the_village_has_no_hamlets():
    assert rows.missing_of_new(rows.read_row(line(dusun="-"), on=DAY)) == []


def test_a_nik_of_a_kecamatan_in_no_list_is_taken_with_one_soft_word():
    reading = rows.read_row(line(nik="3529882803900001"), on=DAY)

    assert (reading.errors, reading.values["nik"]) == ([], "3529882803900001")
    assert ["(35.29.88) tidak ada di daftar kecamatan sekarang" in said.message for said in reading.warnings] == [True]
