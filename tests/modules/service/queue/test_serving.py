"""Calling, calling again, skipping, sending on: a number is at one desk at a time and never lost."""

from datetime import timedelta

import pytest
from conftest import NOON
from django.db import IntegrityError, transaction

from modules.service.models import State as LetterState
from modules.service.queue import actions, queries
from modules.service.queue.models import State, Ticket

MINUTE = timedelta(minutes=1)


@pytest.fixture
def call(budi, gita, two_desks):
    """Call to a desk, as whoever sits there."""

    def call_to(desk, after=None, at=NOON):
        by = {1: budi, 2: gita}.get(desk, budi)
        return actions.call_next(desk=desk, by=by, at=at, after=after.pk if after else None)

    return call_to


def test_the_first_who_came_is_called(take, call):
    first, _ = take(), take(minutes=1)

    called = call(1)

    assert called == first
    assert (called.state, called.desk, called.calls, called.called_at) == (State.CALLED, 1, 1, NOON)


def test_two_who_go_first_and_then_one_of_the_others(take, call):
    ordinary = take()
    first = [take(minutes=minute, is_priority=True) for minute in (1, 2, 3)]

    called = [ticket := call(1)]
    while len(called) < 4:
        called.append(ticket := call(1, after=ticket, at=NOON + len(called) * MINUTE))

    assert called == [first[0], first[1], ordinary, first[2]]


def test_calling_ends_what_the_desk_has_served(take, call):
    first, second = take(), take()
    call(1)

    called = call(1, after=first, at=NOON + 5 * MINUTE)

    first.refresh_from_db()
    assert called == second
    assert (first.state, first.began_at, first.ended_at) == (State.DONE, NOON, NOON + 5 * MINUTE)


def test_a_second_click_calls_nobody_else(take, call):
    first, _ = take(), take()

    assert call(1) == first
    assert call(1) == first
    assert Ticket.objects.filter(state=State.WAITING).count() == 1


def test_the_last_one_is_ended_though_nobody_waits(take, call):
    first = take()
    call(1)

    with pytest.raises(actions.NobodyWaits):
        call(1, after=first)

    first.refresh_from_db()
    assert first.state == State.DONE


def test_a_desk_calls_its_own_services_only(take, call):
    complaint = take("B")

    with pytest.raises(actions.NobodyWaits):
        call(1)
    assert call(2) == complaint


def test_a_desk_there_is_not_calls_nobody(take, call):
    with pytest.raises(actions.DeskUnknown):
        call(7)


def test_a_number_is_called_again_and_keeps_its_first_call(take, call, budi):
    ticket = take()
    call(1)

    again = actions.recall(ticket=ticket, by=budi, at=NOON + MINUTE)

    assert (again.calls, again.called_at, again.last_call_at) == (2, NOON, NOON + MINUTE)


def test_who_is_not_there_goes_to_the_end_once_and_then_is_gone(take, call, budi):
    absent, other = take(is_priority=True), take(minutes=1)
    call(1)

    absent = actions.skip(ticket=absent, by=budi, at=NOON + 2 * MINUTE)
    assert (absent.state, absent.desk) == (State.WAITING, None)
    assert call(1, at=NOON + 3 * MINUTE) == other
    assert call(1, after=other, at=NOON + 4 * MINUTE) == absent
    gone = actions.skip(ticket=absent, by=budi, at=NOON + 5 * MINUTE)

    assert (gone.state, gone.ended_at) == (State.ABSENT, NOON + 5 * MINUTE)


def test_who_is_sent_on_is_the_other_desks_next_and_nobody_elses(take, call, budi):
    sent, waiting = take(), take()
    call(1)

    actions.transfer(ticket=sent, desk=2, reason="Perlu tanda tangan Kasi", by=budi, at=NOON + MINUTE)

    assert call(1, at=NOON + 2 * MINUTE) == waiting
    called = call(2, at=NOON + 2 * MINUTE)
    assert called == sent
    assert called.moved_because == "Perlu tanda tangan Kasi"
    assert called.called_at == NOON


@pytest.mark.parametrize(
    ("desk", "reason", "error"),
    [(1, "Salah loket", "DeskUnknown"), (9, "Salah loket", "DeskUnknown"), (2, " - ", "ReasonMissing")],
)
def test_a_transfer_without_another_desk_or_reason_is_refused(take, call, budi, desk, reason, error):
    ticket = take()
    call(1)

    with pytest.raises(getattr(actions, error)):
        actions.transfer(ticket=ticket, desk=desk, reason=reason, by=budi, at=NOON)

    ticket.refresh_from_db()
    assert ticket.desk == 1


def test_who_waits_for_a_desk_that_is_no_more_waits_for_any(take, call, budi, two_desks):
    ticket = take()
    call(1)
    actions.transfer(ticket=ticket, desk=2, reason="Salah loket", by=budi, at=NOON)

    actions.change_settings(
        groups=two_desks.all_groups[:1],
        desks=two_desks.all_desks[:1],
        gives_online=True,
        online_limit=3,
        has_sound=True,
        by=budi,
        at=NOON,
    )

    assert call(1) == ticket


ACTS = {
    "recall": {"CALLED"},
    "begin_serving": {"CALLED"},
    "skip": {"CALLED"},
    "finish_serving": {"CALLED", "SERVING"},
}


@pytest.mark.parametrize("state", State.values)
@pytest.mark.parametrize("act", ACTS)
def test_each_act_is_possible_where_it_makes_sense_and_nowhere_else(take, budi, act, state):
    ticket = take()
    there = {"desk": 1, "called_at": NOON, "last_call_at": NOON, "served_by": budi}
    ended = None if state in ("WAITING", "CALLED", "SERVING") else NOON
    Ticket.objects.filter(pk=ticket.pk).update(state=state, ended_at=ended, **there)

    if state in ACTS[act]:
        assert getattr(actions, act)(ticket=ticket, by=budi, at=NOON).pk == ticket.pk
    else:
        with pytest.raises(actions.TicketMovedOn):
            getattr(actions, act)(ticket=ticket, by=budi, at=NOON)


def test_the_database_itself_has_one_at_a_desk(take, call, budi):
    take()
    second = take()
    call(1)

    with pytest.raises(IntegrityError, match="a_desk_calls_one_at_a_time"), transaction.atomic():
        Ticket.objects.filter(pk=second.pk).update(
            state=State.CALLED, desk=1, called_at=NOON, last_call_at=NOON, served_by=budi
        )


def test_a_letter_made_meanwhile_is_tied_to_the_number(take, call, make_letter):
    ticket = take()
    call(1)

    letter, _ = make_letter(LetterState.CHECKING), make_letter(LetterState.CHECKING)

    ticket.refresh_from_db()
    assert (ticket.made, ticket.state) == (letter, State.SERVING)


def test_a_letter_made_without_a_number_is_tied_to_none(take, make_letter):
    take()

    make_letter(LetterState.CHECKING)

    assert not Ticket.objects.filter(made__isnull=False).exists()


def test_measured_are_those_who_were_served_to_the_end(take, budi):
    for minutes in range(10):
        ticket = take()
        actions.call_next(desk=1, by=budi, at=NOON + minutes * MINUTE, after=None)
        actions.begin_serving(ticket=ticket, by=budi, at=NOON + (minutes + 1) * MINUTE)
        actions.finish_serving(ticket=ticket, by=budi, at=NOON + (minutes + 4) * MINUTE)
    take()

    times = queries.times_by_group(NOON)["A"]

    assert (times.count, times.wait, times.long_wait) == (10, 4 * MINUTE, 8 * MINUTE)
    assert (times.service, times.long_service) == (3 * MINUTE, 3 * MINUTE)
    assert queries.times_by_hour(NOON)[12] == times
    assert queries.pace_of("A", NOON).usual == 3 * MINUTE
    assert not queries.pace_of("B", NOON).is_measured
