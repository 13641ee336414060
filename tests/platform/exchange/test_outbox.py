import itertools
from datetime import UTC, datetime, timedelta

import pytest
from conftest import NOON
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from audit.models import Entry
from exchange import indicators
from exchange.models import Fact
from exchange.outbox import actions, publishing, tasks
from exchange.outbox.models import Dirty

pytestmark = pytest.mark.django_db
LATER = NOON + timedelta(hours=1)


def publish(at=NOON):
    return actions.publish_dirty(at=at)


def fact(village, period="2026-11", code="bells_rung"):
    return Fact.objects.get(office_id=village.pk, period=period, indicator=code)


def test_a_marked_figure_is_published_with_its_moment(village, register):
    register["2026-11"] = (3, 4)

    actions.mark("bells_rung", at=NOON)
    publish(LATER)

    published = fact(village)
    assert (published.numerator, published.denominator, published.value) == (3, 4, 75)
    assert (published.as_of, published.changed_at, published.state) == (LATER, LATER, "PROVISIONAL")
    assert not Dirty.objects.exists()


def test_the_month_is_the_offices_own(village, register):
    # 18.00 UTC on 30 November is already December in Sumenep.
    actions.mark("bells_rung", at=datetime(2026, 11, 30, 18, 0, tzinfo=UTC))

    assert Dirty.objects.get().period == "2026-12"


def test_a_mark_dies_with_the_change_it_tells_of(village, register):
    with transaction.atomic():
        actions.mark("bells_rung", at=NOON)
        transaction.set_rollback(True)

    assert not Dirty.objects.exists()


def test_an_indicator_nobody_declares_is_refused(village, register):
    with pytest.raises(indicators.IndicatorUnknown):
        actions.mark("whistles", at=NOON)


def test_marking_is_one_statement_for_all_indicators_and_one_for_the_errand(
    village, register, django_assert_num_queries
):
    assert not Dirty.objects.exists()

    with django_assert_num_queries(2):
        actions.mark("bells_rung", "bells", at=NOON)

    assert Dirty.objects.count() == 2


def test_nothing_to_count_is_missing_and_not_zero(village, register):
    actions.mark("bells_rung", at=NOON)
    publish()

    assert not Fact.objects.exists()


def test_what_can_be_counted_no_more_is_taken_back(village, register):
    register["2026-11"] = (3, 4)
    actions.mark("bells_rung", at=NOON)
    publish()

    del register["2026-11"]
    actions.mark("bells_rung", at=LATER)
    publish(LATER)

    assert not Fact.objects.exists()


def test_publishing_again_changes_nothing_but_the_moment(village, register):
    register["2026-11"] = (3, 4)
    actions.mark("bells_rung", "bells_rung", at=NOON)
    publish()

    actions.mark("bells_rung", at=LATER)
    publish(LATER)

    assert Fact.objects.count() == 1
    assert (fact(village).as_of, fact(village).changed_at) == (LATER, NOON)


def test_a_worker_killed_in_the_middle_loses_no_mark(village, register, monkeypatch):
    register["2026-11"] = (3, 4)
    actions.mark("bells_rung", at=NOON)

    class Killed(BaseException):
        pass

    def die(**_):
        raise Killed

    with monkeypatch.context() as killing:
        killing.setattr(publishing, "put", die)
        with pytest.raises(Killed):
            publish()

    assert Dirty.objects.count() == 1
    publish(LATER)
    assert fact(village).numerator == 3


def test_one_figure_that_cannot_be_counted_holds_up_no_other(village, register):
    register["2026-11"], register["stock"] = ("not", "a number"), 7
    actions.mark("bells_rung", "bells", at=NOON)

    publish()

    assert fact(village, code="bells").numerator == 7
    assert [mark.indicator for mark in Dirty.objects.all()] == ["bells_rung"]


def test_an_indicator_that_was_given_up_leaves_no_mark_behind(village, register):
    Dirty.objects.create(indicator="whistles", period="2026-11", marked_at=NOON)

    assert publish() == 0
    assert not Dirty.objects.exists()


def test_a_stock_of_a_month_that_is_over_stays_as_it_was_published(village, register):
    register["stock"] = 7
    actions.mark("bells", at=NOON)
    publish()

    register["stock"] = 9
    actions.mark("bells", at=NOON, period="2026-11")
    publish(NOON + timedelta(days=30))

    assert fact(village, code="bells").numerator == 7


def test_a_closed_month_is_frozen(village, register, sari):
    register["2026-10"] = (3, 4)
    actions.mark("bells_rung", at=NOON, period="2026-10")

    actions.close_period(period="2026-10", by=sari, at=NOON)
    register["2026-10"] = (4, 4)
    actions.mark("bells_rung", at=LATER, period="2026-10")
    publish(LATER)

    assert (fact(village, "2026-10").numerator, fact(village, "2026-10").state) == (3, "FINAL")
    assert not Dirty.objects.exists(), "the mark has done its work"
    assert Entry.objects.filter(action="period.close").count() == 1
    [difference] = actions.differences(period="2026-10", at=LATER)
    assert difference.excuse == "periode sudah ditutup"


def test_a_month_that_still_runs_is_not_closed(village, register, sari):
    with pytest.raises(actions.PeriodNotOver):
        actions.close_period(period="2026-11", by=sari, at=NOON)


def test_the_difference_between_published_and_counted_is_named(village, register):
    register["2026-11"] = (3, 4)
    actions.mark("bells_rung", at=NOON)
    publish()
    assert actions.differences(period="2026-11", at=NOON) == []

    register["2026-11"] = (2, 4)

    [difference] = actions.differences(period="2026-11", at=NOON)
    assert (difference.indicator, difference.published, difference.counted) == ("bells_rung", (3, 4), (2, 4))


def test_a_zero_nobody_worked_for_is_no_difference_and_comes_with_the_night(village, register):
    register["2026-11"] = (0, 0)
    assert actions.differences(period="2026-11", at=NOON) == []

    actions.recompute_all(period="2026-11", at=NOON)

    assert fact(village).numerator == 0
    assert fact(village).changed_at is None


@given(
    st.lists(
        st.one_of(
            st.tuples(st.just("change"), st.sampled_from(["2026-10", "2026-11"]), st.integers(0, 9), st.integers(0, 9)),
            st.tuples(st.just("undo"), st.sampled_from(["2026-10", "2026-11"]), st.integers(0, 9), st.integers(0, 9)),
            st.just(("publish",)),
            st.just(("recompute",)),
        ),
        max_size=25,
    )
)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_happens_the_increments_equal_the_recount(village, register, steps):
    register.clear()
    Fact.objects.all().delete()
    Dirty.objects.all().delete()
    moments = (NOON + timedelta(minutes=minute) for minute in itertools.count())
    for step, at in zip(steps, moments, strict=False):
        if step[0] == "change":
            _, period, numerator, more = step
            register[period] = (numerator, numerator + more)
            actions.mark("bells_rung", at=at, period=period)
        elif step[0] == "undo":
            with transaction.atomic():
                actions.mark("bells_rung", at=at, period=step[1])
                transaction.set_rollback(True)
        elif step[0] == "publish":
            publish(at)
        else:
            actions.recompute_all(period="2026-11", at=at)
    publish(LATER)

    told = {fact.period: (fact.numerator, fact.denominator) for fact in Fact.objects.all()}
    assert told == register
    assert all(actions.differences(period=period, at=LATER) == [] for period in ("2026-10", "2026-11"))


def test_changes_within_a_second_send_one_message(village, register, monkeypatch, django_capture_on_commit_callbacks):
    sent = []
    monkeypatch.setattr(tasks.publish_dirty, "apply_async", lambda **options: sent.append(options))

    with django_capture_on_commit_callbacks(execute=True):
        for _ in range(5):
            actions.mark("bells_rung", at=NOON)

    assert sent == [{"countdown": 1}]


def test_a_broker_that_does_not_answer_harms_no_change(
    village, register, monkeypatch, django_capture_on_commit_callbacks
):
    def fail(**_):
        raise OSError("no broker")

    monkeypatch.setattr(tasks.publish_dirty, "apply_async", fail)

    with django_capture_on_commit_callbacks(execute=True):
        actions.mark("bells_rung", at=NOON)

    assert Dirty.objects.count() == 1, "the sweep will find it"
