"""Hamlets, RW and RT: their people follow every change, and the map takes only what can be drawn."""

import json
import uuid
from datetime import UTC, date, datetime

import pytest
from samples.ledger import happen

from audit.models import Entry
from registry import queries
from registry.actions import territory as actions
from registry.codes import BaseStatus
from registry.ledger import MonthClosed, NotToBeUndone, undo
from registry.models import Area, Family, Hamlet, Resident
from registry.queries import balance
from registry.queries import territory as asking
from registry.territory import drawing, geometry, maps
from registry.territory.naming import name_of

from .conftest import area, lives, square

DAY = date(2026, 11, 20)
NOON = datetime(2026, 11, 20, 5, tzinfo=UTC)
OCTOBER = datetime(2026, 10, 20, 5, tzinfo=UTC)


def test_every_place_residents_name_is_listed_with_its_people(land, gita, django_assert_num_queries):
    assert gita.may("registry.see_whole_register"), "asked before the statements are counted"
    with django_assert_num_queries(2):
        east, west = sorted(asking.territory(gita), key=lambda place: name_of(place.area), reverse=True)

    assert (name_of(east.area), east.men, east.women, east.families, east.residents) == ("Dusun Timur", 3, 0, 3, 3)
    (ring,) = east.below
    assert [(name_of(one.area), one.residents) for one in ring.below] == [
        ("RT 001/RW 001 Dusun Timur", 2),
        ("RT 002/RW 001 Dusun Timur", 1),
    ]
    assert west.residents == 1


def test_a_new_number_is_written_on_everybody_who_lives_there(land):
    event = actions.rename_area(area=area("TIMUR", "001", "002"), name="7", day=DAY, by=land["by"], at=NOON)

    assert [lives(number) for number in range(4)] == [
        ("TIMUR", "001", "001"), ("TIMUR", "001", "001"), ("TIMUR", "001", "007"), ("BARAT", "001", "001"),
    ]  # fmt: skip
    assert (event.details["from"], event.details["to"]) == (
        ["RT 002/RW 001 Dusun Timur"],
        ["RT 007/RW 001 Dusun Timur"],
    )
    assert queries.as_of(date(2026, 11, 19)).filter(rt="002").count() == 1
    assert not Area.objects.filter(rt="002").exists()


def test_a_ring_takes_its_neighbourhoods_along(land):
    actions.rename_area(area=area("TIMUR", "001"), name="5", day=DAY, by=land["by"], at=NOON)

    assert lives(2) == ("TIMUR", "005", "002")
    assert lives(3) == ("BARAT", "001", "001")
    assert set(Area.objects.filter(hamlet__name="TIMUR", rt="002").values_list("rw", flat=True)) == {"005"}


def test_a_hamlet_is_renamed_where_it_is_named(land):
    actions.rename_area(area=land["east"], name="Dusun Timur Jaya", day=DAY, by=land["by"], at=NOON)

    assert lives(0)[0] == "TIMUR JAYA"
    with pytest.raises(actions.AreaImpossible, match="sudah ada"):
        actions.rename_area(area=land["west"], name="timur  jaya", day=DAY, by=land["by"], at=NOON)


def test_hamlets_join_and_nobody_is_lost(land):
    before = queries.resident_counts()
    head = Resident.objects.get(name="KEPALA 3")
    Area.objects.filter(hamlet__name="TIMUR", rt="002").update(head=head)

    actions.join_areas(areas=[land["east"]], into=land["west"], day=DAY, by=land["by"], at=NOON)

    assert [lives(number)[0] for number in range(4)] == ["BARAT"] * 4
    assert queries.resident_counts() == before
    assert area("BARAT", "001", "002").head == head
    assert not Area.objects.filter(hamlet__name="TIMUR", closed_on=None).exists()
    assert Hamlet.objects.get(name="TIMUR").closed_on == DAY
    november = balance.of_month(date(2026, 11, 1))
    assert all(cell.people.adds_up and cell.heads.adds_up for cell in november.cells)
    assert (november.people().shifted_in, november.people().shifted_out, november.people().other) == (3, 3, 0)


def test_a_neighbourhood_parts_by_families(land):
    chosen = Family.objects.get(members__name="KEPALA 1")

    actions.part_area(
        area=area("TIMUR", "001", "001"), name="009", families=[chosen.pk], day=DAY, by=land["by"], at=NOON
    )

    assert (lives(0), lives(1)) == (("TIMUR", "001", "001"), ("TIMUR", "001", "009"))
    assert area("TIMUR", "001", "009").level == "RT"
    stranger = Family.objects.get(members__name="KEPALA 3")
    with pytest.raises(actions.AreaImpossible, match="Pilih RT atau keluarga"):
        actions.part_area(
            area=area("TIMUR", "001", "001"), name="8", families=[stranger.pk], day=DAY, by=land["by"], at=NOON
        )


def test_only_an_empty_area_closes_and_its_number_is_free_again(land):
    with pytest.raises(actions.AreaInhabited) as refused:
        actions.close_area(area=area("TIMUR", "001", "002"), day=DAY, by=land["by"], at=NOON)
    assert refused.value.count == 1
    happen("DEATH", Resident.objects.get(name="KEPALA 2"), at=NOON)

    actions.close_area(area=area("TIMUR", "001", "002"), day=DAY, by=land["by"], at=NOON)

    again = actions.add_area(level="RT", hamlet=land["east"].hamlet, rw="001", rt="", name="2", by=land["by"], at=NOON)
    assert again == area("TIMUR", "001", "002")


def test_a_second_click_changes_nothing_more(land):
    key, ring = uuid.uuid4(), area("BARAT", "001", "001")
    first = actions.rename_area(area=ring, name="4", day=DAY, by=land["by"], at=NOON, key=key)

    assert actions.rename_area(area=ring, name="5", day=DAY, by=land["by"], at=NOON, key=key) == first
    assert lives(3) == ("BARAT", "001", "004")


def test_a_change_is_changed_back_by_another_and_not_undone(land):
    event = actions.rename_area(area=land["west"], name="Pesisir", day=DAY, by=land["by"], at=NOON)

    with pytest.raises(NotToBeUndone):
        undo(event=event, reported_on=DAY, reason="Salah", by=land["by"], at=NOON)


def test_nothing_changes_in_a_closed_month(land):
    from registry.actions import close_month

    happen("DEATH", Resident.objects.get(name="KEPALA 2"), at=OCTOBER)
    close_month(first=date(2026, 10, 1), by=land["by"], at=NOON)

    with pytest.raises(MonthClosed):
        actions.join_areas(areas=[land["east"]], into=land["west"], day=date(2026, 10, 30), by=land["by"], at=NOON)
    assert lives(0)[0] == "TIMUR"


def test_who_heads_an_area_lives_here(land):
    gone = Resident.objects.get(name="KEPALA 2")
    happen("MOVE_OUT", gone, at=NOON)
    gone.refresh_from_db()
    assert gone.status == BaseStatus.MOVED

    with pytest.raises(actions.AreaImpossible, match="tidak lagi tercatat"):
        actions.describe_area(
            area=land["east"], head=gone, keeper=None, latitude=None, longitude=None, by=land["by"], at=NOON
        )
    for latitude, longitude in ((113.7, -7.1), (-7.1, None)):
        with pytest.raises(actions.AreaImpossible):
            actions.describe_area(
                area=land["east"],
                head=None,
                keeper=None,
                latitude=latitude,
                longitude=longitude,
                by=land["by"],
                at=NOON,
            )


class TestBoundaries:
    def test_are_kept_rounded_measured_and_logged(self, land):
        done = actions.set_boundary(area=land["east"], shape=square(west=113.7000000001), by=land["by"], at=NOON)

        assert {tuple(point) for point in done.boundary["coordinates"][0]} == {
            tuple(p) for p in square()["coordinates"][0]
        }
        assert 1_150_000 < geometry.square_metres(done.boundary) < 1_250_000
        assert Entry.objects.get(action="area.set_boundary").detail["hectares"] == pytest.approx(122, abs=3)

    @pytest.mark.parametrize(
        ("shape", "said"),
        [
            ({"type": "Point", "coordinates": [113.7, -7.1]}, "bidang"),
            ({"type": "Polygon", "coordinates": []}, "dibaca|kosong"),
            ({"type": "Polygon", "coordinates": [[[113.7, -7.1], [113.8, -7.1]]]}, "dibaca"),
            ({"type": "Polygon", "coordinates": "x"}, "dibaca|kosong"),
            ({"type": "Polygon", "coordinates": [[[113.7, "a"], [1, 2], [3, 4], [113.7, "a"]]]}, "dibaca|kosong"),
            ({"type": "Polygon", "coordinates": [[[113, -7], [114, -8], [114, -7], [113, -8], [113, -7]]]}, "memotong"),
            (square(west=-7.1, south=113.7), "tertukar"),
            (square(side=0.000002), "kecil"),
            ({"type": "Polygon", "coordinates": [[[1e400, 0], [1, 1], [2, 2], [1e400, 0]]]}, "tidak sah"),
            ("polygon", "bidang"),
        ],
    )
    def test_that_cannot_be_drawn_are_refused(self, land, shape, said):
        with pytest.raises(geometry.BoundaryRefused, match=said):
            actions.set_boundary(area=land["east"], shape=shape, by=land["by"], at=NOON)
        assert Area.objects.get(pk=land["east"].pk).boundary is None

    def test_of_too_many_points_are_refused_before_they_are_judged(self):
        many = {"type": "Polygon", "coordinates": [[[113.7, -7.1]] * (geometry.MOST_POINTS + 1)]}

        with pytest.raises(geometry.BoundaryRefused, match="titik"):
            geometry.boundary(many)

    @pytest.mark.parametrize(
        "content", [b"", b"{", b"[]", b'"x"', b'{"type":"FeatureCollection"}', b"[" * 100_000, b"\xff"]
    )
    def test_come_only_from_geojson(self, content):
        with pytest.raises(geometry.BoundaryRefused, match="bukan GeoJSON"):
            geometry.read_features(content)

    def test_of_a_whole_village_come_in_one_file_or_not_at_all(self, land):
        def feature(shape, **said):
            return {"type": "Feature", "properties": said, "geometry": shape}

        good = [feature(square(), dusun="timur"), feature(square(west=113.72), DUSUN="Barat", RW=1, rt="1")]
        bad = [*good, feature(square(), dusun="UTARA")]
        with pytest.raises(geometry.BoundaryRefused, match=r"ke-3.*Utara"):
            maps.load(json.dumps({"type": "FeatureCollection", "features": bad}).encode(), by=land["by"], at=NOON)
        assert not asking.drawable().exists()

        done = maps.load(json.dumps({"type": "FeatureCollection", "features": good}).encode(), by=land["by"], at=NOON)
        assert done == maps.Loaded(boundaries=2, offices=0)

        ring = area("BARAT", "001", "001").boundary["coordinates"][0]
        assert {tuple(point) for point in ring} == {tuple(point) for point in square(west=113.72)["coordinates"][0]}
        assert geometry._ring_area(ring) > 0
        given = json.dumps(asking.feature_collection(asking.drawable()))
        assert maps.load(given.encode(), by=land["by"], at=NOON).boundaries == 2

    def test_and_offices_that_go_out_come_in_again_as_they_were(self, land):
        actions.set_boundary(area=land["east"], shape=square(), by=land["by"], at=NOON)
        for number, where in enumerate((land["east"], area("TIMUR", "001"), area("BARAT", "001", "001"))):
            point = {"type": "Point", "coordinates": [113.7041234567 + number / 100, -7.09]}
            actions.place_office(area=where, shape=point, by=land["by"], at=NOON)
        given = json.dumps(asking.feature_collection(asking.drawable()))
        Area.objects.update(boundary=None, latitude=None, longitude=None)
        assert not asking.drawable().exists()

        done = maps.load(given.encode(), by=land["by"], at=NOON)

        assert done == maps.Loaded(boundaries=1, offices=3)
        assert json.dumps(asking.feature_collection(asking.drawable())) == given

    @pytest.mark.parametrize(
        ("coordinates", "said"),
        [([-7.09, 113.704], "tertukar"), ([113.7], "dibaca"), (["x", 1], "dibaca"), ([[113.7, -7.1]], "dibaca"),
         ([113.7, 1e400], "tidak sah"), (None, "dibaca")],
    )  # fmt: skip
    def test_an_office_that_cannot_be_there_is_refused_and_nothing_is_written(self, land, coordinates, said):
        point = {
            "type": "Feature",
            "properties": {"dusun": "Barat"},
            "geometry": {"type": "Point", "coordinates": coordinates},
        }
        good = {"type": "Feature", "properties": {"dusun": "Timur"}, "geometry": square()}
        content = json.dumps({"type": "FeatureCollection", "features": [good, point]}).encode()

        with pytest.raises(geometry.BoundaryRefused, match=f"Titik ke-2 .*Barat.*{said}"):
            maps.load(content, by=land["by"], at=NOON)
        assert not asking.drawable().exists()

    def test_a_point_of_nobody_is_passed_over_and_one_of_a_strange_area_refused(self, land):
        def file(*features):
            return json.dumps({"type": "FeatureCollection", "features": features}).encode()

        tree = {
            "type": "Feature",
            "properties": {"name": "Beringin"},
            "geometry": {"type": "Point", "coordinates": [113.7, -7.1]},
        }
        with pytest.raises(geometry.BoundaryRefused, match="titik kantor"):
            maps.load(file(tree), by=land["by"], at=NOON)
        with pytest.raises(geometry.BoundaryRefused, match=r"Titik ke-1: .*Utara.* tidak ada"):
            maps.load(file(tree | {"properties": {"dusun": "Utara"}}), by=land["by"], at=NOON)

        done = maps.load(file(tree, tree | {"properties": {"dusun": "Timur"}}), by=land["by"], at=NOON)

        assert done == maps.Loaded(boundaries=0, offices=1)
        east = area("TIMUR")
        assert (east.longitude, east.latitude) == (113.7, -7.1)

    def test_one_is_drawn_and_its_office_put_on_the_map_together_or_not_at_all(self, land):
        words = {"area": land["east"], "file": None, "by": land["by"], "at": NOON}
        with pytest.raises(geometry.BoundaryRefused, match="Titik kantor"):
            maps.draw(drawn=json.dumps(square()), office="{", **words)
        assert not asking.drawable().exists()
        with pytest.raises(geometry.BoundaryRefused, match="Gambar batasnya"):
            maps.draw(drawn="", office="", **words)

        maps.draw(drawn="", office='{"type": "Point", "coordinates": [113.7, -7.1]}', **words)

        east = area("TIMUR")
        assert (east.boundary, east.longitude, east.latitude) == (None, 113.7, -7.1)

    def test_are_drawn_north_up_and_in_proportion(self, land):
        actions.set_boundary(area=land["east"], shape=square(), by=land["by"], at=NOON)
        actions.set_boundary(area=land["west"], shape=square(west=113.71), by=land["by"], at=NOON)

        board = drawing.draw(asking.drawable())

        assert len(board.places) == 2
        assert 330 < board.height < 400
        assert drawing.draw([]).is_empty
