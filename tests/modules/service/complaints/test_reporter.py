"""Telling a complaint without an account, and coming back to it."""

import uuid
from datetime import timedelta

import pytest
from conftest import NOON
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile

from archive import store
from archive.models import Document
from audit.models import Entry
from modules.service.complaints import actions
from modules.service.complaints.models import Complaint, ComplaintEvent, State
from modules.service.complaints.rules import words
from walls import current, keys

from .conftest import PHOTO, STORY


def photo(data=PHOTO, name="ANI-di-rumah.jpg"):
    return SimpleUploadedFile(name, data, content_type="image/jpeg")


def test_it_is_told_without_a_name_and_nothing_leads_back(visitor, said, village):
    answer = visitor.post(
        "/aduan/",
        said | {"name": "Ani", "phone": "081234567890", "photos": [photo(), photo()]},
        REMOTE_ADDR="203.0.113.9",
    )
    sent = visitor.get(answer["Location"]).content.decode()

    complaint = Complaint.objects.get()
    assert answer.status_code == 302
    assert complaint.reporter_sealed == ""
    assert f"{complaint.tracking_code[:4]}-{complaint.tracking_code[4:]}" in sent
    assert actions.second_word(complaint) in sent
    kept = [bytes(one.waiting_bytes or b"") + one.name.encode() for one in Document.objects.all()]
    assert len(kept) == 2
    assert not any(b"PLACE" in one or b"ANI" in one for one in kept)
    everything = (
        str(list(Entry.objects.values())) + str(list(ComplaintEvent.objects.values())) + str(Complaint.objects.values())
    )
    assert not any(trace in everything for trace in ("203.0.113.9", "Ani", "081234567890"))
    assert len(visitor.get("/aduan/").content) < 20_000


def test_a_second_click_and_a_lost_answer_make_one_complaint(visitor, said):
    first, second = visitor.post("/aduan/", said), visitor.post("/aduan/", said | {"story": "Lain lagi sama sekali."})

    assert (first["Location"], second["Location"]) == ("/aduan/terkirim/", "/aduan/terkirim/")
    assert Complaint.objects.get().story == STORY


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"story": ""}, "Tulis ceritanya."),
        ({"story": "kata " * 20_000}, "5.000 huruf"),
        ({"manner": ""}, "Pilih: tanpa nama"),
        ({"manner": "SECRET"}, "Tulis nama Anda, atau pilih tanpa nama."),
        ({"manner": "NAMED", "name": "Ani", "phone": "12"}, "0812-3456-7890"),
        ({"about": "CAMAT"}, "Tentang siapa?"),
        ({"category": "XX"}, "Anda ingin apa?"),
        ({"key": "bukan"}, "Ada yang perlu diperbaiki"),
        ({"website": "http://spam"}, "Kosongkan kolom ini"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(visitor, said, change, words):
    answer = visitor.post("/aduan/", said | change)
    page = answer.content.decode()

    assert answer.status_code == 422
    assert words in page
    assert change.get("story", STORY)[:60] in page
    assert not Complaint.objects.exists()


def test_who_writes_of_the_head_is_asked_once_whether_it_is_about_him(visitor, said):
    told = said | {"story": "Pak Kades minta uang untuk surat tanah."}

    first = visitor.post("/aduan/", told)
    assert first.status_code == 422
    assert "Apakah ini tentang Kepala Desa?" in first.content.decode()
    assert 'name="head_asked" value="1"' in first.content.decode()
    assert visitor.post("/aduan/", told | {"about": "KADES"}).status_code == 302
    assert visitor.post("/aduan/", told | {"key": str(uuid.uuid4()), "head_asked": "1"}).status_code == 302
    assert sorted(Complaint.objects.values_list("about", flat=True)) == ["KADES", "OTHER"]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"%PDF-1.7 /JS (app.alert(1))", "Lampiran harus foto"),
        (b"<script>alert(1)</script>", "Berkas harus foto"),
        (b"\xff\xd8\xff\xe0" + b"\0" * 40_000_000, "5 MB"),
        (b"\xff\xd8\xff\xe0\x00", "rusak"),
    ],
)
def test_what_is_no_photograph_is_refused(visitor, said, data, words):
    answer = visitor.post("/aduan/", said | {"photos": [photo(data)]})

    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert not Complaint.objects.exists()
    assert not Document.objects.exists()


def test_seven_photographs_are_too_many(visitor, said):
    assert visitor.post("/aduan/", said | {"photos": [photo()] * 7}).status_code == 422


def test_hostile_text_stays_text_and_numbers_are_masked(visitor, said, budi, signed_in, village):
    hostile = "<img src=x onerror=alert(1)> \u202enasrep NIK 3529115506850003"
    visitor.post("/aduan/", said | {"story": hostile})
    sent = visitor.get("/aduan/terkirim/").content.decode()
    complaint = Complaint.objects.get()
    page = signed_in(village, budi).get(f"/kantor/aduan/{complaint.pk}/").content.decode()

    assert "NIK dalam cerita Anda disamarkan" in sent
    assert "<img src=x" not in page
    assert "\u202e" not in page
    assert "3529115506850003" not in page + complaint.story


def test_a_store_that_is_away_loses_nothing(visitor, said, monkeypatch):
    monkeypatch.setattr(store, "put", lambda *_: (_ for _ in ()).throw(store.StoreUnavailable("away")))

    assert visitor.post("/aduan/", said | {"photos": [photo()]}).status_code == 302
    assert Document.objects.get().is_waiting


def test_a_flood_is_stopped_and_what_was_typed_stays(visitor, said, monkeypatch):
    for _ in range(20):
        visitor.post("/aduan/", said)
    answer = visitor.post("/aduan/", said)

    assert answer.status_code == 429
    assert STORY in answer.content.decode()


def test_the_second_word_opens_it_and_nothing_else_does(visitor, tell, reporter):
    complaint = tell()
    word = actions.second_word(complaint)
    for wrong in ({"code": complaint.tracking_code, "word": "PADI 000"}, {"code": "ZZZZ9999", "word": word}):
        answer = visitor.post("/aduan/lacak/", wrong)
        assert answer.status_code == 422
        assert "tidak cocok" in answer.content.decode()
    assert visitor.get(f"/aduan/{complaint.tracking_code}/").status_code == 302

    page = reporter(complaint).get(f"/aduan/{complaint.tracking_code}/").content.decode()

    assert STORY in page
    assert "Menunggu Diproses" in page


def test_ten_wrong_words_are_enough(visitor, tell):
    complaint = tell()
    for _ in range(10):
        visitor.post("/aduan/lacak/", {"code": complaint.tracking_code, "word": "PADI 000"})

    right = {"code": complaint.tracking_code, "word": actions.second_word(complaint)}
    assert visitor.post("/aduan/lacak/", right).status_code == 429
    cache.clear()
    assert visitor.post("/aduan/lacak/", right).status_code == 302


def test_one_complaint_opens_no_other(tell, reporter):
    mine, other = tell(), tell()
    browser = reporter(mine)

    assert browser.get(f"/aduan/{other.tracking_code}/").status_code == 302
    assert browser.post(f"/aduan/{other.tracking_code}/balas/", {"text": "Halo"}).status_code == 302
    assert not other.events.filter(what="REPLIED").exists()


def test_the_neighbour_makes_other_words_of_the_same_key(tell, neighbour):
    complaint = tell()
    here = actions.second_word(complaint)
    sealed = tell(manner="SECRET", name="Ani").reporter_sealed

    with current.inside(neighbour):
        assert not words.same(actions.second_word(complaint), here)
        with pytest.raises(keys.Unreadable):
            actions.unseal_reporter(Complaint(key=complaint.key, reporter_sealed=sealed))


def test_a_name_sealed_for_one_complaint_opens_in_no_other(tell):
    one, other = tell(manner="SECRET", name="Ani"), tell(manner="SECRET", name="Ani")

    other.reporter_sealed = one.reporter_sealed

    assert actions.unseal_reporter(one) == {"name": "Ani", "phone": ""}
    with pytest.raises(keys.Unreadable):
        actions.unseal_reporter(other)


def test_a_question_is_answered_with_a_photograph_and_the_clock_runs_on(tell, reporter, budi):
    complaint = tell()
    actions.ask_reporter(complaint=complaint, note="Tiang nomor berapa?", by=budi, at=NOON)
    browser, address = reporter(complaint), f"/aduan/{complaint.tracking_code}/"

    assert "Tiang nomor berapa?" in browser.get(address).content.decode()
    answer = browser.post(address + "balas/", {"text": "Tiang 7.", "photos": [photo()]})

    complaint.refresh_from_db()
    assert answer.status_code == 302
    assert complaint.state == State.WORKED_ON
    assert complaint.next_on == complaint.due_on
    assert complaint.attachments.count() == 1


def test_an_answer_is_rated_and_opened_again_once(tell, reporter, budi):
    complaint = tell()
    actions.answer_complaint(complaint=complaint, answer="Lampu sudah diganti.", by=budi, at=NOON)
    browser, address = reporter(complaint), f"/aduan/{complaint.tracking_code}/"

    assert browser.post(address + "nilai/", {"rating": "2", "note": "Masih redup"}).status_code == 302
    assert browser.post(address + "nilai/", {"rating": "9"}).status_code == 422
    actions.reopen_complaint(complaint=complaint, text="Padam lagi.", at=NOON)
    complaint.refresh_from_db()
    assert (complaint.state, complaint.rating, complaint.answered_at) == (State.RECEIVED, None, None)
    actions.answer_complaint(complaint=complaint, answer="Diganti lagi.", by=budi, at=NOON)

    with pytest.raises(actions.ComplaintClosed):
        actions.reopen_complaint(complaint=complaint, text="Padam lagi.", at=NOON)


def test_after_ten_working_days_a_new_one_is_told(tell, budi):
    complaint = tell()
    actions.answer_complaint(complaint=complaint, answer="Lampu sudah diganti.", by=budi, at=NOON)
    complaint.refresh_from_db()

    assert actions.may_reopen(complaint, NOON + timedelta(days=14))
    with pytest.raises(actions.ComplaintClosed):
        actions.reopen_complaint(complaint=complaint, text="Padam lagi.", at=NOON + timedelta(days=15))


def test_only_what_the_reporter_agreed_to_and_an_officer_wrote_is_published(visitor, tell, budi):
    yes, no = tell(may_be_public=True), tell()
    for complaint in (yes, no):
        said = {"answer": "Lampu diganti. NIK 3529115506850003", "summary": f"Lampu padam {complaint.tracking_code}"}
        actions.answer_complaint(complaint=complaint, by=budi, at=NOON, **said)

    page = visitor.get("/aduan/terjawab/").content.decode()

    assert yes.tracking_code in page
    assert no.tracking_code not in page
    assert STORY not in page
    assert "3529115506850003" not in page
