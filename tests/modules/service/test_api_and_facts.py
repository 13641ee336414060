"""Letters over the API, and the figures that leave the village."""

import uuid
from datetime import timedelta
from types import SimpleNamespace

import pytest
from conftest import NOON

from exchange.indicators import named
from exchange.models import Fact
from exchange.outbox import actions as outbox
from exchange.periods import Period
from modules.service import actions
from modules.service.models import State
from modules.service.rules.turnaround import EDGES

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
    assert named("requests_on_time").count(Period("2026-01")).denominator == 1

    actions.return_incomplete(letter=letter, reason="Foto KK buram", by=budi, at=NOON - timedelta(days=300))

    assert named("requests_on_time").count(Period("2026-01")) is None
    assert named("requests_late").count(NOVEMBER).numerator == 0


@pytest.mark.parametrize("end", ["completed", "cancelled", "signed", "open"])
def test_nothing_that_becomes_of_a_late_request_makes_it_in_time(make_letter, sign, budi, sari, end):
    asked = NOON - timedelta(days=3)
    letter = make_letter(State.AWAITING, at=asked)
    assert letter.due_at < NOON

    if end == "cancelled":
        actions.cancel_letter(letter=letter, reason="Salah tulis", by=sari, at=NOON)
    elif end == "signed":
        sign(letter)
    elif end == "completed":
        letter = actions.return_incomplete(letter=letter, reason="Foto KK buram", by=budi, at=NOON)
        draft, _ = actions.begin_mending(letter=letter, at=NOON)
        letter = actions.complete_request(draft=draft, at=NOON)
        actions.check_by_kasi(letter=letter, by=budi, at=NOON)
        actions.check_by_sekdes(letter=letter, by=sari, at=NOON)
        sign(letter)
        letter.refresh_from_db()
        assert letter.signed_at <= letter.due_at, "the second promise was kept"

    figure = named("requests_on_time").count(NOVEMBER)
    assert (figure.numerator, figure.denominator) == (0, 1)


def test_times_are_told_with_and_without_waiting_for_the_applicant(make_letter, sign, budi, sari):
    friday = NOON
    letter = make_letter(at=friday - timedelta(days=2))
    back = friday - timedelta(days=2, minutes=-30)
    letter = actions.return_incomplete(letter=letter, reason="Foto KK buram", by=budi, at=back)
    draft, _ = actions.begin_mending(letter=letter, at=friday)
    actions.complete_request(draft=draft, at=friday)
    actions.check_by_kasi(letter=letter, by=budi, at=friday + timedelta(minutes=10))
    actions.check_by_sekdes(letter=letter, by=sari, at=friday + timedelta(minutes=15))
    sign(letter, at=friday + timedelta(minutes=40))

    letter.refresh_from_db()

    assert (letter.worked, letter.lasted) == (30 + 40, 2 * 7 * 60 + 40)
    assert (letter.kasi_minutes, letter.sekdes_minutes, letter.signer_minutes) == (10, 5, 25)
    figure = named("turnaround_p90").count(NOVEMBER)
    assert round(float(figure.numerator) * 60) == 70
    assert figure.buckets[EDGES.index(120)] == sum(figure.buckets) == 1


def test_what_is_published_step_by_step_is_what_the_night_counts(make_letter, sign, sari, budi):
    first, second, third = (make_letter(State.AWAITING) for _ in range(3))
    sign(first, second, at=NOON + timedelta(minutes=20))
    actions.return_incomplete(letter=third, reason="Foto KK buram", by=budi, at=NOON)
    actions.mark_collected(letter=first, by=budi, at=NOON)
    actions.cancel_letter(letter=second, reason="Salah tulis", by=sari, at=NOON)
    outbox.publish_dirty(at=NOON)
    published = set(Fact.objects.filter(period=NOVEMBER).values_list("indicator", flat=True))

    assert {
        "letters_issued",
        "requests_on_time",
        "requests_late",
        "turnaround_median",
        "turnaround_whole_p90",
    } <= published
    assert [one for one in outbox.differences(period=NOVEMBER, at=NOON) if one.indicator in published] == []


def test_requests_are_told_for_a_thousand_residents(make_letter, village, monkeypatch):
    monkeypatch.setattr("modules.service.facts.resident_counts", lambda day: SimpleNamespace(residents=40))
    make_letter()
    outbox.publish_dirty(at=NOON)
    fact = Fact.objects.get(office_id=village.pk, indicator="requests_per_1000", period=NOVEMBER)

    assert (fact.numerator, fact.denominator, fact.value) == (1, 40, 25)
