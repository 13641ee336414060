"""Who is reminded of what and when, each of them once."""

from datetime import UTC, datetime

import pytest

from messaging.models import Message
from submissions import actions, matrices
from walls import current

pytestmark = pytest.mark.django_db


def noon(month, day, year=2026):
    return datetime(year, month, day, 5, tzinfo=UTC)


def told(event=""):
    return sorted(
        Message.objects.filter(event__startswith=f"report.{event}").values_list("event", "account__username", "subject")
    )


def test_before_on_and_after_the_day_and_each_once(village, gita, sari, sent):
    sent("2026-09", at=noon(10, 9))
    actions.look_after(at=noon(11, 2))
    assert told() == []
    for _ in range(2):
        actions.look_after(at=noon(11, 3))
    assert told() == [("report.due_soon", "gita", "rekap-penduduk:2026-10")]
    # The clock stood still on the fourth to the ninth, and looks on the tenth and often after it.
    actions.look_after(at=noon(11, 10))
    for day in (11, 12, 30):
        actions.look_after(at=noon(11, day))
    assert told("due_today") == [("report.due_today", "gita", "rekap-penduduk:2026-10")]
    assert told("overdue") == [
        ("report.overdue", "gita", "rekap-penduduk:2026-10"),
        ("report.overdue", "sari", "rekap-penduduk:2026-10"),
    ]


def test_what_was_sent_is_asked_for_no_more(village, gita, sari, sent):
    sent("2026-09", at=noon(10, 9))
    sent("2026-10", at=noon(11, 2))
    actions.look_after(at=noon(11, 12))
    assert told() == []


def test_the_kecamatan_hears_how_many_are_missing(village, district, camat, sent):
    with current.inside(district):
        for _ in range(2):
            actions.look_after(at=noon(11, 11))
        (message,) = Message.objects.filter(event="report.missing")
        assert "1 dari 1 desa belum mengirim Rekapitulasi jumlah penduduk Oktober 2026" in message.text


def test_the_kabupaten_is_not_bothered(regency):
    with current.inside(regency):
        assert actions.look_after(at=noon(11, 11)) == 0
        assert matrices.villages() == []
