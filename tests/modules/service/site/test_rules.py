"""Marks of a text, addresses, terms, duties, and how a budget adds up."""

from datetime import date

import pytest

from modules.service.site.rules import addresses, budget, clock, duties, marks

OFF = frozenset({date(2026, 12, 25), date(2026, 12, 24)})
PLAN = {
    "income": {"village_fund": (900, 450), "own": (100, 100)},
    "spending": {"government": (400, 300), "development": (590, None)},
    "financing": {"received": (10, None), "paid": (20, None)},
}


@pytest.mark.parametrize(
    "typed",
    [
        "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "[a](javascript:alert(1))", "[a](JaVaScRiPt:alert(1))",
        "[a](data:text/html;base64,PHNjcmlwdD4=)", "[a](//jahat.example)", "[a](vbscript:x)", "![a](https://jahat.example/x.png)",
        "[a]( \tjavascript:alert(1))", '[a](https://x.example/"onmouseover="alert(1))', "> " * 400 + "a", "<a href='javascript:x'>k</a>",
    ],
)  # fmt: skip
def test_nothing_in_a_text_is_run_or_fetched(typed):
    html = marks.as_html(typed)

    assert not any(
        bad in html
        for bad in ("<script", "<img", 'href="java', 'href="data', 'href="vb', 'href="//', '" onmouseover', "<a href='")
    )
    assert html.count("<blockquote") <= 8


def test_the_few_marks_do_what_they_say():
    html = marks.as_html(
        "# Judul\nSatu\ndua **tebal**\n\n- a\n- b\n\n[Layanan](/layanan/) dan [luar](https://contoh.example/)"
    )

    assert "<h2>Judul</h2>" in html
    assert "<h1" not in html
    assert "<br" in html
    assert "<strong>tebal</strong>" in html
    assert html.count("<li>") == 2
    assert '<a href="/layanan/">' in html
    assert 'href="https://contoh.example/" rel="noopener noreferrer nofollow"' in html
    assert marks.as_plain("## Judul\nisi **tebal** dan lagi", 12) == "Judul isi…"


def test_an_address_is_readable_and_nobody_elses():
    assert addresses.slug_of("Gotong Royong: Minggu, 22 November!") == "gotong-royong-minggu-22-november"
    assert addresses.slug_of("Jalan", {"jalan", "jalan-2"}) == "jalan-3"
    assert addresses.slug_of("???") == "tulisan"
    assert len(addresses.slug_of("kata " * 100)) <= addresses.LONGEST
    assert {addresses.shelf_of(kind) for kind in ("NEWS", "NOTICE", "PAGE", "PROGRAMME")} == set(addresses.SHELVES)


def test_terms_are_counted_in_working_days():
    friday = date(2026, 12, 11)

    assert clock.due(friday, OFF) == date(2026, 12, 29)  # two days of leave and two weekends lie between
    assert clock.due(friday, OFF, is_extended=True) == date(2027, 1, 7)
    assert clock.object_by(date(2026, 11, 20), frozenset()) == date(2027, 1, 1)
    assert clock.words(friday, date(2026, 12, 14), OFF) == "lewat 1 hari kerja"
    assert clock.words(friday, friday, OFF) == "hari ini"


def test_a_budget_is_added_up_and_compared_with_the_decree():
    found = budget.read(budget.written(PLAN, income=1000, spending=990))

    assert (found.income.total.planned, found.income.total.realised) == (1000, 550)
    assert found.spending.total.realised is None, "what one field has not said is not nought"
    assert (found.surplus, found.financing.total.planned, found.left) == (10, -10, 0)
    assert found.income.lines[1].percent == 50
    assert found.has_realisation
    assert len(found.spending.said) == 2


@pytest.mark.parametrize(
    ("changed", "income", "spending", "words"),
    [
        ({}, 1001, 990, "berbeda Rp1"),
        ({}, 1000, 1_990, "belanja berbeda Rp1.000"),
        ({"spending": {"government": (2000, None)}}, 1000, 2000, "lebih besar"),
        ({"income": {"own": (-1, None)}}, -1, 990, "antara 0"),
        ({"income": {"own": (10**13, None)}}, 10**13, 990, "antara 0"),
    ],
)
def test_a_budget_that_cannot_be_is_refused(changed, income, spending, words):
    with pytest.raises(budget.BudgetRefused, match=words):
        budget.written({**PLAN, **changed}, income=income, spending=spending)


def test_a_duty_is_met_by_what_is_published_for_the_year():
    by_subject = {duty.subject: duty for duty in duties.DUTIES}

    assert duties.is_met(by_subject["APBDES"], 2026, {("APBDES", 2026)})
    assert not duties.is_met(by_subject["APBDES"], 2026, {("APBDES", 2025), ("RKPDES", 2026)})
    assert duties.is_met(by_subject["RPJMDES"], 2026, {("RPJMDES", 2020)})
    assert not duties.is_met(by_subject["RPJMDES"], 2026, {("RPJMDES", 2018)})
    assert not duties.is_met(by_subject["RPJMDES"], 2026, {("RPJMDES", 2027)})
