"""The night counts everything anew: equal is silent, different is an alarm those above see, for every indicator there is."""

from dataclasses import replace
from datetime import timedelta
from functools import partial

import pytest
from conftest import NOON
from django.db.models import F

from exchange import indicators
from exchange.indicators import Figure, Indicator
from exchange.models import Alarm, Fact
from exchange.outbox import actions as outbox
from exchange.outbox import tasks
from exchange.periods import Period
from supervision import alarms
from walls import current

pytestmark = pytest.mark.django_db
NOVEMBER = Period("2026-11")
CODES = sorted(indicators._declared)


@pytest.fixture
def night(monkeypatch):
    """`night(2)`: the recount of the second night."""

    def pass_by(number: int) -> None:
        monkeypatch.setattr(tasks.timezone, "now", lambda: NOON + timedelta(days=number))
        tasks.recompute.run()

    return pass_by


def thirty(indicator: Indicator) -> Figure:
    """Of forty, where it is a share; what counting makes of a register other tests tell."""
    if indicator.is_one_each and indicator.is_share:
        return Figure(1, 1)
    groups = (0,) * len(indicator.edges) + (1,) if indicator.edges else None
    return Figure(30, 40 if indicator.is_share else None, groups)


@pytest.mark.parametrize("code", CODES)
def test_one_disturbed_figure_is_an_alarm_and_nothing_else_is(code, village, district, regency, night, monkeypatch):
    indicator, every = indicators.named(code), indicators.all_declared
    period = NOVEMBER if indicator.period == "month" else NOVEMBER[:4]
    home = village if indicator.level == "village" else district
    # It and one more, because a night over all of them takes a second.
    among = {code, next(one.code for one in every(indicator.level) if one.code != code)}
    for one in among:
        count = partial(lambda period, figure: figure, figure=thirty(indicators.named(one)))
        monkeypatch.setitem(indicators._declared, one, replace(indicators.named(one), count=count))
    monkeypatch.setattr(
        indicators,
        "all_declared",
        lambda *level, **details: [one for one in every(*level, **details) if one.code in among],
    )
    with current.inside(home):
        for when in ("2025", "2026", "2026-10", NOVEMBER):
            outbox.recompute_all(period=when, at=NOON)
        night(1)
        assert not Alarm.objects.exists(), "equal is silent"

        disturbed = Fact.objects.filter(office_id=home.pk, indicator=code, period=period)
        assert disturbed.update(numerator=F("numerator") - 1) == 1
        night(2)

    expected = [] if indicator.unmarked else [(home.pk, code, period, "DIFFERS")]
    for above in (district, regency):
        with current.inside(above):
            told = [(one.office_id, one.indicator, one.period, one.kind) for one in alarms.sounding()]
            assert told == expected, f"what {above.name} is told"

    with current.inside(home):
        assert disturbed.get().numerator in (1, 30), "the same night made it right"
