import pytest
from conftest import FAR, VILLAGE, OfficeClient, office

from walls import current

pytestmark = pytest.mark.django_db


def test_the_offices_below_are_listed(figures, camat, kabupaten):
    names = [found["name"] for found in camat.get("/api/v1/offices/").json()["results"]]

    assert names == ["Pragaan Laok", "Prenduan"]
    assert kabupaten.get("/api/v1/offices/").json()["count"] == 3


def test_facts_are_filtered_by_period_and_indicator(figures, camat):
    found = camat.get("/api/v1/facts/", {"period": "2026-11", "indicator": "requests_on_time"}).json()["results"]

    assert [(fact["region_code"], fact["value"], fact["unit"]) for fact in found] == [
        ("35.29.11.2010", 50.0, "%"),
        ("35.29.11.2012", 95.0, "%"),
    ]
    assert found[0]["office"] == office(VILLAGE).key


def test_no_fact_of_another_kecamatan_is_told(figures, camat):
    everything = camat.get("/api/v1/facts/", {"limit": 1000}).content.decode()

    assert "777" not in everything
    assert office(FAR).key not in everything


@pytest.mark.parametrize(
    "question", ["period=kemarin", "indicator=whistles", "office=x", "office__parent=1", "order_by=office.key"]
)
def test_a_question_it_does_not_know_is_refused(figures, camat, question):
    assert camat.get(f"/api/v1/facts/?{question}").status_code == 400


def test_a_stranger_and_a_colleague_get_nothing(figures, district, regency, make_account, signed_in):
    assert OfficeClient(district.host).get("/api/v1/facts/").status_code == 401
    with current.inside(district):
        colleague = signed_in(district, make_account("tamu"))
    assert colleague.get("/api/v1/facts/").status_code == 403
    assert colleague.get("/api/v1/offices/").status_code == 403


def test_the_document_describes_them_without_warnings(district, capsys):
    from drf_spectacular.drainage import GENERATOR_STATS

    GENERATOR_STATS.reset()
    with current.inside(district):
        document = OfficeClient(district.host).get("/api/v1/schema/").content.decode()

    assert "/api/v1/facts/" in document
    assert "/api/v1/offices/" in document
    assert not GENERATOR_STATS, capsys.readouterr().err
