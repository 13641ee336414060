"""Parting an area: whole RT first, then single families by a search; a page lists fifty at most and keeps what was chosen."""

import re
import uuid
from datetime import UTC, date, datetime

import pytest
from samples.ledger import enrol

from registry.actions import territory as actions
from registry.models import Area, Family, Hamlet, Resident
from walls import current

DAY, NOON = date(2026, 11, 20), datetime(2026, 11, 20, 5, tzinfo=UTC)
MANY = 60


def household(hamlet, number, rt, *, name=""):
    place = {"hamlet": hamlet, "rw": "001", "rt": rt}
    kin = Family.objects.create(no_kk=f"359901010117{number:04d}", created_at=NOON, updated_at=NOON, **place)
    enrol(
        at=NOON, name=name or f"KELUARGA {number:03d}", sex=1, born_on=date(1980, 1, 1), family=kin, relation=1, **place
    )
    return kin


@pytest.fixture
def crowd(village):
    """A hamlet of 60 families in RT 001, one in RT 002 beside a man without a card, and one in another hamlet."""
    east, west = Hamlet.objects.create(name="TIMUR"), Hamlet.objects.create(name="BARAT")
    for number in range(MANY):
        household(east, number, "001")
    household(east, 900, "002", name="PAK O'NEIL")
    household(west, 901, "001", name="ORANG BARAT")
    enrol(at=NOON, name="TANPA KARTU", sex=1, born_on=date(1980, 1, 1), hamlet=east, rw="001", rt="002")
    return Area.objects.get(hamlet=east, level="DUSUN")


@pytest.fixture
def ask(village, gita, signed_in, crowd):
    client = signed_in(village, gita)

    def post(**said):
        usual = {"key": str(uuid.uuid4()), "day": DAY.isoformat(), "name": "Timur Laut"}
        answer = client.post(f"/kantor/wilayah/{crowd.pk}/bagi/", {**usual, **said})
        current.enter(village)
        return answer

    post.client = client
    return post


def listed(answer):
    return [int(pk) for pk in re.findall(r'type="checkbox" name="families" value="(\d+)"', answer.content.decode())]


def kept(answer):
    return [int(pk) for pk in re.findall(r'type="hidden" name="families" value="(\d+)"', answer.content.decode())]


def family(name):
    return Family.objects.get(members__name=name)


def test_whole_neighbourhoods_go_with_everybody_in_them(crowd, gita):
    actions.part_area(area=crowd, name="Timur Laut", places=[("001", "002")], day=DAY, by=gita, at=NOON)

    there = Resident.objects.filter(hamlet__name="TIMUR LAUT")
    assert set(there.values_list("name", "rt")) == {("PAK O'NEIL", "002"), ("TANPA KARTU", "002")}
    assert family("PAK O'NEIL").hamlet.name == "TIMUR LAUT"
    assert Area.objects.get(rt="002", closed_on=None).hamlet.name == "TIMUR LAUT", "the RT goes with its people"


def test_nobody_of_another_area_goes(crowd, gita):
    with pytest.raises(actions.AreaImpossible, match="Pilih RT atau keluarga"):
        actions.part_area(area=crowd, name="Timur Laut", places=[("009", "009")], day=DAY, by=gita, at=NOON)


def test_the_page_names_neighbourhoods_and_lists_no_crowd(ask, crowd, django_assert_max_num_queries):
    ask.client.get("/kantor/akun/")
    with django_assert_max_num_queries(10):
        answer = ask.client.get(f"/kantor/wilayah/{crowd.pk}/bagi/")

    words = answer.content.decode()
    assert "RT 001/RW 001 · 60 keluarga, 60 jiwa" in words
    assert "RT 002/RW 001 · 1 keluarga, 2 jiwa" in words
    assert listed(answer) == []


def test_a_search_lists_fifty_at_most_and_keeps_what_was_chosen(ask):
    chosen = family("PAK O'NEIL").pk

    answer = ask(act="cari", sought="keluarga", families=[chosen], places=["001/002"])

    words = answer.content.decode()
    assert (answer.status_code, len(listed(answer)), kept(answer)) == (200, 50, [chosen])
    assert "Hanya 50 yang ditampilkan" in words
    assert 'value="Timur Laut"' in words
    assert re.search(r'value="001/002"[^>]*checked', words)
    assert listed(ask(act="terpilih", families=[chosen])) == [chosen]
    assert listed(ask(act="cari", sought="o'neil")) == [chosen]
    assert listed(ask(act="cari", sought="3599 0101 0117 0900")) == [chosen]
    assert "Tidak ada keluarga yang cocok" in ask(act="cari", sought="orang barat").content.decode()


def test_what_was_searched_and_chosen_goes_and_nothing_else(ask):
    several = [family(f"KELUARGA {number:03d}").pk for number in (3, 59)]

    answer = ask(sought="keluarga 003", families=several)

    assert answer.status_code == 302
    assert set(Resident.objects.filter(hamlet__name="TIMUR LAUT").values_list("family", flat=True)) == set(several)


@pytest.mark.parametrize("said", [{}, {"families": ["999999"]}, {"families": ["x"]}, {"places": ["009/009"]}])
def test_nothing_or_what_is_not_there_is_refused(ask, said):
    answer = ask(**said)

    assert answer.status_code == 422
    assert not Hamlet.objects.filter(name="TIMUR LAUT").exists()


def test_few_families_are_listed_without_a_search(ask):
    area = Area.objects.get(hamlet__name="BARAT", level="DUSUN")

    answer = ask.client.get(f"/kantor/wilayah/{area.pk}/bagi/")

    assert len(listed(answer)) == 1


def test_other_programs_name_neighbourhoods_too(ask, crowd, village):
    said = {"key": str(uuid.uuid4()), "day": DAY.isoformat(), "name": "Timur Laut", "places": ["001/002"]}
    answer = ask.client.post(f"/api/v1/wilayah/{crowd.pk}/bagi/", said, content_type="application/json")
    current.enter(village)

    assert answer.status_code == 200, answer.content
    assert Resident.objects.filter(hamlet__name="TIMUR LAUT").count() == 2
