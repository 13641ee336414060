"""Codes are read from numbers and from labels as people write them."""

import pytest

from registry import codes


@pytest.mark.parametrize(
    ("table", "written", "code"),
    [
        (codes.Sex, "1", 1),
        (codes.Sex, " laki - laki ", 1),
        (codes.Sex, "P", 2),
        (codes.Religion, "KATHOLIK", 3),
        (codes.Religion, "Budha", 5),
        (codes.Religion, "Kepercayaan Terhadap Tuhan YME / Lainnya", 7),
        (codes.Education, "TIDAK / BELUM SEKOLAH", 1),
        (codes.Education, "AKADEMI/ DIPLOMA III/S. MUDA", 7),
        (codes.Education, "STRATA II", 9),
        (codes.Education, "STRATA III", 10),
        (codes.Studying, "SEDANG  D-1/SEDERAJAT", 8),
        (codes.Occupation, "PETANI/PEKEBUN", 9),
        (codes.Occupation, "89", 89),
        (codes.Relation, "ORANGTUA", 7),
        (codes.Disability, "CACAT NETRA/BUTA", 2),
        (codes.BaseStatus, "PERGI", 6),
        (codes.Insurance, "BPJS BANTUAN DAERAH", 4),
    ],
)
def test_a_label_and_a_number_mean_the_same_code(table, written, code):
    assert codes.read(table, written) == code


@pytest.mark.parametrize(
    ("table", "written"), [(codes.Sex, "3"), (codes.BaseStatus, "5"), (codes.Religion, ""), (codes.Blood, "Z")]
)
def test_what_is_in_no_table_is_none(table, written):
    assert codes.read(table, written) is None


@pytest.mark.parametrize(
    "table", [codes.Occupation, codes.Education, codes.Religion, codes.Marital, codes.RecordingState]
)
def test_every_label_reads_back_as_its_own_code(table):
    assert all(codes.read(table, label) == code for code, label in table.choices)


def test_there_are_eighty_nine_occupations():
    assert codes.Occupation.values == list(range(1, 90))
