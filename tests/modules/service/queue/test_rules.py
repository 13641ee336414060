"""Whose turn it is, how a number sounds, and when its call may be expected."""

from datetime import timedelta

import pytest
from conftest import NOON
from hypothesis import given
from hypothesis import strategies as st

from modules.service.queue.rules import forecast, turns, words
from modules.service.queue.rules.desks import Desk, competing
from modules.service.queue.rules.turns import IN_A_ROW, InLine

LINES = st.lists(st.tuples(st.integers(0, 60), st.booleans()), max_size=25).map(
    lambda said: [InLine(pk, NOON + timedelta(minutes=minute), first) for pk, (minute, first) in enumerate(said)]
)


@given(LINES, st.lists(st.booleans(), max_size=3))
def test_everybody_is_called_once(line, latest):
    order = turns.order_of(line, latest)

    assert sorted(one.pk for one in order) == sorted(one.pk for one in line)


@given(LINES)
def test_nobody_is_overtaken_by_his_like(line):
    order = turns.order_of(line, [])

    for first in (True, False):
        since = [one.since for one in order if one.goes_first is first]
        assert since == sorted(since)


@given(LINES)
def test_others_wait_for_two_in_a_row_at_most_and_the_first_never_wait_for_two_others(line):
    order = turns.order_of(line, [])
    others_left = sum(not one.goes_first for one in line)
    first_left = len(line) - others_left
    row = 0
    for one in order:
        if one.goes_first:
            row += 1
            assert row <= IN_A_ROW or others_left == 0
            first_left -= 1
        else:
            assert row >= IN_A_ROW or first_left == 0
            row, others_left = 0, others_left - 1


def test_who_was_sent_from_another_desk_is_next():
    line = [InLine(1, NOON, goes_first=True), InLine(2, NOON + timedelta(minutes=9), was_sent=True)]

    assert turns.next_of(line, []).pk == 2


def test_nobody_is_next_when_nobody_waits():
    assert turns.next_of([], [True, True]) is None


@given(st.integers(0, 200), st.integers(0, 8), st.integers(1, 3600), st.integers(0, 3600))
def test_a_forecast_is_a_span_that_begins_no_earlier_than_now_to_the_step(ahead, desks, usual, more):
    pace = forecast.Pace(timedelta(seconds=usual), timedelta(seconds=usual + more), 50)

    earliest, latest = forecast.expected(NOON, ahead, desks, pace)

    assert NOON <= earliest < latest
    assert earliest.minute % 5 == latest.minute % 5 == earliest.second == 0
    assert forecast.expected(NOON, ahead + 1, desks, pace)[0] >= earliest


def test_two_desks_are_twice_as_fast():
    pace = forecast.Pace(timedelta(minutes=10), timedelta(minutes=20), 50)

    assert forecast.expected(NOON, 6, 1, pace)[0] - NOON == timedelta(minutes=60)
    assert forecast.expected(NOON, 6, 2, pace)[0] - NOON == timedelta(minutes=30)


@pytest.mark.parametrize(("typed", "meant"), [("A-014", ("A", 14)), (" a14 ", ("A", 14)), ("b 7", ("B", 7))])
def test_a_number_is_known_as_people_type_it(typed, meant):
    assert words.parts(typed) == meant


@pytest.mark.parametrize("typed", ["", "014", "A-", "A-1234", "Z-001", "A-٠١٤", "A-014; --", "x" * 5000])
def test_what_is_no_number_is_none(typed):
    assert words.parts(typed) is None


def test_a_call_is_spoken_digit_by_digit():
    assert words.spoken("A", 14, "Loket 2") == "Nomor antrean A, nol satu empat. Silakan ke Loket dua."


def test_services_that_share_a_desk_compete():
    desks = [Desk(1, "Loket 1", "A"), Desk(2, "Loket 2", "BC")]

    assert competing("A", desks) == {"A"}
    assert competing("B", desks) == {"B", "C"}
    assert competing("D", desks) == {"D"}
