"""A target has its time: each month is judged by the target that held in it, on pages, in counts, sums, files and the API."""

from decimal import Decimal

import pytest
from conftest import NOON, VILLAGE, office

from audit.models import Entry
from exchange import indicators
from exchange.models import Target
from exchange.periods import Period
from supervision import actions, figure_queries, goals, rollups
from walls import current

from .conftest import text_of

pytestmark = pytest.mark.django_db
CODE = "requests_on_time"
ADDRESS = f"/indikator/{CODE}/target/"


@pytest.fixture
def expect(regency):
    """`expect(80, "2026-01")`: what the kabupaten expects, as the owner of the tables."""

    def say(value, since="", code=CODE):
        with current.outside():
            return Target.objects.create(office=regency, indicator=code, value=value, since=since, set_at=NOON)

    return say


def send(browser, value, since=""):
    return browser.post(ADDRESS, {f"{CODE}-value": value, f"{CODE}-since": since})


def courses():
    return [(one.since, one.value and int(one.value)) for one in Target.objects.order_by("since")]


@pytest.mark.parametrize(
    ("period", "expected"),
    [("2025-12", 70), ("2026-01", 80), ("2026-12", 80), ("2027-01", None), ("2025", 70), ("2026", 80), ("2027", None)],
)
def test_a_period_asks_for_the_target_of_its_time(period, expected):
    told = goals.Goals({CODE: (("", Decimal(70)), ("2026-01", Decimal(80)), ("2027-01", None))})

    assert told.of(CODE, period) == expected
    assert told.of("whistles", period) is None


def test_a_change_is_a_new_line_and_what_changes_nothing_is_none():
    course = goals.changed((), Period("2026-01"), Decimal(80))
    later = goals.changed(course, Period("2027-01"), Decimal(90))

    assert later == (("2026-01", 80), ("2027-01", 90))
    assert goals.changed(later, Period("2027-01"), Decimal(80)) == course, "the plan is taken back"
    assert goals.changed(later, Period("2026-01"), None) == (("2027-01", 90),)
    assert goals.changed((), Period("2026-01"), None) == ()


def test_months_that_are_over_stay_as_they_were_judged(figures, expect, camat, kabupaten):
    """60, 55 and 50 percent in September, October and November: 58 is met in September alone."""
    expect(58)

    assert "di bawah target 3 bulan berturut" not in text_of(camat.get("/"))
    assert send(kabupaten, "90", "2026-11").status_code == 302

    page = text_of(camat.get(f"/desa/{office(VILLAGE).key}/{CODE}/"))
    assert "November 2026 50% ▼ ≥ 90%" in page
    assert "Oktober 2026 55% ▼ ≥ 58%" in page
    assert "September 2026 60% ✓ ≥ 58%" in page, "October's and November's targets are not asked of it"
    assert "✓ 60%" in text_of(camat.get("/?periode=2026-09"))
    whole = text_of(camat.get(f"/indikator/{CODE}/"))
    assert ("≥ 90%" in whole, "September 2026 60% ✓ ≥ 58%" in whole) == (True, True)
    table = camat.get("/unduh/perbandingan.csv?periode=2026-10").content.decode()
    assert (";58,00;" in table, ";90,00;" in table) == (True, False)


def test_months_below_are_counted_each_by_its_own_target(figures, expect, district):
    expect(50)
    expect(70, "2026-10")
    with current.inside(district):
        found = figure_queries.comparison(period="2026-11", at=NOON)
        row = figure_queries.with_history(next(one for one in found.rows if one.village.region_code == VILLAGE), found)

    assert row.readings[0].months_missed == 2, "September's 60 was enough for September's 50"


def test_the_sums_of_a_kabupaten_ask_for_the_target_of_each_month(figures, expect, regency):
    expect(58)
    expect(90, "2026-10")
    with current.inside(regency):
        found, months = rollups.one_compared(indicators.named(CODE), months=Period("2026-11").back(3), at=NOON)
        before = rollups.districts_compared(period="2026-09", at=NOON)

    assert [total.reading.target for _, total in months] == [90, 90, 58]
    assert found.totals[0].reading.target == 90
    assert before.totals[0].reading.target == 58


def test_a_year_is_judged_by_what_holds_in_its_last_month(tell, expect, district):
    indicators.indicator(
        "yearly", name="LPPD", unit="%", direction="up", counted="x", legal_basis="-", numerator="a", denominator="b",
        period="year",
    )(lambda period: None)  # fmt: skip
    tell(VILLAGE, "yearly", 95, 100, period="2026")
    tell(VILLAGE, "yearly", 95, 100, period="2025")
    expect(90, "2025-01", "yearly")
    expect(100, "2026-07", "yearly")
    with current.inside(district):
        found = figure_queries.compared([indicators.named("yearly")], period="2026-02", at=NOON, months=2)
        reading = next(one for one in found.rows if one.village.region_code == VILLAGE).readings[0]

    assert (reading.is_missed, reading.targets, reading.months_missed) == (True, (90,), 1)


def test_a_kabupaten_plans_its_targets_by_year(kabupaten, regency, camat):
    send(kabupaten, "90", "2026-01")
    send(kabupaten, "100", "2027-01")

    with current.inside(regency):
        assert courses() == [("2026-01", 90), ("2027-01", 100)]
        said = [entry.detail["since"] for entry in Entry.objects.filter(action="target.set").order_by("pk")]
    assert said == ["2026-01", "2027-01"]
    page = text_of(kabupaten.get("/indikator/"))
    assert "≥ 90% sejak Januari 2026 ≥ 100% sejak Januari 2027" in page
    told = {one["code"]: one for one in camat.get("/api/v1/indicators/").json()}[CODE]
    assert told["target"] == 90
    assert told["targets"] == [{"since": "2026-01", "value": 90.0}, {"since": "2027-01", "value": 100.0}]


@pytest.mark.parametrize("since", ["2026-10", "2026-01", "1999-01", "2026-13", "tahun depan", "2100-01"])
def test_months_that_were_judged_cannot_be_judged_anew(kabupaten, regency, expect, since):
    expect(80)

    assert send(kabupaten, "90", since).status_code == 422
    with current.inside(regency):
        assert courses() == [("", 80)]


def test_the_action_keeps_them_too_whatever_a_form_offers(regency, expect, make_account):
    expect(80, "2026-06")
    with current.inside(regency):
        admin = make_account("admin", "ADMIN_KABUPATEN")
        with pytest.raises(actions.MonthIsOver):
            actions.set_target(code=CODE, value=Decimal(1), since=Period("2026-10"), by=admin, at=NOON)
        with pytest.raises(actions.MonthIsOver):
            actions.set_target(code=CODE, value=None, since=Period("2026-01"), by=admin, at=NOON)
        actions.set_target(code=CODE, value=None, since=Period("2026-11"), by=admin, at=NOON)

        assert courses() == [("2026-06", 80), ("2026-11", None)]


def test_the_first_target_may_begin_with_the_year_because_nothing_was_judged(kabupaten, regency):
    assert "Januari 2026" in text_of(kabupaten.get("/indikator/"))

    send(kabupaten, "80", "2026-01")

    assert send(kabupaten, "85", "2026-01").status_code == 422
    with current.inside(regency):
        assert courses() == [("2026-01", 80)]
