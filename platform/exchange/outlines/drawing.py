"""
A polygon made small: the line around it, in two sizes (pure; shapely is loaded only here, because it is large).

Neighbours are made small apart from each other, so between two lines a gap of some metres may show; a map of figures is no cadastre.
"""

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from exchange.outlines.models import EAST, MOST_COARSE, MOST_PATH, NORTH, SOUTH, WEST

#: Of a degree.
UNIT = 100_000
#: Between hamlets that were measured one by one lie strips of land; this many units on each side are closed.
SEAM = 20
#: The first line keeps what is longer than this, in units; each that is still too long keeps half as much again.
FINEST, COARSER = 3.0, 1.5


class NoOutline(ValueError):
    """No line can be drawn around this: it is no area, or not in Indonesia."""


@dataclass(frozen=True)
class Drawing:
    """The fields of an `Outline`."""

    path: str
    coarse: str
    west: int
    north: int
    east: int
    south: int
    label_x: int
    label_y: int


def drawn(shapes: Sequence[dict[str, Any]]) -> Drawing:
    """
    The line around polygons (GeoJSON, degrees), which may touch, overlap or lie on islands.

    :raises NoOutline: see there; also where a line crosses itself.
    """
    import shapely
    from shapely.geometry import shape

    try:
        read = [shapely.transform(shape(one), lambda points: points * (UNIT, -UNIT)) for one in shapes]
    except Exception as error:  # shapely raises many kinds for what is no geometry
        raise NoOutline from error
    if not all(shapely.is_valid(read)):
        raise NoOutline
    # Made small before anything else: what follows costs by the point, and somebody may send twenty thousand.
    whole = shapely.union_all([shapely.simplify(one, FINEST) for one in read])
    if len(read) > 1:
        whole = shapely.buffer(shapely.buffer(whole, SEAM, quad_segs=1), -SEAM, quad_segs=1)
    parts = _parts(whole)
    if not parts:
        raise NoOutline
    path, coarse = _line(parts, MOST_PATH), _line(parts[:1], MOST_COARSE)
    west, north, east, south = (round(edge) for edge in shapely.MultiPolygon(parts).bounds)
    if west < WEST or north < NORTH or east > EAST or south > SOUTH:
        raise NoOutline
    label = shapely.point_on_surface(parts[0])
    return Drawing(path, coarse, west, north, east, south, round(label.x), round(label.y))


def _parts(geometry: Any) -> list[Any]:
    """The polygons in it without their holes, the largest first."""
    import shapely

    found = [one for one in shapely.get_parts(geometry) if one.geom_type == "Polygon" and one.area >= 1]
    return sorted((shapely.Polygon(one.exterior) for one in found), key=lambda one: -one.area)


def _line(parts: list[Any], most: int) -> str:
    """As fine as fits; where there are too many islands, the larger half of them, and half of these."""
    import shapely

    while parts:
        for tolerance in _tolerances():
            rings = [_ring(shapely.get_coordinates(shapely.simplify(one, tolerance)).tolist()) for one in parts]
            line = "".join(rings)
            if line and len(line) <= most:
                return line
        parts = parts[: len(parts) // 2]
    raise NoOutline


def _tolerances() -> Iterator[float]:
    return itertools.islice(itertools.accumulate(itertools.repeat(FINEST), lambda last, _: last * COARSER), 24)


def _ring(points: Sequence[Sequence[float]]) -> str:
    """A closed line as steps of whole units; "" when nothing of it is left."""
    whole = [(round(x), round(y)) for x, y in points]
    steps = [(x2 - x1, y2 - y1) for (x1, y1), (x2, y2) in itertools.pairwise(whole) if (x1, y1) != (x2, y2)]
    if len(steps) < 3:
        return ""
    # The last step is what "z" draws.
    said = " ".join(f"{dx} {dy}" for dx, dy in steps[:-1]).replace(" -", "-")
    return f"M{whole[0][0]} {whole[0][1]}l{said}z"
