"""Reports over the API: the same steps as on the page, each by its own person, and the files."""

from datetime import timedelta

import pytest
from conftest import NOON
from samples import tools

from accounts.actions import make_api_client
from exchange import spans
from modules.service.models import State
from modules.service.reports import actions
from modules.service.reports.models import Report

AFTER = NOON + timedelta(days=12)
LIST = "/api/v1/pelayanan/laporan/"
NIK = "3529115506850003"


@pytest.fixture(autouse=True)
def in_december(time_machine):
    time_machine.move_to(AFTER, tick=False)


@pytest.fixture
def letters(make_letter, sign):
    sign(make_letter(State.AWAITING), at=NOON + timedelta(minutes=20))


@pytest.fixture
def kasi(village, budi, signed_in):
    return signed_in(village, budi, second_factor=True)


@pytest.fixture
def secretary(village, sari, signed_in):
    return signed_in(village, sari, second_factor=True)


@pytest.fixture
def head(village, citra, signed_in):
    return signed_in(village, citra, second_factor=True)


def post(who, path, said=None):
    return who.post(path, {} if said is None else said, content_type="application/json")


def put(who, path, said):
    return who.put(path, said, content_type="application/json")


@pytest.fixture
def here(kasi, letters):
    """The address of the draft of November."""
    made = post(kasi, LIST, {"kind": "PERIODIC", "period": "2026-11"})
    return f"{LIST}{made.json()['id']}/"


def test_a_report_is_written_handed_up_checked_approved_and_sent(here, kasi, secretary, head):
    again = post(kasi, LIST, {"kind": "PERIODIC", "period": "2026-11"})
    assert (again.status_code, f"{LIST}{again.json()['id']}/") == (201, here), "made twice it is one"
    written = put(kasi, here, {"texts": {"obstacles": f"Listrik padam. {NIK}"}})
    assert written.json()["texts"]["summary"].startswith("Pada November 2026"), "what is missing stays"
    assert NIK not in written.content.decode()

    assert post(kasi, f"{here}hitung/").json()["figures"]["received"] == 1
    assert post(kasi, f"{here}ajukan/").json()["state"] == "PROPOSED"
    assert put(kasi, here, {"texts": {}}).status_code == 409
    assert post(kasi, f"{here}periksa/").status_code == 403
    assert post(secretary, f"{here}periksa/").json()["state"] == "CHECKED"
    assert post(secretary, f"{here}setujui/").status_code == 403
    answers = [post(head, f"{here}setujui/") for _ in range(2)]
    assert [answer.status_code for answer in answers] == [200, 409]
    assert answers[1].json()["state"] == "APPROVED"
    assert post(kasi, f"{here}perbaiki/").status_code == 409, "the kecamatan returned nothing"
    assert post(kasi, f"{here}kirim/", {"on": "2026-12-02", "how": "x"}).status_code == 400
    sent = post(kasi, f"{here}kirim/", {"on": "2026-12-02", "how": "diantar"}).json()

    assert (sent["sent_on"], sent["sent_how"], len(sent["story"])) == ("2026-12-02", "diantar", 6)
    assert "Budi" not in str(sent["story"]), "posts, never names"
    assert [one["id"] for one in kasi.get(LIST).json()["results"]] == [sent["id"]]


def test_a_report_goes_back_for_a_reason_and_nobody_checks_his_own(here, kasi, secretary, head):
    post(secretary, f"{here}ajukan/")

    assert post(secretary, f"{here}periksa/").status_code == 403
    assert post(head, f"{here}kembalikan/").status_code == 400
    assert "reason" in post(head, f"{here}kembalikan/", {"reason": "x"}).json()
    back = post(head, f"{here}kembalikan/", {"reason": "Lengkapi kendala."}).json()

    assert (back["state"], back["return_reason"]) == ("DRAFT", "Lengkapi kendala.")
    assert post(head, f"{here}kembalikan/", {"reason": "Lengkapi kendala."}).status_code == 409
    assert [one["period"] for one in kasi.get(f"{LIST}?status=DRAFT").json()["results"]] == ["2026-11"]
    assert kasi.get(LIST).json()["count"] == 0
    assert kasi.get(f"{LIST}?status=SENT").status_code == 400


def test_an_evaluation_is_handed_up_when_each_recommendation_is_answered(letters, kasi, budi, sari, citra):
    first = actions.make_report(kind="EVALUATION", span=spans.read("2026-10"), by=budi, at=AFTER)
    advice = [{"text": "Tambah petugas loket", "post": "SEKDES", "due": "Desember"}]
    actions.edit_report(report=first, texts_={}, advice=advice, followed=[], by=budi, at=AFTER)
    for step, by in ((actions.propose, budi), (actions.check, sari), (actions.approve, citra)):
        step(report=first, by=by, at=AFTER)
    here = f"{LIST}{post(kasi, LIST, {'kind': 'EVALUATION', 'period': '2026-11'}).json()['id']}/"

    assert post(kasi, f"{here}ajukan/").status_code == 409
    assert put(kasi, here, {"followed": [{"state": "MAYBE"}]}).status_code == 400
    assert put(kasi, here, {"advice": [{"text": "Rapikan berkas", "post": "CAMAT"}]}).status_code == 400
    said = {"followed": [{"state": "DONE", "note": "Sejak 5 Desember"}], "advice": [{"text": "Rapikan berkas"}]}
    written = put(kasi, here, said).json()

    assert written["followed"] == [{"text": "Tambah petugas loket", "state": "DONE", "note": "Sejak 5 Desember"}]
    assert [one["text"] for one in written["advice"]] == ["Rapikan berkas"]
    assert put(kasi, here, {"followed": [{"state": "DONE"}] * 2}).status_code == 400
    assert post(kasi, f"{here}ajukan/").status_code == 200


@pytest.mark.parametrize(
    "said", [{"kind": "X", "period": "2026-11"}, {"kind": "PERIODIC", "period": "2019-01"}, {"kind": "PERIODIC"}, [1]]
)
def test_a_report_of_nothing_is_not_begun(kasi, village, said):
    assert post(kasi, LIST, said).status_code == 400
    assert not Report.objects.exists()


def test_what_a_report_has_no_box_for_is_refused(here, kasi):
    for said in ({"texts": {"secrets": "x"}}, {"texts": {"summary": "x" * 3001}}, {"advice": [{"text": "Rapikan"}]}):
        assert put(kasi, here, said).status_code == 400, said


def test_the_files_are_the_drafts_own_and_then_the_archives(here, kasi, budi, sari, citra):
    draft = kasi.get(f"{here}berkas/pdf/")
    assert "KONSEP" in tools.text_of(draft.content)
    assert kasi.get(f"{here}berkas/xlsx/").status_code == 409
    assert kasi.get(f"{here}berkas/docx/").status_code == 404
    report = Report.objects.get()
    for step, by in ((actions.propose, budi), (actions.check, sari), (actions.approve, citra)):
        step(report=report, by=by, at=AFTER)

    assert "KONSEP" not in tools.text_of(kasi.get(f"{here}berkas/pdf/").content)
    assert kasi.get(f"{here}berkas/xlsx/").content[:2] == b"PK"


def test_a_key_reads_and_stands_up_for_nothing(here, visitor, citra):
    rights = ["service_reports.see_figures", "service_reports.write_reports"]
    _, secret = make_api_client(
        name="Uji", permissions=rights, expires_at=AFTER + timedelta(days=1), by=citra, at=AFTER
    )
    key = {"headers": {"Authorization": f"Bearer {secret}"}}

    assert visitor.get(here, **key).json()["state"] == "DRAFT"
    for path in (LIST, f"{here}hitung/", f"{here}ajukan/", f"{here}kirim/", f"{here}perbaiki/"):
        said = {"kind": "PERIODIC", "period": "2026-10"}
        assert visitor.post(path, said, content_type="application/json", **key).status_code == 403, path
    assert visitor.put(here, {}, content_type="application/json", **key).status_code == 403
    assert visitor.get(here).status_code == 401


def test_who_has_no_post_for_it_or_asks_for_what_is_not_there(here, village, gita, kasi, signed_in):
    assert signed_in(village, gita).get(here).status_code == 403
    for path in ("404/", "404/berkas/pdf/"):
        assert kasi.get(f"{LIST}{path}").status_code == 404
    assert post(kasi, f"{LIST}404/ajukan/").status_code == 404


def test_one_report_costs_few_statements(here, kasi, django_assert_max_num_queries):
    kasi.get(here)

    with django_assert_max_num_queries(10):
        kasi.get(here)
