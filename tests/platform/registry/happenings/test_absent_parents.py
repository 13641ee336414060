"""Births of children whose parents do not live in the village: typed as F-2.01 asks, with a card or a place of the child's own."""

import uuid
from datetime import date

import pytest
from samples.ledger import happen

from exchange.periods import Period
from papers import books
from papers.books.cells import rows_of
from registry.actions.happenings import HappeningImpossible, record_birth, record_stillbirth, undo_event
from registry.actions.happenings.places import Card, Place
from registry.happenings.births import warnings_of_birth
from registry.models import Event, Resident
from registry.queries import balance

from .conftest import OTHER_CARD, days, on
from .test_pages import Desk

OCTOBER = date(2026, 10, 1)
UMA = {"name": "Uma Sample", "sex": 2, "weight_g": 3100}
#: Of a woman born on 2 February 1994.
HERS = "3507014202940001"
SRI = {
    "birth_kind": 1, "mother_name": "SRI DARI JAUH", "mother_nik": HERS, "mother_birthplace": "MALANG",
    "mother_born_on": "1994-02-02", "mother_citizenship": 1,
}  # fmt: skip
ADDRESS = "/kantor/warga/peristiwa/kelahiran/"


@pytest.fixture
def desk(village, gita, signed_in):
    return Desk(signed_in(village, gita), village)


def bear(by, day=5, children=(UMA,), details=SRI, **more):
    said = {"card": Card(joins=OTHER_CARD), "citizenship": 1, **days(day), **more}
    return record_birth(resident=None, children=children, details=details, by=by, at=on(day), **said)


def typed(**more):
    return {
        "key": str(uuid.uuid4()), "happened_on": "2026-10-05", "reported_on": "2026-10-05", "birth_kind": "1", "name_1": "Uma Sample",
        "sex_1": "2", "citizenship": "1", "mother_name": "Sri dari Jauh", "mother_nik": HERS, "mother_born_on": "1994-02-02",
        "join_no_kk": OTHER_CARD, **more,
    }  # fmt: skip


def cells(code):
    book = books.of(code)
    return [list(row.cells) for row in rows_of(book.rows(Period("2026-10")), book.columns)]


class TestTheChild:
    def test_comes_onto_the_card_that_is_said_and_lives_where_it_does(self, people, gita):
        event = bear(gita)

        uma = event.resident
        assert (uma.family, uma.relation, uma.hamlet, uma.rt) == (people["lone"], 9, people["south"], "002")
        assert (uma.mother, uma.mother_name, uma.mother_nik, uma.citizenship) == (None, "SRI DARI JAUH", HERS, 1)
        assert (event.family, event.touched) == (people["lone"], [uma.pk])

    def test_counts_as_born_in_every_book_and_goes_by_its_undo(self, people, gita):
        event = bear(gita)

        assert (balance.of_month(OCTOBER).people().born, balance.of_month(OCTOBER).people().closing) == (1, 6)
        assert "UMA SAMPLE" in [row[1] for row in cells("B.1")]
        assert cells("B.5")[-1][16] == "SRI DARI JAUH"
        undo_event(event=event, reason="Salah catat", key=None, by=gita, at=on(6))
        assert (balance.of_month(OCTOBER).people().born, balance.of_month(OCTOBER).people().closing) == (0, 5)

    def test_may_live_at_a_place_without_a_card(self, people, gita):
        event = bear(gita, card=Card(), place=Place(hamlet=people["north"].pk, rt="3", address="Panti Asuhan"))

        uma = event.resident
        assert (uma.family, uma.relation, uma.hamlet, uma.rt, uma.address) == (
            None, None, people["north"], "003", "Panti Asuhan",
        )  # fmt: skip
        assert balance.of_month(OCTOBER).people().closing == 6

    def test_is_a_child_of_a_mother_who_once_lived_here(self, people, gita):
        Resident.objects.filter(pk=people["ina"].pk).update(nik=HERS, nik_status="TETAP")
        happen("MOVE_OUT", Resident.objects.get(pk=people["ina"].pk), at=on(2), by=gita)

        event = bear(gita, details={"birth_kind": 1, "mother_nik": HERS})

        assert (event.resident.mother, event.resident.mother_name) == (people["ina"], "INA SAMPLE")
        assert people["ina"].pk in event.touched


def dead_before(people, gita):
    Resident.objects.filter(pk=people["ina"].pk).update(nik=HERS, nik_status="TETAP")
    happen("DEATH", Resident.objects.get(pk=people["ina"].pk), at=on(2), by=gita)


def lives_here(people, gita):
    Resident.objects.filter(pk=people["ina"].pk).update(nik=HERS, nik_status="TETAP")


@pytest.mark.parametrize(
    ("changed", "given", "field"),
    [
        ({"mother_nik": "12"}, {}, "mother_nik"),
        ({"mother_name": ""}, {}, "mother_name"),
        ({"mother_name": "SR1"}, {}, "mother_name"),
        ({"mother_born_on": "2020-01-01"}, {}, "mother_born_on"),
        ({"mother_born_on": "1950-01-01"}, {}, "mother_born_on"),
        ({"father_name": "JO", "father_nik": HERS}, {}, "father_nik"),
        ({"father_name": "JO", "father_born_on": "2020-01-01"}, {}, "father_born_on"),
        ({}, {"card": Card()}, "join_no_kk"),
        ({}, {"card": Card(joins="3599010101159999")}, "join_no_kk"),
        ({}, {"card": Card(), "place": Place(hamlet=999_999)}, "hamlet"),
        ({}, {"children": [{**UMA, "nik": HERS}]}, "nik_1"),
        ({}, {"relation": 1}, "relation"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(people, gita, changed, given, field):
    with pytest.raises(HappeningImpossible) as refused:
        bear(gita, details={**SRI, **changed}, **given)

    assert refused.value.field == field
    assert not Event.objects.filter(kind="BIRTH").exists()


@pytest.mark.parametrize(
    ("prepare", "words"), [(lives_here, "Pilih INA SAMPLE sebagai ibu"), (dead_before, "sudah meninggal sebelum")]
)
def test_a_number_of_somebody_in_the_register_is_judged_by_the_record(people, gita, prepare, words):
    prepare(people, gita)

    with pytest.raises(HappeningImpossible, match=words) as refused:
        bear(gita)

    assert refused.value.field == "mother_nik"


def test_the_mother_of_a_fathers_child_is_typed_too(people, gita):
    said = {"resident": people["oto"], "children": [UMA], "details": SRI, "by": gita, "at": on(5), **days(5)}
    event = record_birth(**said)
    lost = record_stillbirth(resident=people["oto"], details=SRI, by=gita, at=on(5), **days(5))

    assert (event.resident.family, event.resident.mother_nik) == (people["lone"], HERS)
    assert (lost.resident, lost.family, lost.details["mother_nik"]) == (people["oto"], people["lone"], HERS)


def test_what_is_unlikely_is_said(people, gita):
    def warned(details, card=None, children=(UMA,)):
        told = {"father": None, "happened_on": date(2026, 10, 5), "reported_on": date(2026, 10, 5)}
        found = warnings_of_birth(resident=None, children=children, details=details, card=card, **told)
        return {one.reason.name for one in found}

    joins = Card(joins=OTHER_CARD)
    assert warned(SRI, joins) == set()
    assert warned({"birth_kind": 1}) == {"NO_MOTHER", "NO_CARD"}
    assert warned({**SRI, "mother_born_on": "1970-02-02"}, joins) == {"UNUSUAL_AGE", "OTHER_BIRTHDAY"}
    bear(gita, day=1)
    assert warned(SRI, joins, [{**UMA, "name": "UMI SAMPLE"}]) == {"BORN_SHORTLY_BEFORE"}
    bear(gita, day=5, details={"birth_kind": 1})
    assert "ALREADY_THERE" in warned({"birth_kind": 1}, joins)


class TestThePage:
    def test_asks_for_the_parents_and_a_home_only_where_neither_is_registered(self, desk, people):
        nobody = desk.get(f"{ADDRESS}?warga=lain").content.decode()
        father = desk.get(f"{ADDRESS}?warga={people['oto'].pk}").content.decode()
        mother = desk.get(f"{ADDRESS}?warga={people['ina'].pk}").content.decode()

        assert "Ayah dan ibunya tidak terdaftar di desa ini" in desk.get(ADDRESS).content.decode()
        asked = ("mother_nik", "father_nik", "join_no_kk", "hamlet", "citizenship")
        assert [f'name="{name}"' in nobody for name in asked] == [True] * 5
        assert [f'name="{name}"' in father for name in asked] == [True, False, False, False, False]
        assert [f'name="{name}"' in mother for name in asked] == [False] * 5

    def test_checks_records_and_tells_with_the_number_masked(self, desk, people, django_assert_max_num_queries):
        address = f"{ADDRESS}?warga=lain"

        check = desk.post(address, typed()).content.decode()
        assert "UMA SAMPLE masuk keluarga OTO SAMPLE sebagai famili lain." in check
        assert "Tercatat di buku B.1, B.2, dan B.3" in check
        assert not Event.objects.filter(kind="BIRTH").exists()
        done = desk.post(address, {**typed(), "step": "catat"}, follow=True).content.decode()
        assert "Peristiwa tercatat." in done
        assert "Tanggal lahir ibu" in done
        assert HERS not in done
        event = Event.objects.get(kind="BIRTH")
        with django_assert_max_num_queries(10):
            desk.get(f"/kantor/warga/peristiwa/{event.pk}/")

    @pytest.mark.parametrize(
        ("changed", "words"),
        [
            ({"join_no_kk": ""}, "Isi nomor KK yang menampung anak ini"),
            ({"mother_nik": "12"}, "16 angka"),
            ({"citizenship": ""}, "Kewarganegaraan anak"),
        ],
    )
    def test_says_what_is_missing_at_its_field(self, desk, people, changed, words):
        answer = desk.post(f"{ADDRESS}?warga=lain", typed(**changed))

        assert answer.status_code == 422
        assert words in answer.content.decode()


def test_other_programs_say_in_so_many_words_that_no_parent_is_registered(desk, people):
    def send(**more):
        return desk.post("/api/v1/peristiwa/kelahiran/", {**typed(), **more}, content_type="application/json")

    assert (send().status_code, list(send().json())) == (400, ["warga"])
    answer = send(warga="lain")
    assert answer.status_code == 201, answer.content
    assert HERS not in answer.content.decode()
    assert Resident.objects.get(name="UMA SAMPLE").mother_nik == HERS
