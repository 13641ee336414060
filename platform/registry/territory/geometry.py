"""
Boundaries as GeoJSON (RFC 7946): longitude before latitude, in degrees of WGS 84.

shapely judges them; it is loaded only where a boundary is read, because it is large.
"""

import itertools
import json
import math
from typing import Any

MOST_BYTES = 5 * 1024 * 1024
MOST_POINTS = 20_000
#: Decimal places kept: about ten centimetres.
PLACES = 6
#: Square degrees; a tenth of a square metre. Less is a line or a slip.
SMALLEST = 1e-11
# Indonesia lies well within; a boundary elsewhere has its numbers swapped or in metres.
WEST, SOUTH, EAST, NORTH = 94.0, -12.0, 142.0, 7.0

Shape = dict[str, Any]


class BoundaryRefused(ValueError):
    """It is no boundary that can be drawn; the message says why to the person who sent it."""


def read_features(content: bytes) -> list[dict[str, Any]]:
    """
    The features of a GeoJSON file, whatever is in them.

    :raises BoundaryRefused: too large, or no GeoJSON.
    """
    if len(content) > MOST_BYTES:
        raise BoundaryRefused("Berkas peta lebih dari 5 MB. Sederhanakan garisnya dulu.")
    try:
        said = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise BoundaryRefused("Berkas ini bukan GeoJSON yang dapat dibaca.") from error
    kind = said.get("type") if isinstance(said, dict) else None
    if kind == "FeatureCollection" and isinstance(said.get("features"), list):
        features = said["features"]
    elif kind == "Feature":
        features = [said]
    elif kind in ("Polygon", "MultiPolygon"):
        features = [{"type": "Feature", "properties": {}, "geometry": said}]
    else:
        raise BoundaryRefused("Berkas ini bukan GeoJSON yang dapat dibaca.")
    if not all(isinstance(feature, dict) and isinstance(feature.get("properties") or {}, dict) for feature in features):
        raise BoundaryRefused("Berkas ini bukan GeoJSON yang dapat dibaca.")
    return features


def point(geometry: object) -> tuple[float, float]:
    """
    Longitude and latitude of a point within Indonesia, as they were written.

    :raises BoundaryRefused: it is no point, or lies elsewhere.
    """
    is_point = isinstance(geometry, dict) and geometry.get("type") == "Point"
    said = geometry.get("coordinates") if isinstance(geometry, dict) else None
    if not is_point or not isinstance(said, list) or len(said) not in (2, 3) or _count(said) != 1:
        raise BoundaryRefused("Titik kantor tidak dapat dibaca. Isinya harus bujur dan lintang.")
    longitude, latitude = float(said[0]), float(said[1])
    if not is_in_indonesia(longitude, latitude):
        raise BoundaryRefused("Titik ini di luar Indonesia. Mungkin lintang dan bujur tertukar.")
    return longitude, latitude


def is_in_indonesia(longitude: float, latitude: float) -> bool:
    return WEST <= longitude <= EAST and SOUTH <= latitude <= NORTH


def boundary(geometry: object) -> Shape:
    """
    A polygon or several, checked and rounded: rings closed, nothing crossing itself, within Indonesia.

    :raises BoundaryRefused: it cannot be a boundary.
    """
    import shapely
    from shapely.geometry import mapping, shape

    if not isinstance(geometry, dict) or geometry.get("type") not in ("Polygon", "MultiPolygon"):
        raise BoundaryRefused("Batas wilayah harus berupa bidang (Polygon), bukan garis atau titik.")
    _refuse_too_many(geometry)
    try:
        read = shapely.force_2d(shape(geometry))
    except Exception as error:  # shapely raises many kinds for what is no geometry
        raise BoundaryRefused("Batas wilayah tidak dapat dibaca. Titiknya harus pasangan bujur dan lintang.") from error
    if not read.is_valid:
        raise BoundaryRefused("Garis batas memotong dirinya sendiri. Periksa urutan titiknya.")
    # Outer rings counterclockwise, as the standard wants them, each from the same point whoever wrote it.
    found = shapely.orient_polygons(shapely.normalize(shapely.set_precision(read, 10**-PLACES)))
    if found.is_empty or found.area < SMALLEST:
        raise BoundaryRefused("Batas wilayah kosong atau terlalu kecil untuk digambar.")
    west, south, east, north = found.bounds
    if west < WEST or south < SOUTH or east > EAST or north > NORTH:
        raise BoundaryRefused("Batas wilayah berada di luar Indonesia. Mungkin bujur dan lintang tertukar.")
    shaped: Shape = json.loads(json.dumps(mapping(found)))
    return shaped


def _refuse_too_many(geometry: dict[str, Any]) -> None:
    points = _count(geometry.get("coordinates"))
    if points > MOST_POINTS:
        raise BoundaryRefused(
            f"Batas wilayah memakai {points} titik, paling banyak {MOST_POINTS}. Sederhanakan garisnya."
        )


def _count(coordinates: object) -> int:
    """Points in nested lists; also refuses numbers that are none."""
    if not isinstance(coordinates, list) or not coordinates:
        return 0
    if all(isinstance(number, (int, float)) and not isinstance(number, bool) for number in coordinates):
        if not all(math.isfinite(number) for number in coordinates):
            raise BoundaryRefused("Batas wilayah memuat bilangan yang tidak sah.")
        return 1
    return sum(_count(part) for part in coordinates)


def square_metres(shape: Shape | None) -> float:
    """The area of a boundary, on a plane that fits a village: good to a few in a thousand."""
    total = 0.0
    for polygon in polygons(shape):
        for number, ring in enumerate(polygon):
            total += abs(_ring_area(ring)) * (1 if number == 0 else -1)
    return total


def polygons(shape: Shape | None) -> list[list[list[list[float]]]]:
    """The polygons of a boundary, each a list of rings."""
    if not shape:
        return []
    found: list[Any] = shape["coordinates"] if shape["type"] == "MultiPolygon" else [shape["coordinates"]]
    return found


def _ring_area(ring: list[list[float]]) -> float:
    radius = 6_371_008.8
    middle = math.radians(sum(point[1] for point in ring) / len(ring))
    scale = math.radians(1) * radius
    flat = [(point[0] * scale * math.cos(middle), point[1] * scale) for point in ring]
    return sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in itertools.pairwise(flat)) / 2
