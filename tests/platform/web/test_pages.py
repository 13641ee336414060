"""The pages and headers every office has."""

import pytest
from conftest import OfficeClient
from django.contrib import messages
from django.http import HttpResponse
from django.test import RequestFactory

from web import errors, htmx, security

PAGES = ["/bantuan/", "/privasi/", "/aksesibilitas/", "/kantor/gaya/"]


@pytest.mark.parametrize("path", PAGES)
def test_pages_open_for_everybody_in_the_offices_name(visitor, path):
    response = visitor.get(path)

    assert response.status_code == 200
    assert "Pragaan Laok" in response.content.decode()
    assert '<html lang="id">' in response.content.decode()
    assert response.content.decode().count("<h1") == 1


@pytest.mark.parametrize("path", [*PAGES, "/tidak-ada/"])
def test_every_answer_carries_the_policy(visitor, path):
    headers = visitor.get(path).headers

    assert "script-src" not in headers["Content-Security-Policy"]
    assert "default-src 'self'" in headers["Content-Security-Policy"]
    assert "unsafe" not in headers["Content-Security-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"


def test_a_public_page_may_be_kept_and_an_officers_page_may_not(visitor, village, budi, signed_in):
    officer = signed_in(village, budi)

    assert "no-store" not in visitor.get("/bantuan/").headers.get("Cache-Control", "")
    answer = officer.get("/bantuan/")
    assert answer.headers["Cache-Control"] == "no-store"
    assert {"Cookie", "Host"} <= {name.strip() for name in answer.headers["Vary"].split(",")}


def test_a_views_own_policy_is_kept():
    def view(request):
        return HttpResponse(headers={"Content-Security-Policy": "sandbox"})

    answer = security.SecurityHeadersMiddleware(view)(RequestFactory().get("/"))

    assert answer.headers["Content-Security-Policy"] == "sandbox"


def test_health_tells_the_version_and_no_names(visitor):
    answer = visitor.get("/sehat/")

    assert answer.status_code == 200
    assert answer.json()["status"] == "sehat"
    assert "Pragaan" not in answer.content.decode()


def test_the_theme_is_kept_without_javascript(visitor):
    answer = visitor.post("/tampilan/", {"tema": "gelap", "next": "/bantuan/"})

    assert (answer.status_code, answer.headers["Location"]) == (303, "/bantuan/")
    assert 'data-theme="dark"' in visitor.get("/bantuan/").content.decode()
    visitor.post("/tampilan/", {"tema": ""})
    assert "data-theme" not in visitor.get("/bantuan/").content.decode()


def test_the_text_size_is_kept(visitor):
    visitor.post("/tampilan/", {"teks": "3"})

    assert 'data-text="3"' in visitor.get("/bantuan/").content.decode()


@pytest.mark.parametrize("bad", ['"><script>', "9", "hijau"])
def test_a_forged_cookie_changes_nothing(visitor, bad):
    visitor.cookies["tema"] = visitor.cookies["teks"] = bad

    assert '<html lang="id">' in visitor.get("/bantuan/").content.decode()


@pytest.mark.parametrize("target", ["https://jahat.example/", "//jahat.example/", "javascript:alert(1)", ""])
def test_nobody_is_sent_to_another_site(visitor, target):
    assert visitor.post("/tampilan/", {"tema": "gelap", "next": target}).headers["Location"] == "/"


def test_a_missing_page_says_so_plainly(visitor):
    answer = visitor.get("/tidak-ada/")

    assert answer.status_code == 404
    assert "Halaman ini tidak ada" in answer.content.decode()


def test_an_unknown_host_names_nobody(village):
    answer = OfficeClient("entah-siapa.localhost").get("/")

    assert answer.status_code == 404
    assert "Pragaan" not in answer.content.decode()
    assert "Tidak ada kantor di alamat ini" in answer.content.decode()


TROUBLES = [
    errors.BAD_REQUEST,
    errors.FORBIDDEN,
    errors.NOT_FOUND,
    errors.SERVER_ERROR,
    errors.UNAVAILABLE,
    errors.CSRF,
]


@pytest.mark.parametrize("trouble", TROUBLES, ids=lambda trouble: trouble.template)
def test_trouble_is_told_without_session_database_or_menu(trouble):
    answer = errors.answer(RequestFactory().get("/"), trouble)

    assert answer.status_code == trouble.status
    assert f"Kode {trouble.status}" in answer.content.decode()


@pytest.mark.parametrize("trouble", TROUBLES, ids=lambda trouble: trouble.template)
def test_htmx_gets_the_same_words_for_the_top_of_the_page(trouble):
    answer = errors.answer(RequestFactory().get("/", headers={"HX-Request": "true"}), trouble)

    assert answer.headers["HX-Retarget"] == "#page-message"
    assert "<html" not in answer.content.decode()
    assert trouble.advice in answer.content.decode()


def test_a_form_without_proof_of_origin_is_explained(village):
    strict = OfficeClient(village.host, enforce_csrf_checks=True)

    answer = strict.post("/tampilan/", {"tema": "gelap"})

    assert answer.status_code == 403
    assert "Formulir ini sudah terlalu lama terbuka" in answer.content.decode()


def asked_by_htmx(**headers):
    request = RequestFactory().get("/", headers={"HX-Request": "true", **headers})
    request._messages = messages.storage.cookie.CookieStorage(request)
    return request


def test_htmx_gets_the_part_and_others_the_page():
    plain, part = RequestFactory().get("/"), asked_by_htmx()

    assert not htmx.is_fragment(plain)
    assert htmx.is_fragment(part)
    assert not htmx.is_fragment(asked_by_htmx(**{"HX-History-Restore-Request": "true"}))


def test_a_part_brings_its_news_and_varies_by_the_asker():
    request = asked_by_htmx()
    messages.success(request, "Surat 0123 tersimpan.")

    answer = htmx.render(request, "404.html", "web/components/empty.html", {"text": "Kosong"}, status=422)

    assert answer.status_code == 422
    assert "HX-Request" in answer.headers["Vary"]
    assert "Surat 0123 tersimpan." in answer.headers["HX-Trigger"]


def test_going_elsewhere_is_a_redirect_or_its_htmx_twin():
    assert htmx.go(RequestFactory().get("/"), "/kantor/").headers["Location"] == "/kantor/"
    assert htmx.go(asked_by_htmx(), "/kantor/").headers["HX-Redirect"] == "/kantor/"
