"""The figures about reports, against counts by hand."""

from datetime import UTC, date, datetime, timedelta

import pytest
from conftest import NOON
from django.utils import timezone

from exchange import indicators, today
from exchange.indicators import Figure
from exchange.matters import actions as matters
from exchange.models import Fact
from exchange.outbox.actions import differences, publish_dirty, recompute_all
from exchange.periods import Period
from submissions import actions, codes, facts, queries
from walls import current

pytestmark = pytest.mark.django_db


def at(month, day, hour=3):
    return datetime(2026, month, day, hour, tzinfo=UTC)


def count(code, period):
    return indicators.named(code).counted_as_of(timezone.now(), Period(period))


@pytest.fixture
def as_of(monkeypatch):
    """`as_of(2027, 4, 2)`: the clock stands at noon of that day."""

    def stand(*day):
        monkeypatch.setattr(timezone, "now", lambda: datetime(*day, 5, tzinfo=UTC))

    return stand


def test_nothing_due_is_no_figure_and_what_is_late_counts_as_failed(village, sent, as_of):
    assert count(codes.ON_TIME, "2026-08") is None
    assert count("lpj_on_time", "2026") is None
    # September's was due on 10 October, October's on 10 November: neither came.
    assert count(codes.ON_TIME, "2026-10") == count("recap_on_time", "2026-11") == Figure(0, 1)
    # November's is due on 10 December.
    assert count(codes.ON_TIME, "2026-12") is None
    as_of(2026, 12, 10)
    assert count(codes.ON_TIME, "2026-12") is None
    as_of(2026, 12, 11)
    assert count(codes.ON_TIME, "2026-12") == Figure(0, 1)
    sent("2026-10", at=NOON)
    assert (count(codes.ON_TIME, "2026-11"), count(codes.RECEIVED, "2026-11")) == (Figure(0, 1), Figure(1, 1))


def test_the_day_is_the_villages_own_not_the_servers(village, sent):
    # 17.30 UTC on the tenth is half past midnight of the eleventh in Sumenep; an hour before it is still the tenth.
    sent("2026-10", at=at(11, 10, 17) + timedelta(minutes=30))
    assert count(codes.ON_TIME, "2026-11") == Figure(0, 1)
    sent("2026-09", at=at(10, 10, 16) + timedelta(minutes=30))
    assert count(codes.ON_TIME, "2026-10") == Figure(1, 1)


def test_returned_counts_by_the_month_it_was_first_looked_at(village, district, sent, camat):
    first, second = sent("2026-09", at=at(10, 9)), sent("2026-10", at=at(10, 31, 20))
    with current.inside(district):
        actions.return_report(key=first.key, reason="Lampiran belum ada.", by=camat, at=at(11, 3))
        actions.accept_report(key=second.key, by=camat, at=at(11, 4))
    matters.hear_all(at=NOON)
    sent("2026-09", at=at(11, 30))
    with current.inside(district):
        matters.hear_all(at=NOON)
        actions.accept_report(key=first.key, by=camat, at=at(12, 1))

    assert count(codes.CHECKED, "2026-11") == Figure(1, 2)
    assert count(codes.CHECKED, "2026-12") is count(codes.CHECKED, "2026-10") is None
    # Returned is not late: the first sending of September's came on the ninth.
    assert count(codes.ON_TIME, "2026-10") == Figure(1, 1)


def test_the_yearly_ones_are_yes_or_no_of_the_year_they_are_due_in(village, district, sent, sari, as_of):
    as_of(2027, 4, 2)
    sent("2026", code="lpj-apbdes", at=datetime(2027, 3, 31, 16, tzinfo=UTC))
    sent("2026", code="lppd", at=datetime(2027, 4, 1, 1, tzinfo=UTC))
    about = {"code": "lkppd", "term": "2026", "text": "", "by": sari}
    actions.hand_on_report(**about, handed_on=date(2027, 3, 20), at=datetime(2027, 4, 2, 1, tzinfo=UTC))
    sent("2027-S1", code="apbdes-semester-1", at=datetime(2027, 7, 14, 16, tzinfo=UTC))

    found = {code: count(code, "2027") for code in codes.YEARLY.values()}
    assert found == {
        "lpj_on_time": Figure(1, 1),
        "lppd_on_time": Figure(0, 1),
        # It is told late that it was handed over in time: the day itself counts.
        "lkppd_on_time": Figure(1, 1),
        "semester_report_on_time": Figure(1, 1),
    }
    # LPJ, LPPD, LKPPD, and IPPD which never came, and February's recapitulation.
    assert count(codes.ON_TIME, "2027-03") == Figure(2, 6)
    assert count(codes.RECEIVED, "2027-03") == Figure(3, 6)
    assert count("received:lppd", "2027-03") == Figure(1, 1)
    assert count("on_time:lppd", "2027-03") == Figure(0, 1)


def test_what_is_published_is_what_counting_gives(village, district, sent, camat):
    sent("2026-09", at=at(10, 9))
    matter = sent("2026-10", at=at(11, 12))
    with current.inside(district):
        matters.hear_all(at=NOON)
        actions.return_report(key=matter.key, reason="Jumlah tidak cocok.", by=camat, at=NOON)
    matters.hear_all(at=NOON)
    publish_dirty(at=NOON)
    before = dict(Fact.objects.filter(indicator__startswith="re").values_list("indicator", "numerator"))
    assert before.keys() >= {
        "reports_on_time",
        "reports_received",
        "reports_returned",
        "recap_on_time",
        "received:rekap-penduduk",
    }
    for period in ("2026-10", "2026-11"):
        ours = [one for one in differences(period=period, at=NOON) if one.indicator in _codes()]
        assert ours == []
        recompute_all(period=period, at=NOON)
        assert [one for one in differences(period=period, at=NOON) if one.indicator in _codes()] == []


def test_outside_of_a_count_the_day_is_asked_of_the_database_in_the_offices_own_zone(village):
    with current.connection.cursor() as cursor:
        cursor.execute("SELECT (now() AT TIME ZONE 'Asia/Jakarta')::date")
        assert today.in_office() == cursor.fetchone()[0]


def test_details_stand_on_their_own_page_only(village):
    told = {one.code for one in indicators.all_declared()}
    assert codes.ON_TIME in told
    assert not told & {code for pair in codes.DETAILS.values() for code in pair}
    assert facts.reports_on_time.__name__ == "reports_on_time"
    assert queries.SHIPPED.keys() == codes.DETAILS.keys()


def _codes():
    return {codes.ON_TIME, codes.RECEIVED, codes.CHECKED, *codes.MONTHLY.values(), *sum(codes.DETAILS.values(), ())}
