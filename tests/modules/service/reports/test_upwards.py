"""An approved report goes to the kecamatan as it lies in the archive, comes back, is mended and goes again."""

from datetime import UTC, datetime

import pytest
from django.utils import timezone

from archive import queries as archived
from archive import store
from archive.models import Document
from exchange import spans
from exchange.matters import actions as matters
from exchange.matters import queries as journals
from modules.service.reports import actions
from modules.service.reports.models import Report
from submissions import actions as submissions
from submissions import queries as owed
from submissions.rules.standing import Standing
from walls import current

JANUARY = datetime(2027, 1, 15, 3, tzinfo=UTC)
YEAR = spans.read("2026")
OWED = "/kantor/penyampaian/laporan-pelayanan/2026/"
REASON = "Angka aduan belum dijelaskan."


@pytest.fixture(autouse=True)
def _january(monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: JANUARY)


@pytest.fixture
def report(village, budi):
    return actions.make_report(kind="PERIODIC", span=YEAR, by=budi, at=JANUARY)


@pytest.fixture
def approve(budi, sari, citra):
    def step(report):
        actions.propose(report=report, by=budi, at=JANUARY)
        actions.check(report=report, by=sari, at=JANUARY)
        return actions.approve(report=report, by=citra, at=JANUARY)

    return step


@pytest.fixture
def sends_back(village, district, make_account):
    with current.inside(district):
        camat = make_account("camat", "CAMAT", "KASI_PMD", name="Dewi Camat")

    def act(matter):
        with current.inside(district):
            matters.hear_all(at=JANUARY)
            submissions.return_report(key=matter.key, reason=REASON, by=camat, at=JANUARY)
        matters.hear_all(at=JANUARY)

    return act


def test_it_goes_comes_back_is_mended_and_goes_again(village, report, approve, sends_back, sari, signed_in):
    secretary, page = signed_in(village, sari), f"/kantor/laporan/pelayanan/{report.pk}/"
    assert "belum disetujui" in secretary.get(OWED).content.decode()
    first = approve(report).paper
    assert f'href="{OWED}"' in secretary.get(page).content.decode()
    assert secretary.post(OWED, {"text": "", "sumber": "1"}).status_code == 302

    duty = owed.duty("laporan-pelayanan", "2026", JANUARY.date())
    (line,) = journals.journal(duty.matter)
    assert [file.sha256 for file in line.files] == [first.sha256], "what the head approved, to the byte"
    report.refresh_from_db()
    assert (report.sent_on, report.sent_how) == (JANUARY.date(), "lewat sistem")
    with pytest.raises(actions.NotReturned):
        actions.mend(report=report, by=sari, at=JANUARY)

    sends_back(duty.matter)
    assert REASON in secretary.get(page).content.decode()
    assert secretary.post(page, {"langkah": "perbaiki"}).status_code == 303
    report.refresh_from_db()
    assert (report.is_draft, report.return_reason, report.sent_on) == (True, REASON, None)
    assert Document.objects.filter(pk=first.pk).exists(), "what was sent stays"
    with pytest.raises(submissions.NothingToSend):
        submissions.send_report(
            code="laporan-pelayanan", term="2026", files=[], text="", by=sari, at=JANUARY, from_source=True
        )
    actions.edit_report(report=report, texts_={"summary": "Aduan dijelaskan."}, advice=[], followed=[], by=sari,
                        at=JANUARY)  # fmt: skip
    second = approve(report).paper
    assert secretary.post(OWED, {"text": "", "sumber": "1"}).status_code == 302

    duty = owed.duty("laporan-pelayanan", "2026", JANUARY.date())
    sent = [file.sha256 for line in journals.journal(duty.matter) for file in line.files]
    assert (sent, duty.standing) == ([first.sha256, second.sha256], Standing.SENT)
    assert first.sha256 != second.sha256


def test_while_the_archive_is_away_nothing_is_sent(village, report, approve, sari, signed_in, monkeypatch):
    def away(_document):
        raise store.StoreUnavailable("away")

    approve(report)
    monkeypatch.setattr(archived, "content_of", away)
    answer = signed_in(village, sari).post(OWED, {"text": "", "sumber": "1"})
    assert (answer.status_code, "Arsip sedang tidak dapat dibuka" in answer.content.decode()) == (422, True)
    assert Report.objects.get().sent_on is None
