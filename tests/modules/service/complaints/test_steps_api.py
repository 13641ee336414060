"""Complaints over the API: told and followed by anybody, worked on by officers."""

import uuid
from datetime import timedelta

import pytest
from conftest import NOON
from django.core.files.uploadedfile import SimpleUploadedFile

from accounts.actions import make_api_client
from modules.service.complaints import actions
from modules.service.complaints.models import Complaint, State

from .conftest import PHOTO, STORY

ANSWER = "Lampu sudah kami ganti pagi ini."


@pytest.fixture(autouse=True)
def at_noon(time_machine):
    time_machine.move_to(NOON, tick=False)


def post(who, path, given=None):
    return who.post(f"/api/v1/aduan/{path}", given or {}, content_type="application/json")


@pytest.fixture
def desk(village, budi, signed_in):
    return signed_in(village, budi)


def proof_of(complaint):
    return {"code": complaint.tracking_code, "word": actions.second_word(complaint)}


def test_told_once_and_followed_with_the_second_word(visitor, said):
    sent = [post(visitor, "sampaikan/", said) for _ in range(2)]

    assert [answer.status_code for answer in sent] == [201, 201]
    assert sent[0].json() == sent[1].json()
    complaint = Complaint.objects.get()
    assert sent[0].json() == proof_of(complaint)
    followed = post(visitor, "lacak/", sent[0].json()).json()
    assert (followed["story"], followed["public_state"]) == (STORY, complaint.public_state)


def test_the_rules_of_the_page_hold(visitor, said):
    assert post(visitor, "sampaikan/", said | {"manner": "NAMED"}).json()["name"]
    assert "about" in post(visitor, "sampaikan/", said | {"story": "Kepala desa meminta uang untuk surat."}).json()
    assert post(visitor, "sampaikan/", said | {"story": "x"}).status_code == 400
    assert post(visitor, "sampaikan/", said | {"about": "CAMAT"}).status_code == 400
    anonymous = said | {"name": "ANI SAMPLE", "phone": "081211112222", "wants_news": True}
    assert post(visitor, "sampaikan/", anonymous).status_code == 201
    assert Complaint.objects.get().reporter_sealed == "", "nothing is kept of somebody without a name"


def test_photographs_come_along_without_their_place(visitor, said, desk):
    files = {"photos": SimpleUploadedFile("a.jpg", PHOTO, "image/jpeg")}
    answer = visitor.post("/api/v1/aduan/sampaikan/", said | files)

    assert answer.status_code == 201
    complaint = Complaint.objects.get()
    opened = desk.get(f"/api/v1/aduan/{complaint.pk}/foto/1/")
    assert opened.status_code in (200, 302)
    assert desk.get(f"/api/v1/aduan/{complaint.pk}/foto/2/").status_code == 404
    wrong = {"photos": SimpleUploadedFile("a.jpg", b"MZ program", "image/jpeg")}
    assert visitor.post("/api/v1/aduan/sampaikan/", said | {"key": str(uuid.uuid4())} | wrong).status_code == 400


def test_telling_has_an_end(visitor, said):
    answers = [post(visitor, "sampaikan/", said | {"key": str(uuid.uuid4())}).status_code for _ in range(21)]
    assert answers == [201] * 20 + [429]


def test_code_or_word_alone_open_nothing_and_guessing_has_an_end(visitor, tell):
    complaint = tell()
    right = proof_of(complaint)
    wrong = [
        post(visitor, "lacak/", right | one) for one in ({"word": "PADI 000"}, {"code": "ZZZZ9999"}, {"code": "-"})
    ]
    assert {answer.status_code for answer in wrong} == {404}
    assert len({answer.content for answer in wrong}) == 1
    for _ in range(10):
        post(visitor, "lacak/", right | {"word": "PADI 000"})
    assert post(visitor, "lacak/", right).status_code == 429


def test_a_reply_brings_photographs_without_their_place(visitor, tell):
    complaint = tell()
    sent = {**proof_of(complaint), "text": "Ini tiangnya."}

    scan = SimpleUploadedFile("a.pdf", b"%PDF-1.4 x", "application/pdf")
    assert "photos" in visitor.post("/api/v1/aduan/lacak/balas/", sent | {"photos": scan}).json()
    photo = SimpleUploadedFile("ANI.jpg", PHOTO, "image/jpeg")
    assert visitor.post("/api/v1/aduan/lacak/balas/", sent | {"photos": photo}).status_code == 200

    assert [one.document.name for one in complaint.attachments.all()] == ["foto-1.jpg"]
    many = [SimpleUploadedFile(f"{one}.jpg", PHOTO, "image/jpeg") for one in range(9)]
    assert "Paling banyak" in str(visitor.post("/api/v1/aduan/lacak/balas/", sent | {"photos": many}).json())


def test_officers_ask_the_reporter_answers_and_rates_and_opens_it_again(visitor, desk, tell):
    complaint = tell()
    here, proof = f"{complaint.pk}/langkah/", proof_of(complaint)

    assert post(desk, f"{here}verifikasi/").status_code == 200
    assert "note" in post(desk, f"{here}tanya/").json()
    assert post(desk, f"{here}tanya/", {"note": "Di tiang nomor berapa?"}).json()["state"] == State.ASKED
    assert post(visitor, "lacak/nilai/", proof | {"rating": 5}).status_code == 409
    assert post(visitor, "lacak/balas/", proof | {"text": "Tiang nomor tujuh."}).status_code == 200
    assert post(desk, f"{here}catat/", {"note": "Lihat gudang dahulu."}).status_code == 200
    assert post(desk, f"{complaint.pk}/jawab/", {"answer": ANSWER}).status_code == 200
    assert post(desk, f"{here}tanya/", {"note": "Masih padamkah?"}).status_code == 409
    followed = post(visitor, "lacak/nilai/", proof | {"rating": 2, "note": "Lama."}).json()
    assert followed["rating"] == 2
    assert ANSWER in str(followed)
    assert "gudang" not in str(followed), "what only officers read"
    assert "gudang" in str(desk.get(f"/api/v1/aduan/{complaint.pk}/riwayat/").json())
    assert "Budi" not in str(followed)
    assert post(visitor, "lacak/buka-kembali/", proof | {"text": "Padam lagi malam ini."}).status_code == 200
    complaint.refresh_from_db()
    assert complaint.is_open


def test_unknown_steps_and_desks_are_refused(desk, tell):
    complaint = tell()
    assert post(desk, f"{complaint.pk}/langkah/hapus/").status_code == 404
    assert post(desk, f"{complaint.pk}/langkah/serahkan/", {"desk": "CAMAT", "note": "Mohon."}).status_code == 400
    assert post(desk, f"{uuid.uuid4()}/langkah/verifikasi/").status_code == 404


def test_what_is_about_the_head_is_for_its_reporter_alone(visitor, desk, village, bima, citra, signed_in, tell):
    complaint = tell(about="KADES")
    for account in (bima, citra):
        office = signed_in(village, account, second_factor=True)
        for path in ("riwayat/", "foto/1/"):
            assert office.get(f"/api/v1/aduan/{complaint.pk}/{path}").status_code == 404
        assert post(office, f"{complaint.pk}/langkah/verifikasi/").status_code == 404
    assert post(visitor, "lacak/", proof_of(complaint)).status_code == 200
    assert post(visitor, "lacak/nama/", proof_of(complaint)).status_code == 409, "nobody above was told yet"


def test_a_key_works_on_what_its_list_allows(village, citra, tell, visitor):
    complaint = tell()
    made = {"name": "SP4N", "expires_at": NOON + timedelta(days=9), "by": citra, "at": NOON}
    _, secret = make_api_client(permissions=["complaints.handle_complaints"], **made)
    key = {"HTTP_AUTHORIZATION": f"Bearer {secret}"}
    here = f"/api/v1/aduan/{complaint.pk}/langkah/verifikasi/"
    assert visitor.post(here, {}, content_type="application/json", **key).status_code == 200
    assert visitor.post(here, {}, content_type="application/json").status_code == 401


def test_what_was_answered_is_read_by_everybody_without_names(visitor, tell, budi):
    complaint = tell(may_be_public=True, manner="NAMED", name="ANI SAMPLE", phone="081211112222")
    actions.answer_complaint(complaint=complaint, answer=ANSWER, summary="Lampu jalan diganti.", by=budi, at=NOON)
    (told,) = visitor.get("/api/v1/aduan/terjawab/").json()["results"]
    assert told["summary"] == "Lampu jalan diganti."
    assert set(told) == {"category", "summary", "received_at", "answered_at"}
