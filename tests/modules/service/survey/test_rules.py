"""The index as the decree computes it, its bands, the sample, and what of a comment is kept."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exchange.spans import NotASpan, parts_of, read, terms
from modules.service.survey.rules import comments, sample, spans, tokens
from modules.service.survey.rules.elements import CODES, COUNT, ELEMENTS
from modules.service.survey.rules.index import QUALITIES, Index, index_of, quality_of, rounded

ANSWERS = st.lists(st.fixed_dictionaries({code: st.integers(1, 4) for code in CODES}), min_size=1, max_size=30)
#: MPP BP Batam, first quarter of 2026, 1,480 respondents.
BATAM = ("3.58", "3.62", "3.52", "3.80", "3.61", "3.59", "3.66", "3.39", "3.36")


def an_index(*means, count=100):
    return Index(count, {code: int(Decimal(mean) * count) for code, mean in zip(CODES, means, strict=True)})


def test_there_are_nine_elements_in_the_order_of_the_decree():
    assert [element.code for element in ELEMENTS] == [f"u{number}" for number in range(1, 10)]
    assert ELEMENTS[7].name.startswith("Penanganan pengaduan")
    assert ELEMENTS[8].name == "Sarana dan prasarana"
    assert ELEMENTS[3].answers == ("Sangat mahal", "Cukup mahal", "Murah", "Gratis")


def test_the_published_example_comes_out():
    index = an_index(*BATAM)

    assert rounded(index.overall) == Decimal("3.57")
    assert index.shown == Decimal("89.25"), "89.24 was published, from means that were not rounded first"
    assert index.quality.letter == "A"
    assert index.weakest.code == "u9"


def test_a_ninth_is_a_ninth():
    """With the shortcut of 0,11 this would be 88,11 and a B."""
    index = an_index(*["3.56"] * COUNT)

    assert (index.shown, index.quality.letter) == (Decimal("89.00"), "A")


@given(ANSWERS)
def test_the_order_of_answers_changes_nothing(answers):
    assert (
        index_of(answers).value == index_of(list(reversed(answers))).value == index_of(sorted(answers, key=str)).value
    )


@given(ANSWERS)
def test_an_index_is_between_25_and_100_and_the_mean_times_25(answers):
    index = index_of(answers)

    assert 25 <= index.value <= 100
    assert index.value == Fraction(sum(sum(one.values()) for one in answers), len(answers) * COUNT) * 25


@pytest.mark.parametrize("score", [1, 2, 3, 4])
def test_all_alike_is_that_score(score):
    index = index_of([dict.fromkeys(CODES, score)] * 7)

    assert index.value == 25 * score
    assert index.is_even


@given(st.integers(2500, 10000))
def test_every_value_has_one_quality_and_the_bands_have_no_gap(hundredths):
    shown = Decimal(hundredths) / 100

    found = [quality for quality in QUALITIES if quality.lowest <= shown <= quality.highest]

    assert found == [quality_of(Fraction(shown))]


@given(st.fractions(25, 100))
def test_what_is_judged_is_what_is_printed(value):
    assert quality_of(value) == quality_of(Fraction(rounded(value)))


@pytest.mark.parametrize(
    ("value", "letter"),
    [("64.99", "D"), ("64.994", "D"), ("64.995", "C"), ("76.60", "C"), ("76.605", "B"), ("88.30", "B"), ("88.305", "A"), ("25", "D")],
)  # fmt: skip
def test_the_ends_of_the_bands(value, letter):
    assert quality_of(Fraction(value)).letter == letter


#: As printed in the decree.
SAMPLES = {
    10: 10,
    20: 19,
    50: 44,
    100: 80,
    200: 132,
    500: 217,
    1000: 278,
    2000: 322,
    5000: 357,
    10000: 370,
    1000000: 384,
}


@pytest.mark.parametrize(("users", "needed"), SAMPLES.items())
def test_the_sample_is_that_of_the_table(users, needed):
    assert sample.needed(users) == needed


@given(st.integers(0, 10**6))
def test_more_users_never_need_fewer_answers(users):
    assert sample.needed(users) <= sample.needed(users + 1)
    assert sample.needed(users) <= users


@pytest.mark.parametrize(
    "number", ["3529115506850003", "3529 1155 0685 0003", "3529.1155.0685.0003", "3529-1155-0685-0003", "081234567890", "٣٥٢٩١١٥٥٠٦٨٥٠٠٠٣"]
)  # fmt: skip
def test_long_numbers_are_hidden(number):
    kept = comments.cleaned(f"Ini {number} saya")

    assert kept == "Ini [angka disembunyikan] saya"


@given(st.text(max_size=2000))
def test_a_comment_is_short_and_shows_what_it_says(text):
    kept = comments.cleaned(text)

    assert len(kept) <= comments.LONGEST
    assert not set(kept) & set("\u202e\u200b\x00\x1b")
    assert comments.cleaned(kept) == kept


def test_short_numbers_stay():
    text = "Jam 08.30 sampai 10.15, Rp50.000, RT 001/RW 002"

    assert comments.cleaned(text) == text


@given(st.sampled_from("ts"), st.integers(0, 10**12))
def test_an_invitation_is_read_as_it_was_written(kind, number):
    said = tokens.read(f"{tokens.about(kind, number)}-{'0a' * 10}")

    assert (said.kind, said.number) == (kind, number)


@pytest.mark.parametrize(
    "text", ["", "t1", "t1-xyz", "q1-" + "0" * 20, "pintu-" + "0" * 19, "t1-" + "0" * 21, "T1-" + "0" * 20, "a" * 5000]
)
def test_what_is_no_invitation_is_refused(text):
    with pytest.raises(tokens.NotAToken):
        tokens.read(text)


def test_half_years_follow_each_other():
    half = spans.half_of(date(2026, 3, 1))

    assert (half.first_day.isoformat(), half.last_day.isoformat(), half.before.code) == (
        "2026-01-01",
        "2026-06-30",
        "2025-s2",
    )
    assert [part.code for part in parts_of(half)] == ["2026-t1", "2026-t2"]
    assert [one.code for one in terms(date(2026, 4, 2), years=1)] == ["2026", "2026-s1", "2026-t2", "2026-t1"]
    assert spans.up_to(half, date(2026, 2, 28)).words == "Semester I 2026, sampai 28 Februari 2026"
    for text in ("2026-s3", "s", "0000-s1", "2026-13", "x" * 300):
        with pytest.raises(NotASpan):
            read(text)
