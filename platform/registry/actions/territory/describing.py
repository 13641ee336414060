"""Areas are added and described: who heads one, where its office stands and its boundary runs."""

from datetime import datetime
from typing import Any

from django.db import transaction

import audit
from accounts.models import Account
from registry.actions.territory.bearing import AreaImpossible, bear
from registry.actions.territory.entrances import end_entrance
from registry.codes import BaseStatus
from registry.models import Area, Hamlet, Resident
from registry.territory import geometry, outlines
from registry.territory.naming import name_of


@transaction.atomic
def add_area(*, level: str, hamlet: Hamlet | None, rw: str, rt: str, name: str, by: Any, at: datetime) -> Area:
    """
    Add a hamlet (by name), or an RW or RT (by number) below what is given.

    :raises AreaImpossible: no name or number, or it stands already.
    """
    area = Area(level=level, hamlet=hamlet, rw=rw, rt=rt, updated_at=at)
    bear(area, name)
    area.save()
    audit.record("area.add", area, by=by, at=at, detail={"name": name_of(area)})
    return area


@transaction.atomic
def describe_area(
    *,
    area: Area,
    head: Resident | None,
    keeper: Account | None,
    latitude: float | None,
    longitude: float | None,
    by: Any,
    at: datetime,
) -> Area:
    """
    Say who heads an area, which official answers for it, and where its office stands (degrees; both or neither).

    Another head does not inherit the entrance of the one before.

    :raises AreaImpossible: the head does not live here, or the place is not in Indonesia.
    """
    area = Area.objects.select_for_update(of=("self",)).get(pk=area.pk)
    if head is not None and head.status != BaseStatus.LIVING:
        raise AreaImpossible("head", f"{head.name} tidak lagi tercatat sebagai penduduk.")
    if (latitude is None) != (longitude is None):
        raise AreaImpossible("latitude", "Isi lintang dan bujur, atau kosongkan keduanya.")
    if latitude is not None and longitude is not None and not geometry.is_in_indonesia(longitude, latitude):
        raise AreaImpossible("latitude", "Titik ini di luar Indonesia. Mungkin lintang dan bujur tertukar.")
    if area.head_id != (head.pk if head else None):
        area = end_entrance(area=area, by=by, at=at)
    area.head, area.keeper, area.latitude, area.longitude, area.updated_at = head, keeper, latitude, longitude, at
    area.save()
    detail = {"name": name_of(area), "head": head.name if head else "", "keeper": keeper.name if keeper else ""}
    audit.record("area.describe", area, by=by, at=at, detail=detail)
    return area


@transaction.atomic
def set_boundary(*, area: Area, shape: object | None, by: Any, at: datetime, is_of_many: bool = False) -> Area:
    """
    Give an area its boundary, a GeoJSON geometry, or take it away with None; the line around the village follows.

    :param is_of_many: more boundaries come, and whoever brings them lets the line follow once.
    :raises geometry.BoundaryRefused: it cannot be drawn.
    """
    area.boundary = geometry.boundary(shape) if shape is not None else None
    area.updated_at = at
    area.save(update_fields=["boundary", "updated_at"])
    detail = {"name": name_of(area), "hectares": round(geometry.square_metres(area.boundary) / 10_000, 2)}
    audit.record("area.set_boundary", area, by=by, at=at, detail=detail)
    if not is_of_many:
        outlines.follow_areas(by=by, at=at)
    return area


@transaction.atomic
def place_office(*, area: Area, shape: object, by: Any, at: datetime) -> Area:
    """
    Put the office of an area where a GeoJSON point is.

    :raises geometry.BoundaryRefused: it is no point in Indonesia.
    """
    area.longitude, area.latitude = geometry.point(shape)
    area.updated_at = at
    area.save(update_fields=["longitude", "latitude", "updated_at"])
    audit.record("area.place_office", area, by=by, at=at, detail={"name": name_of(area)})
    return area
