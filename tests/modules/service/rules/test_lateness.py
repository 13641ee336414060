"""Days off do not count, and who is told of what is late."""

from datetime import date, datetime, time, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from modules.service.rules.hours import Hours, due_after, in_words, next_open, worked_between
from modules.service.rules.lateness import whom_to_tell

WIB = timezone(timedelta(hours=7))
#: Monday and Tuesday.
OFF = frozenset({date(2026, 11, 23), date(2026, 11, 24)})
HOURS = Hours(off=OFF)


def at(text):
    return datetime.strptime(text, "%Y-%m-%d %H:%M").replace(tzinfo=WIB)


@pytest.mark.parametrize(
    ("asked", "minutes", "promised"),
    [
        ("2026-11-20 10:00", 30, "2026-11-20 10:30"),
        ("2026-11-20 14:45", 30, "2026-11-25 08:15"),
        ("2026-11-23 09:00", 30, "2026-11-25 08:30"),
        ("2026-11-20 08:00", 3 * 420, "2026-11-26 15:00"),
    ],
)
def test_a_promise_leaves_out_days_off(asked, minutes, promised):
    assert due_after(at(asked), minutes, HOURS) == at(promised)


def test_an_office_that_never_opens_hangs_no_page():
    never = Hours(off=frozenset(date(2026, 1, 1) + timedelta(days=one) for one in range(1200)))

    assert due_after(at("2026-11-20 10:00"), 30, never) > at("2027-11-20 10:00")
    assert next_open(at("2026-11-20 10:00"), never) > at("2027-11-20 10:00")
    assert worked_between(at("2026-11-20 10:00"), at("2028-11-20 10:00"), never) == 0


MOMENTS = st.builds(datetime.combine, st.dates(date(2025, 12, 1), date(2027, 1, 31)), st.times(), st.just(WIB))


@given(
    MOMENTS, MOMENTS, st.sets(st.integers(0, 6)), st.sets(st.dates(date(2025, 12, 1), date(2027, 1, 31)), max_size=30)
)
def test_what_was_worked_is_the_sum_of_what_was_worked_each_day(start, end, days, off):
    hours = Hours(time(7, 30), time(15), frozenset(days), frozenset(off))
    total, day = timedelta(), start.date()
    while day <= end.date():
        opens, closes = (datetime.combine(day, clock, WIB) for clock in (hours.opens, hours.closes))
        if hours.is_working(day) and max(start, opens) < min(end, closes):
            total += min(end, closes) - max(start, opens)
        day += timedelta(days=1)

    assert worked_between(start, end, hours) == int(total.total_seconds() // 60)


@given(st.dates(date(2026, 1, 1), date(2027, 1, 1)), st.times(), st.integers(0, 5000), st.sets(st.integers(0, 30)))
def test_what_is_promised_after_some_minutes_lies_so_many_working_minutes_away(day, clock, minutes, off):
    start = datetime.combine(day, clock.replace(second=0, microsecond=0), WIB)
    hours = Hours(time(8), time(15), frozenset(range(6)), frozenset(day + timedelta(days=one) for one in off))

    due = due_after(start, minutes, hours)

    assert worked_between(start, due, hours) == minutes
    assert hours.is_working(due.date())


@pytest.mark.parametrize(
    ("minutes", "words"),
    [
        (0, "baru saja"),
        (45, "45 menit kerja"),
        (125, "2 jam kerja"),
        (420, "1 hari kerja"),
        (1000, "2 hari 2 jam kerja"),
    ],
)
def test_how_late_in_words(minutes, words):
    assert in_words(minutes, Hours()) == words


NOON, DUE = at("2026-11-20 12:00"), at("2026-11-20 11:00")
EARLIER = at("2026-11-20 11:30")
A_DAY_AGO = at("2026-11-19 11:30")


@pytest.mark.parametrize(
    ("desk", "told", "told_at", "due", "post"),
    [
        ("KASI", "", None, DUE, "SEKDES"),
        ("KASI", "", None, NOON, ""),
        ("KASI", "SEKDES", EARLIER, DUE, ""),
        ("KASI", "SEKDES", A_DAY_AGO, DUE, "KADES"),
        ("SEKDES", "", None, DUE, "KADES"),
        ("SEKDES", "SEKDES", EARLIER, DUE, ""),
        ("SEKDES", "SEKDES", A_DAY_AGO, DUE, "KADES"),
        ("SEKDES", "KADES", A_DAY_AGO, DUE, ""),
        ("KADES", "", None, DUE, ""),
        ("", "", None, DUE, ""),
    ],
)
def test_the_post_above_is_told_once(desk, told, told_at, due, post):
    assert whom_to_tell(desk, told, told_at, due=due, now=NOON, hours=Hours()) == post
