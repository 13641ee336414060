"""Clocks, texts and desks, without a database."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from modules.service.complaints.rules import clock, routing
from modules.service.rules import texts

FRIDAY = date(2026, 11, 20)
OFF = {date(2026, 11, 24)}
POSTS = ["KADES", "SEKDES", "KASI_PELAYANAN", "KASI_PEMERINTAHAN", "KADUS", "BPD"]


def test_a_term_counts_working_days_only():
    assert clock.due(FRIDAY, "INFORMATION", 0, set()) == date(2026, 11, 27)
    assert clock.due(FRIDAY, "INFORMATION", 0, OFF) == date(2026, 11, 30)
    assert clock.verify_by(FRIDAY, OFF) == date(2026, 11, 26)


def test_what_was_waited_is_added():
    waited = clock.stood_still(FRIDAY, date(2026, 12, 1), OFF)

    assert waited == 6
    assert clock.due(FRIDAY, "ORDINARY", waited, OFF) > clock.due(FRIDAY, "ORDINARY", 0, OFF)


@pytest.mark.parametrize(
    ("due", "words"),
    [
        (date(2026, 11, 25), "3 hari kerja lagi"),
        (FRIDAY, "hari ini"),
        (date(2026, 11, 18), "lewat 2 hari kerja"),
        (None, ""),
    ],
)
def test_what_is_left_is_said_in_words(due, words):
    assert clock.words(due, FRIDAY, set()) == words


def test_a_day_late_over_a_weekend_is_late():
    assert clock.words(date(2026, 11, 20), date(2026, 11, 22), set()) == "lewat 1 hari kerja"


def test_what_hides_in_a_text_is_taken_out():
    text = texts.cleaned("Kades\u202e nakal\u200b\x00.\r\n\r\n\r\n\r\nSungguh")

    assert text == "Kades nakal .\n\nSungguh"


@pytest.mark.parametrize(
    "typed", ["3529115506850003", "3529 1155 0685 0003", "3529.1155.0685.0003", "35-29-11-55-06-85-00-03"]
)
def test_sixteen_digits_are_masked_however_they_are_typed(typed):
    assert texts.without_numbers(f"NIK {typed}.") == "NIK 3529 1155 •••• 0003."


@given(st.text(max_size=400))
def test_a_cleaned_text_stays_what_it_is(text):
    once = texts.cleaned(text, least=0)

    assert texts.cleaned(once, least=0) == once
    assert "0" * 16 not in texts.cleaned(text + " " + "0" * 16, least=0)


@pytest.mark.parametrize(
    ("text", "words"), [("", "Tulis ceritanya."), ("aduh", "Tulis sedikit"), ("kata " * 20_000, "5.000 huruf")]
)
def test_too_little_and_too_much_is_refused_in_words(text, words):
    with pytest.raises(texts.TextRefused, match=words):
        texts.cleaned(text, least=10)


@pytest.mark.parametrize("about", [*POSTS[:-1], "SERVICE", "OTHER"])
def test_nobody_gets_what_is_about_them(about):
    desk = routing.desk_of(about)

    assert desk != about
    assert (desk == "BPD") == (about == "KADES")
    assert not routing.may_lie_on(about, about)
    assert routing.may_lie_on("BPD", about) == (about == "KADES")


def test_what_is_late_rises_and_never_to_whom_it_is_about():
    assert routing.next_desk("KASI_PELAYANAN", "", "OTHER") == "SEKDES"
    assert routing.next_desk("KASI_PELAYANAN", "SEKDES", "OTHER") == "KADES"
    assert routing.next_desk("KASI_PELAYANAN", "KADES", "OTHER") == ""
    assert routing.next_desk("KASI_PELAYANAN", "", "SEKDES") == "KADES"
    assert routing.next_desk("SEKDES", "", "KASI_PELAYANAN") == "KADES"
    assert routing.next_desk("BPD", "", "KADES") == ""


@given(st.sets(st.sampled_from(POSTS)))
def test_only_who_sits_in_the_council_alone_reads_what_is_about_the_head(posts):
    assert ("aduan-kades" not in routing.hidden_areas(posts)) == (posts == {"BPD"})
