"""Who is reminded of what and when, each of them once."""

from datetime import UTC, datetime

import pytest

from exchange.matters import actions as matters
from messaging.models import Message
from submissions import actions, matrices, queries
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


def returned(district, camat, key, at):
    with current.inside(district):
        actions.return_report(key=key, reason="Jumlahnya belum cocok.", by=camat, at=at)


def test_what_came_back_is_asked_for_again_each_week_until_it_is_sent(village, district, gita, sari, camat, sent):
    sent("2026-09", at=noon(10, 9))
    matter = sent("2026-10", at=noon(11, 2))
    returned(district, camat, matter.key, noon(11, 4))
    matters.hear_all(at=noon(11, 4))
    for day in (5, 6):
        actions.look_after(at=noon(11, day))
    assert told("still_returned") == []
    for day in (7, 8, 12, 14, 15):
        actions.look_after(at=noon(11, day))
    weeks = [
        ("report.still_returned", who, f"rekap-penduduk:2026-10:1:{turn}")
        for who in ("gita", "sari")
        for turn in (1, 2)
    ]
    assert told("still_returned") == weeks
    assert (
        "dikembalikan kecamatan 4 November 2026" in Message.objects.filter(event="report.still_returned").first().text
    )

    sent("2026-10", at=noon(11, 16), text="Sudah cocok.")
    actions.look_after(at=noon(11, 25))
    assert told("still_returned") == weeks


def test_a_second_return_begins_anew_and_nobody_is_asked_forever(village, district, gita, sari, camat, sent):
    sent("2026-09", at=noon(10, 9))
    matter = sent("2026-10", at=noon(11, 2))
    returned(district, camat, matter.key, noon(11, 4))
    matters.hear_all(at=noon(11, 4))
    sent("2026-10", at=noon(11, 5))
    returned(district, camat, matter.key, noon(11, 6))
    matters.hear_all(at=noon(11, 6))
    actions.look_after(at=noon(11, 8))
    assert told("still_returned") == []
    actions.look_after(at=noon(11, 9))
    assert {subject for _, _, subject in told("still_returned")} == {"rekap-penduduk:2026-10:2:1"}
    actions.look_after(at=noon(2, 9, 2027))
    assert len(told("still_returned")) == 2


def test_the_kecamatan_hears_once_a_week_what_it_has_not_looked_at(village, district, camat, sent):
    first = sent("2026-09", at=noon(10, 9))
    sent("2026-10", at=noon(11, 9))
    with current.inside(district):
        for day in (10, 11, 12):
            actions.look_after(at=noon(11, day))
        (message,) = Message.objects.filter(event="report.unseen")
        assert (
            "1 laporan desa menunggu diperiksa lebih dari seminggu, yang paling lama sejak 9 Oktober 2026"
            in message.text
        )
        actions.look_after(at=noon(11, 17))
        assert Message.objects.filter(event="report.unseen", text__startswith="2 laporan").exists() is True
        for key in (first.key, *[one.key for one in queries.to_check()]):
            if queries.submissions().get(key=key).state == "dikirim":
                actions.accept_report(key=key, by=camat, at=noon(11, 18))
        actions.look_after(at=noon(11, 30))
        assert Message.objects.filter(event="report.unseen").count() == 2
