"""Complaints on the desks of the office."""

from datetime import timedelta

import pytest
from conftest import NOON
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.urls import reverse

from audit.models import Entry
from modules.service.complaints import actions, queries
from modules.service.complaints.models import Complaint, ComplaintEvent, State
from modules.service.complaints.queries import ComplaintFilters

from .conftest import PHOTO, STORY


@pytest.fixture
def client(village, budi, signed_in):
    return signed_in(village, budi)


@pytest.fixture
def kasi(make_account, village):
    return make_account("kasi", "KASI_KESEJAHTERAAN", name="Kasi Contoh")


def step(client, complaint, deed, **said):
    return client.post(f"/kantor/aduan/{complaint.pk}/{deed}/", said)


def test_the_box_begins_with_what_must_be_done_first(client, tell, budi):
    tell("Aduan biasa hari ini.", category="ORDINARY")
    late = tell("Aduan lama sekali.", at=NOON - timedelta(days=30))
    done = tell("Aduan yang selesai.")
    actions.answer_complaint(complaint=done, answer="Sudah diperbaiki.", by=budi, at=NOON)

    page = client.get("/kantor/aduan/").content.decode()

    assert page.index("Aduan lama") < page.index("Aduan biasa")
    assert "lewat" in page
    assert "Aduan yang selesai" not in page
    assert "Aduan yang selesai" in client.get("/kantor/aduan/?status=DONE").content.decode()
    assert late.is_late(NOON.date())


def test_the_box_costs_the_same_with_many(client, tell, django_assert_max_num_queries):
    for number in range(12):
        tell(f"Lampu nomor {number} padam.")
    client.get("/kantor/aduan/")

    with django_assert_max_num_queries(9):
        client.get("/kantor/aduan/")


def test_one_complaint_costs_little(client, tell, django_assert_max_num_queries):
    complaint = tell()
    client.get(f"/kantor/aduan/{complaint.pk}/")

    with django_assert_max_num_queries(10):
        client.get(f"/kantor/aduan/{complaint.pk}/")


def test_it_goes_its_whole_way(client, tell, kasi, signed_in, village):
    complaint = tell()
    for deed, said in [
        ("verifikasi", {}),
        ("jenis", {"category": "SUPERVISORY", "note": "Ada dugaan pungutan."}),
        ("serahkan", {"desk": "KASI_KESEJAHTERAAN", "note": "Mohon dicek."}),
    ]:
        assert step(client, complaint, deed, **said).status_code == 303, deed
    hers = signed_in(village, kasi)
    for deed, said in [
        ("tindak-lanjut", {"note": "Petugas datang ke lokasi."}),
        ("teruskan", {"agency": "Dinas PU", "note": "Tiang milik PLN."}),
        ("catat", {"note": "Sudah tiga kali."}),
        ("tanya", {"note": "Tiang nomor berapa?"}),
        ("jawab", {"note": "Lampu sudah diganti kemarin."}),
    ]:
        assert step(hers, complaint, deed, **said).status_code == 303, deed

    complaint.refresh_from_db()
    told = [event.what for event in queries.story_of(complaint, inner=True)]
    read = " ".join(event.note for event in queries.story_of(complaint, inner=False))
    assert (complaint.state, complaint.category, complaint.agency) == (State.ANSWERED, "SUPERVISORY", "Dinas PU")
    assert complaint.due_on > (NOON + timedelta(days=80)).date()
    way = "RECEIVED VERIFIED RECLASSIFIED ASSIGNED NOTED WORKED_ON FORWARDED NOTED ASKED ANSWERED"
    assert told == way.split()
    assert "Sudah tiga kali" not in read
    assert "Mohon dicek" not in read
    assert "Lampu sudah diganti" in read


@pytest.mark.parametrize(
    ("deed", "said"),
    [
        ("jawab", {"note": ""}),
        ("jawab", {"note": "kata " * 20_000}),
        ("tolak", {"note": "no"}),
        ("serahkan", {"desk": "BPD", "note": "Mohon dicek."}),
        ("serahkan", {"desk": "OPERATOR", "note": "Mohon dicek."}),
        ("jenis", {"category": "ORDINARY", "note": "Sama saja."}),
        ("teruskan", {"agency": "", "note": "Mohon dicek."}),
    ],
)
def test_what_is_wrong_is_said_and_nothing_changes(client, tell, deed, said):
    complaint = tell()

    answer = step(client, complaint, deed, **said)

    assert answer.status_code == 422
    assert "Ada yang perlu diperbaiki" in answer.content.decode()
    assert Complaint.objects.get().state == State.RECEIVED
    assert complaint.events.count() == 1


def test_answered_twice_it_is_answered_once(client, tell):
    complaint = tell()
    step(client, complaint, "jawab", note="Lampu sudah diganti.")
    again = step(client, complaint, "jawab", note="Lampu sudah diganti.")

    assert again.status_code == 303
    assert complaint.events.filter(what="ANSWERED").count() == 1


def test_another_kasi_sees_only_what_lies_on_their_desk(tell, kasi, signed_in, village, budi):
    mine, other = tell("Bantuan belum datang."), tell()
    actions.assign_complaint(complaint=mine, desk="KASI_KESEJAHTERAAN", note="Mohon dicek.", by=budi, at=NOON)
    hers = signed_in(village, kasi)

    page = hers.get("/kantor/aduan/").content.decode()

    assert "Bantuan belum datang" in page
    assert STORY not in page
    assert hers.get(f"/kantor/aduan/{other.pk}/").status_code == 404
    assert step(hers, other, "jawab", note="Ini bukan milik saya.").status_code == 404


def test_nobody_sees_what_is_about_their_own_post(tell, sari, budi, citra, signed_in, village):
    complaint = tell("Sekdes meminta uang.", about="SEKDES", manner="SECRET", name="Ani Rahasia")
    hers = signed_in(village, sari, second_factor=True)

    for address in ("", "?status=", "?q=uang"):
        assert "meminta uang" not in hers.get(f"/kantor/aduan/{address}").content.decode()
    assert hers.get(f"/kantor/aduan/{complaint.pk}/").status_code == 404
    assert hers.get(f"/kantor/aduan/{complaint.pk}/pelapor/").status_code == 404
    assert "aduan" not in hers.get("/kantor/riwayat/").content.decode().partition("<tbody>")[2].partition("</tbody>")[0]
    assert signed_in(village, budi).get(f"/kantor/aduan/{complaint.pk}/").status_code == 200
    with pytest.raises(actions.NotThere):
        actions.answer_complaint(complaint=complaint, answer="Tidak benar sama sekali.", by=sari, at=NOON)


def test_a_secret_name_is_opened_by_one_post_for_a_reason(tell, budi, sari, signed_in, village):
    complaint = tell(manner="SECRET", name="Ani Rahasia", phone="081234567890")
    handler, secretary = signed_in(village, budi), signed_in(village, sari, second_factor=True)
    address = f"/kantor/aduan/{complaint.pk}/"

    assert "Ani Rahasia" not in handler.get(address).content.decode()
    assert handler.post(address + "pelapor/", {"note": "Saya ingin tahu saja."}).status_code == 403
    assert "Ani Rahasia" not in secretary.get(address).content.decode()
    assert secretary.post(address + "pelapor/", {"note": "ingin"}).status_code == 422
    assert "Ani Rahasia" not in str(Entry.objects.values_list("detail", flat=True))
    shown = secretary.post(address + "pelapor/", {"note": "Diminta penyidik, surat nomor 12."}).content.decode()

    assert "Ani Rahasia" in shown
    assert Entry.objects.filter(action="complaint.revealed", actor=sari).count() == 1
    assert complaint.events.get(what="REVEALED").note == "Diminta penyidik, surat nomor 12."
    assert "Ani Rahasia" not in secretary.get(address).content.decode()


def test_without_the_second_factor_no_secret_name_is_opened(tell, sari, signed_in, village):
    complaint = tell(manner="SECRET", name="Ani Rahasia")

    answer = signed_in(village, sari).post(f"/kantor/aduan/{complaint.pk}/pelapor/", {"note": "Diminta penyidik."})

    assert answer.status_code == 302
    assert not complaint.events.filter(what="REVEALED").exists()


def test_an_open_name_is_shown_and_nothing_of_one_without_a_name(tell, client):
    named, nobody = tell(manner="NAMED", name="Ani Terbuka"), tell()

    assert "Ani Terbuka" in client.get(f"/kantor/aduan/{named.pk}/").content.decode()
    assert "Tidak ada data pelapor" in client.get(f"/kantor/aduan/{nobody.pk}/").content.decode()


def test_a_photograph_opens_on_its_complaint_only_and_is_noted(visitor, said, client, village):
    visitor.post("/aduan/", said | {"photos": [SimpleUploadedFile("a.jpg", PHOTO)]})
    complaint = Complaint.objects.get()
    document = complaint.attachments.get().document

    shown = client.get(f"/kantor/aduan/{complaint.pk}/foto/1/")

    assert shown.status_code == 200
    assert client.get(f"/kantor/aduan/{complaint.pk}/foto/2/").status_code == 404
    download = reverse("archive:download", urlconf="config.urls.village", args=[document.pk])
    assert client.get(download).status_code == 404
    assert Entry.objects.filter(action="complaint.open_attachment").count() == 1


def test_the_search_box_finds_it(client, tell):
    complaint = tell()

    assert f"/kantor/aduan/{complaint.pk}/" in client.post("/kantor/cari/", {"q": "padam"}).content.decode()


def test_the_api_lists_and_answers_without_the_reporter(client, tell):
    complaint = tell(manner="NAMED", name="Ani Terbuka")

    listed = client.get("/api/v1/aduan/?status=OPEN").json()
    address = f"/api/v1/aduan/{complaint.pk}/"
    answered = client.post(address + "jawab/", {"answer": "Lampu sudah diganti."}, content_type="application/json")
    again = client.post(address + "jawab/", {"answer": "Lampu sudah diganti."}, content_type="application/json")

    assert listed["count"] == 1
    assert "Ani" not in str(listed)
    assert (answered.status_code, again.status_code) == (200, 409)
    assert client.get("/api/v1/aduan/angka/").json() == {
        "received": 1,
        "answered": 1,
        "in_time": 1,
        "mean": None,
        "rated": 0,
    }


@pytest.mark.parametrize(
    "change",
    [
        {"about": "KADES"},
        {"desk": "BPD"},
        {"manner": "SECRET"},
        {"reporter_sealed": "x"},
        {"state": "ASKED"},
        {"state": "ANSWERED"},
        {"state": "X"},
        {"rating": 6},
    ],
)
def test_the_database_keeps_the_rules(tell, change):
    complaint = tell()

    with pytest.raises(IntegrityError), transaction.atomic():
        Complaint.objects.filter(pk=complaint.pk).update(**change)


def test_filters_narrow(tell, budi):
    tell(category="INFORMATION", place="Balai desa")
    tell()
    today = queries.today(NOON)

    assert queries.box(budi, ComplaintFilters(category="INFORMATION"), today).count() == 1
    assert queries.box(budi, ComplaintFilters(text="balai"), today).count() == 1
    assert queries.box(budi, ComplaintFilters(desk="SEKDES"), today).count() == 0
    assert queries.box(budi, ComplaintFilters(state="LATE"), today).count() == 0


def test_a_story_is_only_added_to(tell, budi):
    complaint = tell()
    actions.note_within(complaint=complaint, note="Catatan.", by=budi, at=NOON)

    assert [event.what for event in ComplaintEvent.objects.order_by("pk")] == ["RECEIVED", "NOTED"]
