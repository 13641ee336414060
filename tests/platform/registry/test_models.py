"""The database itself refuses what the register must never hold."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from registry.models import Family, Hamlet, Resident

from .conftest import NOON

NIK = "3599016803900001"


def make(**changed):
    values = {
        "name": "ANI SAMPLE",
        "nik": NIK,
        "nik_status": "TETAP",
        "sex": 2,
        "born_on": date(1990, 3, 28),
        "created_at": NOON,
        "updated_at": NOON,
    }
    return Resident.objects.create(**values | changed)


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"nik": "123"}, "a_nik_has_sixteen_digits"),
        ({"nik": None}, "a_nik_has_the_status_it_shows"),
        ({"nik": None, "nik_status": "SEMENTARA"}, "a_nik_has_the_status_it_shows"),
        ({"nik_status": "BELUM_ADA"}, "a_nik_has_the_status_it_shows"),
        ({"nik": "0599016803900001"}, "a_nik_has_the_status_it_shows"),
        ({"name": ""}, "a_resident_has_a_name"),
        ({"sex": 3}, "a_resident_has_one_of_two_sexes"),
        ({"status": 5}, "a_base_status_is_known"),
        ({"rt": "A"}, "an_rt_of_a_resident_has_three_digits"),
    ],
)
def test_a_resident_that_cannot_be_is_refused_by_name(village, changed, sentence):
    with pytest.raises(IntegrityError, match=sentence), transaction.atomic():
        make(**changed)


def test_a_nik_is_given_once_but_may_be_missing_often(village):
    make()
    make(nik=None, nik_status="BELUM_ADA")
    make(nik=None, nik_status="BELUM_ADA")

    with pytest.raises(IntegrityError, match="a_nik_is_given_once"), transaction.atomic():
        make(name="LAIN SAMPLE")


def test_a_family_has_one_living_head_and_its_members_have_a_place(village):
    family = Family.objects.create(no_kk="3599010101150001", created_at=NOON, updated_at=NOON)
    make(family=family, relation=1, nik="3599016803900002", status=2)
    make(family=family, relation=1)

    with pytest.raises(IntegrityError, match="a_family_has_one_living_head"), transaction.atomic():
        make(family=family, relation=1, nik="3599016803900003")
    with pytest.raises(IntegrityError, match="a_member_has_a_place_in_the_family"), transaction.atomic():
        make(family=family, nik="3599016803900004")


def test_families_and_hamlets_are_named_once(village):
    Family.objects.create(no_kk="3599010101150001", created_at=NOON, updated_at=NOON)
    Hamlet.objects.create(name="TENGAH")

    with pytest.raises(IntegrityError, match="a_family_card_number_is_given_once"), transaction.atomic():
        Family.objects.create(no_kk="3599010101150001", created_at=NOON, updated_at=NOON)
    with pytest.raises(IntegrityError, match="a_family_card_number_has_sixteen_digits"), transaction.atomic():
        Family.objects.create(no_kk="1", created_at=NOON, updated_at=NOON)
    with pytest.raises(IntegrityError, match="a_hamlet_is_named_once"), transaction.atomic():
        Hamlet.objects.create(name="TENGAH")


def test_the_database_writes_the_name_it_searches(village):
    person = make(name="Moh. Ma'ruf, S.Pd")

    person.refresh_from_db()
    assert person.search_name == "MOH MARUF SPD"
