"""When a head moves away, those who stay keep the card, get a new one, or come onto another family's (F-1.03)."""

import uuid

import pytest
from samples.villagers import KK, OTHER_KK, settle_village, told

from registry.actions.happenings import HappeningImpossible, NewHead, undo_event
from registry.actions.happenings.inside import record_move_inside
from registry.actions.happenings.moves import record_move_out
from registry.actions.happenings.places import Card, Place
from registry.models import CardNumber, Event, Family, Resident
from registry.queries import balance

from .conftest import on

AWAY = {"reason": 1, "move_class": 5, "destination": "Denpasar"}


@pytest.fixture
def people(village):
    return settle_village()


def out(people, choice, **more):
    adi = people["adi"]
    return record_move_out(resident=adi, movers=[adi.pk], details=AWAY, new_head=choice, **told(5) | more)


def cards():
    living = Resident.objects.filter(status=1).select_related("family").order_by("pk")
    return {one.name.split()[0]: (one.family.no_kk, one.relation) for one in living}


def adds_up(heads):
    found = balance.of_month(on(1).date())
    assert all(cell.people.adds_up and cell.heads.adds_up for cell in found.cells)
    assert found.heads().closing == heads


def test_they_keep_the_number_under_a_new_head(people):
    event = out(people, NewHead(people["ina"].pk, keeps_number=True))

    assert cards() == {"INA": (KK, 1), "ELA": (KK, 4), "EDO": (KK, 4), "OTO": (OTHER_KK, 1)}
    assert event.details["rest_card"] == 3
    assert not CardNumber.objects.filter(event=event).exists()
    assert Resident.objects.get(pk=people["ela"].pk).previous_no_kk == ""
    adds_up(2)


def test_they_get_a_new_card(people):
    event = out(people, NewHead(people["ina"].pk, no_kk="3599010510260009"))

    assert cards()["INA"] == ("3599010510260009", 1)
    assert event.details["rest_card"] == 2


def test_they_come_onto_another_familys_card_and_live_where_they_lived(people):
    event = out(people, NewHead(joins=OTHER_KK, relations={people["ina"].pk: 11}))

    assert cards() == {"INA": (OTHER_KK, 11), "ELA": (OTHER_KK, 9), "EDO": (OTHER_KK, 9), "OTO": (OTHER_KK, 1)}
    assert event.details["rest_card"] == 1
    ina = Resident.objects.get(pk=people["ina"].pk)
    assert (ina.hamlet, ina.address, ina.previous_no_kk) == (people["north"], "Jl. Satu", KK)
    adds_up(1)

    undo_event(event=event, reason="Salah orang", key=None, by=None, at=on(6))
    assert cards()["INA"] == (KK, 3)
    assert cards()["ADI"] == (KK, 1)
    adds_up(2)


def test_those_left_behind_by_a_move_within_the_village_may_join_too(people):
    adi = people["adi"]
    event = record_move_inside(
        resident=adi, movers=[adi.pk], place=Place(hamlet=people["south"].pk), details={}, card=Card(),
        new_head=NewHead(joins=OTHER_KK), **told(5),
    )  # fmt: skip

    assert cards()["ELA"] == (OTHER_KK, 9)
    assert event.details["rest_card"] == 1
    adds_up(2)


@pytest.mark.parametrize(
    ("choice", "field", "words"),
    [
        (NewHead(joins=KK), "rest_join_no_kk", "KK mereka sendiri"),
        (NewHead(joins="3599010101159999"), "rest_join_no_kk", "Tidak ada keluarga"),
        (NewHead(), "new_head", "Pilih kepala keluarga"),
        (NewHead(keeps_number=True), "new_head", "Pilih kepala keluarga"),
    ],
)
def test_what_cannot_be_changes_nothing(people, choice, field, words):
    with pytest.raises(HappeningImpossible, match=words) as refused:
        out(people, choice)

    assert refused.value.field == field
    assert cards()["ADI"] == (KK, 1)


def test_a_card_that_nobody_heads_is_not_joined(people):
    Resident.objects.filter(pk=people["oto"].pk).update(relation=9)

    with pytest.raises(HappeningImpossible, match="belum punya kepala keluarga"):
        out(people, NewHead(joins=OTHER_KK))


@pytest.fixture
def desk(village, gita, signed_in):
    return signed_in(village, gita)


def said(people, *movers, **more):
    days = {"happened_on": "2026-10-05", "reported_on": "2026-10-05", "key": str(uuid.uuid4())}
    movers = movers or ["adi"]
    return {**days, "movers": [people[name].pk for name in movers], "destination": "Denpasar", "move_class": 5, **more}


def test_the_page_asks_whose_card_it_is_and_checks_it_first(people, desk):
    address = f"/kantor/warga/peristiwa/pindah/?warga={people['adi'].pk}"
    assert "Numpang KK keluarga lain" in desk.get(address).content.decode()
    assert (
        "KK bagi yang tinggal"
        not in desk.get(f"/kantor/warga/peristiwa/pindah/?warga={people['oto'].pk}").content.decode()
    ), "somebody alone leaves nobody"
    form = said(people, rest_card=1, rest_join_no_kk=OTHER_KK)

    check = desk.post(address, form).content.decode()
    assert "INA SAMPLE masuk keluarga OTO SAMPLE sebagai famili lain." in check
    assert Family.objects.get(no_kk=KK).members.filter(status=1).count() == 4
    done = desk.post(address, {**form, "step": "catat", "confirmed": ["NO_LETTER"]}, follow=True).content.decode()

    assert "Numpang KK keluarga lain" in done
    assert cards()["INA"] == (OTHER_KK, 9)


@pytest.mark.parametrize(
    ("more", "movers", "words"),
    [
        ({"rest_card": 1}, ["adi"], "Isi nomor KK yang ditumpangi."),
        ({"rest_card": 3, "rest_join_no_kk": OTHER_KK}, ["adi"], "Pilih numpang KK, atau kosongkan"),
        ({"rest_card": 3, "new_no_kk": "3599010510260009"}, ["adi"], "Kosongkan, atau pilih membuat KK baru."),
        ({"rest_card": 1, "rest_join_no_kk": OTHER_KK}, ["ela"], "Kepala keluarga tetap tinggal"),
    ],
)
def test_what_contradicts_itself_is_said_at_its_field(people, desk, more, movers, words):
    answer = desk.post(f"/kantor/warga/peristiwa/pindah/?warga={people[movers[0]].pk}", said(people, *movers, **more))

    assert (answer.status_code, words in answer.content.decode()) == (422, True)
    assert not Event.objects.filter(kind="MOVE_OUT").exists()


def test_the_api_takes_the_same_fields(people, desk):
    form = {
        **said(people, rest_card=1, rest_join_no_kk=OTHER_KK),
        "warga": people["adi"].pk,
        "confirmed": ["NO_LETTER"],
    }

    made = desk.post("/api/v1/peristiwa/pindah/", form, content_type="application/json")

    assert made.status_code == 201, made.content
    assert (made.json()["details"]["rest_card"], cards()["EDO"]) == (1, (OTHER_KK, 9))
