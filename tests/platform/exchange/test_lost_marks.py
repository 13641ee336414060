"""A mark that was lost sounds the alarm in the night, also in a figure that moves with time; that time went on sounds none."""

import re
from contextlib import contextmanager
from datetime import date, datetime, time
from types import SimpleNamespace
from typing import Any

import pytest
from conftest import NOON
from django.db import transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from samples.ledger import enrol
from samples.moving_figures import DAY, HOUR, SCENES, asked, given

from exchange import holidays, indicators, today
from exchange.matters import actions as matters
from exchange.models import Alarm, Fact, Holiday
from exchange.outbox import actions as outbox
from exchange.outbox import tasks
from exchange.periods import Period
from walls import current

pytestmark = pytest.mark.django_db
MOVING = sorted(code for code, one in indicators._declared.items() if one.moves_with_time and not one.unmarked)


@pytest.fixture
def cast(village, district, budi, sari, gita, make_account):
    """Who does something in a scene; the kecamatan's people only where they are asked for."""

    def above(username: str, post: str, **more: Any) -> Any:
        with current.inside(district):
            return make_account(username, post, **more)

    return SimpleNamespace(
        village=village, district=district, budi=budi, sari=sari, gita=gita, make=make_account, above=above
    )


@pytest.fixture
def lost(monkeypatch):
    """Inside of it every mark is lost."""

    @contextmanager
    def lose():
        with monkeypatch.context() as losing:
            losing.setattr(outbox, "mark", lambda *codes, **said: None)
            yield

    return lose


def test_every_indicator_that_moves_with_time_has_its_scene():
    assert set(SCENES) == set(MOVING)


def test_few_change_by_what_nobody_can_mark():
    unmarked = {code for code, one in indicators._declared.items() if one.unmarked}

    assert unmarked == {
        # Other villages' records, who signed in, and steps noticed on the first page; none is of the first 18.
        "nik_possible", "recorded_elsewhere", "officers_active", "starting_steps", "starting_next", "starting_days",
    }  # fmt: skip


@pytest.mark.parametrize("code", MOVING)
def test_time_is_no_fault_and_a_lost_mark_is_one(code, cast, lost, settings, tmp_path, monkeypatch):
    settings.CA_DIR = tmp_path / "ca"
    scene, indicator = SCENES[code](cast, code), indicators.named(code)
    # Of the others tests/platform/exchange/test_twelve_villages.py tells.
    monkeypatch.setattr(indicators, "all_declared", lambda *level, **details: [indicator])
    with current.inside(scene.office):
        period = Period(scene.period)
        outbox.recompute_all(period=period, at=scene.at)

        assert indicator.counted_as_of(scene.at, period) != indicator.counted_as_of(scene.later, period), "it moves"
        assert outbox.check_figures(period=period, at=scene.later) == []

        done_at = scene.at + HOUR
        if scene.is_late_by_then:
            outbox.recompute_all(period=period, at=scene.later)
            done_at = scene.later + HOUR
        with transaction.atomic():
            with lost():
                scene.do(done_at)
            outbox.check_figures(period=period, at=scene.later + DAY)
            assert Alarm.objects.get(ended_at__isnull=True).indicator == code
            transaction.set_rollback(True)

        if scene.is_marked:
            scene.do(done_at)
            assert outbox.check_figures(period=period, at=scene.later + DAY) == [], "on its way"
            outbox.publish_dirty(at=done_at + HOUR)
        assert outbox.check_figures(period=period, at=scene.later + DAY) == []
        assert not Alarm.objects.exists()


def test_what_others_decide_anew_is_no_fault(cast, regency):
    """The kabupaten gives a day off within the term, and a consultation that was late is late no more."""
    scene = asked(cast, "consultations_in_time")
    late = datetime.combine(NOON.date() + 29 * DAY, time(5), NOON.tzinfo)
    with current.inside(scene.office):
        outbox.recompute_all(period=scene.period, at=late)
        assert Fact.objects.get(indicator="consultations_in_time").denominator == 1
    with current.inside(regency):
        Holiday.objects.create(office_id=regency.pk, day=NOON.date() + 27 * DAY, name="Hari jadi")

    with current.inside(scene.office):
        holidays.forget()
        [found] = [one for one in outbox.differences(period=scene.period, at=late + DAY) if one.counted is None]

    assert (found.indicator, found.excuse) == ("consultations_in_time", "ketentuannya berganti")


def test_the_night_hears_other_offices_before_it_compares(cast, monkeypatch):
    scene = given(cast, "assignments_in_time")
    monkeypatch.setattr(tasks.timezone, "now", lambda: scene.later)
    outbox.recompute_all(period=scene.period, at=scene.later)
    monkeypatch.setattr(matters, "hear_all", lambda at: 0)
    scene.do(scene.later + HOUR)
    monkeypatch.undo()
    monkeypatch.setattr(tasks.timezone, "now", lambda: scene.later + DAY)

    tasks.recompute.run()

    assert not Alarm.objects.exists()


def test_only_what_says_so_asks_the_clock_and_only_the_given_one(village, district, budi, monkeypatch):
    enrol(at=NOON, name="ANI SAMPLE", sex=2, born_on=date(1985, 6, 15))
    asks, said = set(), {}
    monkeypatch.setattr(timezone, "now", lambda: pytest.fail("the clock of the process"))
    for code, indicator in indicators._declared.items():
        monkeypatch.setattr(today, "given", lambda code=code: asks.add(code) or NOON)
        office = village if indicator.level == "village" else district
        with current.inside(office), CaptureQueriesContext(current.connection) as queried:
            indicator.count(Period("2026" if indicator.period == "year" else "2026-10"))
        said[code] = " ".join(query["sql"] for query in queried).lower()

    assert asks - {"officers_active"} == set(MOVING)
    assert not [
        code
        for code, sql in said.items()
        if re.search(r"statement_timestamp|current_(?:date|time)|(?<!, )now\(\)", sql)
    ]
