"""Budgets by bidang, sub bidang and kegiatan: which axis a code is on, what adds up, and what is said of each line. Pure."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from consultations.rules import budget, codes, figures
from consultations.rules.budget import Line
from consultations.rules.codes import NotACode

HEAD = ("Kode", "Uraian", "Anggaran")
#: As Siskeudes prints it, with accounts under activities.
PRINTED = [
    ("4.", "PENDAPATAN", 100), ("4.2.", "Pendapatan Transfer", 100), ("5.", "BELANJA", 100), ("5.1.", "Belanja Pegawai", 60),
    ("5.3.", "Belanja Modal", 30), ("5.4.", "Belanja Tidak Terduga", 10),
    ("1.", "BIDANG PENYELENGGARAAN PEMERINTAHAN DESA", 60), ("1.1.", "Sub Bidang Penghasilan Tetap", 60),
    ("04.2010.01.01.01.", "Penyediaan Penghasilan Tetap", 60), ("5.1.", "Belanja Pegawai", 60), ("5.1.1.", "Penghasilan Tetap", 60),
    ("4.", "BIDANG PEMBERDAYAAN MASYARAKAT", 30), ("4.2.", "Sub Bidang Pertanian dan Peternakan", 30),
    ("4.2.01.", "Peningkatan Produksi Tanaman Pangan", 30), ("4.2.01. 5.3.", "Belanja Modal", 30),
    ("5.", "BIDANG PENANGGULANGAN BENCANA", 10), ("5.3.", "Keadaan Mendesak", 10), ("5.3.01.", "Penanganan Keadaan Mendesak", 10),
    ("5.3.01.5.4", "Belanja Tidak Terduga", 10),
    ("6.", "PEMBIAYAAN", 0), ("6.1.", "Penerimaan Pembiayaan", 0),
]  # fmt: skip
KEPT = [
    "4", "4.2", "5", "5.1", "5.3", "5.4", "01", "01.01", "01.01.01", "01.01.01.5.1", "01.01.01.5.1.1", "04", "04.02", "04.02.01",
    "04.02.01.5.3", "05", "05.03", "05.03.01", "05.03.01.5.4", "6", "6.1",
]  # fmt: skip


def test_the_two_axes_are_told_apart_by_what_stands_above_and_by_name():
    found = figures.read([("No",), HEAD, ("1", "2", "3"), *PRINTED])
    assert [line.code for line in found] == KEPT
    assert [one.text for one in budget.findings(found) if one.tone == "danger"] == []
    assert any("menurut bidang sama" in one.text for one in budget.findings(found))


def test_activity_and_account_may_have_a_column_each():
    rows = [
        ("Kode Kegiatan", "Kode Rekening", "Uraian", "Anggaran"),
        ("01.01.01", "", "Siltap", 60),
        ("01.01.01", "5.1.1", "Kades", 60),
    ]
    assert [line.code for line in figures.read(rows)] == ["01.01.01", "01.01.01.5.1.1"]


@pytest.mark.parametrize(
    ("text", "name", "kept"),
    [
        ("5.1.1.01", "", "5.1.1.01"), ("5.1.1.01.07", "", ""), ("5.1.01", "Mitigasi", "05.01.01"), ("5.1.1", "", "5.1.1"),
        ("02", "Pembangunan", "02"), ("2.3", "PU", "02.03"), ("", "Jumlah", ""), ("Jumlah", "", ""), ("1.1.01.5.1.1.01.9", "", ""),
    ],
)  # fmt: skip
def test_what_a_code_means_by_itself(text, name, kept):
    assert codes.Reader().read(text, name) == kept


@pytest.mark.parametrize("text", ["1.1.1", "7", "9.9", "4.123", "6.1.01.01.01.01.01x", "0", "01.01.01.4.1"])
def test_what_is_no_code_is_refused_with_its_line(text):
    with pytest.raises(NotACode):
        codes.Reader().read(text, "Kas")
    with pytest.raises(figures.FiguresRefused, match="Baris 2"):
        figures.read([HEAD, (text, "Kas", 5)])


def test_each_sum_that_is_wrong_names_its_line():
    wrong = [(*row[:2], 70) if row[0] == "1." else row for row in PRINTED]
    found = [one.text for one in budget.findings(figures.read([HEAD, *wrong])) if one.tone == "danger"]
    assert found == [
        "Bidang 01 PENYELENGGARAAN PEMERINTAHAN DESA Rp70. Jumlah rinciannya Rp60, selisih Rp10.",
        "Rekening 5 Belanja Rp100, menurut bidang Rp110, selisih −Rp10.",
    ]
    deep = [(*row[:2], 50) if row[0] == "5.1.1." else row for row in PRINTED]
    (text,) = [one.text for one in budget.findings(figures.read([HEAD, *deep])) if one.tone == "danger"]
    assert text == "Rekening 5.1 Belanja Pegawai, kegiatan 01.01.01 Rp60. Jumlah rinciannya Rp50, selisih Rp10."
    strange = [*PRINTED[:-2], ("03.09", "Sub Bidang Lain", 0), ("01.01.95", "Menurut Perbup", 0)]
    told = [one.text for one in budget.findings(figures.read([HEAD, *strange])) if "daftar nasional" in one.text]
    assert told == ["Sub bidang 03.09 Lain tidak ada di daftar nasional."]


def test_of_too_many_lines_the_objects_go_first():
    rows = [(f"5.{one}.1.{two:02d}", "Objek", 1) for one in range(1, 5) for two in range(1, 99)]
    kept = figures.read([HEAD, ("4", "Pendapatan", 1), *rows, *rows[:20]])
    assert [line.code for line in kept] == ["4"]
    assert len(figures.read([HEAD, *rows])) == len(rows) <= figures.MOST_LINES


def test_a_line_that_is_not_right_has_words_and_the_whole_agrees():
    faults = budget.faults_of_verdicts
    assert faults({"5.1": "sesuai"}, {}, is_fit=True) == []
    assert faults({"5.1": "perbaiki"}, {"5.1": "RAB"}, is_fit=False) == []
    assert faults({"5.1": "perbaiki"}, {}, is_fit=False) == ["Tulis catatan untuk Rekening 5.1 Belanja Pegawai."]
    assert len(faults({"5.1": "tidak-sesuai"}, {}, is_fit=True)) == 2


ANY = st.one_of(
    st.sampled_from(sorted(codes.ACCOUNTS)),
    st.sampled_from(sorted(codes.ACTIVITIES)),
    st.builds(
        lambda activity, account: f"{activity}.{account}",
        st.sampled_from([one for one in sorted(codes.ACTIVITIES) if one.count(".") == 2]),
        st.sampled_from([one for one in sorted(codes.ACCOUNTS) if one[0] == "5"]),
    ),
)


@settings(max_examples=100, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(ANY, min_size=1, max_size=30))
def test_whatever_is_written_is_read_again_as_it_was(kept):
    lines = [Line(code, codes.name_of(code)[: figures.LONGEST_NAME], 1) for code in kept]
    assert all(codes.is_code(line.code) and codes.is_known(line.code) for line in lines)
    again = figures.read([text.split("; ") for text in figures.written(lines).split("\n")])
    assert sorted(line.code for line in again) == sorted(kept)
    budget.findings(lines)
