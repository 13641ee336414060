"""What an area has goes with it when the larger one is parted or joined; a wrong step is put right by another; the page tells it all."""

from datetime import UTC, date, datetime

import pytest

from registry.actions import territory as actions
from registry.models import Area, Family, Hamlet, Resident
from registry.queries import balance

from .conftest import area, lives, square

DAY, LATER = date(2026, 11, 20), date(2026, 11, 25)
NOON, AFTER = datetime(2026, 11, 20, 5, tzinfo=UTC), datetime(2026, 11, 25, 5, tzinfo=UTC)


@pytest.fixture
def headed(land):
    """RT 001 and 002 of Dusun Timur with heads, an office and boundaries."""
    for place, number in (("001", 0), ("002", 2)):
        found = area("TIMUR", "001", place)
        head = Resident.objects.get(name=f"KEPALA {number}")
        actions.describe_area(
            area=found, head=head, keeper=None, latitude=-7.09, longitude=113.7 + number / 100, by=land["by"], at=NOON
        )
        actions.set_boundary(
            area=area("TIMUR", "001", place), shape=square(west=113.7 + number / 100), by=land["by"], at=NOON
        )
    return land


def families_of(*numbers):
    names = [f"KEPALA {number}" for number in numbers]
    return list(Family.objects.filter(members__name__in=names).values_list("pk", flat=True))


def part(found, name, *numbers, by, day=DAY, at=NOON):
    return actions.part_area(area=found, name=name, families=families_of(*numbers), day=day, by=by, at=at)


def test_a_parted_hamlet_takes_whole_neighbourhoods_with_all_they_have(headed):
    before = area("TIMUR", "001", "002")

    part(headed["east"], "Utara", 2, by=headed["by"])

    moved = area("UTARA", "001", "002")
    assert (moved.pk, moved.head.name, moved.boundary) == (before.pk, "KEPALA 2", before.boundary)
    assert (moved.latitude, moved.longitude) == (before.latitude, before.longitude)
    assert lives(2) == ("UTARA", "001", "002")
    assert not Area.objects.filter(hamlet__name="TIMUR", rt="002", closed_on=None).exists()
    # Its RW is in both: some of it stayed.
    assert area("TIMUR", "001").pk != area("UTARA", "001").pk


def test_a_neighbourhood_of_which_some_stay_stays_with_its_head(headed):
    part(headed["east"], "Utara", 1, by=headed["by"])

    assert area("TIMUR", "001", "001").head.name == "KEPALA 0"
    assert area("UTARA", "001", "001").head is None
    assert (lives(0)[0], lives(1)[0]) == ("TIMUR", "UTARA")


def test_a_wrong_join_of_hamlets_is_put_right_by_parting_and_all_is_as_before(headed):
    actions.set_boundary(area=headed["east"], shape=square(side=0.05), by=headed["by"], at=NOON)
    before = standing()

    actions.join_areas(areas=[headed["east"]], into=headed["west"], day=DAY, by=headed["by"], at=NOON)
    assert Hamlet.objects.get(name="TIMUR").closed_on == DAY
    part(headed["west"], "Timur", 0, 1, 2, by=headed["by"], day=LATER, at=AFTER)

    assert standing() == before
    assert [lives(number)[0] for number in range(4)] == ["TIMUR"] * 3 + ["BARAT"]
    assert Hamlet.objects.get(name="TIMUR").closed_on is None
    november = balance.of_month(date(2026, 11, 1))
    assert all(cell.people.adds_up and cell.heads.adds_up for cell in november.cells)


def test_a_wrong_join_of_neighbourhoods_is_put_right_by_parting(headed):
    before = standing()
    one, two = area("TIMUR", "001", "001"), area("TIMUR", "001", "002")

    actions.join_areas(areas=[two], into=one, day=DAY, by=headed["by"], at=NOON)
    part(one, "2", 2, by=headed["by"], day=LATER, at=AFTER)

    assert standing() == before


def test_a_wrong_part_is_put_right_by_joining(headed):
    before = standing()

    part(headed["east"], "Utara", 2, by=headed["by"])
    actions.join_areas(areas=[area("UTARA")], into=headed["east"], day=LATER, by=headed["by"], at=AFTER)

    assert standing() == before
    assert [lives(number)[0] for number in range(3)] == ["TIMUR"] * 3


def test_an_area_that_was_never_joined_is_a_new_one(headed):
    two = area("TIMUR", "001", "002")
    actions.join_areas(areas=[two], into=area("TIMUR", "001", "001"), day=DAY, by=headed["by"], at=NOON)

    part(headed["west"], "Selatan", 3, by=headed["by"], day=LATER, at=AFTER)

    assert area("SELATAN").pk > two.pk
    two.refresh_from_db()
    assert two.closed_on == DAY


def test_a_name_that_was_given_up_may_be_given_again(land):
    actions.join_areas(areas=[land["west"]], into=land["east"], day=DAY, by=land["by"], at=NOON)

    made = actions.add_area(level="DUSUN", hamlet=None, rw="", rt="", name="Barat", by=land["by"], at=AFTER)

    assert (made.hamlet.name, made.hamlet.closed_on, Hamlet.objects.filter(name="BARAT").count()) == ("BARAT", None, 1)


def standing():
    """Every open area with all that it has."""
    return {
        (found.hamlet.name, found.rw, found.rt): (found.head_id, found.boundary, found.latitude, found.longitude)
        for found in Area.objects.select_related("hamlet").filter(closed_on=None)
    }


class TestHistory:
    def test_tells_heads_boundaries_and_changes_newest_first(self, headed, api, gita):
        found = area("TIMUR", "001", "002")
        actions.describe_area(area=found, head=None, keeper=gita, latitude=None, longitude=None, by=gita, at=AFTER)
        actions.rename_area(area=found, name="7", day=LATER, by=gita, at=AFTER)

        page = api.client.get(f"/kantor/wilayah/{found.pk}/").content.decode()
        told = [(line["words"], line["note"]) for line in api.get(f"wilayah/{found.pk}/").json()["history"]]

        assert {told[0][0], told[1][0]} == {
            "RT 002/RW 001 Dusun Timur → RT 007/RW 001 Dusun Timur",
            "Mengisi keterangan wilayah",
        }
        notes = [note for _, note in told]
        assert f"Kepala: belum ada. Penanggung jawab: {gita.name}." in notes
        assert notes[-2:] == [notes[-2], "Kepala: KEPALA 2. Penanggung jawab: belum ada."]
        assert any(note.endswith("hektare") for note in notes)
        for words, note in told:
            assert words in page
            assert note in page
        assert "Ganti nama atau nomornya sekali lagi" in page

    def test_names_nobody_to_a_keeper_of_one_hamlet(self, headed, api_of, make_account):
        keeper = make_account("dodo", "KADUS")
        Area.objects.filter(pk=headed["west"].pk).update(keeper=keeper)
        found = area("TIMUR", "001", "002")

        answer = api_of(keeper).get(f"wilayah/{found.pk}/")

        assert "Mengisi keterangan wilayah" in answer.content.decode()
        assert "KEPALA 2" not in answer.content.decode()
        assert "KEPALA 2" not in api_of(keeper).client.get(f"/kantor/wilayah/{found.pk}/").content.decode()

    def test_costs_few_statements(self, headed, api, django_assert_max_num_queries):
        path = f"/kantor/wilayah/{area('TIMUR', '001', '002').pk}/"
        api.client.get(path)

        with django_assert_max_num_queries(10):
            api.client.get(path)
