"""What a kabupaten asks for beside what ships has five numbers of its own, from figures whose codes follow from its code."""

from datetime import UTC, datetime

import pytest
from conftest import NOON

from exchange import indicators
from exchange.indicators import Figure, IndicatorUnknown
from exchange.models import Fact
from exchange.outbox.actions import differences, publish_dirty, recompute_all
from exchange.periods import Period
from submissions import actions, codes, queries, rates
from walls import current

pytestmark = pytest.mark.django_db
SAID = {"name": "Laporan kas desa", "basis": "Perbup contoh 1", "rhythm": "month", "post": "SEKDES",
        "due": {"by": "DAY", "months": 1, "number": 5}}  # fmt: skip
LONG = "laporan-posyandu-dan-gizi-balita-bulanan"


@pytest.fixture
def admin(regency, make_account):
    with current.inside(regency):
        return make_account("admin", "ADMIN_KABUPATEN")


@pytest.fixture
def ask(regency, village, admin):
    """`ask("kas")`: the kabupaten wants one more report, and knows that it is late already for two months."""

    def keep(code, **more):
        with current.inside(regency):
            said, late = SAID | {"active_from": "2026-01-01"} | more, ("2026-09", "2026-10")
            actions.keep_obligation(code=code, said=said, by=admin, at=NOON, accepted=late)
        queries.forget()

    return keep


@pytest.fixture
def lines(regency):
    """The kabupaten's lines of November, by obligation."""

    def read():
        with current.inside(regency):
            queries.forget()
            found = rates.of_obligations(Period("2026-11"))
        queries.forget()
        return {one.obligation: (one.name, one.five.actual, one.five.expected, one.five.on_time) for one in found}

    return read


def test_it_is_counted_from_the_day_it_is_asked_for(village, ask, sent, lines):
    with pytest.raises(IndicatorUnknown):
        indicators.named("received:kas")
    ask("kas")
    assert indicators.named("received:kas").count(Period("2026-11")) == Figure(0, 1)
    sent("2026-10", code="kas")
    publish_dirty(at=NOON)

    assert lines()["kas"] == ("Laporan kas desa", 1, 1, 0)
    sent("2026-09", code="kas", at=datetime(2026, 10, 4, 3, tzinfo=UTC))
    publish_dirty(at=NOON)
    assert Fact.objects.get(indicator="on_time:kas", period="2026-10").numerator == 1


def test_the_night_counts_what_nobody_sent(village, ask, lines):
    ask("kas")
    recompute_all(period="2026-11", at=NOON)

    assert lines()["kas"] == ("Laporan kas desa", 0, 1, 0)
    assert not [one for one in differences(period="2026-11", at=NOON) if one.indicator.endswith(":kas")]
    assert "received:kas" not in {one.code for one in indicators.all_declared()}


def test_taken_back_it_is_counted_no_more_and_what_was_published_stays_readable(
    village, regency, ask, sent, admin, lines
):
    ask("kas")
    sent("2026-10", code="kas")
    publish_dirty(at=NOON)
    with current.inside(regency):
        actions.withdraw_obligation(code="kas", by=admin, at=NOON)
    queries.forget()

    assert "kas" not in lines()
    assert indicators.named_or_retired("received:kas").is_retired
    assert Fact.objects.filter(indicator="received:kas").exists()
    recompute_all(period="2026-11", at=NOON)


def test_a_long_code_has_figures_that_fit_and_are_its_own(village, ask, lines):
    other = f"{LONG[:-1]}x"
    ask(LONG)
    ask(other, name="Laporan lain")
    recompute_all(period="2026-11", at=NOON)

    assert {LONG, other} <= lines().keys()
    assert len(codes.details_of(LONG)[0]) <= 40
    assert len({*codes.details_of(LONG), *codes.details_of(other)}) == 4


def test_what_ships_keeps_its_codes():
    assert codes.DETAILS["lppd"] == ("received:lppd", "on_time:lppd")
    assert max(len(code) for pair in codes.DETAILS.values() for code in pair) <= 40
