"""A village whose tables are only half there says so; its neighbours do not notice, and no row comes from elsewhere."""

import pytest
from conftest import NEIGHBOUR, OfficeClient, office
from django.db import connection
from faults.counter import Counter

from walls import current

pytestmark = pytest.mark.fault
CANARY = "BURUNG KENARI"


def ask(sql: str) -> None:
    with current.outside(), connection.cursor() as cursor:
        cursor.execute(sql)


@pytest.mark.parametrize(
    "damage",
    [
        'DROP TABLE "{}".service_letterkind CASCADE',
        'ALTER TABLE "{}".service_letterkind DROP COLUMN legal_basis',
    ],
)
def test_a_half_migrated_village_asks_to_wait_and_its_neighbour_serves(counter: Counter, damage: str):
    neighbour = OfficeClient(office(NEIGHBOUR).host)
    head, stranger = counter.head_browser(), OfficeClient(counter.village.host, raise_request_exception=False)
    ask(damage.format(counter.village.schema_name))

    for answer in (head.get("/kantor/surat/?status="), stranger.get("/"), stranger.get("/layanan/")):
        assert answer.status_code == 503
        assert "Layanan sedang berhenti sebentar" in answer.content.decode()
        assert answer["Retry-After"] == "60"
    for path in ("/", "/layanan/"):
        assert neighbour.get(path).status_code == 200


def test_a_table_of_the_same_name_in_public_is_never_read(counter: Counter):
    """A07: the search path goes on to the public schema; the office's role may not read there."""
    schema = counter.village.schema_name
    ask(f'CREATE TABLE public.service_letterkind AS SELECT * FROM "{schema}".service_letterkind')
    ask(f"UPDATE public.service_letterkind SET legal_basis = '{CANARY}'")
    ask(f'DROP TABLE "{schema}".service_letterkind CASCADE')
    browser = OfficeClient(counter.village.host, raise_request_exception=False)

    for path in ("/", "/layanan/", "/layanan/sk-usaha/"):
        answer = browser.get(path)
        assert answer.status_code >= 500
        assert CANARY not in answer.content.decode()
        assert "Sistem" in answer.content.decode()
    assert OfficeClient(office(NEIGHBOUR).host).get("/layanan/").status_code == 200
