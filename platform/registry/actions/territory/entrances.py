"""The entrance of the head of an RT is opened, ended and noted as used."""

import secrets
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

import audit
from registry.actions.territory.bearing import AreaImpossible
from registry.codes import BaseStatus
from registry.models import Area
from registry.models.areas import LONGEST_ENTRANCE
from registry.territory.entrances import NO_ENTRANCE, PURPOSE
from registry.territory.naming import name_of
from walls import keys

#: Uses are noted this far apart at most, so that looking costs no writing.
NOTED_EVERY = timedelta(minutes=10)


@transaction.atomic
def open_entrance(*, area: Area, lasts: timedelta, by: Any, at: datetime) -> tuple[Area, str]:
    """
    Give the head of an RT a link; an earlier one ends. Returns the area and the secret, which is shown once and not kept.

    :raises AreaImpossible: no open RT with a living head, or it would last too long.
    """
    area = Area.objects.select_for_update(of=("self",)).select_related("hamlet", "head").get(pk=area.pk)
    _refuse(area, lasts)
    secret = secrets.token_urlsafe(24)
    area.entrance = keys.fingerprint(PURPOSE, secret)
    area.entrance_since, area.entrance_until, area.entrance_used_at = at, at + lasts, None
    area.updated_at = at
    area.save(update_fields=[*NO_ENTRANCE, "updated_at"])
    detail = {"name": name_of(area), "until": area.entrance_until.isoformat()}
    audit.record("area.open_entrance", area, by=by, at=at, detail=detail)
    return area, secret


@transaction.atomic
def end_entrance(*, area: Area, by: Any, at: datetime) -> Area:
    """End the link of an RT at once; where there is none nothing changes."""
    area = Area.objects.select_for_update(of=("self",)).select_related("hamlet").get(pk=area.pk)
    if area.entrance:
        for name, value in NO_ENTRANCE.items():
            setattr(area, name, value)
        area.updated_at = at
        area.save(update_fields=[*NO_ENTRANCE, "updated_at"])
        audit.record("area.end_entrance", area, by=by, at=at, detail={"name": name_of(area)})
    return area


def note_entrance_used(*, area: Area, at: datetime) -> None:
    """Remember when the link was used last; one that has been replaced meanwhile is left alone."""
    if area.entrance_used_at is None or at - area.entrance_used_at >= NOTED_EVERY:
        Area.objects.filter(pk=area.pk, entrance=area.entrance).exclude(entrance="").update(entrance_used_at=at)


def _refuse(area: Area, lasts: timedelta) -> None:
    """:raises AreaImpossible: see `open_entrance`."""
    if area.level != Area.Level.RT or area.closed_on is not None:
        raise AreaImpossible("lasts", "Tautan hanya untuk Ketua RT yang masih ada.")
    if area.head is None:
        raise AreaImpossible("lasts", "Isi dulu siapa Ketua RT-nya di keterangan wilayah.")
    if area.head.status != BaseStatus.LIVING:
        raise AreaImpossible("lasts", f"{area.head.name} tidak lagi tercatat sebagai penduduk. Isi Ketua RT yang baru.")
    if not timedelta() < lasts <= LONGEST_ENTRANCE:
        raise AreaImpossible("lasts", "Pilih masa berlaku, paling lama 12 bulan.")
