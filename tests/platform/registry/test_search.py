"""Somebody at the counter is found by digits or by a name with its slips."""

import pytest

from registry import actions, queries
from registry.models import Resident

from .conftest import NOON, details

NAMES = ["SITI AMINAH", "SITI AMINATUN", "MOH. MA'RUF", "AHMAD FAUZI", "SLAMET", "HASANAH NUR"]


@pytest.fixture
def people(village, gita):
    for number, name in enumerate(NAMES, 11):
        actions.add_resident(
            details=details(name=name, nik=f"35990168039000{number}", no_kk=f"35990101011500{number}"), by=gita, at=NOON
        )


def names(text, **options):
    return [resident.name for resident in queries.search_residents(text, **options)]


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("siti aminah", "SITI AMINAH"),
        ("aminatun siti", "SITI AMINATUN"),
        ("maruf", "MOH. MA'RUF"),
        ("ma'ruf moh", "MOH. MA'RUF"),
        ("sitti aminnah", "SITI AMINAH"),
        ("ahmat fausi", "AHMAD FAUZI"),
        ("hasnah", "HASANAH NUR"),
        ("slam", "SLAMET"),
        ("0013", "MOH. MA'RUF"),
        ("3599 0168 0390 0014", "AHMAD FAUZI"),
        ("3599010101150015", "SLAMET"),
    ],
)
def test_the_right_one_comes_first(people, typed, first):
    assert names(typed)[0] == first


@pytest.mark.parametrize("typed", ["", " ", "x", "zzzz qqqq", "%", "_", "'; DROP TABLE", "9999", "0" * 40, "é" * 30])
def test_nonsense_finds_nobody_and_breaks_nothing(people, typed):
    assert names(typed) == []


def test_the_living_come_first_and_no_more_than_asked(people):
    Resident.objects.filter(name="SITI AMINAH").update(status=2)

    assert names("siti")[0] == "SITI AMINATUN"
    assert len(names("359901", limit=3)) == 3
    assert names("siti aminah", living_only=True) == ["SITI AMINATUN"]


@pytest.mark.parametrize("typed", ["sitti aminnah", "3599016803", "0013", "3599010101150015"])
def test_a_search_takes_two_statements_at_most(people, django_assert_max_num_queries, typed):
    Resident.objects.count()
    with django_assert_max_num_queries(2):
        assert names(typed)
