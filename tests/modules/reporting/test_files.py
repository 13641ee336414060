"""A book taken away: whole, masked unless somebody said why, and written down; a long one is made in the background."""

import io

import pytest
import time_machine
from django.urls import reverse
from python_calamine import CalamineWorkbook
from samples import tools
from samples.books import NIK

from accounts.models import Appointment
from archive.models import Document
from audit.models import Entry
from jobs.models import Job
from modules.reporting import actions, queries
from modules.reporting.forms import FORMS, REASONS
from modules.reporting.queries.shelf import MOST_AT_ONCE
from modules.reporting.rules import spans
from papers import books
from papers.books import Rhythm
from walls import current

MOMENT = "2026-11-20T05:00:00Z"
PDF, XLSX = "cetak.pdf", "unduh.xlsx"


@pytest.fixture(autouse=True)
def _noon():
    with time_machine.travel(MOMENT, tick=False):
        yield


@pytest.fixture
def pages(tmp_path):
    return lambda content: " ".join(" ".join(tools.pages_of(content)).split())


@pytest.fixture
def client(shelf, village, gita, signed_in):
    return signed_in(village, gita)


def taken():
    return list(Entry.objects.filter(action="book.take").order_by("id").values_list("detail", flat=True))


def prepare(client, code="B.91", **said):
    return client.post(f"/kantor/buku/{code}/siapkan/", {"bulan": "2026-11", "form": "pdf", **said})


def test_every_form_one_may_choose_has_its_length():
    assert {name for name, _ in FORMS} == set(MOST_AT_ONCE)


def test_a_printed_book_says_who_where_and_when(client, pages, citra, sari):
    response = client.get(f"/kantor/buku/B.93/{PDF}?bulan=2026-10")

    said = pages(response.content)
    assert response["Content-Type"] == "application/pdf"
    assert response["Cache-Control"] == "no-store"
    for words in (
        "BUKU CONTOH LEBAR",
        "DESA PRAGAAN LAOK KECAMATAN PRAGAAN KABUPATEN SUMENEP",
        "BULAN OKTOBER TAHUN 2026",
        "MENGETAHUI",
        "KEPALA DESA",
        "SEKRETARIS DESA",
        "Citra Lestari",
        "Pragaan Laok, 20 November 2026",
        "Sari Wulandari",
        "Perincian pindah",
        "Catatan 2026-10.",
        "Halaman 1 dari 1",
    ):
        assert words in said


def test_a_post_nobody_holds_leaves_room_for_a_name(client, pages):
    assert "(....." in pages(client.get(f"/kantor/buku/B.93/{PDF}").content)


def test_a_village_that_is_no_desa_prints_its_own_word(client, pages, village, citra):
    with current.outside():
        village.designation = "Nagari"
        village.save(update_fields=["designation"])

    assert "KEPALA NAGARI" in pages(client.get(f"/kantor/buku/B.93/{PDF}").content)


def test_a_spreadsheet_has_the_same_rows(client):
    response = client.get(f"/kantor/buku/B.93/{XLSX}?bulan=2026-10")

    rows = CalamineWorkbook.from_filelike(io.BytesIO(response.content)).get_sheet_by_index(0).to_python()
    assert 'filename="b93-2026-10.xlsx"' in response["Content-Disposition"]
    assert rows[9][:4] == [1.0, "DUSUN 1", 1.0, 0.0]
    assert ["Perincian pindah"] in [[cell for cell in row if cell] for row in rows]


@pytest.mark.parametrize("name", [PDF, XLSX])
def test_a_file_of_people_is_masked_and_written_down(client, name, pages):
    content = client.get(f"/kantor/buku/B.91/{name}").content

    said = (
        pages(content)
        if name == PDF
        else str(CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python())
    )
    assert NIK not in said
    assert "3529 1155" in said
    assert taken() == [{"code": "B.91", "span": "2026-11", "form": name[-4:].lstrip("."), "full": False}]


def test_a_book_of_counts_leaves_no_line_in_the_log(client):
    client.get(f"/kantor/buku/B.93/{PDF}")

    assert taken() == []


def test_full_numbers_want_a_reason_which_stands_in_the_log(client, pages):
    content = prepare(client, reason=REASONS[0]).content

    assert NIK in pages(content)
    assert taken() == [{"code": "B.91", "span": "2026-11", "form": "pdf", "full": True, "reason": REASONS[0]}]
    assert NIK not in str(Entry.objects.values_list("detail", flat=True))


def test_the_log_says_it_in_words(client, village, citra, signed_in):
    prepare(client, reason=REASONS[0])

    log = signed_in(village, citra, second_factor=True).get("/kantor/riwayat/").content.decode()

    assert "mengunduh Buku Contoh Orang 2026-11 dengan NIK lengkap" in log


@pytest.mark.parametrize("post", ["KADES", "SEKDES", "KASI_PELAYANAN", "KAUR_TU"])
def test_those_without_the_right_get_no_full_numbers_by_any_way(shelf, village, make_account, signed_in, post):
    person = make_account("orang", post)
    client = signed_in(village, person)

    assert "NIK lengkap" not in client.get("/kantor/buku/B.91/siapkan/").content.decode()
    assert prepare(client, reason=REASONS[0]).status_code == 403
    with pytest.raises(actions.FullNumbersRefused):
        order(person, reason="Karena")
    assert taken() == []


def test_a_reason_of_ones_own_is_no_reason(client):
    assert prepare(client, reason="Ingin tahu").status_code == 422


def test_a_book_without_numbers_has_none_to_show(client):
    assert prepare(client, code="B.93", reason=REASONS[0]).status_code == 403


class TestALongBook:
    @pytest.fixture(autouse=True)
    def _long(self, client, shelf, monkeypatch):
        monkeypatch.setitem(MOST_AT_ONCE, "pdf", 20)
        shelf.length = 60

    def test_is_not_made_while_somebody_waits(self, client):
        response = client.get(f"/kantor/buku/B.91/{PDF}?bulan=2026-10")

        assert response.status_code == 302
        assert response["Location"] == "/kantor/buku/B.91/siapkan/?bulan=2026-10"
        assert Job.objects.count() == 0

    def test_is_made_in_the_background_and_kept_for_a_while(self, client, pages, django_capture_on_commit_callbacks):
        with django_capture_on_commit_callbacks(execute=True):
            response = prepare(client)

        job = Job.objects.get()
        document = Document.objects.get()
        assert response["Location"] == reverse("jobs:job", args=[job.pk], urlconf="config.urls.village")
        address = reverse("archive:download", args=[document.pk], urlconf="config.urls.village")
        assert (job.state, job.link) == ("DONE", {"href": address, "text": "Unduh"})
        assert document.retention == "WORKING_FILE"
        assert len(taken()) == 1

    def test_is_given_to_those_who_may_open_the_book(
        self, client, village, make_account, signed_in, gita, django_capture_on_commit_callbacks
    ):
        with django_capture_on_commit_callbacks(execute=True):
            prepare(client, reason=REASONS[0])
        document = Document.objects.get()

        may = {
            post: actions.taking.may_open(make_account(f"o.{post.lower()}", post), document)
            for post in ("OPERATOR", "KADES", "KASI_PELAYANAN", "KADUS")
        }

        assert may == {"OPERATOR": True, "KADES": False, "KASI_PELAYANAN": False, "KADUS": False}

    def test_is_not_ordered_twice_at_the_same_time(self, client, gita):
        first, second = order(gita), order(gita)
        other = order(gita, reason=REASONS[0])

        assert first.pk == second.pk != other.pk
        assert len(taken()) == 2

    def test_is_refused_when_the_right_went_meanwhile(self, client, gita, django_capture_on_commit_callbacks):
        with django_capture_on_commit_callbacks(execute=False) as waiting:
            order(gita, reason=REASONS[0])
        Appointment.objects.filter(account=gita).update(post="KADES")
        for send in waiting:
            send()

        job = Job.objects.get()
        assert (job.state, Document.objects.count()) == ("FAILED", 0)
        assert "tidak lagi berhak" in job.message

    def test_keeps_no_reason_in_the_job(self, client, gita):
        assert REASONS[0] not in str(order(gita, reason=REASONS[0]).arguments)


def order(by, reason=""):
    from django.utils import timezone

    book = books.of("B.91")
    span = spans.current(Rhythm.RUNNING, timezone.localdate())
    return actions.order_book(book=book, span=span, form="pdf", by=by, at=timezone.now(), reason=reason)


def test_an_unknown_book_of_the_archive_stays_shut(shelf, gita):
    assert not actions.taking.may_open(gita, Document(basis={"number": "Z.9", "full": False}))
    assert queries.may_have_full(gita, books.of("B.91"))
