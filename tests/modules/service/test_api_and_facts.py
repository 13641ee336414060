"""Letters over the API, and the figures that leave the village."""

import uuid
from datetime import timedelta

import pytest
from conftest import NOON

from exchange.indicators import named
from exchange.periods import Period
from modules.service import actions
from modules.service.models import Letter, State

from .conftest import USAHA

NOVEMBER = Period("2026-11")


@pytest.fixture
def client(village, budi, signed_in):
    return signed_in(village, budi)


def test_the_kinds_are_public(visitor):
    kinds = visitor.get("/api/v1/jenis-surat/").json()

    assert [kind["slug"] for kind in kinds][:2] == ["sk-penduduk", "sk-domisili"]
    (business,) = [kind for kind in kinds if kind["slug"] == "sk-usaha"]
    assert business["fields_asked"][0]["key"] == "business_kind"


def test_a_letter_is_listed_masked(client, make_letter):
    letter = make_letter()

    listed = client.get("/api/v1/surat/?status=CHECKING").json()
    one = client.get(f"/api/v1/surat/{letter.pk}/").json()

    assert listed["results"][0]["nik"] == "3529 1155 •••• 0003"
    assert one["state"] == "CHECKING"
    assert "3529115506850003" not in str([listed, one])
    assert "answers" not in one


def test_a_request_is_made_once(client, ani):
    said = {"key": str(uuid.uuid4()), "kind": "sk-usaha", "resident": ani.pk, "answers": USAHA}

    first = client.post("/api/v1/surat/", said, content_type="application/json")
    second = client.post("/api/v1/surat/", said, content_type="application/json")
    repeated = client.post("/api/v1/surat/", said | {"key": str(uuid.uuid4())}, content_type="application/json")

    assert (first.status_code, second.status_code, repeated.status_code) == (201, 201, 409)
    assert first.json()["id"] == second.json()["id"]


@pytest.mark.parametrize(
    ("change", "where"),
    [
        ({"kind": "sk-ajaib"}, "kind"),
        ({"resident": 10**12}, "resident"),
        ({"answers": {}}, "answers"),
        ({"key": "1"}, "key"),
    ],
)
def test_what_is_wrong_is_named(client, ani, change, where):
    said = {"key": str(uuid.uuid4()), "kind": "sk-usaha", "resident": ani.pk, "answers": USAHA} | change

    response = client.post("/api/v1/surat/", said, content_type="application/json")

    assert response.status_code == 400
    assert where in response.json()


def test_nothing_signs_over_the_api(client):
    paths = client.get("/api/v1/schema/?format=json").json()["paths"]

    assert not [path for path in paths if "tanda-" in path or "sign" in path]


def test_letters_issued_counts_the_month_without_the_cancelled(make_letter, sign, sari):
    kept, gone = make_letter(State.AWAITING), make_letter(State.AWAITING)
    sign(kept, gone)
    actions.cancel_letter(letter=gone, reason="Salah tulis", by=sari, at=NOON)

    assert named("letters_issued").count(NOVEMBER).numerator == 1
    assert named("letters_issued").count(Period("2026-10")).numerator == 0


def test_requests_on_time_is_a_share_of_what_was_due(make_letter, sign):
    assert named("requests_on_time").count(NOVEMBER) is None
    sign(make_letter(State.AWAITING), at=NOON + timedelta(minutes=20))
    sign(make_letter(State.AWAITING), at=NOON + timedelta(minutes=40))

    figure = named("requests_on_time").count(NOVEMBER)

    assert (figure.numerator, figure.denominator) == (1, 2)


def test_who_waits_for_the_applicant_is_not_late(make_letter, budi):
    letter = make_letter(at=NOON - timedelta(days=300))
    Letter.objects.filter(pk=letter.pk).update(due_at=NOON - timedelta(days=300))
    assert named("requests_on_time").count(Period("2026-01")).denominator == 1

    actions.return_incomplete(letter=letter, reason="Foto KK buram", by=budi, at=NOON)

    assert named("requests_on_time").count(Period("2026-01")) is None
