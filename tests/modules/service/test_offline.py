"""What a phone needs to check a letter without network."""

import pytest
from conftest import NOON

from modules.service import actions, queries
from modules.service.models import State
from papers import compact, typesetting
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


def cancel(letter, by):
    return actions.cancel_letter(letter=letter, reason="Salah ketik nama usaha", by=by, at=NOON)


def test_the_qr_says_what_the_book_says_and_no_more(make_letter, sign, monkeypatch):
    printed = []
    render = typesetting.render_pdf
    monkeypatch.setattr(typesetting, "render_pdf", lambda paper: printed.append(paper) or render(paper))
    letter = make_letter(State.AWAITING)
    sign(letter)
    letter.refresh_from_db()

    address, _, fragment = printed[0].verification.qr_text.partition("#")

    assert address.endswith(f"/verifikasi/{letter.verification_code}/")
    number, signed, until, title, name = compact.read(letter.verification_code, fragment)
    assert (number, signed, until) == (letter.number_text, "20261120", "20261220")
    assert title == letter.definition.short_title
    assert name == "A** L******"


def test_the_list_names_cancelled_letters_to_those_who_hold_their_codes_only(visitor, letter, sari):
    assert visitor.get("/verifikasi/pencabutan.json").json()["cancelled"] == []
    cancel(letter, sari)

    said = visitor.get("/verifikasi/pencabutan.json")

    assert said.json()["cancelled"] == [compact.hidden(letter.verification_code)]
    assert letter.verification_code not in said.content.decode()
    assert said.json()["key"] == compact.public_key()
    assert said.json()["as_of"].startswith("2026-11-20T")


def test_a_letter_that_has_ended_leaves_the_list(visitor, letter, sari, time_machine):
    cancel(letter, sari)
    time_machine.move_to("2027-01-05T05:00:00Z", tick=False)

    assert visitor.get("/verifikasi/pencabutan.json").json()["cancelled"] == []


def test_the_list_is_of_this_village_alone(visitor, letter, sari, neighbour):
    cancel(letter, sari)
    with current.inside(neighbour):
        assert queries.codes_of_cancelled(NOON.date()) == []


def test_the_worker_keeps_to_the_verification_pages(visitor):
    script = visitor.get("/verifikasi/pekerja.js")

    assert script["Content-Type"].startswith("text/javascript")
    assert "Service-Worker-Allowed" not in script
    assert "credentials: 'omit'" in script.content.decode()
