"""The nightly comparison: what is a difference, what excuses one, and what is only on its way."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from conftest import NOON

from exchange import indicators, today
from exchange.indicators import Figure
from exchange.outbox import actions
from exchange.outbox.models import Dirty

pytestmark = pytest.mark.django_db
LATER = NOON + timedelta(hours=1)


@pytest.fixture
def change(register, monkeypatch):
    """`change("bells_rung", version=2)`: the indicator is declared otherwise."""

    def declare(code, **changes):
        monkeypatch.setitem(indicators._declared, code, replace(indicators.named(code), **changes))

    return declare


def test_a_figure_is_compared_as_of_its_own_moment(village, register, change):
    """It counts one more each hour: that is no fault. What changed without a mark is."""
    register["2026-11"] = (3, 100)

    def count(period):
        rung, turns = register[period]
        return Figure(rung + (today.given() - NOON) // timedelta(hours=1), turns)

    change("bells_rung", count=count, moves_with_time=True)
    actions.mark("bells_rung", at=NOON)
    actions.publish_dirty(at=NOON)

    assert actions.check_figures(period="2026-11", at=LATER) == []

    register["2026-11"] = (4, 100)
    [difference] = actions.check_figures(period="2026-11", at=LATER)
    assert (difference.published, difference.counted) == ((3, 100), (4, 100)), "not five, as it is an hour later"


def test_what_is_changed_while_the_figures_are_compared_is_on_its_way(village, register, change):
    register["2026-11"], register["stock"] = (3, 4), 7
    actions.mark("bells_rung", "bells", at=NOON)
    actions.publish_dirty(at=NOON)

    def somebody_is_quick(period):
        actions.mark("bells_rung", at=LATER)
        return Figure(4, 4)

    def somebody_is_quicker(period):
        if register["stock"] == 7:
            register["stock"] = 8
            actions.mark("bells", at=LATER)
            actions.publish_dirty(at=LATER)
        return Figure(register["stock"])

    change("bells_rung", count=somebody_is_quick)
    change("bells", count=somebody_is_quicker)

    assert actions.differences(period="2026-11", at=LATER) == []


def test_the_first_night_of_a_month_finds_nothing_wrong_and_the_second_does(village, register):
    """People live there since long, but nobody did anything on the first of the month, so nothing was marked."""
    register["2026-12"] = (3, 4)
    first = datetime(2026, 11, 30, 18, 20, tzinfo=UTC)

    assert actions.check_figures(period="2026-12", at=first) == []
    [difference] = actions.check_figures(period="2026-12", at=first + timedelta(days=1))
    assert difference.published is None


def test_who_follows_is_marked_too(village, register, monkeypatch):
    follower = replace(indicators.named("bells"), code="beats", follows=("bells_rung",))
    monkeypatch.setitem(indicators._declared, "beats", follower)

    actions.mark("bells_rung", at=NOON, period=["2026-10", "2026-11"])

    marked = {(mark.indicator, mark.period) for mark in Dirty.objects.all()}
    assert marked == {(code, period) for code in ("bells_rung", "beats") for period in ("2026-10", "2026-11")}


def test_what_nobody_can_mark_is_told_with_its_reason(village, register, change):
    register["2026-11"] = (3, 4)
    change("bells_rung", unmarked="catatan desa lain")
    actions.mark("bells_rung", at=NOON)
    actions.publish_dirty(at=NOON)
    register["2026-11"] = (3, 5)

    [difference] = actions.differences(period="2026-11", at=LATER)
    assert difference.excuse == "berubah karena catatan desa lain"
    assert actions.check_figures(period="2026-11", at=LATER) == []
