"""What a kecamatan sees of its assignments, who is reminded, and the pages of both sides."""

from datetime import timedelta
from uuid import uuid4

import pytest
from conftest import NOON
from django.utils import timezone
from samples import pdfs

from archive.models import Document
from assignments import actions
from assignments.queries import board
from exchange.matters import actions as exchange
from exchange.matters import queries
from exchange.matters.models import Matter
from messaging.models import Message
from tenants.models import Office
from walls import current
from web import clocks

from .conftest import DUE, PAPER, PHOTO

pytestmark = pytest.mark.django_db
LATER = NOON + timedelta(days=3)


def told(event):
    return sorted(Message.objects.filter(event=event).values_list("account__username", flat=True))


def state_of(matter):
    return Matter.objects.get(pk=matter.pk).state


class TestReminding:
    def test_before_on_and_after_the_last_day_each_once(self, assignment, sari, district, dewi):
        """DUE is Monday 30 November: two working days before is Thursday."""
        days = {
            DUE - timedelta(days=5): 0, DUE - timedelta(days=4): 1, DUE - timedelta(days=3): 1, DUE: 2,
            DUE + timedelta(days=1): 3, DUE + timedelta(days=2): 3,
        }  # fmt: skip
        for day, said in days.items():
            at = NOON + (day - NOON.date())
            actions.remind(at=at)
            actions.remind(at=at)
            assert Message.objects.filter(event="assignment.due").count() == said, day
        with current.inside(district):
            Matter.objects.update(due_at=NOON - timedelta(days=1))
            actions.remind(at=NOON)
            actions.remind(at=NOON)
            assert told("assignment.late") == ["dewi"]

    def test_what_waits_for_review_reminds_nobody(self, assignment, sari):
        actions.report(key=assignment.key, files=[PHOTO], by=sari, at=NOON)
        assert actions.remind(at=NOON + timedelta(days=30)) == 0


class TestTheBoard:
    def test_late_first_counts_and_a_village_that_is_closed(
        self, send, village, neighbour, district, dewi, sari, signed_in
    ):
        later = send(title="Rapat")
        late = send(title="Data posyandu")
        with current.inside(district):
            Matter.objects.filter(bundle=late).update(due_at=NOON - timedelta(days=1))
            actions.withdraw(
                matters=[Matter.objects.get(bundle=later, to_office=neighbour)], reason="Salah.", by=dewi, at=NOON
            )
        actions.report(key=Matter.objects.get(bundle=late).key, files=[PHOTO], by=sari, at=NOON)
        with current.outside():
            Office.objects.filter(pk=neighbour.pk).update(state="SUSPENDED")

        with current.inside(district):
            rows = board.described(list(board.bundles("OPEN")))
            assert [(one.title, one.words, one.late, one.to_review) for one in rows] == [
                ("Data posyandu", "0 dari 2 desa", 1, 1),
                ("Rapat", "0 dari 1 desa", 0, 0),
            ]
            running = [(one.label, one.tone) for one in clocks.running(dewi, NOON.date()) if one.link == board.BOARD]
        assert running == [
            ("1 tugas lewat tenggat di desa", "danger"),
            ("1 laporan tugas desa menunggu diperiksa", "warn"),
        ]
        desk = signed_in(district, dewi)
        page = desk.get(f"/tugas/paket/{late}/").content.decode()
        assert page.index("Prenduan") < page.index("Pragaan Laok")
        assert "Kantor ditutup" in page
        assert "Kantor ditutup" in desk.get("/tugas/?tampil=DESA").content.decode()

    def test_a_village_that_was_removed_leaves_the_board(self, send, district, neighbour, dewi):
        bundle = send()
        with current.outside():
            Matter.objects.filter(to_office=neighbour).delete()
        with current.inside(district):
            assert [one.words for one in board.described(list(board.bundles("OPEN")))] == ["0 dari 1 desa"]
            assert [one.to_office.name for one in board.of_bundle(bundle)] == ["Pragaan Laok"]

    def test_pages_cost_the_same_however_much_there_is(
        self, send, village, district, dewi, sari, signed_in, django_assert_max_num_queries
    ):
        bundles = [send(title=f"Tugas {number}", at=NOON + timedelta(minutes=number)) for number in range(8)]
        matter = Matter.objects.filter(bundle=bundles[0]).first()
        exchange.hear_all(at=NOON)
        above, below = signed_in(district, dewi), signed_in(village, sari)
        for client in (above, below):
            client.get("/kantor/akun/")
        addresses = {
            above: ["/tugas/", "/tugas/?tampil=DESA", f"/tugas/paket/{bundles[0]}/", f"/tugas/{matter.key}/"],
            below: ["/kantor/koordinasi/", f"/kantor/koordinasi/{matter.key}/", "/kantor/tugas/", "/kantor/rapat/"],
        }
        for client, paths in addresses.items():
            for path in paths:
                with django_assert_max_num_queries(10):
                    assert client.get(path).status_code == 200, path


def test_a_file_opens_for_who_may_see_the_matter_and_is_taken_in_when_it_is_still_on_its_way(
    village, district, send, sari, budi, dewi, signed_in
):
    bundle = send(to=[village], files=[PAPER])
    matter = Matter.objects.get(bundle=bundle)
    file = queries.journal(matter)[0].files[0]
    path = f"/kantor/koordinasi/{matter.key}/berkas/{file.key}/"

    assert signed_in(village, budi).get(path).status_code == 404
    assert signed_in(village, sari).get(path).content == PAPER.data
    document = Document.objects.get(area="koordinasi")
    assert signed_in(village, budi).get(f"/kantor/arsip/{document.pk}/unduh/").status_code == 403
    assert signed_in(district, dewi).get(f"/tugas/{matter.key}/berkas/{file.key}/").content == PAPER.data
    assert signed_in(village, sari).get(f"/kantor/koordinasi/{matter.key}/berkas/{uuid4()}/").status_code == 404


def test_the_form_asks_once_more_before_a_nik_and_a_holiday(village, district, dewi, signed_in):
    desk, key, today = signed_in(district, dewi), str(uuid4()), timezone.localdate()
    saturday = today + timedelta(days=12 - today.weekday())
    said = {
        "key": key, "title": "Cek data", "text": "Warga 3529010101010001", "topic": "a", "wanted": "KATA",
        "due_on": saturday.isoformat(), "everyone": "on",
    }  # fmt: skip
    first = desk.post("/tugas/baru/", said)
    assert first.status_code == 422
    assert all(words in first.content.decode() for words in ("mungkin NIK", "hari libur", "centang bila sudah benar"))
    assert desk.post("/tugas/baru/", {**said, "title": "Cek 3529010101010001"}).status_code == 422
    assert not Matter.objects.exists()
    assert desk.post("/tugas/baru/", {**said, "sure": "on"}).status_code == 303
    assert desk.post("/tugas/baru/", {**said, "sure": "on"}).status_code == 303
    with current.inside(district):
        assert Matter.objects.count() == 2


def test_what_is_no_photograph_by_its_content_is_refused_on_the_page(assignment, village, sari, signed_in):
    from django.core.files.uploadedfile import SimpleUploadedFile

    desk = signed_in(village, sari)
    fake = SimpleUploadedFile("foto.jpg", b"MZ program", "image/jpeg")
    answer = desk.post(f"/kantor/koordinasi/{assignment.key}/lapor/", {"text": "Ini", "enclosed": fake})
    assert answer.status_code == 422
    assert "Berkas harus foto" in answer.content.decode()
    for active in pdfs.ACTIVE.values():
        script = SimpleUploadedFile("rekap.pdf", active, "application/pdf")
        answer = desk.post(f"/kantor/koordinasi/{assignment.key}/lapor/", {"text": "Ini", "enclosed": script})
        assert "program atau lampiran" in answer.content.decode()
    assert desk.post(f"/kantor/koordinasi/{assignment.key}/terima/", {"text": ""}).status_code == 303
    assert state_of(assignment) == "baru"
