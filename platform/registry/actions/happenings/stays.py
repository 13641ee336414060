"""Temporary residents: who comes for a while (book B.4) and leaves again."""

import uuid
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction

from registry import ledger
from registry.actions.happenings.arriving import Newcomer, bring_in
from registry.actions.happenings.beginning import begin, living, members_of, refuse
from registry.actions.happenings.places import Place
from registry.actions.happenings.problems import HappeningImpossible
from registry.codes import BaseStatus, Relation, Residency
from registry.models import Event, Resident
from registry.rules import moves


@transaction.atomic
def record_temporary_in(
    *,
    newcomer: Newcomer,
    place: Place,
    details: Mapping[str, Any],
    until: date | None = None,
    happened_on: date,
    reported_on: date,
    key: uuid.UUID | None,
    by: Any,
    at: datetime,
) -> Event:
    """
    Let somebody stay for a while; they stand in book B.4 and in no count of residents.

    :param details: the columns of B.4: `identity_number`, `origin`, `purpose`, `host_name`, `host_address`, `note`.
    :param until: the day they mean to leave.
    :raises HappeningImpossible: somebody lives here already, or what was typed cannot be.
    :raises MonthClosed, EventOutOfOrder: see the ledger.
    """
    entry = begin(
        kind=Event.Kind.TEMPORARY_IN, happened_on=happened_on, reported_on=reported_on, key=key, by=by, at=at,
        details={**details, "until": until.isoformat() if until else ""},
    )  # fmt: skip
    if found := ledger.known(key):
        return found
    refuse("until", moves.check_visit(since=happened_on, until=until))
    (guest,) = bring_in(
        entry,
        [newcomer],
        residency=Residency.TEMPORARY,
        place=place.fields(),
        family=None,
        on=ledger.today(at),
        since=happened_on,
    )
    entry.event.resident = guest
    return entry.write()


@transaction.atomic
def record_temporary_out(
    *,
    resident: Resident,
    details: Mapping[str, Any],
    happened_on: date,
    reported_on: date,
    key: uuid.UUID | None,
    by: Any,
    at: datetime,
) -> Event:
    """
    Record that a temporary resident has left.

    :param details: `destination`, `note`.
    :raises HappeningImpossible: the person is no temporary resident, or heads a family whose others stay.
    :raises MonthClosed, EventOutOfOrder: see the ledger.
    """
    entry = begin(
        kind=Event.Kind.TEMPORARY_OUT, happened_on=happened_on, reported_on=reported_on, key=key, by=by, at=at,
        details={**details},
    )  # fmt: skip
    if found := ledger.known(key):
        return found
    resident = living(resident, on=happened_on)
    if resident.residency != Residency.TEMPORARY:
        raise HappeningImpossible("", f"{resident.name} penduduk tetap. Catat sebagai pindah keluar.")
    if resident.relation == Relation.HEAD and members_of(resident.family, without=[resident.pk]):
        raise HappeningImpossible("", f"{resident.name} kepala keluarga. Catat ganti kepala keluarga lebih dahulu.")
    entry.event.resident = resident
    entry.change(resident, status=BaseStatus.AWAY)
    return entry.write()
