"""The counter prints what came back signed and hands it over in one step."""

from datetime import timedelta

import pytest
from conftest import NOON
from django.db import connection
from django.test.utils import CaptureQueriesContext

from archive.store import StoreUnavailable
from audit.models import Entry
from modules.service import actions, queries
from modules.service.models import Letter, LetterEvent, State

COUNTER, STRIP = "/kantor/loket/", "/kantor/loket/siap-cetak/"


@pytest.fixture
def signed(make_letter, sign):
    """A letter that came back signed."""

    def make():
        letter = make_letter(State.AWAITING)
        sign(letter)
        return Letter.objects.get(pk=letter.pk)

    return make


def test_one_step_gives_the_paper_and_hands_it_over(village, signed, budi, signed_in):
    letter, desk = signed(), signed_in(village, budi)

    answer = desk.post(f"/kantor/surat/{letter.pk}/cetak/")

    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "application/pdf")
    assert answer.headers["Content-Disposition"].startswith("inline; filename=")
    assert answer.content == bytes(letter.document.waiting_bytes)
    assert "no-store" in answer.headers["Cache-Control"]
    letter.refresh_from_db()
    assert letter.state == State.COLLECTED
    assert LetterEvent.objects.filter(letter=letter, what="COLLECTED").get().by_name == budi.name
    assert Entry.objects.filter(action="document.open").count() == 1


def test_printed_again_it_is_handed_over_once(village, signed, budi, signed_in):
    letter, desk = signed(), signed_in(village, budi)

    assert [desk.post(f"/kantor/surat/{letter.pk}/cetak/").status_code for _ in range(2)] == [200, 200]
    assert LetterEvent.objects.filter(letter=letter, what="COLLECTED").count() == 1


def test_what_is_unsigned_or_cancelled_is_not_printed(village, make_letter, signed, budi, sari, signed_in):
    waiting, gone = make_letter(State.AWAITING), signed()
    actions.cancel_letter(letter=gone, reason="Salah nama", by=sari, at=NOON)
    desk = signed_in(village, budi)

    for letter in (waiting, gone):
        answer = desk.post(f"/kantor/surat/{letter.pk}/cetak/")
        assert answer.headers["Location"] == f"/kantor/surat/{letter.pk}/"
    assert not LetterEvent.objects.filter(what="COLLECTED").exists()
    assert desk.get(f"/kantor/surat/{waiting.pk}/cetak/").status_code == 405
    assert desk.post("/kantor/surat/999999/cetak/").status_code == 404


def test_without_the_store_nothing_is_handed_over(village, signed, budi, signed_in, monkeypatch):
    letter = signed()

    def away(document):
        raise StoreUnavailable("down")

    monkeypatch.setattr("modules.service.actions.endings.content_of", away)

    assert signed_in(village, budi).post(f"/kantor/surat/{letter.pk}/cetak/").status_code == 503
    letter.refresh_from_db()
    assert letter.state == State.READY


def test_the_strip_holds_what_the_counter_waits_for_newest_first(village, signed, budi, citra, signed_in):
    first, second, online = signed(), signed(), signed()
    Letter.objects.filter(pk=online.pk).update(source="ONLINE")
    Letter.objects.filter(pk=second.pk).update(signed_at=NOON + timedelta(seconds=5))

    assert [letter.pk for letter in queries.ready_at_counter(NOON)] == [second.pk, first.pk]
    assert queries.ready_at_counter(NOON + timedelta(days=8)) == []


def test_the_strip_stands_on_the_counter_with_one_key(village, signed, budi, signed_in, settings, monkeypatch):
    letter, desk = signed(), signed_in(village, budi)
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOON)

    for address in (COUNTER, STRIP):
        page = desk.get(address).content.decode()
        assert f"/kantor/surat/{letter.pk}/cetak/" in page
        assert page.count('data-shortcut="f8"') == 1
        assert letter.person.nik not in page


def test_the_counter_with_its_strip_costs_ten_statements(village, signed, budi, signed_in):
    desk = signed_in(village, budi)
    signed()
    signed()

    for address in (COUNTER, STRIP):
        desk.get(address)
        with CaptureQueriesContext(connection) as seen:
            assert desk.get(address).status_code == 200
        assert len(seen) <= 10, (address, [one["sql"][:90] for one in seen])
