"""Closed periods, revisions, remarks, alarms, small numbers and failures: what may become of a figure after it was counted."""

from dataclasses import replace
from datetime import timedelta

import pytest
from conftest import NOON
from django.db import transaction

from audit.models import Entry
from exchange import indicators, rules
from exchange.models import Alarm, ClosedPeriod, Fact, Remark, Revision
from exchange.outbox import actions, publishing, tasks
from exchange.outbox.models import Dirty
from exchange.periods import Period
from walls import current

pytestmark = pytest.mark.django_db
LATER = NOON + timedelta(hours=1)
OCTOBER = "2026-10"


def publish(*codes, at=NOON, period=OCTOBER):
    actions.mark(*codes or ["bells_rung"], at=at, period=period)
    return actions.publish_dirty(at=at)


def fact(code="bells_rung", period=OCTOBER):
    return Fact.objects.get(indicator=code, period=period)


def declare(monkeypatch, code="bells_rung", **changes):
    monkeypatch.setitem(indicators._declared, code, replace(indicators.named(code), **changes))


@pytest.fixture
def closed(village, register, sari):
    """October was closed with 3 of 4."""
    register[OCTOBER] = (3, 4)
    publish()
    actions.close_period(period=OCTOBER, by=sari, at=NOON)
    return register


def test_a_closed_figure_keeps_its_moment_its_formula_and_its_checksum(closed, monkeypatch):
    declare(monkeypatch, version=2)
    closed[OCTOBER] = (4, 4)

    publish(at=LATER)

    kept = fact()
    assert (kept.numerator, kept.as_of, kept.version, kept.state) == (3, NOON, 1, "FINAL")
    assert kept.checksum == rules.checksum(
        current.office().key, "bells_rung", OCTOBER,
        version=1, numerator=kept.numerator, denominator=kept.denominator, buckets=None, revision=0,
    )  # fmt: skip
    assert not Dirty.objects.exists()


def test_a_period_is_closed_once(closed, sari):
    with pytest.raises(actions.PeriodAlreadyClosed):
        actions.close_period(period=OCTOBER, by=sari, at=LATER)

    assert (ClosedPeriod.objects.get().figures, ClosedPeriod.objects.get().by_name) == (1, sari.name)
    assert Entry.objects.filter(action="period.close").count() == 1


def test_what_was_missing_at_the_close_stays_missing(village, register, sari):
    register["stock"], register[OCTOBER] = 7, (3, 4)
    publish()
    actions.close_period(period=OCTOBER, by=sari, at=NOON)

    indicators.indicator(
        "whistles", name="Peluit", unit="buah", direction="context", counted="-", legal_basis="-",
    )(lambda period: indicators.Figure(50))  # fmt: skip
    publish("whistles", at=LATER)

    assert not Fact.objects.filter(indicator="whistles").exists()


def test_the_night_closes_what_is_over_long_enough(village, register, monkeypatch):
    register[OCTOBER], register["2026-09"] = (3, 4), (1, 4)
    publish()
    publish(period="2026-09")
    ends = Period(OCTOBER).ends_at(village.tzinfo)

    assert actions.close_due(at=ends + timedelta(days=9, hours=23)) == ["2026-09"]
    assert actions.close_due(at=ends + timedelta(days=10)) == [OCTOBER]
    assert actions.close_due(at=ends + timedelta(days=11)) == []
    assert {one.by_name for one in ClosedPeriod.objects.all()} == {""}


def test_the_night_does_not_wait_for_a_month_whose_registers_are_closed(village, register, monkeypatch):
    register[OCTOBER] = (3, 4)
    publish()
    first_day, books = Period(OCTOBER).ends_at(village.tzinfo) + timedelta(days=1), set()
    monkeypatch.setattr("exchange.outbox.actions.closing._registers", [lambda period: period in books])

    assert actions.close_due(at=first_day) == []
    books.add(OCTOBER)
    assert actions.close_due(at=first_day) == [OCTOBER]


def test_a_revision_counts_anew_says_why_and_leaves_the_first_readable(closed, sari):
    closed[OCTOBER] = (4, 4)

    actions.revise(code="bells_rung", period=OCTOBER, reason="Dua giliran terlambat dicatat.", by=sari, at=LATER)
    closed[OCTOBER] = (2, 4)
    actions.revise(code="bells_rung", period=OCTOBER, reason="Satu giliran salah tanggal.", by=sari, at=LATER)

    now, (first, second) = fact(), Revision.objects.order_by("number")
    assert (now.numerator, now.revision, now.state) == (2, 2, "FINAL")
    assert (first.was_numerator, first.numerator, first.reason) == (3, 4, "Dua giliran terlambat dicatat.")
    assert (second.was_numerator, second.numerator, second.by_name, second.said_at) == (4, 2, sari.name, LATER)
    assert Entry.objects.filter(action="figure.revise").count() == 2
    assert actions.check_closed(at=LATER) == [], "a revision with its reason is no silent change"


def test_a_revision_mends_what_was_missing_or_failed_at_the_close(village, register, sari, monkeypatch):
    register[OCTOBER], register["stock"] = ("no", "number"), 1
    publish()
    actions.close_period(period=OCTOBER, by=sari, at=NOON)
    assert fact().state == "FAILED"
    register[OCTOBER] = (3, 4)
    indicators.indicator(
        "whistles", name="Peluit", unit="buah", direction="context", counted="-", legal_basis="-",
    )(lambda period: indicators.Figure(50))  # fmt: skip

    for code in ("bells_rung", "whistles"):
        actions.revise(code=code, period=OCTOBER, reason="Kini dapat dihitung.", by=sari, at=LATER)

    assert (fact().numerator, fact().state, fact("whistles").numerator) == (3, "FINAL", 50)
    assert Revision.objects.get(indicator="whistles").was_numerator is None
    assert actions.check_closed(at=LATER) == []


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"reason": "  "}, actions.SaysWhy),
        ({"reason": "x" * 301}, actions.SaysTooMuch),
        ({"reason": "Salah catat 3529 1155 0685 0003."}, actions.NamesAPerson),
        ({"period": "2026-11"}, actions.PeriodStillOpen),
        ({"code": "bells"}, actions.CannotLookBack),
        ({}, actions.NothingChanged),
        ({"code": "drums"}, indicators.IndicatorUnknown),
    ],
)
def test_a_revision_that_would_say_nothing_or_too_much_is_refused(closed, sari, changes, refusal):
    closed["stock"] = 9
    with pytest.raises(refusal):
        actions.revise(
            **{"code": "bells_rung", "period": OCTOBER, "reason": "Salah", "by": sari, "at": LATER} | changes
        )

    assert not Revision.objects.exists()
    assert fact().numerator == 3


def test_a_remark_is_one_for_each_figure_and_can_be_taken_away(village, register, sari):
    said = {"code": "bells_rung", "period": OCTOBER, "by": sari, "at": NOON}
    actions.remark(**said, text="Kentongan   dicuri.")
    actions.remark(**said, text="Kentongan dicuri, sudah diganti.")

    assert Remark.objects.get().text == "Kentongan dicuri, sudah diganti."
    for text, refusal in (("3529115506850003", actions.NamesAPerson), ("x" * 301, actions.SaysTooMuch)):
        with pytest.raises(refusal):
            actions.remark(**said, text=text)
    actions.remark(**said, text="")
    assert not Remark.objects.exists()
    assert "dicuri" not in str([entry.detail for entry in Entry.objects.all()])


@pytest.mark.parametrize(
    ("numerator", "denominator", "is_small"),
    [
        (0, None, False), (1, None, True), (9, None, True), (10, None, False),
        (0, 9, True), (0, 10, False), (9, 100, True), (10, 100, False), (90, 100, False), (91, 100, True), (100, 100, False),
    ],
)  # fmt: skip
def test_numbers_of_few_people_never_leave_the_village(village, register, sari, monkeypatch, numerator, denominator, is_small):  # fmt: skip
    declare(monkeypatch, counts_people=True)
    register[OCTOBER] = (numerator, denominator)

    publish()
    told = fact()
    assert (told.is_small, told.numerator is None, told.denominator is None or not is_small) == (
        is_small,
        is_small,
        True,
    )
    assert actions.differences(period=OCTOBER, at=NOON) == []

    actions.close_period(period=OCTOBER, by=sari, at=NOON)
    assert (fact().state, fact().numerator is None) == ("FINAL", is_small)


def test_a_figure_that_cannot_be_counted_says_so_and_is_well_again_with_the_next(village, register):
    register["2026-11"] = (3, 4)
    publish(period="2026-11")
    register["2026-11"] = ("no", "number")

    publish(at=LATER, period="2026-11")

    failed = fact(period="2026-11")
    assert (failed.state, failed.numerator, failed.denominator, failed.as_of) == ("FAILED", None, None, LATER)
    assert actions.check_figures(period="2026-11", at=LATER) == [], "it says itself that it is none"
    register["2026-11"] = (4, 4)
    actions.publish_dirty(at=LATER + timedelta(minutes=1))
    assert (fact(period="2026-11").state, fact(period="2026-11").numerator) == ("PROVISIONAL", 4)


def test_an_older_count_never_lies_over_a_newer_one(village, register):
    register["2026-11"] = (3, 4)
    publish(at=LATER, period="2026-11")
    register["2026-11"] = (9, 9)

    publish(at=NOON, period="2026-11")

    assert fact(period="2026-11").numerator == 3
    assert Dirty.objects.count() == 1, "whoever comes later counts again"
    indicator, figure = indicators.named("bells_rung"), indicators.Figure(9, 9)
    with pytest.raises(publishing.PublicationTooOld):
        publishing.put(indicator=indicator, period=Period("2026-11"), figure=figure, at=NOON)


def test_a_wrong_figure_sounds_an_alarm_until_a_check_finds_it_right(village, register, monkeypatch):
    monkeypatch.setattr(tasks.timezone, "now", lambda: NOON)
    register["2026-11"] = (3, 4)
    publish(period="2026-11")
    with current.outside():
        Fact.objects.update(numerator=4)

    tasks.recompute.run()

    alarm = Alarm.objects.get()
    assert (alarm.indicator, alarm.period, alarm.since, alarm.ended_at) == ("bells_rung", "2026-11", NOON, None)
    assert fact(period="2026-11").numerator == 3, (
        "the night puts it right at once; the alarm stays until it is seen to be"
    )
    monkeypatch.setattr(tasks.timezone, "now", lambda: NOON + timedelta(days=1))
    tasks.recompute.run()
    assert Alarm.objects.get().ended_at == NOON + timedelta(days=1)


@pytest.mark.parametrize("forgery", ["number", "gone", "added"])
def test_a_closed_figure_that_somebody_changed_sounds_an_alarm_each_night(closed, village, forgery):
    assert actions.check_closed(at=LATER) == []
    with current.outside():
        if forgery == "number":
            Fact.objects.update(numerator=4)
        elif forgery == "gone":
            Fact.objects.all().delete()
        else:
            Fact.objects.create(
                office_id=village.pk,
                indicator="x",
                period=OCTOBER,
                numerator=1,
                state="FINAL",
                as_of=NOON,
                checksum="0" * 64,
            )

    expected = {"number": [("bells_rung", OCTOBER)], "gone": [("", OCTOBER)]}.get(
        forgery, [("", OCTOBER), ("x", OCTOBER)]
    )
    assert actions.check_closed(at=LATER) == expected
    assert actions.check_closed(at=LATER + timedelta(days=1)) == expected
    sounding = Alarm.objects.order_by("indicator")
    assert [(one.indicator, one.since, one.seen_at - one.since) for one in sounding] == [
        (code, LATER, timedelta(days=1)) for code, _ in expected
    ]


def test_the_night_goes_on_past_a_figure_that_cannot_be_counted(village, register, monkeypatch):
    monkeypatch.setattr(tasks.timezone, "now", lambda: NOON)

    def broken(period):
        with current.connection.cursor() as cursor:
            cursor.execute("SELECT 1 / 0")

    declare(monkeypatch, "bells_rung", count=broken)
    register["stock"] = 7

    with transaction.atomic():
        tasks.recompute.run()

    assert (fact(period="2026-11").state, fact("bells", "2026-11").numerator) == ("FAILED", 7)


def test_a_figure_of_an_indicator_that_was_given_up_stays_readable(closed):
    indicators._declared.pop("bells_rung")

    known = indicators.named_or_retired("bells_rung")

    assert (known.is_retired, known.name) == (True, "Bells rung (tidak dihitung lagi)")
    assert fact().value == 75
    assert actions.check_closed(at=LATER) == []
