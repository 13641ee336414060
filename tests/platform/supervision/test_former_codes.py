"""A code an office had before: named where offices are opened, and answered by the API with the office of today."""

from datetime import date
from uuid import uuid4

import pytest
from conftest import NOON, OTHER_DISTRICT, REGENCY, VILLAGE, office

from exchange.models import Fact
from supervision import actions, bulk_queries, queries
from supervision.ticking import tickable
from tenants import queries as offices
from tenants.models import Office, OfficeRegion, Region
from walls import current

pytestmark = pytest.mark.django_db
NEW, OLD = "35.29.10.2099", VILLAGE
WORDS = "Dahulu kode Desa Pragaan Laok, yang sekarang berkode 35.29.10.2099."


@pytest.fixture
def moved(village):
    """Pragaan Laok has another code since Friday."""
    with current.outside():
        Region.objects.get_or_create(code=NEW, defaults={"name": "Pragaan Laok"})
        OfficeRegion.objects.filter(office=village, until__isnull=True).update(
            since=date(2026, 1, 1), until=NOON.date()
        )
        OfficeRegion.objects.create(office=village, code=NEW, since=NOON.date())
        Office.objects.filter(pk=village.pk).update(region_code=NEW, parent=office(OTHER_DISTRICT))
    village.refresh_from_db()
    return village


@pytest.fixture
def desk(regency, make_account, signed_in):
    with current.inside(regency):
        return signed_in(regency, make_account("admin", "ADMIN_KABUPATEN", totp=True), second_factor=True)


def text(answer):
    return " ".join(answer.content.decode().split())


def test_where_offices_are_opened_the_former_holder_is_named(moved, regency, desk, make_account):
    assert WORDS in text(desk.get(f"/desa/baru/?kode={OLD}"))
    ticks = text(desk.get("/desa/baru/pilih/?kecamatan=35.29.11"))
    assert "dahulu kode Desa Pragaan Laok, sekarang 35.29.10.2099" in ticks
    with current.inside(regency):
        by = make_account("dpmd", "DPMD")
        bulk = actions.check_ticks(key=uuid4(), district="35.29.11", codes=[OLD, "35.29.11.2003"], by=by, at=NOON)
        assert list(bulk_queries.said_of_formers(bulk.lines.all())) == [OLD]
        assert [line.problem for line in bulk.lines.all()] == ["", ""]
    page = text(desk.get(f"/desa/baru/banyak/{bulk.key}/"))
    assert ("Kode yang pernah dipakai" in page, WORDS in page) == (True, True)


def test_a_code_nobody_had_says_nothing(regency, desk):
    assert "pernah dipakai" not in text(desk.get("/desa/baru/?kode=35.29.11.2003"))
    with current.inside(regency):
        assert offices.former_holders([OLD, "35.29.11.2003", "bukan"]) == {}
        assert [row.former for one in tickable("35.29.11") for row in one.rows if row.former] == []


def test_the_api_answers_a_former_code_with_the_office_of_today(moved, regency, desk):
    with current.outside():
        Fact.objects.create(
            office=moved, indicator="residents", period="2026-10", numerator=90, as_of=NOON, changed_at=NOON
        )
    for asked in (moved.key, NEW, OLD):
        found = desk.get(f"/api/v1/offices/{asked}/").json()
        assert (found["key"], found["region_code"]) == (moved.key, NEW), asked
        assert desk.get(f"/api/v1/facts/?village={asked}").json()["count"] == 1
    for nobody in ("35.29.11.2999", "33.24.01.2001", REGENCY, "tidakadaaa"):
        assert desk.get(f"/api/v1/offices/{nobody}/").status_code == 404
        assert desk.get(f"/api/v1/facts/?village={nobody}").status_code == 404


def test_who_has_a_code_now_is_meant_before_who_had_it(moved, neighbour, regency):
    with current.outside():
        Office.objects.filter(pk=neighbour.pk).update(region_code=OLD)
    with current.inside(regency):
        assert offices.former_holders([OLD]) == {}
        assert queries.office_by_key_or_code(OLD).pk == neighbour.pk


def test_of_two_that_had_it_none_is_meant(moved, neighbour, regency):
    with current.outside():
        OfficeRegion.objects.create(office=neighbour, code=OLD, since=date(2020, 1, 1), until=date(2025, 1, 1))
    with current.inside(regency):
        assert offices.former_holders([OLD]) == {}
        assert queries.office_by_key_or_code(OLD) is None


def test_a_kecamatan_is_not_told_of_what_left_it(moved, district, other_district):
    with current.inside(district):
        assert queries.office_by_key_or_code(OLD) is None
    with current.inside(other_district):
        assert queries.office_by_key_or_code(OLD).pk == moved.pk
