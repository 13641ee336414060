"""What the clock does by itself, and the figures that leave the village."""

from datetime import timedelta

import pytest
from conftest import NOON

from exchange.indicators import named
from exchange.periods import Period
from jobs.errands.models import Errand
from modules.service.complaints import actions, queries
from modules.service.complaints.models import State
from walls import current

NOVEMBER, DECEMBER = Period("2026-11"), Period("2026-12")


def days(number: int):
    return NOON + timedelta(days=number)


def test_what_is_late_is_told_upwards_one_post_at_a_time(tell, budi, sari, citra):
    complaint = tell()

    for day, raised in [(1, ""), (5, ""), (7, "SEKDES"), (8, "SEKDES"), (15, "KADES"), (60, "KADES")]:
        actions.look_after(at=days(day))
        actions.look_after(at=days(day))
        complaint.refresh_from_db()
        assert complaint.raised_to == raised, day
    assert complaint.events.filter(what="RAISED").count() == 2
    assert queries.waiting_for(citra).count() == queries.waiting_for(budi).count() == 1


def test_what_was_late_is_taken_back_when_it_is_late_no_more(tell, budi):
    complaint = tell()
    actions.look_after(at=days(8))

    actions.verify_complaint(complaint=complaint, by=budi, at=days(8))

    complaint.refresh_from_db()
    assert complaint.raised_to == ""


def test_what_is_about_the_head_rises_to_nobody_here(tell, bima):
    complaint = tell(about="KADES")

    actions.look_after(at=days(120))

    complaint.refresh_from_db()
    assert complaint.raised_to == ""


def test_the_clock_stands_still_while_the_reporter_is_asked(tell, budi):
    complaint = tell()
    due = complaint.due_on
    actions.ask_reporter(complaint=complaint, note="Tiang nomor berapa?", by=budi, at=days(3))
    actions.look_after(at=days(25))
    complaint.refresh_from_db()
    assert (complaint.raised_to, complaint.next_on) == ("", None)

    actions.reply(complaint=complaint, text="Tiang 7.", at=days(10))

    complaint.refresh_from_db()
    assert complaint.waited == 5
    assert (complaint.due_on - due).days >= 7


def test_a_question_nobody_answers_ends_it_after_thirty_days(tell, budi):
    complaint = tell()
    actions.ask_reporter(complaint=complaint, note="Tiang nomor berapa?", by=budi, at=NOON)

    actions.look_after(at=days(30))
    complaint.refresh_from_db()
    assert complaint.state == State.ASKED
    actions.look_after(at=days(31))

    complaint.refresh_from_db()
    assert complaint.state == State.CLOSED
    assert complaint.events.filter(what="WITHDRAWN").count() == 1


def test_an_answered_one_goes_to_the_archive_when_it_can_be_opened_no_more(tell, budi):
    complaint = tell()
    actions.answer_complaint(complaint=complaint, answer="Lampu sudah diganti.", by=budi, at=NOON)

    actions.look_after(at=days(14))
    complaint.refresh_from_db()
    assert complaint.state == State.ANSWERED
    actions.look_after(at=days(15))

    complaint.refresh_from_db()
    assert complaint.state == State.CLOSED


def test_each_term_leaves_a_note_for_the_clock(village, tell):
    tell()

    with current.outside():
        found = Errand.objects.filter(office=village.key, task="complaints.look_after")
        assert [errand.due_at.date().isoformat() for errand in found] == ["2026-11-25"]


def test_the_answered_in_time_are_counted_and_the_open_late_fail(tell, budi, monkeypatch):
    for at, answered in [(days(-40), -39), (days(-40), -1), (days(-40), None)]:
        complaint = tell(at=at, about="OTHER", category="ORDINARY")
        if answered is not None:
            actions.answer_complaint(complaint=complaint, answer="Lampu sudah diganti.", by=budi, at=days(answered))
    month = Period.month_of(complaint.due_on)

    figure = named("complaints_in_time").count(month)

    assert (figure.numerator, figure.denominator) in {(1, 3), (1, 2)}
    assert named("complaints_in_time").count(Period("2020-01")) is None


def test_what_is_about_the_head_is_counted_apart(tell, village):
    tell(about="KADES")
    tell()

    assert named("head_complaints").count(NOVEMBER).numerator == 1
    assert named("complaints_late").count(NOVEMBER).numerator == 0
    assert named("complaints_in_time").count(DECEMBER) is None
    assert queries.public_figures()["received"] == 1


@pytest.mark.parametrize("about", ["OTHER", "KADES"])
def test_a_step_marks_the_figures_it_may_change(tell, about):
    from exchange.outbox.models import Dirty

    tell(about=about)

    marked = set(Dirty.objects.values_list("indicator", flat=True))
    wanted = (
        {"head_complaints", "head_complaints_late"} if about == "KADES" else {"complaints_in_time", "complaints_late"}
    )
    assert marked == wanted
