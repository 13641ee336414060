"""Which period is due when: leap years, ends of semesters, the turn of the year, weeks, days off; and the five numbers."""

from datetime import date

import pytest

from submissions import queries
from submissions.rules import obligations
from submissions.rules.obligations import Due, DueBy, ObligationWrong, Shift
from submissions.rules.standing import Five, Standing, State, five, standing
from submissions.rules.terms import NotATerm, Rhythm, Term, of_year

LONG_AGO = date(2020, 1, 1)
SAID = {
    "name": "Laporan contoh",
    "basis": "Peraturan contoh",
    "rhythm": "month",
    "due": {"by": "DAY", "months": 1, "number": 10},
    "post": "SEKDES",
}


@pytest.mark.parametrize(
    ("text", "rhythm", "first", "last", "words"),
    [
        ("2026-02", Rhythm.MONTH, date(2026, 2, 1), date(2026, 2, 28), "Februari 2026"),
        ("2028-02", Rhythm.MONTH, date(2028, 2, 1), date(2028, 2, 29), "Februari 2028"),
        ("2026-12", Rhythm.MONTH, date(2026, 12, 1), date(2026, 12, 31), "Desember 2026"),
        ("2026-Q1", Rhythm.QUARTER, date(2026, 1, 1), date(2026, 3, 31), "triwulan I 2026"),
        ("2026-S1", Rhythm.SEMESTER, date(2026, 1, 1), date(2026, 6, 30), "semester I 2026"),
        ("2026-S2", Rhythm.SEMESTER, date(2026, 7, 1), date(2026, 12, 31), "semester II 2026"),
        ("2026", Rhythm.YEAR, date(2026, 1, 1), date(2026, 12, 31), "tahun 2026"),
        ("2026-T2", Rhythm.STAGE, date(2026, 1, 1), date(2026, 12, 31), "tahap 2 tahun 2026"),
    ],
)
def test_a_term_knows_its_days(text, rhythm, first, last, words):
    term = Term(text)
    assert (term.rhythm, term.first_day, term.last_day, term.words) == (rhythm, first, last, words)
    assert term in of_year(term.year, rhythm)


@pytest.mark.parametrize(
    "text", ["", "2026-13", "2026-00", "2026-Q5", "2026-S3", "26", "2026-1", "1926", "2026-11\n", "２０２６"]
)
def test_what_names_no_term_is_refused(text):
    with pytest.raises(NotATerm):
        Term(text)


@pytest.mark.parametrize(
    ("due", "term", "day"),
    [
        (Due(DueBy.DAY, 1, 10), "2026-12", date(2027, 1, 10)),
        # Shorter months end earlier, in leap years a day later.
        (Due(DueBy.DAY, 1, 31), "2026-01", date(2026, 2, 28)),
        (Due(DueBy.DAY, 1, 31), "2028-01", date(2028, 2, 29)),
        # The second week of July is the second seven days, whatever weekday the month begins on.
        (Due(DueBy.WEEK, 1, 2), "2026-S1", date(2026, 7, 14)),
        (Due(DueBy.WEEK, 1, 2), "2029-S1", date(2029, 7, 14)),
        (Due(DueBy.WEEK, 1, 5), "2026-S1", date(2026, 7, 31)),
        (Due(DueBy.LAST, 3), "2026", date(2027, 3, 31)),
        (Due(DueBy.LAST, 2), "2027", date(2028, 2, 29)),
        (Due(DueBy.LAST, 12), "2026-12", date(2027, 12, 31)),
        # Before its period is over, and before it begins.
        (Due(DueBy.LAST, 0), "2026", date(2026, 12, 31)),
        (Due(DueBy.LAST, -12), "2027", date(2026, 12, 31)),
        # 10 January 2027 is a Sunday; Monday is off in this test.
        (Due(DueBy.DAY, 1, 10, Shift.BEFORE), "2026-12", date(2027, 1, 8)),
        (Due(DueBy.DAY, 1, 10, Shift.AFTER), "2026-12", date(2027, 1, 12)),
        (Due(DueBy.DATES, dates={"2026-T1": date(2026, 6, 16)}), "2026-T1", date(2026, 6, 16)),
        (Due(DueBy.DATES, dates={"2026-T1": date(2026, 6, 16)}), "2026-T2", None),
    ],
)  # fmt: skip
def test_the_last_day_of_a_term(due, term, day):
    assert due.on(Term(term), {date(2027, 1, 11)}) == day


def test_what_ships_is_due_when_the_rules_say():
    owed = {
        (one.code, str(term)): due
        for one in queries.SHIPPED.values()
        for term, due in one.owed(date(2027, 1, 1), date(2027, 12, 31), opened_on=LONG_AGO, off=())
    }

    assert owed["apbdes-semester-1", "2027-S1"] == date(2027, 7, 14)
    yearly = ("lpj-apbdes", "lppd", "lkppd", "ippd", "laporan-pelayanan")
    assert {owed[code, "2026"] for code in yearly} == {date(2027, 3, 31)}
    assert [term for code, term in owed if code == "rekap-penduduk"] == ["2026-12"] + [
        f"2027-{m:02d}" for m in range(1, 12)
    ]
    # Only the first half is reported by itself, and what many kabupaten do not ask for is off.
    assert len(owed) == 12 + 1 + len(yearly)
    for code, one in queries.SHIPPED.items():
        assert obligations.read(code, obligations.written(one)) == one


def test_an_office_owes_nothing_that_was_over_before_it_opened():
    monthly = obligations.read("contoh", {**SAID, "active_from": "2027-02-01", "active_to": "2027-03-31"})
    span = {"first": date(2026, 12, 1), "last": date(2027, 12, 31), "off": ()}

    assert [str(term) for term, _ in monthly.owed(**span, opened_on=LONG_AGO)] == ["2027-01", "2027-02"]
    assert [str(term) for term, _ in monthly.owed(**span, opened_on=date(2027, 2, 28))] == ["2027-02"]
    assert list(monthly.owed(**span, opened_on=date(2027, 3, 1))) == []
    assert monthly.due_for(Term("2027-01"), opened_on=date(2027, 2, 1), off=()) is None
    assert monthly.due_for(Term("2027-Q1"), opened_on=LONG_AGO, off=()) is None


def test_a_report_opens_when_its_period_is_over_unless_it_is_due_before():
    one = obligations.read("contoh", SAID)
    assert one.opens_on(Term("2026-10"), date(2026, 11, 10)) == date(2026, 11, 1)
    assert one.opens_on(Term("2026"), date(2026, 6, 30)) == date(2026, 1, 1)


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": ""}, {"basis": "x" * 301}, {"rhythm": "week"}, {"due": {"by": "DAY", "number": 0}}, {"due": {"by": "WEEK", "number": 6}},
        {"due": {"by": "DATES"}}, {"rhythm": "stage"}, {"due": {"by": "DAY", "number": 5, "months": 13}}, {"parts": ["S1"]},
        {"formats": []}, {"formats": ["exe"]}, {"remind_before": 61}, {"active_from": "2026-02-30"},
        {"active_from": "2027-01-01", "active_to": "2026-01-01"}, {"due": None}, {"due": {"by": "DAY", "number": "x"}},
    ],
)  # fmt: skip
def test_what_makes_no_obligation_is_refused(wrong):
    with pytest.raises(ObligationWrong):
        obligations.read("contoh", SAID | wrong)


@pytest.mark.parametrize(
    ("state", "came", "today", "expected"),
    [
        ("", None, 10, Standing.OPEN), ("", None, 11, Standing.MISSING),
        (State.SENT, 10, 20, Standing.SENT), (State.SENT, 11, 20, Standing.LATE),
        (State.RETURNED, 9, 20, Standing.RETURNED),
        (State.ACCEPTED, 10, 20, Standing.ACCEPTED), (State.ACCEPTED, 11, 20, Standing.ACCEPTED_LATE),
        (State.NOTED, 10, 20, Standing.ACCEPTED),
    ],
)  # fmt: skip
def test_how_a_report_stands(state, came, today, expected):
    day = lambda number: number and date(2026, 11, number)  # noqa: E731 - said once
    assert standing(state, day(came), date(2026, 11, 10), day(today)) is expected


def test_the_five_numbers_are_counted_and_added_never_averaged():
    due, before, after = date(2026, 11, 10), date(2026, 11, 9), date(2026, 11, 11)
    some = five(
        [(due, before), (due, due), (due, after), (due, None), (after, None), (date(2026, 12, 10), before)], after
    )

    # The one due today is not late yet and not expected; the early one is.
    assert some == Five(actual=4, expected=5, on_time=3)
    assert (some.rate, some.on_time_rate) == (80.0, 60.0)
    assert (some + Five(0, 5, 0)).rate == 40.0
    assert Five().rate is Five().on_time_rate is None
