"""Hamlets, RW and RT: made, described, renamed, joined, parted and closed; people move along by an event of the ledger."""

import uuid
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db import transaction

import audit
from accounts.models import Account
from registry.codes import BaseStatus
from registry.ledger import Entry, former, known
from registry.models import Area, Event, Family, Hamlet, Resident
from registry.rules import places
from registry.territory import geometry, outlines
from registry.territory.naming import FIELDS, name_of, place_of

Level = Area.Level


class AreaImpossible(ValueError):
    """Something asked of an area cannot be; `field` says where and the message says why."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field, self.message = field, message


class AreaInhabited(ValueError):
    """People live there; `count` of them. They move first, or the area is joined with another."""

    def __init__(self, count: int) -> None:
        super().__init__(count)
        self.count = count


@transaction.atomic
def add_area(*, level: str, hamlet: Hamlet | None, rw: str, rt: str, name: str, by: Any, at: datetime) -> Area:
    """
    Add a hamlet (by name), or an RW or RT (by number) below what is given.

    :raises AreaImpossible: no name or number, or it stands already.
    """
    area = Area(level=level, hamlet=hamlet, rw=rw, rt=rt, updated_at=at)
    _bear(area, name)
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

    :raises AreaImpossible: the head does not live here, or the place is not in Indonesia.
    """
    area = Area.objects.select_for_update(of=("self",)).get(pk=area.pk)
    if head is not None and head.status != BaseStatus.LIVING:
        raise AreaImpossible("head", f"{head.name} tidak lagi tercatat sebagai penduduk.")
    if (latitude is None) != (longitude is None):
        raise AreaImpossible("latitude", "Isi lintang dan bujur, atau kosongkan keduanya.")
    if latitude is not None and longitude is not None:
        is_here = geometry.SOUTH <= latitude <= geometry.NORTH and geometry.WEST <= longitude <= geometry.EAST
        if not is_here:
            raise AreaImpossible("latitude", "Titik ini di luar Indonesia. Mungkin lintang dan bujur tertukar.")
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
def rename_area(*, area: Area, name: str, day: date, by: Any, at: datetime, key: uuid.UUID | None = None) -> Event:
    """
    Give an area another name or number from a day on; everybody who lives there is written with it.

    :raises AreaImpossible: no name or number, or another area bears it: that one is joined instead.
    :raises MonthClosed, EventOutOfOrder: see the ledger.
    """
    if (done := known(key)) is not None:
        return done
    entry = _entry("rename", day, by, at, key)
    area = Area.objects.select_related("hamlet").get(pk=area.pk)
    old = name_of(area)
    if area.level == Level.HAMLET:
        assert area.hamlet is not None
        named = _hamlet_name(name, besides=area.hamlet)
        former.keep(Hamlet, {area.hamlet.pk: {"name": area.hamlet.name}}, day=day)
        area.hamlet.name = named
        area.hamlet.save()
    else:
        where, field = place_of(area), FIELDS[Level(area.level)][-1]
        number = _number(area, field, name)
        _move_people(entry, where, {field: number})
        Area.objects.filter(**where, closed_on__isnull=True).update(**{field: number, "updated_at": at})
    area.refresh_from_db()
    entry.event.details |= {"from": [old], "to": [name_of(area)], "areas": [area.pk]}
    return entry.write()


@transaction.atomic
def join_areas(
    *, areas: Iterable[Area], into: Area, day: date, by: Any, at: datetime, key: uuid.UUID | None = None
) -> Event:
    """
    Join areas with another of their level from a day on; they close, and their people are written with it.

    :raises AreaImpossible: nothing to join, another level, or the area itself.
    :raises MonthClosed, EventOutOfOrder: see the ledger.
    """
    if (done := known(key)) is not None:
        return done
    entry = _entry("join", day, by, at, key)
    into = Area.objects.select_related("hamlet").get(pk=into.pk)
    joined = list(Area.objects.select_related("hamlet").filter(pk__in=[area.pk for area in areas]).order_by("pk"))
    if not joined or any(area.level != into.level or area.pk == into.pk for area in joined):
        raise AreaImpossible("areas", "Pilih wilayah lain yang setingkat untuk digabungkan.")
    names = [name_of(area) for area in joined]
    for area in joined:
        _move_people(entry, place_of(area), place_of(into))
        _carry_smaller(area, into, at)
        _close(area, day, at)
    outlines.follow_areas(by=by, at=at)
    entry.event.details |= {"from": names, "to": [name_of(into)], "areas": [into.pk, *(area.pk for area in joined)]}
    return entry.write()


@transaction.atomic
def part_area(
    *, area: Area, name: str, families: Iterable[int], day: date, by: Any, at: datetime, key: uuid.UUID | None = None
) -> Event:
    """
    Make a new area of the same level out of a part of one: the chosen families move into it from a day on.

    :raises AreaImpossible: no families of this area, no name or number, or it stands already.
    :raises MonthClosed, EventOutOfOrder: see the ledger.
    """
    if (done := known(key)) is not None:
        return done
    entry = _entry("part", day, by, at, key)
    area = Area.objects.select_related("hamlet").get(pk=area.pk)
    moving = list(families)
    if not Resident.objects.filter(**place_of(area), status=BaseStatus.LIVING, family__in=moving).exists():
        raise AreaImpossible("families", "Pilih keluarga di wilayah ini yang pindah ke wilayah baru.")
    made = Area(level=area.level, hamlet=area.hamlet, rw=area.rw, rt=area.rt, updated_at=at)
    _bear(made, name)
    made.save()
    _move_people(entry, place_of(area), place_of(made), families=moving)
    entry.event.details |= {"from": [name_of(area)], "to": [name_of(made)], "areas": [area.pk, made.pk]}
    return entry.write()


@transaction.atomic
def close_area(*, area: Area, day: date, by: Any, at: datetime) -> Area:
    """
    Close an area nobody lives in; it stays in the books of earlier days.

    :raises AreaInhabited: somebody lives there.
    """
    count = Resident.objects.filter(**place_of(area), status=BaseStatus.LIVING).count()
    if count:
        raise AreaInhabited(count)
    _close(area, day, at)
    outlines.follow_areas(by=by, at=at)
    audit.record("area.close", area, by=by, at=at, detail={"name": name_of(area)})
    return area


def _entry(act: str, day: date, by: Any, at: datetime, key: uuid.UUID | None) -> Entry:
    details = {"act": act}
    return Entry(kind=Event.Kind.AREA, happened_on=day, reported_on=day, at=at, by=by, key=key, details=details)


def _move_people(entry: Entry, where: dict[str, Any], to: dict[str, Any], *, families: list[int] | None = None) -> None:
    people = Resident.objects.filter(**where, status=BaseStatus.LIVING)
    cards = Family.objects.filter(**where)
    if families is not None:
        people, cards = people.filter(family__in=families), cards.filter(pk__in=families)
    for resident in people:
        entry.change(resident, **to)
    for family in cards:
        entry.change_family(family, **to)


def _carry_smaller(area: Area, into: Area, at: datetime) -> None:
    """Let the RW and RT of an area that is joined keep their heads and boundaries, unless the other has the same number."""
    below = Area.objects.filter(**place_of(area), closed_on__isnull=True).exclude(level=area.level)
    for smaller in below.exclude(pk=area.pk):
        moved = {"hamlet": smaller.hamlet, "rw": smaller.rw, "rt": smaller.rt} | place_of(into)
        if not Area.objects.filter(**moved, closed_on__isnull=True).exists():
            Area.objects.filter(pk=smaller.pk).update(**moved, updated_at=at)


def _close(area: Area, day: date, at: datetime) -> None:
    Area.objects.filter(**place_of(area), closed_on__isnull=True).update(closed_on=day, updated_at=at)
    if area.level == Level.HAMLET and area.hamlet is not None:
        Hamlet.objects.filter(pk=area.hamlet.pk).update(closed_on=day)


def _bear(area: Area, name: str) -> None:
    """
    Give a new area its name or number.

    :raises AreaImpossible: none, or it stands already.
    """
    if area.level == Level.HAMLET:
        area.hamlet = Hamlet.objects.create(name=_hamlet_name(name))
        return
    field = FIELDS[Level(area.level)][-1]
    setattr(area, field, _number(area, field, name))


def _number(area: Area, field: str, written: str) -> str:
    number = places.rt_rw(written)
    if not number:
        raise AreaImpossible("name", "Tulis 1 sampai 3 angka.")
    wanted = {"hamlet": area.hamlet, "rw": area.rw, "rt": area.rt, field: number}
    if Area.objects.filter(**wanted, closed_on__isnull=True).exclude(pk=area.pk).exists():
        raise AreaImpossible("name", f"{field.upper()} {number} sudah ada. Gabungkan bila keduanya menjadi satu.")
    return number


def _hamlet_name(written: str, besides: Hamlet | None = None) -> str:
    name = places.hamlet_name(written)
    if not name:
        raise AreaImpossible("name", "Tulis nama dusunnya.")
    if Hamlet.objects.filter(name=name).exclude(pk=besides.pk if besides else 0).exists():
        raise AreaImpossible("name", f"Dusun {name.title()} sudah ada. Gabungkan bila keduanya menjadi satu.")
    return name
