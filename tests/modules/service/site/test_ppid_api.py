"""Requests for information over the API: asked and followed by anybody, answered by officers."""

import uuid
from datetime import timedelta

import pytest
from conftest import NOON
from django.core.files.uploadedfile import SimpleUploadedFile
from samples import pdfs

from accounts.actions import make_api_client
from modules.service.site.models import InformationRequest

WORDS = {"words": "Terlampir salinan yang Anda minta."}


@pytest.fixture(autouse=True)
def at_noon(time_machine):
    time_machine.move_to(NOON, tick=False)


@pytest.fixture
def desk(village, sari, signed_in):
    return signed_in(village, sari)


@pytest.fixture
def head(village, citra, signed_in):
    return signed_in(village, citra, second_factor=True)


def asking(**more):
    said = {"wanted": "Salinan APBDes 2025.", "purpose": "Skripsi", "name": "Ani Sample", "contact": "081211112222"}
    return said | {"key": str(uuid.uuid4())} | more


def post(who, path, said=None):
    return who.post(f"/api/v1/ppid/{path}", said or {}, content_type="application/json")


@pytest.fixture
def asked(visitor, village):
    post(visitor, "minta/", asking())
    return InformationRequest.objects.get()


def test_asked_once_and_followed_without_who_asked(visitor, village):
    said = asking()
    made = [post(visitor, "minta/", said).json() for _ in range(2)]

    assert made[0] == made[1]
    followed = visitor.get(f"/api/v1/ppid/lacak/{made[0]['code']}/")
    assert followed.json()["state"] == "RECEIVED"
    assert "Ani" not in followed.content.decode()
    for wrong in ({"wanted": "x"}, {"name": ""}, {"way": "FAX"}, {"key": "x"}):
        assert post(visitor, "minta/", asking(**wrong)).status_code == 400, wrong
    assert visitor.get("/api/v1/ppid/lacak/ZZZZ9999/").status_code == 404
    assert visitor.get(f"/api/v1/ppid/lacak/{made[0]['code']}/berkas/").status_code == 404


def test_asking_and_guessing_have_an_end(visitor, village):
    assert [post(visitor, "minta/", asking()).status_code for _ in range(11)] == [201] * 10 + [429]
    codes = [visitor.get("/api/v1/ppid/lacak/ZZZZ9999/").status_code for _ in range(31)]
    assert codes == [404] * 30 + [429]


def test_answered_with_a_document_objected_to_and_decided(visitor, desk, head, asked):
    answer = {"outcome": "PARTLY", "refusal_basis": "UU 14/2008 pasal 17 huruf h", **WORDS}
    assert post(desk, f"{asked.pk}/jawab/", answer | {"refusal_basis": ""}).status_code == 400
    sent = desk.post(f"/api/v1/ppid/{asked.pk}/jawab/", answer | {"document": SimpleUploadedFile("a.pdf", pdfs.PLAIN)})
    assert (sent.status_code, sent.json()["state"], sent.json()["has_document"]) == (200, "ANSWERED", True)
    assert post(desk, f"{asked.pk}/jawab/", answer).status_code == 409
    here = f"lacak/{asked.code}/"
    assert visitor.get(f"/api/v1/ppid/{here}berkas/").status_code in (200, 302)
    assert post(visitor, here, {"words": "Bagian belanja tidak ada."}).json()["state"] == "OBJECTED"
    assert post(visitor, here, {"words": "Bagian belanja tidak ada."}).status_code == 409
    assert post(desk, f"{asked.pk}/putus/", WORDS).status_code == 403, "the head decides"
    assert post(head, f"{asked.pk}/putus/", WORDS).json()["state"] == "DECIDED"


def test_extended_once_and_listed_by_what_is_due(desk, asked):
    assert post(desk, f"{asked.pk}/perpanjang/", WORDS).json()["extended_on"]
    assert post(desk, f"{asked.pk}/perpanjang/", WORDS).status_code == 409
    (listed,) = desk.get("/api/v1/ppid/?status=OPEN").json()["results"]
    assert listed["id"] == asked.pk
    assert "applicant" not in listed
    assert desk.get(f"/api/v1/ppid/{asked.pk}/").json()["applicant"]["name"] == "Ani Sample"
    wrong = desk.post(
        f"/api/v1/ppid/{asked.pk}/jawab/",
        {"outcome": "GIVEN", **WORDS, "document": SimpleUploadedFile("a.pdf", b"MZ program")},
    )
    assert list(wrong.json()) == ["document"]


def test_a_key_reads_and_answers_nothing(village, citra, asked, visitor):
    made = {"name": "Dinas", "expires_at": NOON + timedelta(days=9), "by": citra, "at": NOON}
    _, secret = make_api_client(permissions=["site.handle_information"], **made)
    key = {"HTTP_AUTHORIZATION": f"Bearer {secret}"}
    assert visitor.get("/api/v1/ppid/", **key).json()["count"] == 1
    answer = {"outcome": "GIVEN", **WORDS}
    here = f"/api/v1/ppid/{asked.pk}/jawab/"
    assert visitor.post(here, answer, content_type="application/json", **key).status_code == 403
    asked.refresh_from_db()
    assert asked.state == "RECEIVED"


def test_the_list_costs_the_same_for_many(desk, visitor, village, django_assert_max_num_queries):
    for _ in range(5):
        post(visitor, "minta/", asking())
    desk.get("/api/v1/ppid/")
    with django_assert_max_num_queries(10):
        assert desk.get("/api/v1/ppid/").json()["count"] == 5
