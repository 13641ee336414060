"""Answers: what is wrong is said with the way to mend it, and nothing unreadable gets through."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from modules.service import kinds
from modules.service.rules import answers, people, reading, wording
from modules.service.rules.kind import Field, FieldType
from papers.text import printable

from .samples import ANI, ANSWERS, SUBJECTS, TODAY


def check(slug, subject=ANI, *, by_officer=True, **changed):
    typed = {key: value for key, value in (ANSWERS[slug] | changed).items() if value is not None}
    return answers.validate(kinds.KINDS[slug], typed, subject=subject, today=TODAY, by_officer=by_officer)


@pytest.mark.parametrize("slug", ANSWERS)
def test_a_full_set_of_answers_is_complete_and_reads_the_same_again(slug):
    subject = SUBJECTS.get(slug, ANI)
    first = check(slug, subject)
    again = answers.validate(kinds.KINDS[slug], first.answers, subject=subject, today=TODAY, by_officer=True)

    assert first.errors == {}
    assert again.answers == first.answers


@pytest.mark.parametrize(
    ("slug", "key", "typed", "said"),
    [
        ("sk-usaha", "business_kind", "", "Jenis usaha belum diisi."),
        ("sk-usaha", "since_year", "19", "Tulis tahun dengan 4 angka, misalnya 2019."),
        ("sk-usaha", "since_year", "2027", "Tahun harus antara 1900 dan 2026. Anda mengetik 2027."),
        ("sk-usaha", "since_year", "1980", "Usaha tidak mungkin mulai sebelum pemiliknya lahir (1985)."),
        ("sk-usaha", "business_kind", "x" * 81, "Paling banyak 80 huruf. Anda menulis 81."),
        ("sktm-umum", "purpose", " ", "Keperluan belum diisi."),
        ("sktm-umum", "dependants", "tiga", "Jumlah tanggungan harus angka bulat, tanpa koma atau tanda lain."),
        ("sktm-umum", "dependants", "21", "Jumlah tanggungan harus antara 0 dan 20 orang. Anda mengetik 21."),
        ("sk-domisili", "since_day", "31-02-2020", "Tulis tanggal seperti 22-11-2026."),
        ("sk-domisili", "since_day", "21-11-2026", "Tanggal tinggal tidak boleh di masa depan."),
        ("sk-domisili", "since_day", "01-01-1980", "Tanggal tinggal tidak mungkin sebelum tanggal lahir."),
        ("sk-kelahiran", "child.born_on", "21-11-2026", "Tanggal lahir anak tidak boleh di masa depan."),
        ("sk-kelahiran", "child.born_at", "25.00", "Tulis jam seperti 04.30."),
        ("sk-kelahiran", "child.sex", "3", "Pilih salah satu."),
        ("sk-kelahiran", "child.weight", "31", "Berat lahir harus antara 300 dan 8.000 gram. Anda mengetik 31."),
        (
            "sk-kelahiran",
            "child.name",
            "Bayu 2",
            "Nama hanya boleh berisi huruf, spasi, titik, koma, petik, dan tanda hubung.",
        ),
        ("sk-kelahiran", "relation", "AYAH", "Pelapor tercatat perempuan. Pilih hubungan yang sesuai."),
        ("sk-kelahiran", "father.nik", "3529115506850003", "NIK ayah dan ibu tidak boleh sama. Periksa lagi di KK."),
        ("sk-kelahiran", "father.nik", "352911550685", "NIK harus 16 angka. Anda mengetik 12."),
        (
            "sk-kelahiran",
            "father.born_on",
            "15-02-2020",
            "Ayah harus jauh lebih tua daripada anak. Periksa kedua tanggal lahir.",
        ),
        (
            "sk-kelahiran",
            "witness2.nik",
            "3529114101700001",
            "Saksi kedua harus orang lain. NIK-nya sama dengan saksi pertama.",
        ),
        (
            "sk-kelahiran",
            "witness1.nik",
            "3529115506850003",
            "Saksi tidak boleh orang tua anak atau pelapor. Pilih orang lain.",
        ),
        ("sk-kelahiran", "child.place_other", "", "Tempat lainnya belum diisi."),
    ],
)
def test_a_wrong_answer_is_told_with_the_way_to_mend_it(slug, key, typed, said):
    assert check(slug, **{key: typed}).errors.get(key) == said


@pytest.mark.parametrize(
    ("slug", "changed", "said"),
    [
        ("sk-kelahiran", {"child.born_on": "01-09-2026"}, "lewat 60 hari"),
        ("sktm-umum", {"purpose": "Beasiswa, berobat"}, "lebih dari satu"),
        ("sktm-umum", {"dependants": "9"}, "KK mencatat 4 jiwa"),
        ("sk-usaha", {"since_year": "1990"}, "berumur 5 tahun"),
    ],
)
def test_what_is_only_odd_is_a_warning(slug, changed, said):
    found = check(slug, **changed)

    assert found.is_complete
    assert any(said in warning for warning in found.warnings)


def test_sixty_days_are_still_in_time():
    assert check("sk-kelahiran", **{"child.born_on": "21-09-2026"}).warnings == []


def test_the_subject_is_not_asked_about_again():
    asked = answers.asked_groups(kinds.KINDS["sk-kelahiran"], {"relation": "IBU"}, subject=ANI)

    assert "mother" not in [group.key for group in asked]


def test_answers_nobody_asked_for_are_dropped():
    found = check("sk-usaha", is_admin="1", state="READY")

    assert found.answers.keys() <= {field.key for field in kinds.KINDS["sk-usaha"].fields}


def test_only_officers_answer_for_officers():
    assert "decile" in check("sktm-umum").answers
    assert "decile" not in check("sktm-umum", by_officer=False).answers


def test_a_choice_not_taken_asks_nothing_more():
    found = check("sk-kelahiran", **{"child.place_kind": "1", "child.place_other": "dihapus", "father.stated": "TIDAK"})

    assert found.is_complete
    assert "child.place_other" not in found.answers
    assert "father.name" not in found.answers


@example("\xad")
@example("\u200b \u202e")
@given(st.text(max_size=200))
def test_whatever_is_typed_is_printable_or_refused(text):
    found = check("sk-usaha", business_kind=text)

    if "business_kind" in found.answers:
        assert printable(found.answers["business_kind"], longest=80)
        assert found.answers["business_kind"].strip()


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)))
def test_no_child_is_born_tomorrow(day):
    found = check("sk-kelahiran", subject=replace(ANI, born_on=None), **{"child.born_on": day.strftime("%d-%m-%Y")})

    assert ("child.born_on" in found.errors) or day <= TODAY


def typed(kind_of_answer, said, **more):
    field = Field(key="x", label="Isian", type=FieldType(kind_of_answer), **more)
    return reading.read(field, said, today=TODAY)


@pytest.mark.parametrize(
    ("kind_of_answer", "said", "stored"),
    [
        ("phone", "+62 812-3456-7890", "081234567890"), ("email", "ani@contoh.id", "ani@contoh.id"),
        ("area", "1.250,50 m2", "1250.5"), ("area", "250", "250"), ("place", "kabupaten sumenep", "Kabupaten Sumenep"),
    ],
)  # fmt: skip
def test_the_newer_types_are_stored_in_one_form_and_typed_again(kind_of_answer, said, stored):
    field = Field(key="x", label="Isian", type=FieldType(kind_of_answer))

    assert typed(kind_of_answer, said) == stored
    assert typed(kind_of_answer, wording.typed(field, stored)) == stored
    assert typed(kind_of_answer, stored) == stored


@pytest.mark.parametrize(
    ("kind_of_answer", "said"),
    [
        ("phone", "123"),
        ("email", "ani@"),
        ("email", "a b@c.id"),
        ("area", "dua"),
        ("area", "1,2,3"),
        ("area", "1.2500"),
    ],
)
def test_the_newer_types_refuse_what_they_cannot_be(kind_of_answer, said):
    with pytest.raises(reading.Unreadable):
        typed(kind_of_answer, said)


def test_an_applicant_must_be_old_enough_and_unmarried():
    child = replace(ANI, marital="Belum kawin", born_on=date(2010, 1, 1))

    assert check("belum-menikah", child).errors == {
        "subject": "Pemohon berumur 16 tahun. Surat ini untuk umur 17 tahun ke atas."
    }
    assert "tercatat kawin" in check("belum-menikah", ANI).errors["subject"]
    assert check("belum-menikah", replace(ANI, marital="")).warnings


def test_what_need_not_be_known_of_a_person_may_stay_empty():
    name, nik = people.person_fields("father", "Ayah", ("name", "nik?"))

    assert (name.required, nik.required, nik.key) == (True, False, "father.nik")
