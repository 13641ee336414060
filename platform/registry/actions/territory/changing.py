"""Areas are renamed, joined, parted and closed; their people move along by an event of the ledger."""

import uuid
from collections.abc import Iterable
from datetime import date, datetime
from functools import reduce
from operator import or_
from typing import Any

from django.db import transaction
from django.db.models import Q

import audit
from registry.actions.territory import carrying
from registry.actions.territory.bearing import AreaImpossible, AreaInhabited, bear, hamlet_name, number
from registry.codes import BaseStatus
from registry.ledger import Entry, former, known
from registry.models import Area, Event, Family, Hamlet, Resident
from registry.territory import outlines
from registry.territory.entrances import NO_ENTRANCE
from registry.territory.naming import FIELDS, name_of, place_of

Level = Area.Level
#: RW and RT, as residents and families bear them.
Place = tuple[str, str]
EVERYBODY = Q()


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
        named = hamlet_name(name, besides=area.hamlet)
        former.keep(Hamlet, {area.hamlet.pk: {"name": area.hamlet.name}}, day=day)
        area.hamlet.name = named
        area.hamlet.save()
    else:
        where, field = place_of(area), FIELDS[Level(area.level)][-1]
        given = number(area, field, name)
        _move_people(entry, where, {field: given})
        Area.objects.filter(**where, closed_on__isnull=True).update(**{field: given, "updated_at": at}, **NO_ENTRANCE)
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
        carrying.joined(area, into, at)
        _close(area, day, at)
    outlines.follow_areas(by=by, at=at)
    entry.event.details |= {"from": names, "to": [name_of(into)], "areas": [into.pk, *(area.pk for area in joined)]}
    return entry.write()


@transaction.atomic
def part_area(
    *,
    area: Area,
    name: str,
    families: Iterable[int] = (),
    places: Iterable[Place] = (),
    day: date,
    by: Any,
    at: datetime,
    key: uuid.UUID | None = None,
) -> Event:
    """
    Make a new area of the same level out of a part of one: whole RT or RW and the chosen families move into it from a day on.

    :param places: RW and RT, of which everybody goes, also whoever is on no card.
    :raises AreaImpossible: nobody of this area, no name or number, or it stands already.
    :raises MonthClosed, EventOutOfOrder: see the ledger.
    """
    if (done := known(key)) is not None:
        return done
    entry = _entry("part", day, by, at, key)
    area = Area.objects.select_related("hamlet").get(pk=area.pk)
    within = reduce(or_, (Q(rw=rw, rt=rt) for rw, rt in places), Q(pk__in=[]))
    chosen = list(families)
    moving, cards = within | Q(family__in=chosen), within | Q(pk__in=chosen)
    if not Resident.objects.filter(moving, **place_of(area), status=BaseStatus.LIVING).exists():
        raise AreaImpossible("families", "Pilih RT atau keluarga di wilayah ini yang pindah ke wilayah baru.")
    made = carrying.given_up(area, name, at) or Area(level=area.level, hamlet=area.hamlet, rw=area.rw, rt=area.rt)
    if made.pk is None:
        made.updated_at = at
        bear(made, name)
        made.save()
    carrying.parted(area, made, moving, at)
    _move_people(entry, place_of(area), place_of(made), moving, cards)
    entry.event.details |= {"from": [name_of(area)], "to": [name_of(made)], "areas": [area.pk, made.pk]}
    done = entry.write()
    outlines.follow_areas(by=by, at=at)
    return done


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


def _move_people(
    entry: Entry, where: dict[str, Any], to: dict[str, Any], moving: Q = EVERYBODY, cards: Q = EVERYBODY
) -> None:
    for resident in Resident.objects.filter(moving, **where, status=BaseStatus.LIVING):
        entry.change(resident, **to)
    for family in Family.objects.filter(cards, **where):
        entry.change_family(family, **to)


def _close(area: Area, day: date, at: datetime) -> None:
    Area.objects.filter(**place_of(area), closed_on__isnull=True).update(closed_on=day, updated_at=at, **NO_ENTRANCE)
    if area.level == Level.HAMLET and area.hamlet is not None:
        Hamlet.objects.filter(pk=area.hamlet.pk).update(closed_on=day)
