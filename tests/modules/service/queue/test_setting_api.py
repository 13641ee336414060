"""Desks and services arranged over the API, and a number taken back at the desk."""

from datetime import timedelta

import pytest
from conftest import NOON

from modules.service.queue import actions, queries
from modules.service.queue.models import State

SETTINGS = "/api/v1/antrean/pengaturan/"


@pytest.fixture(autouse=True)
def at_noon(time_machine):
    time_machine.move_to(NOON, tick=False)


@pytest.fixture
def head(village, citra, signed_in):
    return signed_in(village, citra, second_factor=True)


@pytest.fixture
def desk(village, budi, signed_in):
    return signed_in(village, budi)


def put(who, said):
    return who.put(SETTINGS, said, content_type="application/json")


def test_desks_are_arranged_and_what_is_missing_stays(head, two_desks):
    desks = [{"number": 1, "name": "Loket Depan", "letters": "b, a"}]
    kept = put(head, {"desks": desks, "online_limit": 7})

    assert (kept.status_code, put(head, {"desks": desks, "online_limit": 7}).json()) == (200, kept.json())
    assert kept.json()["desks"] == [{"number": 1, "name": "Loket Depan", "letters": "AB"}]
    assert [one["name"] for one in kept.json()["groups"]] == ["Surat", "Aduan dan konsultasi"]
    assert (queries.queue_settings().online_limit, queries.queue_settings().has_sound) == (7, True)
    assert head.get(SETTINGS).json() == kept.json()


@pytest.mark.parametrize(
    "said",
    [
        {"desks": []},
        {"groups": []},
        {"desks": [{"number": 1, "name": "Loket 1", "letters": "C"}]},
        {"desks": [{"number": 1, "name": "Satu", "letters": "AB"}, {"number": 1, "name": "Dua", "letters": "AB"}]},
        {"groups": [{"letter": "Z", "name": "Lain"}]},
        {"online_limit": 9999},
        [1],
    ],
)
def test_what_does_not_go_together_is_refused(head, two_desks, said):
    before = head.get(SETTINGS).json()

    assert put(head, said).status_code == 400
    assert head.get(SETTINGS).json() == before


def test_the_device_at_the_door_gets_another_address(head, visitor, two_desks):
    before = head.get(SETTINGS).json()["kiosk"]
    after = head.post(f"{SETTINGS}mesin/").json()["kiosk"]

    assert after != before
    assert head.get(SETTINGS).json()["kiosk"] == after
    assert visitor.get(SETTINGS).status_code == 401


def test_who_does_not_arrange_is_shut_out(village, two_desks, signed_in, make_account):
    operator = signed_in(village, make_account("oki", "OPERATOR"))
    treasurer = signed_in(village, make_account("tia", "KAUR_KEUANGAN"))

    for path in (SETTINGS, "/api/v1/antrean/waktu/"):
        assert treasurer.get(path).status_code == 403
    assert operator.get(SETTINGS).status_code == 403
    assert operator.post(f"{SETTINGS}mesin/").status_code == 403


def test_real_times_are_told_in_seconds(head, take, budi):
    ticket = take()
    actions.call_next(desk=1, by=budi, at=NOON + timedelta(minutes=4), after=None)
    actions.finish_serving(ticket=ticket, by=budi, at=NOON + timedelta(minutes=9))

    (row,) = head.get("/api/v1/antrean/waktu/").json()["by_service"]
    assert (row["key"], row["count"], row["wait"]) == ("A", 1, 240)


def test_a_number_is_taken_back_at_the_desk_once(desk, take):
    ticket = take()
    answers = [
        desk.post(f"/api/v1/antrean/{ticket.pk}/", {"act": "cancel"}, content_type="application/json") for _ in range(2)
    ]

    assert [answer.status_code for answer in answers] == [200, 409]
    ticket.refresh_from_db()
    assert ticket.state == State.CANCELLED
