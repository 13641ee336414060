"""Several at once, with real commits: no number twice, nobody called by two."""

import threading
import uuid

import pytest
from conftest import NOON, PASSWORD, VILLAGE, office
from django.db import connections

from accounts.models import Account
from modules.service.queue import actions
from modules.service.queue.models import State, Ticket
from modules.service.queue.rules.desks import Desk, Group
from walls import current

DESKS = [Desk(number, f"Loket {number}", "A") for number in range(1, 5)]


@pytest.fixture
def place(own_database):
    found = office(VILLAGE)
    with current.inside(found):
        clerks = [
            Account.objects.create(username=f"petugas{number}", name="Petugas", password=PASSWORD, created_at=NOON)
            for number in range(4)
        ]
        actions.change_settings(
            groups=[Group("A", "Surat")], desks=DESKS, gives_online=True, online_limit=900, has_sound=True, by=clerks[0], at=NOON
        )  # fmt: skip
    return found, clerks


def at_once(place, works):
    """Do all of it in threads that begin together; what each returned or raised."""
    found, barrier = [None] * len(works), threading.Barrier(len(works))

    def run(number, work):
        try:
            with current.inside(place):
                barrier.wait()
                found[number] = work()
        except Exception as fault:
            found[number] = fault
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=one) for one in enumerate(works)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return found


def test_numbers_asked_for_together_are_different_and_without_a_gap(place):
    village, _ = place
    keys = [uuid.uuid4() for _ in range(12)]

    def take(key):
        return lambda: actions.take_ticket(key=key, group="A", source="DOOR", at=NOON)

    # Every second one is a lost reply: the same key twice.
    found = at_once(village, [take(key) for key in [*keys, *keys[:4]]])

    assert sorted({ticket.number for ticket in found}) == list(range(1, 13))
    assert len({ticket.pk for ticket in found}) == 12


def test_officers_who_call_together_call_different_people(place):
    village, clerks = place
    with current.inside(village):
        for number in range(4):
            actions.take_ticket(key=uuid.uuid4(), group="A", source="DOOR", at=NOON, is_priority=number == 3)

    found = at_once(
        village,
        [lambda desk=desk, by=by: actions.call_next(desk=desk, by=by, at=NOON, after=None) for desk, by in enumerate(clerks, 1)],
    )  # fmt: skip

    assert sorted(ticket.number for ticket in found) == [1, 2, 3, 4], found
    with current.inside(village):
        assert Ticket.objects.filter(state=State.CALLED).values("desk").distinct().count() == 4


def test_one_desk_that_calls_twice_at_once_has_one_person(place):
    village, clerks = place
    with current.inside(village):
        for _ in range(3):
            actions.take_ticket(key=uuid.uuid4(), group="A", source="DOOR", at=NOON)

    found = at_once(village, [lambda by=by: actions.call_next(desk=1, by=by, at=NOON, after=None) for by in clerks[:3]])

    with current.inside(village):
        assert Ticket.objects.filter(state=State.CALLED).count() == 1
    assert all(isinstance(one, Ticket | actions.DeskTaken) for one in found), found


def test_one_browser_that_asks_twice_at_once_holds_one_number(place):
    village, _ = place

    def take():
        return actions.take_ticket(key=uuid.uuid4(), group="A", source="OFFICER", at=NOON, browser="b")

    found = at_once(village, [take] * 4)

    assert sum(isinstance(one, Ticket) for one in found) == 1
    assert sum(isinstance(one, actions.AlreadyInLine) for one in found) == 3
