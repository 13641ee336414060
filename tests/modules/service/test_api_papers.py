"""A letter's papers as files, for accounts; and the book of numbers as a table."""

from datetime import timedelta

import pytest
from conftest import NOON
from samples import tools

from accounts.actions import make_api_client
from archive.models import Document
from audit.models import Entry
from modules.service.models import LetterAttachment, LetterKind, State
from walls import current

from .conftest import PHOTO


@pytest.fixture(autouse=True)
def at_noon(time_machine):
    time_machine.move_to(NOON, tick=False)


@pytest.fixture
def desk(village, budi, signed_in):
    return signed_in(village, budi)


def here(letter, path=""):
    return f"/api/v1/surat/{letter.pk}/{path}"


@pytest.fixture
def attached(make_letter):
    letter = make_letter()
    made = {"area": "syarat", "name": "ktp.jpg", "content_type": "image/jpeg", "size": len(PHOTO), "created_at": NOON}
    document = Document.objects.create(object_key="syarat/1.jpg", waiting_bytes=PHOTO, **made)
    about = {"requirement": "ktp", "name": "ktp.jpg", "content_type": "image/jpeg", "size": len(PHOTO)}
    return LetterAttachment.objects.create(letter=letter, document=document, added_at=NOON, **about)


def test_the_draft_is_a_paper_and_the_signed_letter_a_file(desk, make_letter, sign):
    letter = make_letter(State.AWAITING)
    draft = tools.text_of(desk.get(here(letter, "pratinjau/")).content)
    assert desk.get(here(letter, "berkas/")).json() == {"state": "AWAITING"}
    assert desk.get(here(letter, "berkas/")).status_code == 409
    sign(letter)

    signed = desk.get(here(letter, "berkas/"))

    assert "ANI LESTARI" in draft.upper()
    assert signed.content[:5] == b"%PDF-"
    assert Entry.objects.filter(action="document.open").count() == 1


def test_what_the_applicant_brought_is_fetched_and_noted(desk, attached, make_letter):
    (told,) = desk.get(here(attached.letter, "lampiran/")).json()
    file = desk.get(here(attached.letter, f"lampiran/{told['id']}/"))

    assert (told["requirement"], file.content) == ("ktp", PHOTO)
    assert Entry.objects.filter(action="document.open").count() == 1
    assert desk.get(here(attached.letter, "lampiran/404/")).status_code == 404
    assert desk.get(here(make_letter(), f"lampiran/{told['id']}/")).status_code == 404, "of another letter"


def test_forms_are_filled_in_from_the_letter_or_empty(desk, make_letter):
    kk = make_letter(kind=LetterKind.objects.get(slug="pengantar-ktp"), answers={"reason": "BARU"})

    filled = desk.get(here(kk, "formulir/F-1.02/"))
    empty = desk.get("/api/v1/formulir/F-1.02/")

    assert (filled.status_code, empty.status_code) == (200, 200)
    assert "3529115506850003" in tools.text_of(filled.content).replace(" ", "").replace("\n", "")
    assert "3529115506850003" not in tools.text_of(empty.content).replace(" ", "").replace("\n", "")
    assert desk.get(here(kk, "formulir/F-2.01/")).status_code == 404
    assert desk.get("/api/v1/formulir/F-9.99/").status_code == 404


def test_a_key_fetches_no_paper_of_anybody(attached, visitor, citra):
    made = {"name": "Dinas", "expires_at": NOON + timedelta(days=9), "by": citra, "at": NOON}
    _, secret = make_api_client(permissions=["service.see_letters"], **made)
    key = {"headers": {"Authorization": f"Bearer {secret}"}}

    for path in ("pratinjau/", "berkas/", f"lampiran/{attached.pk}/"):
        assert visitor.get(here(attached.letter, path), **key).status_code == 403, path
        assert visitor.get(here(attached.letter, path)).status_code == 401, path
    assert visitor.get("/api/v1/formulir/F-1.02/", **key).status_code == 200
    assert visitor.get(here(attached.letter), **key).status_code == 200


def test_the_book_of_numbers_is_a_table_and_proves_no_gap(desk, make_letter, sign):
    letter = make_letter(State.AWAITING)
    sign(letter)
    letter.refresh_from_db()

    table = desk.get("/api/v1/surat/buku/?format=csv&limit=1000").content.decode().splitlines()
    (book,) = desk.get("/api/v1/surat/buku/daftar/").json()

    assert letter.number_text in table[1]
    assert "3529115506850003" not in "".join(table)
    assert (book["first"], book["last"], book["is_whole"], book["gaps"]) == (1, 1, True, [])
    assert desk.get(f"/api/v1/surat/buku/?buku={book['id']}").json()["count"] == 1
    assert desk.get("/api/v1/surat/buku/?buku=99999").json()["count"] == 0


def test_another_village_finds_no_paper(attached, neighbour, make_account, signed_in):
    with current.inside(neighbour):
        other = signed_in(neighbour, make_account("darma", "KASI_PELAYANAN"))
        for path in ("pratinjau/", "lampiran/", f"lampiran/{attached.pk}/", "formulir/F-1.02/"):
            assert other.get(here(attached.letter, path)).status_code == 404, path


def test_each_costs_few_statements(desk, attached, django_assert_max_num_queries):
    for path in ("pratinjau/", "lampiran/", f"lampiran/{attached.pk}/"):
        desk.get(here(attached.letter, path))
        with django_assert_max_num_queries(10):
            desk.get(here(attached.letter, path))
