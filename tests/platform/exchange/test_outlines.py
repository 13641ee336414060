"""The line around a village: small whatever it was, nothing but drawing, and read along the lines of supervision."""

import math

import pytest
from conftest import DISTRICT, FAR, NEIGHBOUR, NOON, OTHER_DISTRICT, REGENCY, VILLAGE, office
from django.db import DatabaseError, IntegrityError, transaction

from exchange.models import Outline
from exchange.outlines import actions
from exchange.outlines.drawing import NoOutline, drawn
from exchange.outlines.models import MOST_COARSE, MOST_PATH
from walls import current
from walls.current import connection


def ring(*points):
    return {"type": "Polygon", "coordinates": [[*points, points[0]]]}


def square(west=113.70, south=-7.10, side=0.01):
    return ring((west, south), (west + side, south), (west + side, south + side), (west, south + side))


def coast(points=20_000):
    """As many points as a file may have, with an edge that trembles."""
    turns = [2 * math.pi * n / points for n in range(points)]
    far = [0.02 * (1 + 0.002 * math.sin(97 * n)) for n in range(points)]
    return ring(*((113.7 + r * math.cos(turn), -7.1 + r * math.sin(turn)) for r, turn in zip(far, turns, strict=True)))


def fields(**changed):
    whole = {
        "path": "M11370000 709000l100 0 0 100z", "coarse": "M11370000 709000l100 0 0 100z", "west": 11370000, "north": 709000,
        "east": 11370100, "south": 709100, "label_x": 11370050, "label_y": 709050, "is_given": False, "drawn_at": NOON,
    }  # fmt: skip
    return whole | changed


class TestDrawing:
    def test_any_coast_becomes_a_small_line_that_is_still_where_it_was(self):
        line = drawn([coast()])

        assert 200 < len(line.path) <= MOST_PATH
        assert 20 < len(line.coarse) <= MOST_COARSE
        assert (line.west, line.north, line.east, line.south) == pytest.approx(
            (11_368_000, 708_000, 11_372_000, 712_000), abs=30
        )
        assert line.west < line.label_x < line.east
        assert line.north < line.label_y < line.south

    def test_hamlets_with_a_strip_between_them_are_one_village_without_holes(self):
        line = drawn([square(), square(west=113.7101)])

        assert line.path.count("M") == 1
        assert (line.west, line.north, line.east, line.south) == pytest.approx(
            (11_370_000, 709_000, 11_372_010, 710_000), abs=2
        )

    def test_of_many_islands_as_many_as_fit_are_kept(self):
        line = drawn([square(west=113.0 + n / 10, south=-7.1, side=0.01 + n / 10_000) for n in range(60)])

        assert line.path.count("M") > 10
        assert len(line.path) <= MOST_PATH

    @pytest.mark.parametrize(
        "shapes",
        [
            [],
            [{"type": "Polygon", "coordinates": []}],
            [{"type": "Polygon", "coordinates": [[["x", 1], [2, 3], [4, 5], ["x", 1]]]}],
            [{"type": "LineString", "coordinates": [[113.7, -7.1], [113.8, -7.1]]}],
            [ring((113.70, -7.10), (113.71, -7.09), (113.71, -7.10), (113.70, -7.09))],
            [square(side=1e-7)],
            [square(west=3.0, south=50.0)],
        ],
    )
    def test_what_is_no_area_in_indonesia_is_not_drawn(self, shapes):
        with pytest.raises(NoOutline):
            drawn(shapes)


@pytest.mark.django_db
class TestPublishing:
    def test_only_a_change_is_written(self, village, gita, django_assert_num_queries):
        assert actions.publish_outline(shapes=[square()], is_given=False, by=gita, at=NOON)

        with django_assert_num_queries(3):
            assert not actions.publish_outline(shapes=[square()], is_given=False, by=gita, at=NOON.replace(hour=9))

        assert Outline.objects.get().drawn_at == NOON
        assert actions.publish_outline(shapes=[square(side=0.02)], is_given=False, by=gita, at=NOON.replace(hour=9))
        assert actions.withdraw_outline(by=gita, at=NOON)
        assert not actions.withdraw_outline(by=gita, at=NOON)

    @pytest.mark.parametrize(
        ("reader", "seen"), [(VILLAGE, 1), (NEIGHBOUR, 0), (DISTRICT, 1), (OTHER_DISTRICT, 0), (REGENCY, 1), (FAR, 0)]
    )
    def test_it_is_read_by_itself_and_above_and_changed_by_itself(self, village, reader, seen):
        with current.outside():
            Outline.objects.create(office=office(VILLAGE), **fields())

        with current.inside(office(reader)), connection.cursor() as cursor:
            assert Outline.objects.count() == seen
            cursor.execute("UPDATE exchange_outline SET label_x = label_x")
            assert cursor.rowcount == (1 if reader == VILLAGE else 0)
            with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
                Outline.objects.create(office=office(FAR if reader != FAR else VILLAGE), **fields())
            cursor.execute("DELETE FROM exchange_outline")
            assert cursor.rowcount == (1 if reader == VILLAGE else 0)

    @pytest.mark.parametrize(
        "forged",
        [
            {"path": '"/><script>alert(1)</script>'},
            {"coarse": "M1 2l3 4z<a>"},
            {"path": "M1 2l3 4z\nM"},
            {"west": 100, "east": 200},
            {"south": 709000},
            {"path": "M1 2l" + "3 4 " * 400 + "z"},
        ],
    )
    def test_nothing_but_drawing_within_indonesia_can_stand_in_it(self, village, forged):
        with pytest.raises((IntegrityError, DatabaseError), match=r"an_outline|too long"), transaction.atomic():
            Outline.objects.create(office_id=village.pk, **fields(**forged))
