"""A village that comes in mid-year goes on above its book of paper, and letters written by hand take numbers of the same book."""

import threading
import uuid
from datetime import date, timedelta

import pytest
from conftest import NOON, VILLAGE, office
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, connection, connections, transaction
from django.test.utils import CaptureQueriesContext
from isolation.walk import body_of, text_of

from archive import uploads
from archive.actions import open_document
from archive.retention import RetentionClass
from audit.models import Entry
from exchange.periods import Period
from modules.service import actions, queries
from modules.service.models import Letter, LetterBook, LetterKind, ServiceSettings, State
from papers import books
from walls import current

from .conftest import PHOTO

TOGETHER, WRITERS = 200, 4
PAGE, BOOK, PAPER = "/kantor/surat/luar/", "/kantor/surat/buku/?tahun=2026", "/kantor/surat/buku/kertas/"


@pytest.fixture
def record(village, budi):
    """Tell a letter written by hand: `record(matter="…")`."""

    def tell(**more):
        said = {
            "key": uuid.uuid4(),
            "kind": LetterKind.objects.get(slug="undangan"),
            "title": "",
            "matter": "Gotong royong",
            "addressee": "Semua Ketua RT",
            "written_on": current.today(NOON),
            "by": budi,
            "at": NOON,
        }
        return actions.record_outside(**said | more)

    return tell


def take_over(by, last, scope=""):
    return actions.take_over_numbers(scope=scope, last_number=last, by=by, at=NOON)


def serial(letter):
    return letter.number_text.split("/")[1]


@pytest.fixture
def one_more(make_letter, sign):
    """Sign one letter of business more."""
    return lambda: sign(make_letter(State.AWAITING))[0]


def test_numbers_go_on_above_the_book_of_paper_and_the_book_says_so(village, one_more, sari, signed_in):
    take_over(sari, 245)

    assert one_more().number_text.split("/")[1] == "246"
    (kept,) = queries.books_of(2026)
    assert (kept.first, kept.last, kept.count, kept.is_whole, kept.gaps) == (1, 246, 1, True, ())
    page = signed_in(village, sari).get(BOOK).content.decode()
    assert "Nomor 1–245 ada di buku kertas, kata Sari" in page
    assert "lengkap" in page
    (entry,) = Entry.objects.filter(action="letter_book.take_over")
    assert entry.detail == {"year": 2026, "scope": "", "first": 1, "last": 245}


def test_what_was_said_is_corrected_before_the_next_letter(one_more, sari):
    take_over(sari, 2450)
    take_over(sari, 245)

    assert one_more().number_text.split("/")[1] == "246"
    take_over(sari, 300)
    assert one_more().number_text.split("/")[1] == "301"
    assert [(one["first"], one["last"]) for one in LetterBook.objects.get().on_paper] == [(1, 245), (247, 300)]
    assert queries.books_of(2026)[0].is_whole


def test_never_below_what_a_letter_holds(one_more, sari):
    one_more()
    one_more()

    with pytest.raises(actions.NumberGiven, match="2"):
        take_over(sari, 1)
    take_over(sari, 9)
    take_over(sari, 2)

    assert LetterBook.objects.get().on_paper == []
    assert one_more().number_text.split("/")[1] == "003"


def test_a_number_missing_beside_the_paper_is_still_a_gap(one_more, sari):
    take_over(sari, 5)
    one_more()
    LetterBook.objects.update(last_number=8)

    (kept,) = queries.books_of(2026)

    assert (kept.gaps, kept.is_whole) == ((7, 8), False)


def test_each_series_has_its_own_end_on_paper(one_more, sari):
    ServiceSettings.objects.update(series="KIND", number_pattern="{jenis}/{nomor:03d}/{tahun}")
    with pytest.raises(actions.NotASeries):
        take_over(sari, 5, scope="")
    take_over(sari, 40, scope="jenis:sk-usaha")

    assert one_more().number_text == "SK-USAHA/041/2026"
    assert [kept.title for kept in queries.books_of(2026)] == ["Surat Keterangan Usaha"]


def test_after_a_change_of_the_series_nothing_below_the_paper_comes_again(record, sari):
    take_over(sari, 60)
    actions.change_settings(values={"series": "CLASSIFICATION"}, by=sari, at=NOON)

    with pytest.raises(actions.NumberGiven, match="60"):
        take_over(sari, 10, scope="000.1.5")
    assert serial(record()) == "061"


def test_the_page_of_the_book_of_paper(village, sari, budi, signed_in, one_more):
    client = signed_in(village, sari)

    assert client.get(PAPER).status_code == 200
    assert client.post(PAPER, {"scope": "", "last_number": "245"}).status_code == 302
    assert one_more().number_text.split("/")[1] == "246"
    wrong = {
        "": "Isi nomor terakhir",
        "abc": "Isi dengan angka",
        "-1": "",
        "100000": "",
        "12": "Sudah ada surat bernomor 246",
    }
    for typed, words in wrong.items():
        answer = client.post(PAPER, {"scope": "", "last_number": typed})
        assert (answer.status_code, words in answer.content.decode()) == (422, True), typed
    assert client.post(PAPER, {"scope": "jenis:lain", "last_number": "400"}).status_code == 422
    assert signed_in(village, budi).post(PAPER, {"scope": "", "last_number": "400"}).status_code == 403
    assert LetterBook.objects.get().last_number == 246


def test_a_letter_written_by_hand_takes_the_next_number_and_claims_nothing(one_more, record):
    one_more()
    letter = record(title="Undangan rapat", matter="Rapat RKP")
    one_more()

    assert sorted(Letter.with_outside.values_list("number", flat=True)) == [1, 2, 3]
    assert (serial(letter), letter.number_text[:8], letter.state) == ("002", "000.1.5/", State.COLLECTED)
    assert (letter.signed_at, letter.document, letter.valid_until) == (None, None, None)
    assert queries.books_of(2026)[0].is_whole
    (entry,) = Entry.objects.filter(action="letter.record_outside")
    assert "Ketua RT" not in str(entry.detail)


def test_no_page_but_the_book_finds_it(village, record, budi, sari, signed_in, client):
    letter = record()
    desk = signed_in(village, sari)

    assert not Letter.objects.exists()
    assert letter.number_text not in desk.get("/kantor/surat/").content.decode()
    for end in ("", "pratinjau/", "batalkan/"):
        assert desk.get(f"/kantor/surat/{letter.pk}/{end}").status_code == 404
    assert desk.post(f"/kantor/surat/{letter.pk}/serahkan/").status_code == 404
    host = {"HTTP_HOST": village.domains.get().domain}
    unknown, found = (client.get(f"/verifikasi/{code}/", **host) for code in ("ZZZZ2222", letter.verification_code))
    assert (found.status_code, letter.number_text in found.content.decode()) == (unknown.status_code, False)
    assert client.get(f"/lacak/{letter.tracking_code}/", **host).status_code != 200
    page = desk.get(BOOK).content.decode()
    assert letter.number_text in page
    assert "di luar aplikasi" in page
    detail = desk.get(f"{PAGE}{letter.pk}/").content.decode()
    assert "Semua Ketua RT" in detail
    assert "tidak mempunyai halaman verifikasi" in detail


def test_the_same_key_is_one_letter_and_one_number(record):
    key = uuid.uuid4()

    assert record(key=key).pk == record(key=key).pk
    assert LetterBook.objects.get().last_number == 1


@pytest.mark.parametrize("day", [date(2026, 12, 31), date(2025, 6, 1)])
def test_a_letter_of_tomorrow_or_of_another_year_is_refused(record, day):
    with pytest.raises(actions.DayRefused):
        record(written_on=day)

    assert not LetterBook.objects.filter(last_number__gt=0).exists()


def test_in_january_a_letter_of_december_stands_in_the_old_book(record):
    letter = record(written_on=date(2026, 12, 30), at=NOON.replace(year=2027, month=1, day=5))

    assert (letter.book.year, letter.number_text[-4:]) == (2026, "2026")


def test_its_number_follows_the_series_and_the_code_that_is_typed(record):
    ServiceSettings.objects.update(series="CLASSIFICATION")

    assert record(code="900.1.3").number_text.startswith("900.1.3/001/")
    assert record().number_text.startswith("000.1.5/001/")
    assert record(code="900.1.3").number_text.startswith("900.1.3/002/")


def test_cancelled_it_keeps_its_number(village, record, sari, budi, signed_in):
    letter = record()
    desk = signed_in(village, sari)

    assert desk.post(f"{PAGE}{letter.pk}/", {"reason": ""}).status_code == 422
    assert signed_in(village, budi).post(f"{PAGE}{letter.pk}/", {"reason": "Salah alamat"}).status_code == 403
    assert desk.post(f"{PAGE}{letter.pk}/", {"reason": "Salah alamat"}).status_code == 302
    assert "Salah alamat" in desk.get(BOOK).content.decode()
    assert serial(record()) == "002"
    with pytest.raises(actions.LetterClosed):
        actions.cancel_outside(letter=letter, reason="Sekali lagi", by=sari, at=NOON)


def typed(**more):
    said = {"key": str(uuid.uuid4()), "kind": "undangan", "matter": "Rapat RKP", "addressee": "Camat Pragaan"}
    return {**said, "written_on": "2026-11-20", **more}


def test_the_page_tells_it_with_its_scan(village, budi, sari, signed_in):
    desk = signed_in(village, budi)

    answer = desk.post(PAGE, typed(scan=SimpleUploadedFile("surat.jpg", PHOTO, "image/jpeg")))

    letter = Letter.with_outside.get()
    assert answer.headers["Location"] == f"{PAGE}{letter.pk}/"
    assert letter.number_text in desk.get(answer.headers["Location"]).content.decode()
    assert b"PLACE" not in bytes(letter.document.waiting_bytes)
    assert (letter.document.area, letter.document.retention) == ("surat-luar", RetentionClass.ROUTINE_LETTER)
    assert "Camat" not in str(letter.document.basis)
    open_document(document=letter.document, by=sari, at=NOON)
    # The table of who may do what is in tests/access.


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"kind": ""}, "Pilih jenisnya"),
        ({"kind": "tidak-ada"}, "tidak ada"),
        ({"matter": ""}, "Tulis halnya"),
        ({"addressee": ""}, "Tulis kepada siapa"),
        ({"written_on": "kemarin"}, "22-11-2026"),
        ({"written_on": "2099-01-01"}, "paling lambat hari ini"),
        ({"code": "surat/1"}, "angka dan titik"),
        ({"scan": b"MZ program"}, "JPEG, PNG, atau PDF"),
        ({"scan": b"\xff\xd8\xff" + b"0" * (uploads.LARGEST + 1)}, "5 MB"),
    ],
)
def test_what_is_missing_or_wrong_is_said_and_takes_no_number(village, budi, signed_in, more, words):
    if "scan" in more:
        more = {"scan": SimpleUploadedFile("surat.jpg", more["scan"])}

    answer = signed_in(village, budi).post(PAGE, typed(**more))

    assert (answer.status_code, words in answer.content.decode()) == (422, True)
    assert not Letter.with_outside.exists()
    assert not LetterBook.objects.exists()


def test_the_agenda_holds_both_and_says_what_is_on_paper(village, one_more, record, sari, signed_in):
    take_over(sari, 3)
    one_more()
    letter = record()
    desk = signed_in(village, sari)

    rows = list(books.of("A.7").rows(Period("2026")))
    assert [row.cells[6] for row in rows] == [Letter.objects.get().number_text, letter.number_text]
    assert rows[1].cells[8:] == ["Semua Ketua RT", "Surat Undangan: Gotong royong", "Ditulis di luar aplikasi"]
    page = desk.get("/kantor/buku/A.7/?tahun=2026").content.decode()
    assert letter.number_text in page
    assert "nomor 1–3 ada di buku kertas" in page
    sheet = desk.get("/kantor/buku/A.7/unduh.xlsx?tahun=2026")
    assert letter.number_text in text_of(body_of(sheet))


def test_the_book_with_both_costs_no_more(village, one_more, record, sari, signed_in):
    client = signed_in(village, sari)
    for _ in range(3):
        one_more()
        record()

    for address in (BOOK, PAPER, PAGE, f"{PAGE}{Letter.with_outside.filter(number=2).get().pk}/"):
        client.get(address)
        with CaptureQueriesContext(connection) as seen:
            assert client.get(address).status_code == 200
        assert len(seen) <= 10, (address, [one["sql"][:90] for one in seen])


def test_over_the_api(village, sari, budi, signed_in, record):
    head, desk = signed_in(village, sari), signed_in(village, budi)
    paper, here = "/api/v1/surat/buku/kertas/", "/api/v1/surat/luar/"
    json = {"content_type": "application/json"}

    assert head.post(paper, {"last_number": 245}, **json).json()["next_number"] == 246
    assert head.post(paper, {"scope": "jenis:x", "last_number": 300}, **json).status_code == 400
    made = desk.post(here, typed(), **json)
    assert (made.status_code, made.json()["number"], made.json()["is_outside"]) == (201, 246, True)
    assert head.post(paper, {"last_number": 100}, **json).json()["last_number"] == ["Sudah ada surat bernomor 246."]
    assert desk.post(here, typed(written_on="2099-01-01"), **json).status_code == 400
    assert desk.post(here, typed(kind="tidak-ada"), **json).status_code == 400
    cancel = f"{here}{made.json()['id']}/batalkan/"
    assert desk.post(cancel, {"reason": "Salah alamat"}, **json).status_code == 403
    assert head.post(cancel, {"reason": "Salah alamat"}, **json).json()["state"] == "CANCELLED"
    assert head.post(cancel, {"reason": "Salah alamat"}, **json).status_code == 409
    (line,) = desk.get("/api/v1/surat/buku/?tahun=2026").json()["results"]
    assert (line["matter"], line["signed_at"]) == ("Rapat RKP", None)


@pytest.mark.parametrize(
    "wrong",
    [
        {"written_on": None},
        {"number_text": ""},
        {"matter": ""},
        {"signed_at": NOON},
        {"source": "COUNTER"},
        {"state": "READY"},
        {"book": None},
    ],
)
def test_the_database_holds_what_a_letter_from_outside_is(record, wrong):
    letter = record()

    with pytest.raises(IntegrityError), transaction.atomic():
        Letter.with_outside.filter(pk=letter.pk).update(**wrong)


def test_two_hundred_written_by_hand_at_once_have_two_hundred_numbers(own_database):
    """Real commits from several threads, above what stands on paper."""
    village = office(VILLAGE)
    with current.inside(village):
        from .test_signing_together import _head

        head, kind = _head(), LetterKind.objects.get(slug="undangan")
        actions.take_over_numbers(scope="", last_number=245, by=head, at=NOON)
    said = {"kind": kind, "title": "", "matter": "Rapat", "addressee": "Camat", "by": head, "at": NOON}

    def write():
        try:
            with current.inside(village):
                for _ in range(TOGETHER // WRITERS):
                    actions.record_outside(
                        key=uuid.uuid4(), written_on=current.today(NOON - timedelta(hours=1)), **said
                    )
        finally:
            connections.close_all()

    threads = [threading.Thread(target=write) for _ in range(WRITERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    with current.inside(village):
        numbers = sorted(Letter.with_outside.values_list("number", flat=True))
        assert numbers == list(range(246, 246 + TOGETHER))
        assert queries.books_of(2026)[0].is_whole
