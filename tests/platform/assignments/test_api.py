"""Assignments over the API of both offices."""

from datetime import timedelta
from uuid import uuid4

import pytest
from conftest import NOON
from django.utils import timezone

from assignments import actions
from exchange.matters.models import Matter
from walls import current

from .conftest import PHOTO

pytestmark = pytest.mark.django_db
JSON = "application/json"


def test_a_kecamatan_gives_lists_and_reviews(village, neighbour, district, dewi, sari, signed_in):
    desk, key = signed_in(district, dewi), str(uuid4())
    said = {
        "key": key, "title": "Data posyandu", "text": "Tulis jumlahnya.", "topic": "p", "wanted": "ANGKA",
        "due_on": (timezone.localdate() + timedelta(days=9)).isoformat(), "villages": [village.region_code],
    }  # fmt: skip
    (given,) = desk.post("/api/v1/tugas/", said, JSON).json()
    assert (given["village"], given["state"], given["bundle"]) == (village.region_code, "baru", key)
    assert desk.post("/api/v1/tugas/", said, JSON).json()[0]["key"] == given["key"]
    for wrong in (
        {"villages": ["35.29.10.2008"]},
        {"title": "Cek 3529010101010001"},
        {"topic": "z"},
        {"due_on": "2020-01-01"},
    ):
        assert desk.post("/api/v1/tugas/", {**said, "key": str(uuid4()), **wrong}, JSON).status_code == 400, wrong
    assert desk.get("/api/v1/tugas/").json()["count"] == 1

    below, path = signed_in(village, sari), f"/api/v1/koordinasi/{given['key']}/lapor/"
    assert below.get("/api/v1/koordinasi/").json()["results"][0]["title"] == "Data posyandu"
    assert below.post(path, {"number": "banyak"}, JSON).status_code == 400
    assert below.post(path, {"number": "12,5"}, JSON).json()["number"] == "12.5"
    assert below.post(path, {"number": "13"}, JSON).status_code == 409
    review = f"/api/v1/tugas/{given['key']}/periksa/"
    assert desk.post(review, {"accepted": False}, JSON).status_code == 400
    assert desk.post(review, {"accepted": True}, JSON).json()["state"] == "selesai"
    assert desk.post(review, {"accepted": True}, JSON).status_code == 409
    assert desk.post(f"/api/v1/tugas/{uuid4()}/periksa/", {"accepted": True}, JSON).status_code == 404


def test_an_officer_reads_what_lies_on_the_own_desk(assignment, village, sari, budi, gita, signed_in):
    said = {"key": uuid4(), "matter": assignment.key, "what": "Foto posyandu", "to_post": "KASI_PELAYANAN"}
    actions.hand_on(due_on=None, by=sari, at=NOON, **said)

    assert [one["what"] for one in signed_in(village, budi).get("/api/v1/tugas-perangkat/").json()["results"]] == [
        "Foto posyandu"
    ]
    assert signed_in(village, gita).get("/api/v1/tugas-perangkat/").json()["count"] == 0
    assert signed_in(village, gita).get("/api/v1/koordinasi/").json()["count"] == 0
    path = f"/api/v1/koordinasi/{assignment.key}/lapor/"
    assert signed_in(village, gita).post(path, {"text": "Sudah."}, JSON).status_code == 404
    with current.inside(village):
        actions.report(key=assignment.key, files=[PHOTO], by=budi, at=NOON)
    assert Matter.objects.get().state == "diajukan"
