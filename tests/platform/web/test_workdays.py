"""Terms in working days, as a clerk counts them on a wall calendar."""

from datetime import date

import pytest

from web import workdays

FRIDAY = date(2026, 11, 20)
CHRISTMAS = frozenset({date(2026, 12, 24), date(2026, 12, 25)})


@pytest.mark.parametrize(
    ("start", "count", "last"),
    [
        (FRIDAY, 1, date(2026, 11, 23)),
        (FRIDAY, 5, date(2026, 11, 27)),
        (date(2026, 11, 21), 1, date(2026, 11, 23)),
        (date(2026, 12, 22), 2, date(2026, 12, 28)),
        (FRIDAY, 0, FRIDAY),
    ],
)
def test_a_term_ends_on_the_last_working_day_that_counts(start, count, last):
    assert workdays.after(start, count, CHRISTMAS) == last


def test_a_six_day_week_counts_saturdays():
    assert workdays.after(FRIDAY, 1, frozenset(), days=frozenset(range(6))) == date(2026, 11, 21)


def test_days_between_agree_with_the_term():
    for count in range(1, 40):
        assert workdays.between(FRIDAY, workdays.after(FRIDAY, count, CHRISTMAS), CHRISTMAS) == count
    assert workdays.between(FRIDAY, FRIDAY, CHRISTMAS) == workdays.between(FRIDAY, date(2026, 11, 1), CHRISTMAS) == 0


def test_a_calendar_without_working_days_is_refused():
    with pytest.raises(workdays.NoWorkingDays):
        workdays.after(FRIDAY, 1, frozenset(), days=frozenset())
