"""Quarters, half-years and years for everybody: no small number stands there, and none can be reckoned from two of them."""

import pytest
from conftest import NOON, OfficeClient

from exchange import spans
from modules.service.survey import queries
from modules.service.survey.rules import hiding
from modules.service.survey.rules.profile import Trait

TODAY = NOON.date()
MARCH, MAY, AUGUST, OCTOBER = (TODAY.replace(month=month, day=5) for month in (3, 5, 8, 10))
pytestmark = pytest.mark.usefixtures("noon")


def published(code):
    return queries.published_result(spans.read(code), TODAY)


def services(code):
    return [slug for slug, _ in published(code).public_services]


def test_each_period_has_its_own_index(village, respond, visitor):
    respond(4, 20, service="sk-usaha", day=AUGUST)
    respond(2, 20, service="sk-usaha", day=OCTOBER)
    respond(1, 20, service="sk-usaha", day=MAY)

    found = {code: published(code) for code in ("2026-t2", "2026-t3", "2026-t4", "2026-s2", "2026")}

    assert {code: str(one.index.shown) for code, one in found.items()} == {
        "2026-t2": "25.00",
        "2026-t3": "100.00",
        "2026-t4": "50.00",
        "2026-s2": "75.00",
        "2026": "58.33",
    }
    assert all(one.is_public for one in found.values())
    page = visitor.get("/survei/?periode=2026-t3").content.decode()
    assert "<strong>100,00</strong>" in page
    assert "Triwulan III 2026" in page
    (told,) = visitor.get("/api/v1/survei/publik/?periode=2026-t3").json()
    assert (told["ikm"], told["services"][0]["means"]["u9"]) == ("100.00", "4.00")


def test_a_quarter_beside_a_small_one_is_not_published(respond, visitor):
    respond(4, 30, day=AUGUST)
    respond(1, 3, day=OCTOBER)

    assert published("2026-s2").is_public
    assert not published("2026-t3").is_public
    assert not published("2026-t4").is_public
    page = visitor.get("/survei/?periode=2026-t3").content.decode()
    assert "Lihat semesternya" in page
    assert "<strong>" not in page.partition("<main")[2].partition("</main>")[0]
    assert visitor.get("/api/v1/survei/publik/?periode=2026-t3").json()[0]["ikm"] is None


def test_a_year_with_a_small_half_is_not_published(respond):
    respond(4, 30, day=AUGUST)
    respond(1, 3, day=MARCH)

    assert published("2026-s2").is_public
    assert not published("2026").is_public


def test_a_service_small_in_one_quarter_is_in_neither(respond):
    respond(4, 20, service="sk-usaha", day=AUGUST)
    respond(1, 3, service="sk-usaha", day=OCTOBER)
    respond(3, 40, service="pengantar-skck", day=AUGUST)
    respond(3, 40, service="pengantar-skck", day=OCTOBER)
    respond(2, 20, day=OCTOBER)
    respond(2, 20, day=AUGUST)

    assert services("2026-s2") == ["pengantar-skck", "", "sk-usaha"]
    assert "sk-usaha" not in services("2026-t3") + services("2026-t4")


def test_a_service_small_in_one_half_is_not_in_the_year(respond):
    respond(4, 20, service="sk-usaha", day=AUGUST)
    respond(1, 3, service="sk-usaha", day=MARCH)
    respond(3, 40, day=AUGUST)
    respond(3, 40, day=MARCH)

    assert services("2026-s2") == ["", "sk-usaha"]
    assert "sk-usaha" not in services("2026")


def test_what_is_shown_together_lets_nothing_small_be_reckoned():
    assert hiding.shown_together([{"a": 12, "b": 11, "c": 3}]) == {"a"}
    assert hiding.shown_together([{"a": 12, "b": 10}]) == {"a", "b"}
    assert hiding.shown_together([{"a": 12, "b": 30}, {"a": 4, "b": 30}]) == frozenset()
    assert hiding.shown_together([{"a": 12, "b": 30}, {"b": 30}]) == {"a", "b"}
    assert hiding.shown_together([{"a": 12, "b": 30}], among={"b"}) == {"b"}
    assert hiding.shown_together([]) == frozenset()


def test_groups_of_few_people_stand_together():
    trait = Trait("Pekerjaan", (("Petani", 40), ("PNS", 3), ("Pelajar", 9), ("Wiraswasta", 12)))

    assert [(words, count) for words, count, _ in trait.public_rows] == [
        ("Petani", 40),
        ("Wiraswasta", 12),
        ("kelompok lain", 12),
    ]
    assert Trait("Pekerjaan", (("Petani", 5), ("PNS", 4))).rows == []


def test_who_answered_is_told_of_half_years(respond, visitor, village, budi, signed_in):
    respond(3, 14, day=AUGUST, sex="P", work="TANI")
    respond(3, 12, day=OCTOBER, sex="L", work="ASN")
    respond(3, 2, day=OCTOBER)

    told = visitor.get("/api/v1/survei/publik/?periode=2026-s2").json()[0]["profile"]
    office = signed_in(village, budi).get("/api/v1/survei/?periode=2026-t4").json()["profile"]

    sex = [(one["group"], one["count"]) for one in told if one["trait"] == "Jenis kelamin"]
    assert sex == [("Perempuan", 14), ("kelompok lain", 14)]
    assert ("tidak diisi", 2) in [(one["group"], one["count"]) for one in office]
    assert visitor.get("/api/v1/survei/publik/?periode=2026-t3").json()[0]["profile"] == []
    assert "Perempuan" in visitor.get("/survei/?periode=2026-s2").content.decode()


@pytest.mark.parametrize("asked", ["2026-t4x", "2027", "2026-11", "", "' OR 1=1", "x" * 4000])
def test_what_is_not_offered_is_the_last_two_half_years(respond, visitor, asked):
    page = visitor.get("/survei/", {"periode": asked})

    assert page.status_code == 200
    assert page.content.decode().count('class="card" aria-labelledby="r') == 2


@pytest.mark.parametrize("asked", ["2026", "2026-s2", "2026-t3"])
def test_pages_of_periods_cost_no_more(village, budi, signed_in, respond, django_assert_max_num_queries, asked):
    respond(3, 40, service="sk-usaha", day=AUGUST)
    client = signed_in(village, budi)
    client.get("/kantor/survei/")
    OfficeClient(village.host).get("/survei/")

    with django_assert_max_num_queries(10):
        assert client.get("/kantor/survei/", {"periode": asked}).status_code == 200
    with django_assert_max_num_queries(10):
        assert OfficeClient(village.host).get("/survei/", {"periode": asked}).status_code == 200
