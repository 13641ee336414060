"""A report from its first figures to the archive and the kecamatan."""

import io
import zipfile
from datetime import timedelta

import pytest
from conftest import NOON
from django.db import IntegrityError, transaction
from samples import tools

from archive.models import Document
from exchange import spans
from modules.service.models import State
from modules.service.reports import actions, queries
from modules.service.reports.models import Report

NOVEMBER = spans.read("2026-11")
AFTER = NOON + timedelta(days=12)
ADDRESS = "/kantor/laporan/pelayanan/"


@pytest.fixture
def letters(make_letter, sign):
    sign(make_letter(State.AWAITING), at=NOON + timedelta(minutes=20))


@pytest.fixture
def report(letters, budi):
    return actions.make_report(kind="PERIODIC", span=NOVEMBER, by=budi, at=AFTER)


@pytest.fixture
def checked(report, budi, sari):
    actions.propose(report=report, by=budi, at=AFTER)
    return actions.check(report=report, by=sari, at=AFTER)


def test_it_is_made_edited_checked_approved_and_sent(village, letters, budi, sari, citra, signed_in, monkeypatch):
    for module in ("views.reports", "views.dashboard"):
        monkeypatch.setattr(f"modules.service.reports.{module}.timezone.now", lambda: AFTER)
    kasi, secretary, head = (signed_in(village, who, second_factor=True) for who in (budi, sari, citra))
    made = kasi.post(ADDRESS, {"kind": "PERIODIC", "period": "2026-11"})
    page = made["Location"]
    assert "masuk 1 permohonan surat" in kasi.get(page).content.decode()
    said = {"text_summary": "Ringkas. NIK 3529115506850003.", "text_obstacles": "Listrik padam.", "text_plans": ""}

    assert kasi.post(page, said | {"langkah": "ajukan"}).status_code == 303
    assert kasi.post(page, {"langkah": "periksa"}).status_code == 403
    assert secretary.post(page, {"langkah": "kembalikan", "alasan": "x"}).status_code == 303
    assert Report.objects.get().is_proposed, "without a reason nothing goes back"
    assert secretary.post(page, {"langkah": "periksa"}).status_code == 303
    assert "Listrik padam." in head.get(page).content.decode()
    assert head.post(page, {"langkah": "setujui"}).status_code == 303
    assert head.post(page, {"langkah": "setujui"}).status_code == 303
    assert kasi.post(page, {"langkah": "kirim", "on": "02/12/2026", "how": "diantar"}).status_code == 303

    found = Report.objects.get()
    assert (found.state, found.sent_how, len(found.story)) == ("APPROVED", "diantar", 5)
    text = tools.text_of(bytes(found.paper.waiting_bytes))
    for words in ("LAPORAN PELAYANAN NOVEMBER 2026", "Listrik padam.", "Citra Lestari", "diperiksa Sari Wulandari"):
        assert words in text
    assert "3529115506850003" not in text
    assert "KONSEP" not in text
    with zipfile.ZipFile(io.BytesIO(bytes(found.sheet.waiting_bytes))) as book:
        assert b"Permohonan masuk" in b"".join(book.read(name) for name in book.namelist())
    told = kasi.get("/api/v1/pelayanan/laporan/").json()["results"]
    assert told[0]["figures"]["received"] == 1


def test_what_was_sent_up_counts_no_letter_that_comes_after(report, budi, make_letter, sari):
    actions.propose(report=report, by=budi, at=AFTER)
    make_letter(State.AWAITING)
    with pytest.raises(actions.ReportClosed):
        actions.recount(report=report, by=budi, at=AFTER)

    actions.send_back(report=report, reason="Lengkapi kendala", by=sari, at=AFTER)
    report.refresh_from_db()
    assert (report.figures["received"], report.return_reason) == (1, "Lengkapi kendala")

    assert actions.propose(report=report, by=budi, at=AFTER).figures["received"] == 2


def test_nobody_checks_or_approves_what_he_sent_up(report, budi, sari, citra):
    actions.propose(report=report, by=sari, at=AFTER)
    with pytest.raises(actions.OwnReport):
        actions.check(report=report, by=sari, at=AFTER)
    actions.check(report=report, by=citra, at=AFTER)
    Report.objects.update(proposed_by=citra)

    with pytest.raises(actions.OwnReport):
        actions.approve(report=report, by=citra, at=AFTER)

    assert not Document.objects.filter(area=actions.AREA).exists()


def test_a_month_that_still_runs_is_drafted_and_not_sent_up(letters, budi):
    draft = actions.make_report(kind="PERIODIC", span=NOVEMBER, by=budi, at=NOON)

    with pytest.raises(actions.SpanNotOver):
        actions.propose(report=draft, by=budi, at=NOON)
    with pytest.raises(actions.SpanNotBegun):
        actions.make_report(kind="PERIODIC", span=spans.read("2026-12"), by=budi, at=NOON)
    assert actions.make_report(kind="PERIODIC", span=NOVEMBER, by=budi, at=AFTER) == draft


def test_an_evaluation_says_what_became_of_the_last_recommendations(letters, budi, sari, citra):
    first = actions.make_report(kind="EVALUATION", span=NOVEMBER, by=budi, at=AFTER)
    advice = [
        {"text": "Tambah petugas loket", "post": "SEKDES", "due": "Desember"},
        {"text": " ", "post": "", "due": ""},
    ]
    actions.edit_report(report=first, texts_={}, advice=advice, followed=[], by=budi, at=AFTER)
    actions.propose(report=first, by=budi, at=AFTER)
    actions.check(report=first, by=sari, at=AFTER)
    actions.approve(report=first, by=citra, at=AFTER)
    later = AFTER + timedelta(days=31)

    second = actions.make_report(kind="EVALUATION", span=spans.read("2026-12"), by=budi, at=later)
    assert [one["text"] for one in second.followed] == ["Tambah petugas loket"]
    with pytest.raises(actions.FollowUpMissing):
        actions.propose(report=second, by=budi, at=later)
    followed = [{"state": "DONE", "note": "Sejak 5 Desember"}]
    actions.edit_report(report=second, texts_={}, advice=[], followed=followed, by=budi, at=later)

    assert actions.propose(report=second, by=budi, at=later).is_proposed


def test_the_database_keeps_an_approved_report_whole(checked, citra):
    actions.approve(report=checked, by=citra, at=AFTER)
    Report.objects.update(sent_on=None)

    for change in ({"paper": None}, {"checked_by": None}, {"state": "DRAFT", "paper": None, "sent_on": AFTER.date()}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Report.objects.update(**change)
    with pytest.raises(actions.ReportClosed):
        actions.send_back(report=checked, reason="Masih salah", by=citra, at=AFTER)


def test_an_approval_that_fails_keeps_nothing(checked, citra, monkeypatch):
    def gone(*args, **kwargs):
        raise RuntimeError("typesetter")

    monkeypatch.setattr("modules.service.reports.queries.papers.typesetting.render_pdf", gone)

    with pytest.raises(RuntimeError):
        actions.approve(report=checked, by=citra, at=AFTER)

    checked.refresh_from_db()
    assert checked.is_checked
    assert not Document.objects.filter(area=actions.AREA).exists()


def test_a_list_of_reports_costs_the_same_however_many_there_are(report, budi, django_assert_max_num_queries):
    for month in range(1, 11):
        actions.make_report(kind="PERIODIC", span=spans.read(f"2026-{month:02d}"), by=budi, at=AFTER)

    with django_assert_max_num_queries(1):
        assert len(list(queries.reports())) == 11
