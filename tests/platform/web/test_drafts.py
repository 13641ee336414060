"""What was typed and not taken: who is told that it was, and what somebody without our script reads."""

from urllib.parse import quote

import pytest
from conftest import OfficeClient
from django.contrib import messages
from django.contrib.messages.storage.session import SessionStorage
from django.http import HttpResponseRedirect

from web import drafts

REASON = "Foto KK buram, mohon difoto ulang di tempat terang."
LEAVE = "/kantor/akun/sesi/lainnya/akhiri/"


@pytest.fixture
def desk(village, budi, signed_in):
    return signed_in(village, budi)


def test_a_form_that_was_taken_is_told_by_its_draft_name(desk):
    answer = desk.post(LEAVE, {drafts.FIELD: "/kantor/akun/?x=1~0"})

    cookie = answer.cookies[drafts.TAKEN_COOKIE]
    assert cookie.value == quote("/kantor/akun/?x=1~0", safe="")
    assert (cookie["max-age"], cookie["samesite"]) == (drafts.SECONDS, "Lax")


@pytest.mark.parametrize("name", ["", "a\r\nSet-Cookie: x", "é", "x" * 301])
def test_a_name_that_is_none_tells_nothing(desk, name):
    assert drafts.TAKEN_COOKIE not in desk.post(LEAVE, {drafts.FIELD: name}).cookies


def test_a_refused_form_keeps_its_draft(desk):
    refused = desk.post("/kantor/akun/sandi/", {drafts.FIELD: "sandi", "old": "x"})

    assert refused.status_code == 422
    assert drafts.TAKEN_COOKIE not in refused.cookies


@pytest.mark.parametrize(
    ("tell", "is_taken"), [(messages.success, True), (messages.warning, False), (messages.error, False)]
)
def test_what_is_answered_with_bad_news_was_not_taken(rf, tell, is_taken):
    request = rf.post("/", {drafts.FIELD: "x"})
    request.session = {}
    request._messages = SessionStorage(request)
    tell(request, "Arahan ini sudah berubah.")

    answer = drafts.tell_taken(request, HttpResponseRedirect("/"))

    assert (drafts.TAKEN_COOKIE in answer.cookies) is is_taken


def test_nobody_in_mid_form_is_told_that_it_was_taken(visitor):
    answer = visitor.post(LEAVE, {drafts.FIELD: "x", "reason": REASON}, headers={"referer": "http://x/kantor/?warga=5"})

    assert answer["Location"] == f"/masuk/?next={quote('/kantor/?warga=5', safe='')}&sesi=berakhir"
    assert drafts.TAKEN_COOKIE not in answer.cookies
    assert "tersimpan di peramban ini" in visitor.get(answer["Location"]).content.decode()


def test_without_the_script_the_sentences_are_shown_and_nothing_else(visitor):
    said = {
        "reason": REASON + "<script>",
        "key": "3b241101-e2bb-4255-8caf-4136c566a962",
        "csrfmiddlewaretoken": "y" * 64,
    }
    answer = visitor.post(LEAVE, said, headers={"referer": "http://x/kantor/akun/"})
    page = answer.content.decode()

    assert answer.status_code == 401
    assert f"{REASON}&lt;script&gt;</textarea>" in page
    assert page.count("<textarea") == 1
    assert f"/masuk/?next={quote('/kantor/akun/', safe='')}" in page
    assert "no-store" in answer["Cache-Control"]
    assert visitor.post(LEAVE, {"reason": "singkat"})["Location"].startswith("/masuk/?next=")


def test_a_page_that_was_open_learns_who_is_in_by_now_and_gets_a_proof_that_holds(village, budi, signed_in):
    strict = OfficeClient(village.host, enforce_csrf_checks=True)
    assert strict.get("/masuk/siapa/").json()["account"] is None
    strict.cookies |= signed_in(village, budi).cookies

    said = strict.get("/masuk/siapa/")

    assert said.json()["account"] == budi.pk
    assert "no-store" in said["Cache-Control"]
    assert strict.post(LEAVE, {}).status_code == 403
    assert strict.post(LEAVE, {"csrfmiddlewaretoken": said.json()["token"]}).status_code == 302


def test_the_page_of_an_officer_names_its_account_and_a_visitors_does_not(desk, budi, visitor):
    assert f'data-account="{budi.pk}"' in desk.get("/kantor/akun/").content.decode()
    assert "data-account" not in visitor.get("/").content.decode()
    assert "data-account" not in desk.get("/").content.decode()
