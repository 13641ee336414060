"""A report is sent once, looked at, sent back with a reason, sent again and accepted; what came when decides whether it was in time."""

from datetime import date, timedelta

import pytest
from conftest import NEIGHBOUR, NOON, office
from django.db import DatabaseError, transaction

from archive.models import Document
from audit.models import Entry as LogEntry
from exchange.matters import actions as matters
from exchange.matters import queries as journals
from exchange.matters.actions import OfficeAway
from exchange.matters.models import Matter, Parcel
from exchange.models import Obligation
from messaging.models import Message
from submissions import actions, matrices, queries
from submissions.queries import NotOwed
from submissions.rules.standing import Standing
from tenants.models import Office
from walls import current

from .conftest import a_file

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 20)


def answer(district, act, matter, **said):
    with current.inside(district):
        matters.hear_all(at=NOON)
        return act(key=matter.key, at=NOON, **said)


def test_what_is_due_stands_by_its_day(village):
    found = queries.duties(DAY, date(2026, 9, 1), date(2027, 4, 30))

    assert [(one.obligation.code, str(one.term), one.standing) for one in found][:4] == [
        # The village opened in September; August was over by then.
        ("rekap-penduduk", "2026-09", Standing.MISSING),
        ("rekap-penduduk", "2026-10", Standing.MISSING),
        ("rekap-penduduk", "2026-11", Standing.OPEN),
        ("rekap-penduduk", "2026-12", Standing.OPEN),
    ]
    assert {one.obligation.code for one in found if one.due_on == date(2027, 3, 31)} == {
        "lpj-apbdes",
        "lppd",
        "lkppd",
        "ippd",
        "laporan-pelayanan",
    }


def test_a_report_goes_there_and_back_and_is_accepted(village, district, sent, sari, camat):
    early = sent("2026-10", at=NOON - timedelta(days=15))
    returned = answer(district, actions.return_report, early, reason="Dusun Tengah belum terisi.", by=camat)
    assert (returned.state, returned.returns) == ("dikembalikan", 1)
    matters.hear_all(at=NOON)
    again = sent("2026-10", text="Sudah diisi.")
    accepted = answer(district, actions.accept_report, again, by=camat)

    duty = queries.duty("rekap-penduduk", "2026-10", DAY)
    # It came in time the first time, and keeps that day.
    assert (again.key, accepted.is_settled, duty.standing, duty.received_on) == (
        early.key, True, Standing.ACCEPTED, date(2026, 11, 5),
    )  # fmt: skip
    lines = journals.journal(duty.matter)
    assert [(line.post, line.verb, len(line.files)) for line in lines] == [
        ("SEKDES", "kirim", 1), ("CAMAT", "kembalikan", 0), ("SEKDES", "kirim", 1), ("CAMAT", "terima", 0),
    ]  # fmt: skip
    with current.inside(district):
        # Both versions lie in the kecamatan's own archive.
        assert Document.objects.filter(area="penyampaian").count() == 2
        logged = (
            LogEntry.objects.filter(action__startswith="submission.").order_by("id").values_list("action", "detail")
        )
        assert list(logged) == [
            (verb, {"obligation": "rekap-penduduk", "period": "2026-10", "village": village.region_code})
            for verb in ("submission.return", "submission.accept")
        ]
    assert Message.objects.filter(event="report.returned", subject__startswith=str(early.key)).count() == 1


def test_of_one_period_there_is_one_report(village, sent):
    sent()
    with pytest.raises(actions.AlreadySent):
        sent()
    assert Matter.objects.count() == 1


def test_of_two_clicks_at_once_one_sends(village, sent, monkeypatch):
    duty = queries.duty("rekap-penduduk", "2026-10", DAY)
    sent()
    # The second looked before the first had written.
    monkeypatch.setattr(queries, "duty", lambda *_: duty)
    with pytest.raises(actions.AlreadySent):
        sent()
    assert (Matter.objects.count(), Parcel.objects.count()) == (1, 1)


@pytest.mark.parametrize(
    ("code", "term", "error"),
    [
        ("rekap-penduduk", "2026-08", NotOwed),  # over before the village opened
        ("rekap-penduduk", "2026", NotOwed),
        ("rekap-penduduk", "2026-13", NotOwed),
        ("apbdes-semester-1", "2026-S2", NotOwed),
        ("tidak-ada", "2026-10", NotOwed),
        ("konvergensi-stunting", "2026-Q3", NotOwed),  # switched off
        ("dana-desa", "2026-T1", NotOwed),  # nobody has said its day
        ("rekap-penduduk", "2026-11", actions.NotYet),
        ("lkppd", "2026", actions.NotYet),
    ],
)
def test_what_is_not_owed_now_is_not_sent(village, sent, code, term, error):
    with pytest.raises(error):
        sent(term, code=code)
    assert not Matter.objects.exists()


def test_nothing_is_no_report_and_files_go_only_where_they_are_asked_for(village, sent, sari):
    with pytest.raises(actions.NothingToSend):
        sent(files=[])
    later = NOON + timedelta(days=60)
    with pytest.raises(actions.NotForFiles):
        sent("2026", code="lkppd", at=later)
    about = {"code": "lkppd", "term": "2026", "text": "", "by": sari}
    for wrong in (date(2027, 2, 1), date(2025, 12, 31)):
        with pytest.raises(ValueError, match=str(wrong)):
            actions.hand_on_report(**about, handed_on=wrong, at=later)
    told = actions.hand_on_report(**about, handed_on=date(2027, 1, 12), at=later)
    assert (told.state, told.is_settled, Parcel.objects.count()) == ("dicatat", True, 0)
    assert queries.duty("lkppd", "2026", date(2027, 1, 19)).received_on == date(2027, 1, 12)
    with pytest.raises(actions.AlreadySent):
        actions.hand_on_report(**about, handed_on=date(2027, 1, 12), at=later)


def test_an_answer_wants_a_reason_a_report_that_waits_and_the_right_office(village, district, sent, sari, camat):
    matter = sent()
    with pytest.raises(actions.ReasonMissing):
        answer(district, actions.return_report, matter, reason="   kurang  ", by=camat)
    # The village cannot accept its own, and no other office sees it.
    for stranger in (village, office("35.29.10"), office(NEIGHBOUR)):
        with pytest.raises(journals.MatterUnknown), transaction.atomic():
            answer(stranger, actions.accept_report, matter, by=None)
    answer(district, actions.accept_report, matter, by=camat)
    for act, said in ((actions.accept_report, {}), (actions.return_report, {"reason": "Terlambat berubah pikiran."})):
        with pytest.raises(actions.NotNow), transaction.atomic():
            answer(district, act, matter, by=camat, **said)


def test_a_closed_kecamatan_is_told_later(village, district, sent):
    with current.outside():
        Office.objects.filter(pk=district.pk).update(state="SUSPENDED")
    village.parent.state = "SUSPENDED"
    with pytest.raises(OfficeAway):
        sent()
    assert not Document.objects.filter(area="penyampaian").exists()


def test_the_kabupaten_decides_what_is_owed_from_now_on(village, regency, sent, make_account):
    sent("2026-10")
    with current.inside(regency):
        admin = make_account("admin", "ADMIN_KABUPATEN")
        said = {"name": "Rekapitulasi penduduk", "basis": "Perbup contoh", "rhythm": "month", "post": "SEKDES",
                "due": {"by": "DAY", "months": 1, "number": 25}}  # fmt: skip
        actions.keep_obligation(code="rekap-penduduk", said=said, by=admin, at=NOON)
        actions.keep_obligation(code="laporan-kas", said=said | {"name": "Laporan kas"}, by=admin, at=NOON)
        actions.keep_obligation(code="lppd", said=said | {"is_active": False}, by=admin, at=NOON)
        with pytest.raises(NotOwed):
            actions.withdraw_obligation(code="lkppd", by=admin, at=NOON)
    queries.forget()

    found = {
        (one.obligation.code, str(one.term)): one for one in queries.duties(DAY, date(2026, 10, 1), date(2027, 3, 31))
    }
    # What was sent keeps the day it had; the others get the new one; what is new is owed, what is off is not.
    assert found["rekap-penduduk", "2026-10"].due_on == date(2026, 11, 10)
    assert found["rekap-penduduk", "2026-11"].due_on == date(2026, 12, 25)
    assert found["laporan-kas", "2026-10"].standing is Standing.OPEN
    assert not [code for code, _ in found if code == "lppd"]
    with current.inside(regency):
        # A village that had not sent October would be late by the day that ships.
        actions.withdraw_obligation(code="rekap-penduduk", by=admin, at=NOON, accepted=["2026-10"])
        assert queries.obligations()["rekap-penduduk"].name == queries.SHIPPED["rekap-penduduk"].name


def test_only_a_kabupaten_says_what_is_owed(village, district, regency):
    said = {"name": "Laporan kas", "basis": "Perbup contoh", "rhythm": "month", "post": "SEKDES", "due": {"by": "LAST"}}
    for office_ in (village, district):
        with current.inside(office_), pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
            actions.keep_obligation(code="kas", said=said, by=None, at=NOON)
    with current.inside(regency):
        actions.keep_obligation(code="kas", said=said, by=None, at=NOON)
    with current.inside(district):
        assert Obligation.objects.update(said={}) == 0
        assert Obligation.objects.get().code == "kas"


def test_what_a_kabupaten_published_wrongly_leaves_what_ships(village, regency):
    with current.outside():
        Obligation.objects.create(office=regency, code="lppd", said={"name": "x"}, set_at=NOON)
        Obligation.objects.create(office=regency, code="baru-1", said=["?"], set_at=NOON)
    assert queries.obligations() == dict(queries.SHIPPED)


def test_the_matrix_of_a_kecamatan_tells_each_village_apart(village, district, sent, django_assert_num_queries):
    sent("2026-10", at=NOON - timedelta(days=12))
    assert district.root_key
    with current.inside(district):
        queries.obligations()
        with django_assert_num_queries(3):
            found = matrices.matrix(DAY, date(2026, 11, 1), date(2026, 11, 30))
    (column,) = found.columns
    assert [office.name for office in found.villages] == ["Pragaan Laok", "Prenduan"]
    # Prenduan opened on the twentieth: nothing was due of it yet.
    assert [cell and cell.standing for cell in column.cells] == [Standing.SENT, None]
    assert [five.expected for _, _, five in found.rows] == [1, 0]
    assert (found.total.actual, found.total.on_time) == (1, 1)


def test_a_file_waits_while_the_store_is_away(village, district, sent, camat, monkeypatch):
    from archive import store

    def away(*_, **__):
        raise store.StoreUnavailable("away")

    for name in ("put", "confirm"):
        monkeypatch.setattr(store, name, away, raising=False)
    matter = sent()
    with current.inside(district):
        matters.hear_all(at=NOON)
        kept = Document.objects.get(area="penyampaian")
        assert bytes(kept.waiting_bytes) == a_file().data
        actions.accept_report(key=matter.key, by=camat, at=NOON)
