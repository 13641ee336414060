"""What is asked of few who come, behind a fold, and what is said of numbers and days that are unlikely."""

import uuid
from datetime import date

import pytest

from exchange.periods import Period
from papers import books
from papers.books.cells import rows_of
from registry.happenings.births import warnings_of_birth
from registry.happenings.marriages import warnings_of_divorce, warnings_of_marriage
from registry.models import Resident

from .test_pages import Desk

OCTOBER = Period("2026-10")
FOREIGN = {"citizenship": "2", "nationality": "Belanda", "descent": "Eropa", "passport": "NL0001"}
#: Of a man born on 1 January 1990.
FITS, OF_A_WOMAN, OF_ANOTHER_DAY = "3507010101900001", "3507014101900001", "3507010201900001"


@pytest.fixture
def desk(village, gita, signed_in):
    return Desk(signed_in(village, gita), village)


def form(**person):
    usual = {"name": "PIETER SAMPLE", "sex": "1", "born_on": "1990-01-01"}
    typed = {f"person_0_{name}": value for name, value in (usual | person).items()}
    return {
        "key": str(uuid.uuid4()),
        "happened_on": "2026-10-06",
        "reported_on": "2026-10-06",
        "origin": "Malang",
        "count": "1",
        "under": "baru",
        **typed,
    }


def cells(code):
    book = books.of(code)
    return [list(row.cells) for row in rows_of(book.rows(OCTOBER), book.columns)]


def record(desk, slug, **sent):
    answer = desk.post(f"/kantor/warga/peristiwa/{slug}/?warga=lain", {**sent, "step": "catat"}, follow=True)
    assert "Peristiwa tercatat." in answer.content.decode(), answer.status_code


def test_a_foreign_guest_has_a_country_and_a_descent_in_the_book(desk, people):
    record(desk, "tinggal-sementara", **form(**FOREIGN), purpose="Bekerja")

    (row,) = cells("B.4")
    assert (row[4], row[7:9]) == ("NL0001", ["BELANDA", "EROPA"])


def test_the_parents_and_blood_of_who_comes_stand_in_the_book(desk, people):
    asked = {"father_name": "Jan Sample", "mother_name": "Mina Sample", "blood": "13", "reads": "AL", "relation": "1"}
    record(desk, "datang", **form(**asked), confirmed=["NO_LETTER", "NO_CARD"])

    row = cells("B.5")[-1]
    assert row[15:17] == ["JAN SAMPLE", "MINA SAMPLE"]
    assert row[6] == Resident.objects.get(name="PIETER SAMPLE").get_blood_display().upper() != ""
    assert cells("B.1")[-1][9] == "AL"


@pytest.mark.parametrize("slug", ["datang", "tinggal-sementara"])
def test_what_is_asked_of_few_is_behind_a_fold_that_opens_over_a_mistake(desk, people, slug):
    address = f"/kantor/warga/peristiwa/{slug}/?warga=lain"

    asked = desk.get(address).content.decode()
    wrong = desk.post(address, form(father_nik="123"))

    assert "<details><summary>Isian lain" in asked
    assert 'name="person_0_nationality"' in asked.partition("Isian lain")[2]
    assert wrong.status_code == 422
    assert "<details open><summary>Isian lain" in wrong.content.decode()


def test_other_programs_may_say_it_too(village, desk, people):
    said = {**form(**FOREIGN), "purpose": "Bekerja", "warga": "lain"}

    answer = desk.post("/api/v1/peristiwa/tinggal-sementara/", said, content_type="application/json")

    assert answer.status_code == 201, answer.content
    assert Resident.objects.get(name="PIETER SAMPLE").nationality == "Belanda"


@pytest.mark.parametrize(
    ("nik", "words"),
    [
        (OF_A_WOMAN, "NIK ini bernomor perempuan"),
        (OF_ANOTHER_DAY, "Tanggal lahir di NIK (02-01-90) berbeda"),
        ("9907010101900001", "bukan kode provinsi"),
    ],
)
@pytest.mark.parametrize("slug", ["datang", "tinggal-sementara"])
def test_a_nik_that_does_not_fit_who_comes_is_told_first(desk, people, slug, nik, words):
    sent = form(nik=nik) | {"purpose": "Bekerja", "under": "baru", "person_0_relation": "1"}
    address = f"/kantor/warga/peristiwa/{slug}/?warga=lain"

    assert words in desk.post(address, sent).content.decode()
    assert words not in desk.post(address, sent | {"person_0_nik": FITS}).content.decode()


def names(found):
    return {one.reason.name for one in found}


@pytest.mark.parametrize(
    ("nik", "said"),
    [
        (None, set()),
        ("3529010510260001", set()),
        ("3529014510260001", {"OTHER_SEX"}),
        ("3529010610260001", {"OTHER_BIRTHDAY"}),
    ],
)
def test_the_nik_of_a_newborn_is_compared_with_its_birth(people, nik, said):
    day = date(2026, 10, 5)
    child = {"name": "BAYI SAMPLE", "sex": 1, "nik": nik}

    found = warnings_of_birth(resident=people["ina"], children=[child], father=None, happened_on=day, reported_on=day)

    assert names(found) & {"OTHER_SEX", "OTHER_BIRTHDAY", "UNKNOWN_PLACE"} == said


@pytest.mark.parametrize(
    ("religion", "told", "is_late"),
    [
        (2, date(2026, 10, 30), True),
        (2, date(2026, 10, 20), False),
        (1, date(2026, 10, 30), False),
        (None, date(2026, 10, 30), False),
    ],
)
def test_a_marriage_outside_the_kua_is_late_after_sixty_days(people, religion, told, is_late):
    adi, ina = people["adi"], people["ina"]
    adi.religion = religion

    found = warnings_of_marriage(resident=adi, partner=ina, details={}, happened_on=date(2026, 8, 25), reported_on=told)

    assert ("LATE" in names(found)) is is_late


@pytest.mark.parametrize(("told", "is_late"), [(date(2026, 10, 30), True), (date(2026, 10, 24), False)])
def test_a_divorce_is_late_after_sixty_days(people, told, is_late):
    found = warnings_of_divorce(
        resident=people["adi"], partner=people["ina"], details={}, happened_on=date(2026, 8, 25), reported_on=told
    )

    assert ("LATE" in names(found)) is is_late
