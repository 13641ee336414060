"""What becomes of the smaller areas, with their heads, offices and boundaries, when the one they lie in is joined or parted."""

from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet

from registry.codes import BaseStatus
from registry.models import Area, Event, Hamlet, Resident
from registry.rules import places
from registry.territory.entrances import NO_ENTRANCE
from registry.territory.naming import FIELDS, place_of

Level = Area.Level


def joined(area: Area, into: Area, at: datetime) -> None:
    """Let the RW and RT of an area that is joined keep what they have, unless the other has the same number."""
    for smaller in _below(area):
        _carry(smaller, into, at)


def parted(area: Area, made: Area, moving: Q, at: datetime) -> None:
    """
    Let the RW and RT everybody of whom goes into the new area go with them; where some stay, the area stays too.

    Asked before the people are written anew.

    :param moving: which residents go.
    """
    for smaller in _below(area):
        living = Resident.objects.filter(**place_of(smaller), status=BaseStatus.LIVING)
        if living.filter(moving).exists() and not living.exclude(moving).exists():
            _carry(smaller, made, at)


def given_up(area: Area, name: str, at: datetime) -> Area | None:
    """
    The area of that name or number that was joined with this one, open again with all that it had: a wrong join is mended by parting.

    None where no area of that name was joined with it.
    """
    joins = Event.objects.filter(kind=Event.Kind.AREA, details__act="join", details__areas__0=area.pk)
    keys = {pk for areas in joins.values_list("details__areas", flat=True) for pk in areas[1:]}
    found = _called(area, name).filter(pk__in=keys, closed_on__isnull=False).order_by("-closed_on", "-pk").first()
    if found is None or Area.objects.filter(**_place(found), closed_on__isnull=True).exists():
        return None
    # Smaller ones of the same number as one of the other's were closed with it.
    Area.objects.filter(**place_of(found), closed_on=found.closed_on).update(closed_on=None, updated_at=at)
    if found.level == Level.HAMLET:
        Hamlet.objects.filter(areas=found).update(closed_on=None)
    return found


def _called(area: Area, name: str) -> QuerySet[Area]:
    alike = Area.objects.select_related("hamlet").filter(level=area.level)
    if area.level == Level.HAMLET:
        return alike.filter(hamlet__name=places.hamlet_name(name))
    *above, own = FIELDS[Level(area.level)]
    return alike.filter(**{field: getattr(area, field) for field in above}, **{own: places.rt_rw(name) or "-"})


def _below(area: Area) -> QuerySet[Area]:
    return Area.objects.filter(**place_of(area), closed_on__isnull=True).exclude(level=area.level).exclude(pk=area.pk)


def _carry(smaller: Area, into: Area, at: datetime) -> None:
    moved = _place(smaller) | place_of(into)
    if not Area.objects.filter(**moved, closed_on__isnull=True).exists():
        Area.objects.filter(pk=smaller.pk).update(**moved, updated_at=at, **NO_ENTRANCE)


def _place(area: Area) -> dict[str, Any]:
    return {"hamlet": area.hamlet, "rw": area.rw, "rt": area.rt}
