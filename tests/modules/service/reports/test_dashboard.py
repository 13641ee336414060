"""What the Kasi sees: today, what is late, a span looked back at, and the letters behind each number."""

from datetime import timedelta

import pytest
from conftest import NOON
from django.test.utils import CaptureQueriesContext

from exchange import spans
from exchange.indicators import named
from exchange.periods import Period
from modules.service import actions
from modules.service.models import Letter, State
from modules.service.queries.letters import SEEN, LetterFilters, letters_page
from modules.service.reports import queries
from walls import current

NOVEMBER = spans.read("2026-11")
PAGE = "/kantor/pelayanan/?periode=2026-11"


@pytest.fixture
def month(make_letter, sign, budi, sari, skck):
    """One in time and collected, one late, one sent back, one cancelled, one of another kind still open and late."""
    first, late, back, gone = (make_letter(State.AWAITING) for _ in range(4))
    sign(first, at=NOON + timedelta(minutes=20))
    sign(late, at=NOON + timedelta(minutes=50))
    actions.mark_collected(letter=first, by=budi, at=NOON + timedelta(minutes=55))
    actions.return_incomplete(letter=back, reason="Foto KK buram", by=budi, at=NOON + timedelta(minutes=5))
    actions.cancel_letter(letter=gone, reason="Salah tulis", by=sari, at=NOON + timedelta(minutes=5))
    make_letter(kind=skck, answers={"purpose": "Melamar pekerjaan"}, at=NOON - timedelta(days=2))


def test_each_number_is_the_facts_and_opens_the_letters_it_counted(month):
    summary, period = queries.summary_of(NOVEMBER), Period("2026-11")

    told = {"masuk": summary.received, "terbit": summary.issued, "diambil": summary.collected,
            "dikembalikan": summary.returned, "jatuh-tempo": summary.due, "lewat": summary.late}  # fmt: skip
    assert told == {"masuk": 5, "terbit": 2, "diambil": 1, "dikembalikan": 1, "jatuh-tempo": 3, "lewat": 2}
    assert {seen: letters_page(LetterFilters(span=NOVEMBER, seen=seen)).count() for seen in SEEN} == told
    fact = {code: named(code).count(period) for code in ("letters_issued", "requests_on_time", "turnaround_median")}
    assert summary.issued == fact["letters_issued"].numerator == sum(one.count for one in summary.services)
    assert (summary.in_time, summary.due) == (fact["requests_on_time"].numerator, fact["requests_on_time"].denominator)
    assert (summary.in_time, summary.due) == tuple(
        sum(getattr(one, name) for one in summary.services) for name in ("in_time", "due")
    )
    assert round(float(fact["turnaround_median"].numerator) * 60) == summary.median == 20
    assert (
        summary.received == sum(source.count for source in summary.sources) == sum(row[2] for row in summary.arrivals)
    )
    assert [(reason.text, reason.count) for reason in summary.reasons] == [("Foto KK buram", 1)]


def test_the_page_says_it_and_links_to_lists_that_hold(village, month, budi, signed_in):
    client = signed_in(village, budi)

    page = client.get(PAGE).content.decode()
    listed = client.get("/kantor/surat/?status=&periode=2026-11&hal=lewat").content.decode()

    assert "Foto KK buram" in page
    assert "kurang dari 5 surat" in page
    assert "1 diperiksa" in page or "2 diperiksa" in page
    assert "Lewat waktu: November 2026" in listed
    assert listed.count("<tr>") == 1 + 2
    assert client.get("/kantor/pelayanan/?periode=besok").status_code == 200


def test_figures_of_officers_are_for_those_who_lead_them(village, month, gita, make_account, signed_in):
    assert signed_in(village, gita).get(PAGE).status_code == 403
    assert signed_in(village, make_account("oki", "OPERATOR")).get(PAGE).status_code == 403


def test_what_is_late_lies_on_a_desk(month):
    Letter.objects.filter(state=State.CHECKING).update(due_at=NOON - timedelta(days=6))

    late = {desk: counts for desk, _, counts in queries.now(NOON).late}

    assert late["KASI"] == [0, 0, 1, 0]
    assert letters_page(LetterFilters(state="LATE", desk="KASI")).count() == 1
    assert letters_page(LetterFilters(state="LATE", desk="SEKDES")).count() == 0


def test_the_page_costs_the_same_however_many_letters_there_are(village, month, make_letter, sign, budi, signed_in):
    client = signed_in(village, budi)

    def statements(path):
        client.get(path)
        with CaptureQueriesContext(current.connection) as seen:
            client.get(path)
        return len(seen)

    few, cold = statements(PAGE), len(_asked(lambda: queries.summary_of(NOVEMBER)))
    listed = statements("/kantor/surat/?status=&periode=2026-11&hal=terbit&petugas=1")
    for _ in range(4):
        sign(make_letter(State.AWAITING), at=NOON + timedelta(minutes=20))

    assert statements(PAGE) == few <= 10
    assert statements("/kantor/surat/?status=&periode=2026-11&hal=terbit&petugas=1") == listed <= 10
    assert len(_asked(lambda: queries.summary_of(NOVEMBER))) == cold


def test_another_system_reads_the_same_without_officers(village, month, budi, signed_in):
    told = signed_in(village, budi).get("/api/v1/pelayanan/ringkasan/?periode=2026-t4").json()

    assert told["span"] == "Triwulan IV 2026"
    assert (told["received"], told["in_time"], told["due"]) == (5, 1, 3)
    assert told["services"][0]["median"] is None, "two letters are too few"
    assert "Budi" not in str(told)


def _asked(ask):
    with CaptureQueriesContext(current.connection) as seen:
        ask()
    return seen
