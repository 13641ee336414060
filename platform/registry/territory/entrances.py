"""The entrance of the head of an RT: a link without an account, that holds while everything it was made for still stands."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from typing import Any

from django.db.models import F, QuerySet

from registry.codes import BaseStatus
from registry.models import Area, Resident
from registry.territory.naming import place_of
from walls import keys

Level = Area.Level
PURPOSE = "entrance of an rt"
#: What an area without an entrance bears.
NO_ENTRANCE: Mapping[str, Any] = MappingProxyType(
    {"entrance": "", "entrance_since": None, "entrance_until": None, "entrance_used_at": None}
)


@dataclass(frozen=True)
class Entrance:
    """An entrance as an officer sees it; `word` and `tone` say whether it holds."""

    since: datetime
    until: datetime
    used_at: datetime | None
    is_open: bool
    word: str
    tone: str


def area_behind(secret: str, *, at: datetime) -> Area | None:
    """The RT a link leads to, with its head; None for a wrong, ended or foreign one."""
    found = Area.objects.select_related("hamlet", "head").defer("boundary")
    area = found.filter(entrance=keys.fingerprint(PURPOSE, secret)).first()
    return area if area is not None and holds(area, at=at) else None


def holds(area: Area, *, at: datetime, since: datetime | None = None) -> bool:
    """
    Whether the head may come in now; reads `area.head`.

    :param since: what was begun then must have been begun by the entrance of now, not by an earlier one.
    """
    if not area.entrance or area.head is None or area.head.status != BaseStatus.LIVING:
        return False
    assert area.entrance_since is not None
    assert area.entrance_until is not None
    return at < area.entrance_until and (since is None or since >= area.entrance_since)


def lives_in(area: Area, resident: Resident) -> bool:
    """Whether the register has somebody in this RT."""
    return all(getattr(resident, name) == value for name, value in place_of(area).items())


def post_of(area: Area) -> str:
    """What the head of an RT is called: "Ketua RT 003 RW 001"."""
    return f"Ketua RT {area.rt}" + (f" RW {area.rw}" if area.rw else "")


def entrance_of(area: Area, *, at: datetime) -> Entrance | None:
    """The entrance of one area; no statement where its head was read with it."""
    if not area.entrance:
        return None
    if area.head is not None:
        return _seen(area, area.head.status, at)
    # Whoever may not see the head is still told whether the link holds.
    assert area.head_id is not None
    return _seen(area, Resident.objects.filter(pk=area.head_id).values_list("status", flat=True).first(), at)


def areas_with_entrance(account_sees: QuerySet[Area]) -> QuerySet[Area]:
    """Those of these areas that have one, whether it holds or not."""
    found = account_sees.exclude(entrance="").annotate(head_status=F("head__status")).defer("boundary")
    return found.order_by("hamlet__name", "rw", "rt", "pk")


def entrance_in(area: Area, *, at: datetime) -> Entrance:
    """The entrance of an area of `areas_with_entrance`."""
    return _seen(area, area.head_status, at)  # type: ignore[attr-defined]  # annotated there


def _seen(area: Area, head_status: int | None, at: datetime) -> Entrance:
    assert area.entrance_since is not None
    assert area.entrance_until is not None
    word, tone = "Berlaku", "ok"
    if head_status != BaseStatus.LIVING:
        word, tone = "Berhenti: kepalanya tidak lagi tercatat sebagai penduduk", "warn"
    elif at >= area.entrance_until:
        word, tone = "Habis masa berlakunya", "warn"
    return Entrance(area.entrance_since, area.entrance_until, area.entrance_used_at, tone == "ok", word, tone)
