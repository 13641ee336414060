"""Boundaries and offices as people bring them: drawn by hand, in a file of their own, or many in one file."""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from registry.actions import territory as actions
from registry.models import Area
from registry.rules import places
from registry.territory import outlines
from registry.territory.geometry import BoundaryRefused, read_features

SURFACES = ("Polygon", "MultiPolygon")


@dataclass(frozen=True)
class Loaded:
    """How many boundaries and offices a file brought."""

    boundaries: int
    offices: int


@transaction.atomic
def draw(*, area: Area, drawn: str, office: str, file: UploadedFile | None, by: Any, at: datetime) -> None:
    """
    Give an area the boundary somebody drew or sent, its office where somebody put it, or both.

    :raises BoundaryRefused: neither, several boundaries, or what cannot be drawn.
    """
    if drawn or file is not None or not office:
        actions.set_boundary(area=area, shape=_one_shape(drawn=drawn, file=file), by=by, at=at)
    if office:
        actions.place_office(area=area, shape=_read(office), by=by, at=at)


def _one_shape(*, drawn: str, file: UploadedFile | None) -> object:
    if file is None and not drawn:
        raise BoundaryRefused("Gambar batasnya di peta, atau pilih berkas GeoJSON.")
    content = file.read() if file is not None else drawn.encode()
    shapes = [shape for feature in read_features(content) if _is_surface(shape := feature.get("geometry"))]
    if len(shapes) != 1:
        raise BoundaryRefused(f"Berkas harus berisi satu bidang (Polygon). Ditemukan {len(shapes)}.")
    return shapes[0]


def _read(office: str) -> object:
    try:
        return json.loads(office)
    except (ValueError, RecursionError) as error:
        raise BoundaryRefused("Titik kantor tidak dapat dibaca. Isinya harus bujur dan lintang.") from error


@transaction.atomic
def load(content: bytes, *, by: Any, at: datetime) -> Loaded:
    """
    Give every area named in a file its boundary and its office, all or none.

    A polygon that names no area is the line around the village; a point that names none is of somebody else's map.

    :raises BoundaryRefused: unreadable, a place nobody knows, or what cannot be drawn; the message names the feature.
    """
    features = list(enumerate(read_features(content), 1))
    surfaces = [(number, feature) for number, feature in features if _is_surface(feature.get("geometry"))]
    points = [(number, feature) for number, feature in features if _is_office(feature)]
    if not surfaces and not points:
        raise BoundaryRefused("Berkas tidak berisi bidang (Polygon) atau titik kantor wilayah.")
    known = {
        (area.hamlet.name if area.hamlet else "", area.rw, area.rt): area
        for area in Area.objects.select_related("hamlet").filter(closed_on__isnull=True)
    }
    for number, feature in [*surfaces, *points]:
        _take(number, feature, known, by=by, at=at)
    outlines.follow_areas(by=by, at=at)
    return Loaded(len(surfaces), len(points))


def _take(
    number: int, feature: dict[str, Any], known: dict[tuple[str, str, str], Area], *, by: Any, at: datetime
) -> None:
    shape, place = feature["geometry"], _named(feature)
    what = "Bidang" if _is_surface(shape) else "Titik"
    area = known.get(place)
    if area is None and any(place):
        raise BoundaryRefused(f"{what} ke-{number}: {_words(place)} tidak ada di daftar wilayah.")
    try:
        if area is None:
            outlines.give_outline(shape=shape, by=by, at=at)
        elif _is_surface(shape):
            actions.set_boundary(area=area, shape=shape, by=by, at=at, is_of_many=True)
        else:
            actions.place_office(area=area, shape=shape, by=by, at=at)
    except BoundaryRefused as refusal:
        raise BoundaryRefused(f"{what} ke-{number} ({_words(place)}): {refusal}") from refusal


def _is_surface(shape: object) -> bool:
    return isinstance(shape, dict) and shape.get("type") in SURFACES


def _is_office(feature: dict[str, Any]) -> bool:
    shape = feature.get("geometry")
    return isinstance(shape, dict) and shape.get("type") == "Point" and any(_named(feature))


def _named(feature: dict[str, Any]) -> tuple[str, str, str]:
    said: dict[str, Any] = feature.get("properties") or {}
    words = {str(name).strip().lower(): "" if value is None else str(value) for name, value in said.items()}
    rw, rt = (places.rt_rw(words.get(name, "")) or "" for name in ("rw", "rt"))
    return places.hamlet_name(words.get("dusun", "")), rw, rt


def _words(place: tuple[str, str, str]) -> str:
    hamlet, rw, rt = place
    said = " ".join(
        part for part in (hamlet and f"dusun {hamlet.title()}", rw and f"RW {rw}", rt and f"RT {rt}") if part
    )
    return json.dumps(said, ensure_ascii=False) if said else "wilayah tanpa nama"


__all__ = ["Loaded", "draw", "load"]
