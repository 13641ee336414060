"""Is this letter real? What a bank reads, and what an edited file gets."""

import re

import pytest
from conftest import NOON
from django.core.files.uploadedfile import SimpleUploadedFile

from modules.service import actions
from modules.service.models import State
from walls import current


@pytest.fixture(autouse=True)
def at_noon(time_machine):
    time_machine.move_to(NOON, tick=False)


@pytest.fixture
def letter(make_letter, sign):
    made = make_letter(State.AWAITING)
    sign(made)
    made.refresh_from_db()
    return made


def pdf_of(letter):
    return bytes(letter.document.waiting_bytes)


def upload(visitor, letter, data, name="surat.pdf"):
    address = f"/verifikasi/{letter.verification_code}/"
    return visitor.post(address, {"file": SimpleUploadedFile(name, data)}).content.decode()


def test_a_valid_letter_is_told_with_its_number_and_a_masked_name(visitor, letter):
    page = visitor.get(f"/verifikasi/{letter.verification_code}/").content.decode()
    page = re.sub(r"</?(span|wbr)[^>]*>", "", page)

    for word in (
        "BERLAKU",
        letter.number_text,
        "20 November 2026",
        "20 Desember 2026",
        "Citra Lestari",
        "A** L******",
        letter.document.sha256,
    ):
        assert word in page
    assert "ANI LESTARI" not in page.upper()
    assert "3529115506850003" not in page


def test_the_code_may_be_typed_as_people_type(visitor, letter):
    code = letter.verification_code

    response = visitor.post("/verifikasi/", {"code": f" {code[:4].lower()} {code[4:].lower()} "})

    assert response["Location"] == f"/verifikasi/{code}/"
    assert visitor.post("/verifikasi/", {"code": "O0O0-1111"}).status_code == 422


def test_a_cancelled_letter_says_so(visitor, letter, sari):
    actions.cancel_letter(letter=letter, reason="Isi keliru", by=sari, at=NOON)

    page = visitor.get(f"/verifikasi/{letter.verification_code}/").content.decode()

    assert "DIBATALKAN" in page
    assert "Isi keliru" not in page
    assert "Asli, tetapi sudah dibatalkan" in upload(visitor, letter, pdf_of(letter))


def test_an_old_letter_says_so(visitor, letter, time_machine):
    time_machine.shift(40 * 24 * 3600)

    assert "KEDALUWARSA" in visitor.get(f"/verifikasi/{letter.verification_code}/").content.decode()


@pytest.mark.parametrize("code", ["ZZZZ9999", "tidak-ada", "1", "x" * 200, "%00"])
def test_an_unknown_code_is_a_plain_404(visitor, letter, code):
    response = visitor.get(f"/verifikasi/{code}/")

    assert response.status_code == 404


def test_the_code_of_an_unsigned_letter_is_unknown(visitor, make_letter):
    assert visitor.get(f"/verifikasi/{make_letter().verification_code}/").status_code == 404


def test_a_letter_of_one_village_is_unknown_in_another(letter, neighbour):
    from conftest import OfficeClient

    with current.inside(neighbour):
        assert OfficeClient(neighbour.host).get(f"/verifikasi/{letter.verification_code}/").status_code == 404


def test_the_very_file_is_genuine(visitor, letter):
    assert "Asli, tidak berubah" in upload(visitor, letter, pdf_of(letter))


def test_an_edited_file_is_found_out(visitor, letter):
    original = pdf_of(letter)
    edited = (
        original.replace(b"/Producer", b"/Producex", 1)
        if b"/Producer" in original
        else original[:2000] + b"X" + original[2001:]
    )

    assert "Telah diubah" in upload(visitor, letter, edited)


def test_a_file_with_something_added_behind_is_found_out(visitor, letter):
    assert "Telah diubah" in upload(visitor, letter, pdf_of(letter) + b"\n% tambahan\n")


def test_another_genuine_letter_is_not_this_one(visitor, letter, make_letter, sign):
    other = make_letter(State.AWAITING)
    sign(other)
    other.refresh_from_db()

    assert "isinya surat lain" in upload(visitor, letter, pdf_of(other))


@pytest.mark.parametrize("data", [b"halo", b"%PDF-1.7 rusak", b"\x89PNG"])
def test_what_is_no_pdf_is_not_this_letter(visitor, letter, data):
    assert "Bukan berkas yang sama" in upload(visitor, letter, data)


def test_nobody_tries_codes_for_ever(visitor, letter):
    answers = [visitor.get("/verifikasi/ZZZZ9999/").status_code for _ in range(62)]

    assert answers.count(404) == 60
    assert answers[-1] == 429
