"""A new duty is owed from the day it is published; what would be late at once is shown first, and accepted by a person or not done."""

from datetime import date

import pytest
from conftest import NOON
from django.db import transaction

from audit.models import Entry
from exchange.models import Obligation as Published
from messaging.models import Message
from submissions import actions, queries
from submissions.rules import obligations as rules
from submissions.rules import since
from submissions.rules.obligations import written
from submissions.rules.terms import Term
from walls import current

LONG_AGO, DAY = date(2026, 9, 5), NOON.date()
SAID = {"name": "Laporan kas desa", "basis": "Perbup contoh 1", "rhythm": "month", "post": "SEKDES",
        "due": {"by": "DAY", "months": 1, "number": 5}}  # fmt: skip
FORM = {"code": "kas", "name": "Laporan kas desa", "basis": "Perbup contoh 1", "rhythm": "month", "by": "DAY", "number": "5",
        "months": "1", "post": "SEKDES", "formats": ["pdf"], "remind_before": "5", "remind_after": "1", "to_district": "on",
        "receiver": "Kecamatan", "is_active": "on"}  # fmt: skip


def monthly(**more):
    return rules.read("kas", SAID | more)


def late(found, before=None):
    found = since.late_at_once(found, before, DAY, opened_on=LONG_AGO, off=())
    return [(str(term), due_on.isoformat()) for term, due_on in found]


@pytest.fixture
def keep(village, regency, make_account):
    """`keep(name="…")`: the kabupaten publishes the report of the village's cash on 20 November."""

    def said(code="kas", at=NOON, accepted=(), of=SAID, **more):
        with current.inside(regency):
            by = queries_by(make_account)
            actions.keep_obligation(code=code, said=of | more, by=by, at=at, accepted=accepted)
        queries.forget()

    return said


def queries_by(make_account):
    from accounts.models import Account

    return Account.objects.filter(username="admin").first() or make_account("admin", "ADMIN_KABUPATEN")


def test_a_duty_that_names_no_day_is_owed_from_today():
    assert since.owed_from(monthly(), None, DAY).active_from == DAY
    assert since.owed_from(monthly(active_from="2026-01-01"), None, DAY).active_from == date(2026, 1, 1)
    assert since.owed_from(monthly(is_active=False), None, DAY).active_from is None
    assert since.owed_from(monthly(active_to="2026-01-01"), None, DAY).active_from is None


def test_what_was_owed_before_keeps_its_beginning():
    assert since.owed_from(monthly(name="Kas"), monthly(), DAY).active_from is None
    assert since.owed_from(monthly(), monthly(is_active=False), DAY).active_from == DAY


def test_what_a_change_makes_late_is_told_with_its_days():
    both = [("2026-09", "2026-10-05"), ("2026-10", "2026-11-05")]
    assert late(monthly()) == both
    assert late(monthly(active_from=DAY.isoformat())) == []
    assert late(monthly(), monthly(is_active=False)) == both
    assert late(monthly(), monthly(active_from="2026-11-01")) == both[:1]
    assert late(monthly(name="Kas"), monthly()) == []
    assert late(monthly(due={"by": "DAY", "months": 1, "number": 4}), monthly()) == []
    assert late(monthly(), monthly(due={"by": "DAY", "months": 1, "number": 25})) == both[1:]
    assert late(monthly(), monthly(rhythm="quarter")) == both


@pytest.mark.django_db
def test_nobody_is_late_or_reminded_because_a_duty_was_published(village, keep, sari, gita):
    keep()
    assert queries.counted(DAY, date(2026, 10, 1), date(2026, 11, 30), "kas").expected == 0
    actions.look_after(at=NOON)
    assert not Message.objects.filter(subject__startswith="kas:").exists()
    assert [one.term for one in queries.duties(DAY, DAY, date(2027, 1, 10)) if one.obligation.code == "kas"] == [
        Term("2026-11"),
        Term("2026-12"),
    ]


@pytest.mark.django_db
def test_switching_on_what_ships_switched_off_begins_today_too(village, keep):
    code, shipped = next((code, one) for code, one in queries.SHIPPED.items() if not one.is_active)
    keep(code=code, of=written(shipped), is_active=True)
    assert queries.obligations()[code].active_from == DAY


@pytest.mark.django_db
def test_what_makes_late_is_refused_until_somebody_accepts_it(village, regency, keep):
    with pytest.raises(actions.MakesLate) as refused:
        keep(active_from="2026-01-01")
    assert [term for term, _ in refused.value.late] == ["2026-09", "2026-10"]
    with pytest.raises(actions.MakesLate):
        keep(active_from="2026-01-01", accepted=["2026-10"])
    assert "kas" not in queries.obligations()

    keep(active_from="2026-01-01", accepted=["2026-09", "2026-10"])
    assert queries.counted(DAY, date(2026, 11, 1), date(2026, 11, 30), "kas").expected == 1
    with current.inside(regency):
        assert Entry.objects.filter(action="obligation.keep").latest("pk").detail["late_at_once"] == 2


@pytest.mark.django_db
def test_taking_back_what_had_switched_off_is_asked_about(village, regency, keep):
    keep(code="rekap-penduduk", of=written(queries.SHIPPED["rekap-penduduk"]), is_active=False)
    about = {"code": "rekap-penduduk", "by": None, "at": NOON}
    with current.inside(regency):
        with pytest.raises(actions.MakesLate), transaction.atomic():
            actions.withdraw_obligation(**about)
        assert Published.objects.filter(code="rekap-penduduk").exists()
        actions.withdraw_obligation(**about, accepted=["2026-09", "2026-10"])
        assert not Published.objects.filter(code="rekap-penduduk").exists()


@pytest.mark.django_db
def test_a_kabupaten_without_villages_makes_nobody_late(regency, make_account):
    with current.outside():
        type(regency).objects.filter(kind="village").update(state="CLOSED")
    with current.inside(regency):
        assert queries.first_opening() is None
        actions.keep_obligation(
            code="kas", said=SAID | {"active_from": "2020-01-01"}, by=make_account("admin", "ADMIN_KABUPATEN"), at=NOON
        )


@pytest.mark.django_db
def test_the_page_shows_today_and_asks_before_anybody_is_late(village, regency, make_account, signed_in):
    with current.inside(regency):
        browser = signed_in(regency, make_account("admin", "ADMIN_KABUPATEN", totp=True))
    assert 'value="2026-11-20"' in browser.get("/kewajiban/baru/").content.decode()
    asked = browser.post("/kewajiban/baru/", FORM | {"active_from": "2026-01-01"})
    page = asked.content.decode()
    assert (asked.status_code, "langsung terlambat" in page, "Oktober 2026, tenggat 5 November 2026" in page) == (
        422, True, True,
    )  # fmt: skip
    assert 'value="2026-09 2026-10"' in page

    late = {"active_from": "2026-01-01", "terlambat": "2026-09 2026-10"}
    assert browser.post("/kewajiban/baru/", FORM | late).status_code == 302
    assert browser.post("/kewajiban/kas/", FORM | {"is_active": ""}).status_code == 302
    assert 'value="2026-11-20"' in browser.get("/kewajiban/kas/").content.decode()
    browser.post("/kewajiban/kas/", FORM)
    assert browser.get("/kewajiban/").status_code == 200
    with current.inside(regency):
        queries.forget()
        assert queries.obligations()["kas"].active_from == DAY


@pytest.mark.django_db
def test_the_page_of_what_ships_asks_before_it_takes_back(village, regency, keep, signed_in, make_account):
    keep(code="rekap-penduduk", of=written(queries.SHIPPED["rekap-penduduk"]), is_active=False)
    with current.inside(regency):
        browser = signed_in(regency, make_account("atas", "ADMIN_KABUPATEN", totp=True))
    asked = browser.post("/kewajiban/rekap-penduduk/", {"tarik": "1"})
    assert (asked.status_code, "Isian bawaan menagih 2 periode" in asked.content.decode()) == (422, True)
    done = browser.post("/kewajiban/rekap-penduduk/", {"tarik": "1", "terlambat": "2026-09 2026-10"})
    assert done.status_code == 302
