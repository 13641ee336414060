from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from exchange.periods import NotAPeriod, Period


@pytest.mark.parametrize(
    "text", ["", "2026-13", "2026-00", "26-11", "2026-1", "2026-11-01", "0000-01", "2026-11\n", "٢٠٢٦-١١"]
)
def test_what_is_no_period_is_refused(text):
    with pytest.raises(NotAPeriod):
        Period(text)


def test_a_month_knows_its_days():
    november = Period("2026-11")

    assert (november.first_day, november.last_day) == (date(2026, 11, 1), date(2026, 11, 30))
    assert november.words == "November 2026"


def test_months_follow_each_other_over_the_year():
    assert Period("2026-12").after == "2027-01"
    assert Period("2027-01").before == "2026-12"
    assert Period("2026-02").back(3) == ["2025-12", "2026-01", "2026-02"]


def test_a_year_is_a_period_too():
    assert Period("2026").last_day == date(2026, 12, 31)
    assert (Period("2026").before, Period("2026").after) == ("2025", "2027")


def test_a_month_begins_when_it_begins_in_the_office():
    begins = Period("2026-11").begins_at(ZoneInfo("Asia/Jayapura"))

    assert begins == datetime(2026, 10, 31, 15, 0, tzinfo=UTC)
