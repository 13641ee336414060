"""Giving numbers: one after the other, anew each day, one to a browser, and not all of them to robots."""

import uuid
from datetime import UTC, datetime, timedelta

import pytest
from conftest import NOON
from django.db import IntegrityError, transaction

from audit.models import Entry
from jobs.errands.models import Errand
from modules.service.models import ClosedDay
from modules.service.queue import actions, queries
from modules.service.queue.models import State, Ticket
from walls import current


def test_numbers_follow_each_other_within_a_service(take):
    assert [take("A").name, take("B").name, take("A").name] == ["A-001", "B-001", "A-002"]


def test_the_same_key_gives_the_same_number(take):
    key = uuid.uuid4()

    assert take(key=key).pk == take(key=key).pk
    assert Ticket.objects.count() == 1


def test_a_service_there_is_not_is_refused(take):
    with pytest.raises(actions.GroupUnknown):
        take("Z")


@pytest.mark.parametrize(
    ("zone", "last_moment"),
    [
        ("Asia/Jakarta", datetime(2026, 11, 20, 16, 59, 59, tzinfo=UTC)),
        ("Asia/Makassar", datetime(2026, 11, 20, 15, 59, 59, tzinfo=UTC)),
        ("Asia/Jayapura", datetime(2026, 11, 20, 14, 59, 59, tzinfo=UTC)),
    ],
)
def test_numbers_begin_again_at_the_offices_own_midnight(village, take, zone, last_moment):
    current.office().timezone = zone

    assert take(at=last_moment).name == "A-001"
    assert take(at=last_moment).name == "A-002"
    assert take(at=last_moment + timedelta(seconds=1)).name == "A-001"


def test_the_first_number_of_a_day_leaves_word_to_close_it(take):
    take(at=datetime(2026, 11, 20, 3, tzinfo=UTC))

    take()

    with current.outside():
        due = list(Errand.objects.filter(task="queue.close_days").values_list("due_at", flat=True))
    assert due == [datetime(2026, 11, 20, 17, tzinfo=UTC)]


def test_a_day_that_is_over_is_closed_and_its_browsers_are_forgotten(take):
    ticket, done = take(browser="b"), take(browser="c")
    actions.cancel_ticket(ticket=done, at=NOON)
    tomorrow = NOON + timedelta(days=1)

    assert actions.close_days(at=NOON) == 0
    assert actions.close_days(at=tomorrow) == 1

    ticket.refresh_from_db()
    assert (ticket.state, ticket.ended_at, ticket.browser) == (State.LAPSED, tomorrow, "")
    assert not Ticket.objects.exclude(browser="").exists()


def test_a_browser_waits_with_one_number(take):
    first = take(browser="b", source="PHONE")

    with pytest.raises(actions.AlreadyInLine) as caught:
        take(browser="b", source="PHONE")

    assert caught.value.ticket == first
    actions.cancel_ticket(ticket=first, at=NOON)
    assert take(browser="b", source="PHONE").name == "A-002"


def test_the_database_itself_gives_no_number_twice(take):
    ticket = take()
    ticket.pk, ticket.key, ticket.code = None, uuid.uuid4(), "ZZZZ2222"

    with pytest.raises(IntegrityError, match="a_number_of_a_day_is_given_once"), transaction.atomic():
        ticket.save(force_insert=True)


def test_phones_get_a_share_of_the_day_and_the_door_the_rest(take):
    for number in range(3):
        take(source="PHONE", browser=f"b{number}")

    with pytest.raises(actions.PhonesNotServed, match="habis"):
        take(source="PHONE", browser="robot")
    assert take().name == "A-004"


@pytest.mark.parametrize(
    "at",
    [
        datetime(2026, 11, 21, 3, tzinfo=UTC),  # a Saturday
        datetime(2026, 12, 25, 3, tzinfo=UTC),  # Christmas
        datetime(2026, 11, 20, 8, 1, tzinfo=UTC),  # 15.01, closed
    ],
)
def test_phones_get_nothing_while_the_office_is_closed(take, at):
    with pytest.raises(actions.PhonesNotServed, match="tutup"):
        take(source="PHONE", browser="b", at=at)


def test_a_served_number_cannot_be_given_back(take, budi):
    ticket = take()
    actions.call_next(desk=1, by=budi, at=NOON, after=None)
    actions.begin_serving(ticket=ticket, by=budi, at=NOON)

    with pytest.raises(actions.TicketMovedOn):
        actions.cancel_ticket(ticket=ticket, at=NOON)


def test_the_log_names_numbers_and_nobody(take):
    take(browser="fingerprint-of-a-browser", is_priority=True)

    entry = Entry.objects.get(action="queue_ticket.take")
    assert entry.detail == {"number": "A-001", "source": "DOOR"}


def test_phones_of_the_day_are_counted_in_the_offices_day(take):
    before_midnight = datetime(2026, 11, 19, 16, 0, tzinfo=UTC)

    assert queries.today(before_midnight).isoformat() == "2026-11-19"
    assert queries.today(before_midnight + timedelta(hours=1)).isoformat() == "2026-11-20"


def test_phones_get_nothing_on_a_day_the_village_itself_is_closed(take, budi):
    ClosedDay.objects.create(day=NOON.date(), reason="Bersih desa", made_by=budi, made_at=NOON)

    with pytest.raises(actions.PhonesNotServed, match="tutup"):
        take(source="PHONE", browser="a")
