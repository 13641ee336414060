"""People who are missing, and found again."""

import uuid
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction

from registry import ledger
from registry.actions.happenings.beginning import begin, born_by, fresh, living, members_of
from registry.actions.happenings.heads import NewHead, install, settle
from registry.actions.happenings.moves import NOBODY_NEW
from registry.actions.happenings.problems import HappeningImpossible
from registry.codes import BaseStatus, Relation, Residency
from registry.models import Event, Resident


@transaction.atomic
def record_missing(
    *,
    resident: Resident,
    details: Mapping[str, Any],
    new_head: NewHead = NOBODY_NEW,
    happened_on: date,
    reported_on: date,
    key: uuid.UUID | None,
    by: Any,
    at: datetime,
) -> Event:
    """
    Record that somebody is missing: they count no more until they are found.

    :param details: `police_number`, `police_on`, `last_seen`, `note`.
    :raises HappeningImpossible: the person does not live here, or a new head is needed.
    :raises MonthClosed, EventOutOfOrder: see the ledger.
    """
    entry = begin(
        kind=Event.Kind.MISSING, happened_on=happened_on, reported_on=reported_on, key=key, by=by, at=at,
        details={**details},
    )  # fmt: skip
    if found := ledger.known(key):
        return found
    resident = living(resident, on=happened_on)
    entry.event.resident, entry.event.family = resident, resident.family
    entry.change(resident, status=BaseStatus.MISSING)
    settle(entry, resident.family, leaving={resident.pk}, choice=new_head)
    return entry.write()


@transaction.atomic
def record_found(
    *,
    resident: Resident,
    details: Mapping[str, Any],
    relation: int | None = None,
    happened_on: date,
    reported_on: date,
    key: uuid.UUID | None,
    by: Any,
    at: datetime,
) -> Event:
    """
    Record that somebody who was missing is back: they count again, in their family.

    :param relation: what they are in the family now; without it what they were, and head where nobody else lives.
    :param details: `police_number`, `note`.
    :raises HappeningImpossible: the person is not missing, or the family has another head by now.
    :raises MonthClosed, EventOutOfOrder: see the ledger.
    """
    entry = begin(
        kind=Event.Kind.FOUND, happened_on=happened_on, reported_on=reported_on, key=key, by=by, at=at,
        details={**details},
    )  # fmt: skip
    if found := ledger.known(key):
        return found
    resident = fresh(resident)
    if resident.status != BaseStatus.MISSING:
        raise HappeningImpossible("", f"{resident.name} tidak tercatat hilang.")
    born_by(resident, on=happened_on)
    entry.event.resident, entry.event.family = resident, resident.family
    if resident.residency == Residency.PERMANENT and _guest_leads(resident):
        # No family of residents is counted by a guest, so whoever comes back leads it again.
        entry.change(resident, status=BaseStatus.LIVING)
        everybody = [resident, *members_of(resident.family, without=[resident.pk])]
        assert resident.family is not None
        install(entry, resident.family, everybody, NewHead(resident.pk, keeps_number=True))
    else:
        entry.change(resident, status=BaseStatus.LIVING, relation=_relation(resident, relation))
    return entry.write()


def _guest_leads(resident: Resident) -> bool:
    members = members_of(resident.family, without=[resident.pk])
    return any(one.relation == Relation.HEAD and one.residency == Residency.TEMPORARY for one in members)


def _relation(resident: Resident, chosen: int | None) -> int | None:
    if resident.family is None:
        return resident.relation
    members = members_of(resident.family, without=[resident.pk])
    if not members:
        return Relation.HEAD
    relation = chosen or resident.relation
    head = next((member for member in members if member.relation == Relation.HEAD), None)
    if head is not None and relation == Relation.HEAD:
        raise HappeningImpossible("relation", f"Keluarga ini sekarang dikepalai {head.name}. Pilih hubungan lain.")
    return relation
