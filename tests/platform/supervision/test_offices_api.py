"""Another system of the kabupaten opens offices: idempotent by its key, refused by name."""

from datetime import timedelta
from uuid import uuid4

import pytest
from conftest import DISTRICT, KEYS, VILLAGE, OfficeClient, office
from django.utils import timezone

import accounts.actions
from accounts.models import Account
from audit.models import Entry
from supervision.models import Opening
from tenants.models import Office, Region
from walls import current

pytestmark = pytest.mark.django_db
NEW = "35.29.11.2003"


@pytest.fixture
def machine(regency, make_account):
    """A client of the API with a key that may open and see offices."""
    return client_with(regency, make_account, "supervision.open_offices", "supervision.see_villages")


def client_with(regency, make_account, *permissions):
    with current.inside(regency):
        admin = make_account(f"admin{len(permissions)}", "ADMIN_KABUPATEN", totp=True)
        now = timezone.now()
        _, secret = accounts.actions.make_api_client(
            name="SIMDA", permissions=list(permissions), expires_at=now + timedelta(days=9), by=admin, at=now
        )
    return OfficeClient(regency.host, HTTP_AUTHORIZATION=f"Bearer {secret}")


def said(**changes):
    return {"key": str(uuid4()), "region_code": NEW, "name": "Darma Wijaya", "post": "KADES"} | changes


def post(client, body):
    return client.post("/api/v1/offices/", body, content_type="application/json")


def schemas():
    with current.outside(), current.connection.cursor() as cursor:
        cursor.execute("SELECT nspname FROM pg_namespace UNION ALL SELECT rolname FROM pg_roles ORDER BY 1")
        return cursor.fetchall()


def test_an_office_is_opened_and_its_first_person_invited(machine, regency):
    answer = post(machine, said(designation="Nagari", phone="0812-3456-7890"))

    assert answer.status_code == 201
    made = answer.json()
    assert (made["title"], made["username"]) == ("Nagari Rombasan", "darma.wijaya")
    assert made["invitation"].startswith(made["address"])
    assert OfficeClient(office(NEW).host).get("/" + made["invitation"].split("/", 3)[3]).status_code == 200
    with current.inside(office(NEW)):
        assert Account.objects.get().posts == ["KADES"]
    with current.inside(regency):
        assert (Opening.objects.get().by, Opening.objects.get().by_name) == (None, "Sistem: SIMDA")
        assert Entry.objects.get(action="office.open").actor_name == "Sistem: SIMDA"


def test_the_same_key_again_gets_the_same_answer(machine):
    body = said()

    first, second = post(machine, body), post(machine, body)

    assert (first.status_code, second.status_code) == (201, 201)
    assert first.json() == second.json()
    with current.outside():
        assert Office.objects.filter(region_code=NEW).count() == 1


@pytest.mark.parametrize(
    "change", [{"region_code": "35.29.11.2004"}, {"name": "Orang Lain"}, {"designation": "Nagari"}]
)
def test_the_same_key_with_something_else_is_refused(machine, change):
    body = said()
    post(machine, body)

    answer = post(machine, body | change)

    assert (answer.status_code, answer.json()["error"]) == (409, "key_used")
    with current.outside():
        assert not Office.objects.filter(region_code="35.29.11.2004").exists()


@pytest.mark.parametrize(
    ("code", "status", "error"),
    [
        ("35.29.11.2099", 422, "region_unknown"),
        ("35.29.11.1001", 422, "kelurahan"),
        ("33.24.01.2001", 422, "not_below"),
        ("35.29", 422, "not_below"),
        (VILLAGE, 409, "office_exists"),
        (DISTRICT, 409, "office_exists"),
        ("35.29.12.2001", 409, "parent_missing"),
        ("public", 422, "not_below"),
        ("pg_x", 422, "not_below"),
        ("35.29.x','d", 422, "region_unknown"),
        ("35.29.😀", 422, "region_unknown"),
    ],
)
def test_what_cannot_be_opened_is_refused_by_name_and_nothing_is_made(machine, code, status, error):
    with current.outside():
        Region.objects.bulk_create([Region(code="35.29.12.2001", name="X"), Region(code="35.29.11.1001", name="Kota")])
    before = schemas()

    answer = post(machine, said(region_code=code, post=""))

    assert (answer.status_code, answer.json().get("error")) == (status, error)
    assert schemas() == before


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"key": "bukan-uuid"}, "key"),
        ({"region_code": "9" * 64}, "region_code"),
        ({"region_code": "35.29.11\x00"}, "region_code"),
        ({"name": ""}, "name"),
        ({"name": "a\x00b"}, "name"),
        ({"post": "OPERATOR"}, "post"),
        ({"phone": "12"}, "phone"),
        ({"username": "a b"}, "username"),
        ({"timezone": "Europe/Paris"}, "timezone"),
    ],
)
def test_a_body_that_says_nonsense_is_told_where(machine, change, field):
    before = schemas()

    answer = post(machine, said(**change))

    assert answer.status_code == 400
    assert field in answer.json()
    assert schemas() == before


def test_one_office_can_be_asked_for_and_others_are_not_there(machine):
    found = machine.get(f"/api/v1/offices/{KEYS[VILLAGE]}/").json()
    assert (found["region_code"], found["kind"]) == (VILLAGE, "village")
    assert machine.get(f"/api/v1/offices/{KEYS[DISTRICT]}/").json()["kind"] == "district"
    for key in (KEYS["35.29"], "tak-ada"):
        assert machine.get(f"/api/v1/offices/{key}/").status_code == 404


def test_a_key_that_may_only_see_opens_nothing(regency, make_account):
    client = client_with(regency, make_account, "supervision.see_villages")

    assert post(client, said()).status_code == 403
    assert client.get("/api/v1/offices/").status_code == 200


def test_a_kecamatan_has_no_such_door(district, make_account, signed_in):
    with current.inside(district):
        camat = make_account("camat", "CAMAT", totp=True)

    assert post(signed_in(district, camat, second_factor=True), said()).status_code in {403, 405}


def test_the_document_describes_it(machine):
    document = machine.get("/api/v1/schema/?format=json").json()

    opening = document["paths"]["/api/v1/offices/"]["post"]
    assert {"201", "409", "422"} <= set(opening["responses"])
    assert "/api/v1/offices/{key}/" in document["paths"]
