"""What a village says to itself about its reports: earlier, at another desk, more of them; nobody above sees or counts it."""

from datetime import UTC, date, datetime

import pytest
from conftest import NEIGHBOUR, NOON, office
from hypothesis import given
from hypothesis import strategies as st

from exchange.own.models import Refinement
from exchange.periods import Period
from messaging.models import Message
from submissions import actions, facts, matrices, queries
from submissions.own import actions as own
from submissions.own.queries import layer
from submissions.rules import own as rules
from submissions.rules.obligations import ObligationWrong
from submissions.rules.own import Refined
from walls import current

pytestmark = pytest.mark.django_db
LIST, DUTIES = "/kantor/kewajiban/", "/kantor/penyampaian/"
BPD = {
    "name": "Laporan kas ke BPD", "basis": "Kesepakatan musyawarah 2026", "rhythm": "month", "by": "DAY", "number": "5", "months": "1",
    "post": "KAUR_KEUANGAN", "remind_before": "3", "remind_after": "1", "receiver": "BPD", "is_active": "on", "active_from": "1-9-2026",
}  # fmt: skip
CODE = "desa-laporan-kas-ke-bpd"


def noon(month, day):
    return datetime(2026, month, day, 5, tzinfo=UTC)


def told(event):
    return sorted(Message.objects.filter(event=f"report.{event}").values_list("account__username", "subject"))


@pytest.fixture
def secretary(village, sari, signed_in):
    return signed_in(village, sari)


def test_an_earlier_day_moves_reminders_and_nothing_else(village, district, gita, sari, sent, secretary):
    sent("2026-09", at=noon(10, 9))
    before = [facts.reports_on_time(Period("2026-11")), queries.duty("rekap-penduduk", "2026-10", NOON.date()).due_on]
    answer = secretary.post(f"{LIST}rekap-penduduk/", {"earlier": "4", "post": "KAUR_TU"}, follow=True)
    assert ("4 hari lebih awal" in answer.content.decode(), "pilihan desa" in answer.content.decode()) == (True, True)
    actions.look_after(at=noon(10, 29))
    assert told("due_soon") == []
    # Seven days before the sixth, and on the sixth itself; who prepares is another now, and holds no account here.
    own.refine_duty(code="rekap-penduduk", earlier=4, post="", by=sari, at=NOON)
    actions.look_after(at=noon(10, 30))
    assert told("due_soon") == [("gita", "rekap-penduduk:2026-10")]
    for day in (6, 7, 8):
        actions.look_after(at=noon(11, day))
    assert told("due_inside") == [("gita", "rekap-penduduk:2026-10")]
    actions.look_after(at=noon(11, 10))
    assert told("due_today") == [("gita", "rekap-penduduk:2026-10")]
    page = secretary.get(f"{DUTIES}rekap-penduduk/2026-10/").content.decode()
    assert ("tenggat 10 November 2026" in page, "6 November 2026, aturan desa sendiri" in page) == (True, True)
    assert [
        facts.reports_on_time(Period("2026-11")),
        queries.duty("rekap-penduduk", "2026-10", NOON.date()).due_on,
    ] == before
    with current.inside(district):
        (column,) = matrices.matrix(NOON.date(), date(2026, 11, 1), date(2026, 11, 30)).columns
        assert column.due_on == date(2026, 11, 10)


def test_who_prepares_here_hears_of_a_return(village, district, budi, sari, camat, sent):
    from exchange.matters import actions as matters

    own.refine_duty(code="rekap-penduduk", earlier=0, post="OPERATOR", by=sari, at=NOON)
    matter = sent()
    with current.inside(district):
        actions.return_report(key=matter.key, reason="Jumlah akhir tidak cocok.", by=camat, at=NOON)
    matters.hear_all(at=NOON)
    assert {name for name, _ in told("returned")} == {"budi", "sari"}


@pytest.mark.parametrize(
    ("typed", "words"), [("-1", "tidak boleh lebih lambat"), ("31", "Paling banyak 30 hari"), ("besok", "angka")]
)
def test_no_day_becomes_later(village, secretary, typed, words):
    answer = secretary.post(f"{LIST}lppd/", {"earlier": typed})
    assert (answer.status_code, words in answer.content.decode()) == (422, True)
    with pytest.raises(ObligationWrong):
        rules.read_refined({"earlier": typed})
    assert not Refinement.objects.exists()


@given(st.integers(-50, 50), st.dates(date(2026, 1, 1), date(2027, 12, 31)))
def test_whatever_is_said_the_inside_day_is_never_later(earlier, due_on):
    try:
        found = rules.read_refined({"earlier": earlier})
    except ObligationWrong:
        assert not 0 <= earlier <= rules.MOST_EARLIER
    else:
        assert found.inside_on(due_on) <= due_on


def test_nothing_said_takes_it_back_and_what_is_broken_is_left_out(village, sari):
    own.refine_duty(code="lppd", earlier=3, post="", by=sari, at=NOON)
    assert layer().refined == {"lppd": Refined(3)}
    own.refine_duty(code="lppd", earlier=0, post="", by=sari, at=NOON)
    assert not Refinement.objects.exists()
    with pytest.raises(queries.NotOwed):
        own.refine_duty(code="tidak-ada", earlier=3, post="", by=sari, at=NOON)
    made = {"set_at": NOON, "set_by": sari}
    Refinement.objects.create(about="DUTY", code="lppd", said={"earlier": -5}, **made)
    Refinement.objects.create(about="OWN_DUTY", code="desa-x", said={"name": "x"}, **made)
    assert (layer().refined, layer().own) == ({}, {})


def test_a_duty_of_its_own_is_reminded_done_and_seen_by_nobody_else(
    village, district, gita, sari, secretary, make_account, signed_in
):
    keeper = make_account("kaur", "KAUR_KEUANGAN")
    figures = facts.reports_on_time(Period("2026-11"))
    answer = secretary.post(f"{LIST}baru/", BPD, follow=True)
    assert "Laporan kas ke BPD" in answer.content.decode()
    actions.look_after(at=noon(11, 3))
    assert [one for one in told("due_soon") if one[1].startswith("desa-")] == [("kaur", f"{CODE}:2026-10")]
    actions.look_after(at=noon(11, 7))
    assert ("sari", f"{CODE}:2026-10") in told("overdue")

    page = secretary.get(DUTIES).content.decode()
    assert ("Kewajiban desa sendiri" in page, "Lewat tenggat" in page) == (True, True)
    assert signed_in(village, gita).post(f"{LIST}{CODE}/2026-10/selesai/").status_code == 403
    done = signed_in(village, keeper).post(f"{LIST}{CODE}/2026-10/selesai/", follow=True).content.decode()
    assert "Dicatat selesai." in done
    assert layer().done[CODE] == {"2026-10": NOON.date()}
    secretary.post(f"{LIST}{CODE}/", BPD | {"number": "6"})
    assert (layer().own[CODE].due.number, len(layer().done[CODE])) == (6, 1)
    secretary.post(f"{LIST}{CODE}/2026-10/selesai/", {"belum": "1"})
    assert layer().done[CODE] == {}

    assert facts.reports_on_time(Period("2026-11")) == figures
    assert CODE not in queries.obligations()
    with current.inside(district):
        assert CODE not in {
            one.obligation.code for one in matrices.matrix(NOON.date(), date(2026, 11, 1), date(2026, 11, 30)).columns
        }
        assert layer().own == {}
    with current.inside(office(NEIGHBOUR)):
        assert layer().own == {}
    secretary.post(f"{LIST}{CODE}/", {"hapus": "1"})
    assert layer().own == {}


def test_a_new_one_is_owed_from_today_on(village, sari):
    said = {
        "name": "Rapat bulanan",
        "basis": "Kebiasaan",
        "rhythm": "month",
        "due": {"by": "LAST", "months": 0},
        "post": "SEKDES",
    }
    own.keep_own_duty(code="desa-rapat", said=said, by=sari, at=NOON)
    due = [one.due_on for one in layer().duties(NOON.date(), date(2026, 9, 1), date(2026, 12, 31))]
    assert due == [date(2026, 11, 30), date(2026, 12, 31)]
    with pytest.raises(ObligationWrong):
        own.keep_own_duty(code="rapat", said=said, by=sari, at=NOON)
    for term in ("2026", "2026-13", "bukan"):
        with pytest.raises(queries.NotOwed):
            own.mark_done(code="desa-rapat", term=term, is_done=True, by=sari, at=NOON)
    with pytest.raises(queries.NotOwed):
        own.drop_own_duty(code="desa-lain", by=sari, at=NOON)


def test_what_was_done_long_ago_is_forgotten():
    done = {f"20{year}-{month:02d}": date(2000 + year, month, 1) for year in range(15, 25) for month in range(1, 13)}
    kept = rules.with_done(done, "2026-10", date(2026, 11, 1))
    assert (len(kept), kept["2026-10"], "2015-01" in kept) == (rules.MOST_DONE, "2026-11-01", False)
    assert rules.done_of({"done": {"2026-10": "kemarin", "2026-11": "2026-12-01"}}) == {"2026-11": date(2026, 12, 1)}


def test_who_may_look_and_who_may_say(village, secretary, gita, signed_in):
    assert signed_in(village, gita).get(LIST).status_code == 200
    assert signed_in(village, gita).get(f"{LIST}lppd/").status_code == 403
    assert secretary.get(f"{LIST}tidak-ada/").status_code == 404
    assert secretary.post(f"{LIST}desa-tidak/2026-10/selesai/").status_code == 404
    twice = [secretary.post(f"{LIST}baru/", BPD) for _ in range(2)]
    assert [one.status_code for one in twice] == [302, 422]
    wrong = secretary.post(f"{LIST}baru/", BPD | {"number": "40"})
    assert wrong.status_code == 422


def test_pages_cost_little(village, secretary, sari, django_assert_max_num_queries):
    own.refine_duty(code="lppd", earlier=3, post="", by=sari, at=NOON)
    secretary.post(f"{LIST}baru/", BPD)
    for page in (LIST, DUTIES, f"{LIST}lppd/", f"{LIST}{CODE}/"):
        secretary.get(page)
        with django_assert_max_num_queries(10):
            assert secretary.get(page).status_code == 200
