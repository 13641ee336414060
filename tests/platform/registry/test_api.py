"""The API shows what the pages show: masked, filtered, and to the same people."""

from registry import actions
from walls import current

from .conftest import NOON, details


def test_the_list_and_the_search_are_masked(ani, gita, village, signed_in):
    client = signed_in(village, gita)

    listed = client.get("/api/v1/penduduk/?q=ani&jk=2&status=x").json()
    current.enter(village)
    one = client.get(f"/api/v1/penduduk/{ani.pk}/").json()
    found = client.post("/api/v1/penduduk/cari/", {"q": "0001"}, content_type="application/json").json()

    assert [resident["name"] for resident in listed["results"]] == ["ANI SAMPLE"]
    assert one == listed["results"][0] == found[0]
    assert "•" in one["nik"]
    assert "3599016803900001" not in str([listed, one, found])
    assert one["hamlet"] == "TENGAH"


def test_a_page_of_residents_costs_no_statement_each(ani, gita, village, signed_in, django_assert_max_num_queries):
    for number in range(10, 30):
        actions.add_resident(
            details=details(nik=f"35990168039000{number}", no_kk=f"35990101011500{number}"), by=gita, at=NOON
        )
    client = signed_in(village, gita)

    with django_assert_max_num_queries(10):
        answer = client.get("/api/v1/penduduk/").json()

    assert answer["count"] == 21
