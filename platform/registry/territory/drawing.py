"""A map as SVG attributes: boundaries and points on one board, north up. Pure: degrees in, positions out."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from registry.territory.geometry import Shape, polygons

WIDTH = 720
MARGIN = 16
TALLEST = 520


class Drawable(Protocol):
    pk: int
    boundary: Shape | None
    latitude: float | None
    longitude: float | None


@dataclass(frozen=True)
class Drawn:
    """One place: its outline as a path, and where its name or its office stands."""

    pk: int
    path: str
    x: float | None
    y: float | None
    has_office: bool


@dataclass(frozen=True)
class Board:
    """A drawing: its size and what is on it; `is_empty` when no place has a boundary or a point."""

    width: int
    height: int
    places: tuple[Drawn, ...]

    @property
    def is_empty(self) -> bool:
        return not self.places


def draw(places: Iterable[Drawable]) -> Board:
    """Place everything that has a boundary or a point on one board."""
    shown = [place for place in places if place.boundary or place.latitude is not None]
    points = [point for place in shown for point in _points(place)]
    if not points:
        return Board(WIDTH, 0, ())
    west, east = min(x for x, _ in points), max(x for x, _ in points)
    south, north = min(y for _, y in points), max(y for _, y in points)
    squeeze = math.cos(math.radians((south + north) / 2))
    # A single point still gets a board: about a hundred metres around it.
    wide, tall = max((east - west) * squeeze, 0.001), max(north - south, 0.001)
    scale = min((WIDTH - 2 * MARGIN) / wide, (TALLEST - 2 * MARGIN) / tall)
    left, top = (WIDTH - wide * scale) / 2, MARGIN

    def at(point: Sequence[float]) -> tuple[float, float]:
        return round(left + (point[0] - west) * squeeze * scale, 1), round(top + (north - point[1]) * scale, 1)

    return Board(WIDTH, round(tall * scale) + 2 * MARGIN, tuple(_drawn(place, at) for place in shown))


def _points(place: Drawable) -> list[tuple[float, float]]:
    found = [(x, y) for polygon in polygons(place.boundary) for ring in polygon for x, y, *_ in ring]
    if place.latitude is not None and place.longitude is not None:
        found.append((place.longitude, place.latitude))
    return found


def _drawn(place: Drawable, at: object) -> Drawn:
    assert callable(at)
    rings = [[at(point) for point in ring] for polygon in polygons(place.boundary) for ring in polygon]
    path = " ".join("M" + "L".join(f"{x} {y}" for x, y in ring[:-1]) + "Z" for ring in rings)
    if place.latitude is not None and place.longitude is not None:
        x, y = at((place.longitude, place.latitude))
        return Drawn(place.pk, path, x, y, has_office=True)
    outline = max(rings, key=len, default=[])
    if not outline:
        return Drawn(place.pk, path, None, None, has_office=False)
    x = round((min(x for x, _ in outline) + max(x for x, _ in outline)) / 2, 1)
    y = round((min(y for _, y in outline) + max(y for _, y in outline)) / 2, 1)
    return Drawn(place.pk, path, x, y, has_office=False)
