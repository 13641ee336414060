"""What follows from the survey: written for the lowest elements, read by everybody with the result."""

import pytest
from conftest import NOON

from audit.models import Entry
from exchange import spans
from modules.service.models import ServiceSettings
from modules.service.survey import queries
from papers.books import of as book_of

AUGUST = NOON.date().replace(month=8, day=5)
HERE = "/kantor/survei/rencana/"
TYPED = {"periode": "2026-s2", "u9_text": "Tambah kursi tunggu", "u9_post": "KASI_PELAYANAN", "u9_due": "Maret 2027"}
pytestmark = pytest.mark.usefixtures("noon")


@pytest.fixture
def rated(respond):
    respond(4, 12, day=AUGUST, u9=1, u3=2, u8=3)


@pytest.fixture
def client(village, budi, signed_in):
    return signed_in(village, budi)


def test_a_plan_is_written_for_the_lowest_elements_and_published(rated, client, visitor):
    page = client.get(HERE, {"periode": "2026-s2"}).content.decode()
    assert all(f'name="{code}_text"' in page for code in ("u9", "u3", "u8"))
    assert 'name="u1_text"' not in page

    saved = client.post(HERE, TYPED | {"u3_text": "  "})

    assert (saved.status_code, saved["Location"]) == (302, "/kantor/survei/?periode=2026-s2")
    assert "Tambah kursi tunggu" in client.get("/kantor/survei/?periode=2026-s2").content.decode()
    assert "Tambah kursi tunggu" in visitor.get("/survei/?periode=2026-s2").content.decode()
    assert [list(row.cells) for row in book_of("SKM").tables[-1].rows(spans.read("2026-s2"))] == [
        [1, "Sarana dan prasarana", "Tambah kursi tunggu", "Kasi Pelayanan", "Maret 2027"]
    ]
    entry = Entry.objects.get(action="survey_plan.keep")
    assert entry.detail == {"span": "2026-s2", "elements": ["u9"]}


def test_each_span_keeps_its_own_and_an_empty_one_goes(rated, client):
    client.post(HERE, TYPED)
    client.post(HERE, TYPED | {"periode": "2026", "u9_text": "Ruang tunggu baru"})
    assert [step.text for step in queries.plan_of("2026-s2")] == ["Tambah kursi tunggu"]

    client.post(HERE, TYPED | {"u9_text": ""})

    assert list(ServiceSettings.objects.get().survey_plans) == ["2026"]


@pytest.mark.parametrize(
    "wrong",
    [
        {"u9_post": ""},
        {"u9_due": " "},
        {"u9_post": "BPD"},
        {"u9_text": "x" * 301},
        {"u9_due": "x" * 41},
        {"u9_due": "\u200b"},
    ],
)
def test_half_a_plan_is_refused(rated, client, wrong):
    assert client.post(HERE, TYPED | wrong).status_code == 422
    assert queries.plan_of("2026-s2") == []


def test_a_number_of_a_person_is_masked(rated, client):
    client.post(HERE, TYPED | {"u9_text": "Hubungi 3529115506850003"})

    assert "3529115506850003" not in queries.plan_of("2026-s2")[0].text


def test_only_who_may_plan_writes(rated, village, visitor, make_account, signed_in):
    reader = signed_in(village, make_account("kasi", "KASI_KESEJAHTERAAN", name="Kasi Contoh"))

    assert reader.get(HERE).status_code == 403
    assert reader.post(HERE, TYPED).status_code == 403
    assert "Tulis rencana" not in reader.get("/kantor/survei/?periode=2026-s2").content.decode()
    assert visitor.post(HERE, TYPED).status_code == 302
    assert queries.plan_of("2026-s2") == []


def test_the_api_writes_it_too(rated, client):
    step = {"element": "u9", "text": "Tambah kursi", "post": "SEKDES", "due": "2027"}

    def put(said):
        address = "/api/v1/survei/rencana/?periode=2026-s2"
        return client.put(address, said, content_type="application/json")

    assert put({"steps": [step]}).json() == [step]
    assert client.get("/api/v1/survei/?periode=2026-s2").json()["plan"] == [step]
    for wrong in ({"element": "u10"}, {"post": "RAJA"}, {"text": "x" * 400}):
        assert put({"steps": [step | wrong]}).status_code == 400
    assert put([1]).status_code == 400
    assert put({"steps": []}).json() == []


def test_without_answers_there_is_nothing_to_plan(village, client):
    page = client.get(HERE).content.decode()

    assert "Belum ada unsur terendah" in page
