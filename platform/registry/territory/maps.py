"""Boundaries as people bring them: drawn by hand, in a file of their own, or many in one file."""

import json
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


def one_shape(*, drawn: str, file: UploadedFile | None) -> object:
    """
    The one boundary somebody drew or sent.

    :raises BoundaryRefused: neither, several, or unreadable.
    """
    if file is None and not drawn:
        raise BoundaryRefused("Gambar batasnya di peta, atau pilih berkas GeoJSON.")
    content = file.read() if file is not None else drawn.encode()
    shapes = [shape for feature in read_features(content) if _is_surface(shape := feature.get("geometry"))]
    if len(shapes) != 1:
        raise BoundaryRefused(f"Berkas harus berisi satu bidang (Polygon). Ditemukan {len(shapes)}.")
    return shapes[0]


@transaction.atomic
def load(content: bytes, *, by: Any, at: datetime) -> int:
    """
    Give every area named in a file its boundary, all or none; a polygon that names none is the line around the village.

    :return: how many boundaries were written.
    :raises BoundaryRefused: unreadable, a place nobody knows, or a boundary that cannot be; the message names the feature.
    """
    surfaces = [
        (number, feature)
        for number, feature in enumerate(read_features(content), 1)
        if _is_surface(feature.get("geometry"))
    ]
    if not surfaces:
        raise BoundaryRefused("Berkas tidak berisi bidang (Polygon).")
    known = {
        (area.hamlet.name if area.hamlet else "", area.rw, area.rt): area
        for area in Area.objects.select_related("hamlet").filter(closed_on__isnull=True)
    }
    for number, feature in surfaces:
        place = _named(feature.get("properties") or {})
        area = known.get(place)
        if area is None and any(place):
            raise BoundaryRefused(f"Bidang ke-{number}: {_words(place)} tidak ada di daftar wilayah.")
        try:
            if area is None:
                outlines.give_outline(shape=feature["geometry"], by=by, at=at)
            else:
                actions.set_boundary(area=area, shape=feature["geometry"], by=by, at=at, is_of_many=True)
        except BoundaryRefused as refusal:
            raise BoundaryRefused(f"Bidang ke-{number} ({_words(place)}): {refusal}") from refusal
    outlines.follow_areas(by=by, at=at)
    return len(surfaces)


def _is_surface(shape: object) -> bool:
    return isinstance(shape, dict) and shape.get("type") in SURFACES


def _named(said: dict[str, Any]) -> tuple[str, str, str]:
    words = {str(name).strip().lower(): "" if value is None else str(value) for name, value in said.items()}
    rw, rt = (places.rt_rw(words.get(name, "")) or "" for name in ("rw", "rt"))
    return places.hamlet_name(words.get("dusun", "")), rw, rt


def _words(place: tuple[str, str, str]) -> str:
    hamlet, rw, rt = place
    said = " ".join(
        part for part in (hamlet and f"dusun {hamlet.title()}", rw and f"RW {rw}", rt and f"RT {rt}") if part
    )
    return json.dumps(said, ensure_ascii=False) if said else "wilayah tanpa nama"


__all__ = ["load", "one_shape"]
