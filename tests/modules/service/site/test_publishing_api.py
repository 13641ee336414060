"""Public information, the budget in figures and pictures of articles over the API."""

import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart
from samples import pdfs

from modules.service.site.models import Article, Publication
from walls import current

from .conftest import photo

LIST = "/api/v1/situs/informasi/kantor/"
FIGURES = "/api/v1/situs/apbdes/2026/"


@pytest.fixture
def desk(village, sari, signed_in):
    return signed_in(village, sari)


def told(**more):
    said = {"subject": "PERDES", "title": "Perdes APBDes 2026", "year": 2026, "access": "PERIODIC"}
    return said | {"key": str(uuid.uuid4()), "number": "7/2025", "set_on": "2025-12-30"} | more


def scan(data=pdfs.PLAIN):
    return SimpleUploadedFile("perdes.pdf", data, "application/pdf")


def put(who, path, said):
    return who.put(path, said, content_type="application/json")


def put_files(who, path, said):
    return who.put(path, encode_multipart(BOUNDARY, said), content_type=MULTIPART_CONTENT)


@pytest.fixture
def kept(desk):
    """The answer that told of a line with its document."""
    return desk.post(LIST, told(document=scan())).json()


def here(one, step=""):
    return f"/api/v1/situs/informasi/{one['id']}/{step}"


def test_a_document_is_prepared_published_and_taken_back(desk, visitor, kept):
    public = "/api/v1/situs/informasi/"
    assert (kept["published_at"], kept["edition"]) == (None, 1)
    assert visitor.get(public).json()["count"] == 0

    answers = [desk.post(here(kept, "umumkan/")).json() for _ in range(2)]
    assert answers[0]["published_at"] == answers[1]["published_at"]
    (listed,) = visitor.get(public).json()["results"]
    assert "consequence" not in listed
    assert visitor.get(listed["document"]).status_code in (200, 302)
    taken = desk.post(here(kept, "tarik/")).json()

    assert taken["published_at"] is None
    assert visitor.get(public).json()["count"] == 0
    assert visitor.get(listed["document"]).status_code == 404
    assert [one["id"] for one in desk.get(LIST).json()["results"]] == [kept["id"]]


def test_the_same_key_twice_is_one_line(desk):
    said = told()
    answers = [desk.post(LIST, said, content_type="application/json") for _ in range(2)]

    assert [answer.status_code for answer in answers] == [201, 201]
    assert Publication.objects.count() == 1
    assert desk.post(here(answers[0].json(), "umumkan/")).status_code == 400, "there is nothing to give"


def test_a_line_is_changed_over_its_edition(desk, kept):
    changed = put(desk, here(kept), {"edition": kept["edition"], "title": "Perdes APBDes 2026 yang benar"})
    late = put(desk, here(kept), {"edition": kept["edition"], "title": "Yang terlambat"})

    assert (changed.json()["title"], changed.json()["number"]) == ("Perdes APBDes 2026 yang benar", "7/2025")
    assert changed.json()["document"] == kept["document"], "what is missing stays"
    assert (late.status_code, late.json()["title"]) == (409, "Perdes APBDes 2026 yang benar")
    for edition in ({}, {"edition": 0}, {"edition": "x"}):
        assert put(desk, here(kept), {"title": "Tanpa edisi"} | edition).status_code == 400


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"year": 1999}, "year"),
        ({"title": ""}, "title"),
        ({"link": "javascript:alert(1)"}, "link"),
        ({"access": "EXCLUDED"}, "reason"),
        ({"subject": "RAHASIA"}, "subject"),
    ],
)
def test_the_rules_of_the_page_hold(desk, wrong, field):
    answer = desk.post(LIST, told(**wrong), content_type="application/json")

    assert answer.status_code == 400
    assert field in answer.json()
    assert not Publication.objects.exists()


def test_a_document_that_does_something_is_refused(desk, kept):
    assert list(desk.post(LIST, told(document=scan(b"MZ program"))).json()) == ["document"]
    assert put_files(desk, here(kept), {"edition": 1, "document": scan(b"")}).status_code == 400
    assert Publication.objects.get().edition == 1


def budget(**more):
    figures = {"income": {"village_fund": [900, 450]}, "spending": {"development": [900, 0]}}
    return {"edition": 0, "figures": figures, "income": 900, "spending": 900} | more


def test_the_budget_of_a_year_is_published_in_figures_that_agree(desk, visitor):
    assert desk.get(FIGURES).status_code == 404
    assert "figures" in put(desk, FIGURES, budget(income=901)).json()
    assert "figures" in put(desk, FIGURES, budget(figures={"income": {"gifts": [1, 0]}})).json()
    assert put(desk, FIGURES, budget(figures={"income": {"own": [-1, 0]}})).status_code == 400
    kept = put(desk, FIGURES, budget()).json()

    assert kept["figures"]["spending"]["development"] == [900, 0], "a nought is known"
    assert kept["figures"]["income"]["own"] == [0, None]
    assert put(desk, FIGURES, budget()).status_code == 409
    assert put(desk, FIGURES, budget(edition=kept["edition"])).status_code == 200
    shown = visitor.get("/api/v1/situs/transparansi/?tahun=2026").json()
    assert (shown["year"], shown["met"], shown["budget"]["income"]) == (2026, 2, 900)
    assert {one["subject"] for one in shown["duties"] if one["given"]} == {"APBDES", "REALISATION"}
    assert put(desk, "/api/v1/situs/apbdes/1999/", budget()).status_code == 404


def test_an_article_has_its_picture_and_another_address(desk, visitor, write):
    write("Kerja bakti")
    article = "/api/v1/situs/tulisan/kerja-bakti/"
    said = {"picture": SimpleUploadedFile("ANI.png", photo(form="PNG"), "image/png"), "picture_words": "Warga menyapu"}

    assert put_files(desk, f"{article}gambar/", said).json()["picture_words"] == "Warga menyapu"
    assert Article.objects.get().picture.content_type == "image/jpeg"
    wrong = {"picture": SimpleUploadedFile("x.png", b"GIF89a"), "picture_words": "Warga menyapu"}
    assert list(put_files(desk, f"{article}gambar/", wrong).json()) == ["picture"]
    assert "picture_words" in put_files(desk, f"{article}gambar/", {"picture": said["picture"]}).json()
    assert [desk.delete(f"{article}gambar/").status_code for _ in range(2)] == [204, 204]
    assert Article.objects.get().picture is None
    renamed = desk.post(f"{article}alamat/", {"slug": "Sapu Bersih"}, content_type="application/json")
    assert renamed.json()["slug"] == "sapu-bersih"
    assert desk.post(f"{article}alamat/", {"slug": "x"}, content_type="application/json").status_code == 404


def test_drafts_are_for_those_who_write(desk, visitor, village, gita, signed_in, write):
    write("Belum jadi", publish=False)
    listed = "/api/v1/situs/tulisan-kantor/"

    assert [one["state"] for one in desk.get(f"{listed}?status=DRAFT&q=jadi").json()["results"]] == ["DRAFT"]
    assert desk.get(f"{listed}?q=%00").status_code == 200
    for path in (listed, LIST, FIGURES):
        assert visitor.get(path).status_code == 401
        assert signed_in(village, gita).get(path).status_code == 403


def test_another_village_finds_nothing_of_it(kept, neighbour, make_account, signed_in):

    with current.inside(neighbour):
        stranger = signed_in(neighbour, make_account("darma", "SEKDES"))
        assert stranger.get(here(kept)).status_code == 404
        assert stranger.post(here(kept, "umumkan/")).status_code == 404


def test_lists_cost_the_same_for_many(desk, django_assert_max_num_queries):
    for _ in range(5):
        desk.post(LIST, told(document=scan()))
    desk.get(LIST)

    with django_assert_max_num_queries(10):
        assert desk.get(LIST).json()["count"] == 5
