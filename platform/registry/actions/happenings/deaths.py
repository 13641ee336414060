"""Recording a death."""

import uuid
from collections.abc import Collection, Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction

from registry import ledger
from registry.actions.happenings.beginning import begin, born_by, fresh, members_of
from registry.actions.happenings.heads import NewHead, settle
from registry.actions.happenings.problems import HappeningImpossible
from registry.codes import BaseStatus, Marital, Relation
from registry.models import Event, Resident

MAY_DIE = (BaseStatus.LIVING, BaseStatus.MISSING)
MARRIED = (Marital.MARRIED, Marital.MARRIED_UNRECORDED)


@transaction.atomic
def record_death(
    *,
    resident: Resident,
    details: Mapping[str, Any],
    new_head: NewHead,
    widowed: Collection[int] = (),
    happened_on: date,
    reported_on: date,
    key: uuid.UUID | None,
    by: Any,
    at: datetime,
) -> Event:
    """
    Record a death: the family gets a new head when its head died, and the spouse is widowed.

    :param details: the fields of form F-2.01; codes as numbers, the hour as text.
    :param widowed: ids of the family's members whose marriage ended with it.
    :raises HappeningImpossible: the person is not living, or a new head is needed; see there.
    :raises MonthClosed, EventOutOfOrder: see the ledger.
    """
    entry = begin(
        kind=Event.Kind.DEATH, happened_on=happened_on, reported_on=reported_on, key=key, by=by, at=at,
        details={**details},
    )  # fmt: skip
    if found := ledger.known(key):
        return found
    resident = fresh(resident)
    if resident.status not in MAY_DIE:
        raise HappeningImpossible("", f"{resident.name} sudah tidak hidup di desa ini: {_state(resident)}.")
    born_by(resident, on=happened_on)
    entry.event.resident, entry.event.family = resident, resident.family
    was_here = resident.status == BaseStatus.LIVING
    entry.change(resident, status=BaseStatus.DEAD)
    if was_here:
        _widow(entry, resident, widowed)
        settle(entry, resident.family, leaving={resident.pk}, choice=new_head)
    return entry.write()


def spouses_of(resident: Resident) -> list[Resident]:
    """Those of the same card who are married to somebody, as far as a card can tell: head and spouse."""
    if resident.relation == Relation.HEAD:
        wanted: tuple[int, ...] = (Relation.HUSBAND, Relation.WIFE)
    elif resident.relation in (Relation.HUSBAND, Relation.WIFE):
        wanted = (Relation.HEAD,)
    else:
        return []
    others = members_of(resident.family, without=[resident.pk])
    return [other for other in others if other.relation in wanted and other.sex != resident.sex]


def _widow(entry: ledger.Entry, resident: Resident, widowed: Collection[int]) -> None:
    others = {member.pk: member for member in members_of(resident.family, without=[resident.pk])}
    for pk in widowed:
        if pk not in others:
            raise HappeningImpossible("widowed", "Pilih anggota keluarga yang masih hidup.")
        entry.change(others[pk], marital=Marital.WIDOWED)
    if widowed:
        entry.event.details["marital"] = {str(pk): int(Marital.WIDOWED) for pk in widowed}


def _state(resident: Resident) -> str:
    return resident.get_status_display().lower()
