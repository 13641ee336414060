"""The figures of a kecamatan and of a village against what one counts by hand, and that every step marks them."""

from datetime import UTC, date, datetime, timedelta

import pytest
from conftest import NOON
from samples.consultations import PASSPHRASE, checked, submitted

from consultations import actions, facts, queries
from exchange import today
from exchange.indicators import WORKDAYS, Figure
from exchange.matters import actions as matters
from exchange.models import Fact
from exchange.outbox import actions as outbox
from exchange.outbox.models import Dirty
from exchange.periods import Period
from walls import current

pytestmark = pytest.mark.django_db


@pytest.fixture
def on(monkeypatch):
    """`on(date)`: counting happens on this day."""

    def stand(day):
        monkeypatch.setattr(today, "in_office", lambda: day)

    return stand


def answered(matter, desk, at, conclusion):
    checked(matter, desk, at=at, conclusion=conclusion, notes={})
    actions.sign_answer(key=matter.key, passphrase=PASSPHRASE, by=desk.camat, at=at)


def test_counted_by_hand(village, district, sari, desk, on):
    asked = [submitted(sari, topic=topic) for topic in (
        "evaluasi-rapbdes", "evaluasi-perubahan-apbdes", "rekomendasi-perangkat", "rekomendasi-perangkat", "bimbingan",
    )]  # fmt: skip
    with current.inside(district):
        matters.hear_all(at=NOON)
        for matter in asked:
            actions.take_step(key=matter.key, verb="terima", by=desk.kasi, at=NOON)
        # Friday 20 November: evaluations are due on 18 December, recommendations on 1 December.
        answered(asked[0], desk, NOON + timedelta(days=10), "perbaikan")
        answered(asked[2], desk, datetime(2026, 12, 1, 5, tzinfo=UTC), "setuju")
        answered(asked[4], desk, NOON, "jawab")
        on(date(2026, 12, 1))
        assert facts.consultations_in_time(Period("2026-12")) == Figure(2, 2)
        on(date(2026, 12, 2))
        assert facts.consultations_in_time(Period("2026-12")) == Figure(2, 3)
        on(date(2026, 12, 19))
        assert facts.consultations_in_time(Period("2026-12")) == Figure(2, 4)
        assert facts.budgets_evaluated(Period("2026")) == Figure(1, 2)
        assert facts.consultations_in_time(Period("2026-11")) is None
        # A late answer stays late, and a withdrawn question counts for nobody.
        answered(asked[3], desk, datetime(2026, 12, 19, 5, tzinfo=UTC), "tolak")
        assert facts.consultations_in_time(Period("2026-12")) == Figure(2, 4)
    actions.take_step(key=asked[1].key, verb="tarik", by=sari, at=NOON, text="Ulang.")
    with current.inside(district):
        assert facts.consultations_in_time(Period("2026-12")) == Figure(2, 3)
        assert facts.budgets_evaluated(Period("2026")) == Figure(1, 1)

    # 30 November and twenty working days, past Christmas and New Year.
    assert queries.case_of(queries.consultation(asked[0].key)).fix_due_on == date(2026, 12, 30)
    on(date(2026, 12, 30))
    assert facts.evaluations_mended(Period("2026")) is None
    on(date(2026, 12, 31))
    assert facts.evaluations_mended(Period("2026")) == Figure(0, 1)
    assert facts.evaluations_mended_days(Period("2026")) is None
    mended = {"key": asked[0].key, "verb": "tindaklanjuti", "by": sari, "text": "Sudah."}
    actions.take_step(**mended, at=datetime(2026, 12, 30, 5, tzinfo=UTC))
    assert facts.evaluations_mended(Period("2026")) == Figure(1, 1)
    # From 30 November to 30 December: twenty working days, without 25 December and the day of leave beside it.
    lasted = facts.evaluations_mended_days(Period("2026"))
    assert (lasted.numerator, lasted.buckets[WORKDAYS.index(20)], sum(lasted.buckets)) == (20, 1, 1)


def test_every_step_that_moves_a_figure_marks_it_and_counting_again_changes_nothing(village, district, sari, desk, on):
    matter = submitted(sari)
    with current.inside(district):
        matters.hear_all(at=NOON)
        actions.take_step(key=matter.key, verb="terima", by=desk.kasi, at=NOON)
        assert set(Dirty.objects.values_list("indicator", "period")) >= {
            ("consultations_in_time", "2026-12"), ("budgets_evaluated", "2026"),
        }  # fmt: skip
        answered(matter, desk, NOON + timedelta(days=3), "perbaikan")
        on(date(2026, 11, 24))
        outbox.publish_dirty(at=NOON + timedelta(days=4))
        published = Fact.objects.filter(office_id=district.pk, indicator="consultations_in_time").get()
        assert (published.period, published.numerator, published.denominator) == ("2026-12", 1, 1)
        assert outbox.differences(period="2026-12", at=NOON + timedelta(days=4)) == []
    with current.inside(village):
        matters.hear_all(at=NOON + timedelta(days=3))
        marked = {("evaluations_mended", "2026"), ("evaluations_mended_days", "2026")}
        assert marked <= set(Dirty.objects.values_list("indicator", "period"))


def test_where_it_counted_before_is_counted_anew(village, district, sari, desk):
    """Taken on 13 November it was due on the 24th, mended after ten working days on 8 December; withdrawn, in neither."""
    matter = submitted(sari, topic="rekomendasi-perangkat", at=NOON - timedelta(days=7))
    with current.inside(district):
        matters.hear_all(at=NOON)
        for verb, days in (("terima", -7), ("kembalikan", -6)):
            actions.take_step(key=matter.key, verb=verb, by=desk.kasi, at=NOON + timedelta(days=days), text="Kurang.")
    for verb, days in (("ajukan-lagi", 7), ("tarik", 8)):
        with current.inside(district):
            Dirty.objects.all().delete()
        actions.take_step(key=matter.key, verb=verb, by=sari, at=NOON + timedelta(days=days), text="Ada.")
        with current.inside(district):
            matters.hear_all(at=NOON + timedelta(days=days))
            assert set(Dirty.objects.values_list("period", flat=True)) == {"2026-11", "2026-12"}, verb
