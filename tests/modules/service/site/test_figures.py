"""What is told above of the budget: when it was set, how late, and what was spent of it; each against a count by hand."""

import uuid
from datetime import date

import pytest
from conftest import NOON

from exchange import indicators
from exchange.indicators import WORKDAYS, Figure
from exchange.models import Fact
from exchange.outbox import actions as outbox
from exchange.outbox.models import Dirty
from exchange.periods import Period
from modules.service.site import actions
from modules.service.site.models import Publication
from modules.service.site.rules import budget


@pytest.fixture
def told(village, budi):
    """`told(set_on=date(…))`: a line of the public list about the budget of 2026."""

    def keep(title="Perdes tentang APBDes 2026", *, subject="APBDES", year=2026, public=True, held=None, **said):
        said = {"title": title, "number": "7/2025", "set_on": date(2025, 12, 30), "link": "/apbdes/", **said}
        key, edition = (held.key, held.edition) if held else (uuid.uuid4(), 0)
        about = {"access": "PERIODIC", "subject": subject, "year": year, "said": said, "edition": edition}
        one = actions.keep_publication(key=key, **about, by=budi, at=NOON)
        return actions.publish_publication(publication=one, by=budi, at=NOON) if public else one

    return keep


@pytest.fixture
def spent(village, budi):
    """`spent(5, None)`: of ten planned in each field, so much is realised in the first ones."""

    def publish(*realised, year=2026, edition=0):
        names = list(budget.SPENDING)[: len(realised)]
        spending = {name: (10, done) for name, done in zip(names, realised, strict=True)}
        amounts = {"income": {"own": (10 * len(names), None)}, "spending": spending}
        return actions.publish_figures(
            year=year,
            amounts=amounts,
            income=10 * len(names),
            spending=10 * len(names),
            edition=edition,
            by=budi,
            at=NOON,
        )

    return publish


def count(code, period):
    return indicators.named(code).count(Period(period))


@pytest.mark.parametrize(
    ("set_on", "in_time", "days"),
    [
        (date(2025, 12, 31), 1, 0),
        (date(2026, 1, 1), 0, 0),
        (date(2026, 1, 2), 0, 1),
        # The 2nd, five days of a week, and a Monday.
        (date(2026, 1, 12), 0, 7),
    ],
)
def test_a_budget_is_set_before_its_year_begins_or_late_by_working_days(told, set_on, in_time, days):
    told(set_on=set_on)

    assert count("budget_set_in_time", "2026") == Figure(in_time, 1)
    late = count("budget_set_days_late", "2026")
    assert (late.numerator, sum(late.buckets), len(late.buckets)) == (days, 1, len(WORKDAYS) + 1)


@pytest.mark.parametrize(
    "said",
    [
        {"set_on": None},
        {"number": ""},
        {"public": False},
        {"year": 2025},
        {"title": "Perdes tentang Perubahan APBDes 2026"},
        {"title": "Laporan realisasi APBDes 2026"},
        {"subject": "PERDES", "title": "Perdes tentang Pungutan Desa"},
        {"subject": "PERKADES", "title": "Perkades tentang Penjabaran APBDes 2026"},
    ],
)
def test_what_nobody_has_said_is_missing_and_not_nought(told, said):
    told(**said)

    assert count("budget_set_in_time", "2026") is None
    assert count("budget_set_days_late", "2026") is None


@pytest.mark.parametrize("title", ["Perdes tentang APB Desa 2026", "Anggaran Pendapatan dan Belanja Desa Tahun 2026"])
def test_a_decree_in_the_list_of_laws_says_it_too(told, title):
    told(title, subject="PERDES")
    told("Perdes tentang Perubahan APBDes", subject="PERDES", set_on=date(2026, 8, 1))

    assert count("budget_set_in_time", "2026") == Figure(1, 1)


def test_of_two_days_the_first_counts(told):
    told(set_on=date(2026, 2, 3))
    told(set_on=date(2025, 12, 29), subject="PERDES")

    assert count("budget_set_in_time", "2026") == Figure(1, 1)


def test_a_line_moves_the_years_it_is_and_was_about_and_the_night_finds_the_same(told, village):
    one = told(year=2025)
    outbox.publish_dirty(at=NOON)
    told(held=Publication.objects.get(pk=one.pk))
    assert set(Dirty.objects.filter(indicator="budget_set_in_time").values_list("period", flat=True)) == {
        "2025",
        "2026",
    }
    outbox.publish_dirty(at=NOON)

    facts = Fact.objects.filter(office_id=village.pk, indicator="budget_set_in_time")
    assert [(one.period, one.numerator) for one in facts] == [("2026", 1)]
    for period in ("2025", "2026"):
        assert not [one for one in outbox.differences(period=period, at=NOON) if one.indicator.startswith("budget_set")]


def test_what_was_spent_of_the_budget_of_the_year(spent):
    assert count("spending_realised", "2026-11") is None
    spent(5, 10)

    assert count("spending_realised", "2026-11") == Figure(15, 20)
    assert count("spending_realised", "2025-11") is None


def test_a_field_that_does_not_say_leaves_no_figure(spent):
    spent(5, None)

    assert count("spending_realised", "2026-11") is None


def test_taken_back_it_is_told_no_more(spent, village, budi):
    spent(5)
    outbox.publish_dirty(at=NOON)
    assert Fact.objects.get(office_id=village.pk, indicator="spending_realised").numerator == 5
    actions.take_back_publication(publication=Publication.objects.get(), by=budi, at=NOON)
    outbox.publish_dirty(at=NOON)

    assert not Fact.objects.filter(office_id=village.pk, indicator="spending_realised").exists()


def test_how_they_are_counted_is_said():
    for code, number in (("spending_realised", "F01"), ("budget_set_in_time", "A03"), ("budget_set_days_late", "A03")):
        one = indicators.named(code)
        assert (one.number, one.version, bool(one.how), one.legal_basis) == (number, 1, True, "Permendagri 20/2018")
