"""How every event begins: the ledger is taken, its days are judged, and whom it is about is read afresh."""

import uuid
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from registry import ledger
from registry.actions.happenings.problems import HappeningImpossible
from registry.codes import BaseStatus
from registry.ledger import Entry
from registry.models import Family, Resident
from registry.rules.findings import Verdict
from registry.rules.happenings import DayRefusal, check_days
from web.indonesian import long_date


def begin(
    *,
    kind: str,
    happened_on: date,
    reported_on: date,
    key: uuid.UUID | None,
    by: Any,
    at: datetime,
    details: dict[str, Any] | None = None,
) -> Entry:
    """
    Take the ledger for one event. Ask `ledger.known(key)` next: a second click may have come in between.

    :raises MonthClosed: the month of the report is closed.
    :raises HappeningImpossible: the days cannot be.
    """
    entry = Entry(
        kind=kind, happened_on=happened_on, reported_on=reported_on, key=key, by=by, at=at, details=details or {}
    )
    for field, verdict in check_days(happened_on=happened_on, reported_on=reported_on, today=ledger.today(at)):
        refuse(field, verdict)
    return entry


def refuse(field: str, verdict: Verdict) -> None:
    """:raises HappeningImpossible: the first refusal of a verdict."""
    for finding in verdict.refusals:
        raise HappeningImpossible(field, finding.text)


def fresh(resident: Resident) -> Resident:
    """The resident as the register has them now that nobody else writes."""
    return Resident.objects.select_related("family", "hamlet").get(pk=resident.pk)


def living(resident: Resident, *, on: date, field: str = "happened_on") -> Resident:
    """
    The resident afresh, who lives in the village and had been born by a day.

    :raises HappeningImpossible: the resident is gone, or was not born yet.
    """
    found = fresh(resident)
    if found.status != BaseStatus.LIVING:
        state = found.get_status_display().lower()
        raise HappeningImpossible("", f"{found.name} tidak tercatat hidup di desa ini: status {state}.")
    born_by(found, on=on, field=field)
    return found


def born_by(resident: Resident, *, on: date, field: str = "happened_on") -> None:
    """:raises HappeningImpossible: something would have happened to somebody before their birth."""
    if on < resident.born_on:
        refusal = Verdict().refuse(DayRefusal.BEFORE_BIRTH, name=resident.name, born=long_date(resident.born_on))
        refuse(field, refusal)


def members_of(family: Family | None, *, without: Iterable[int] = ()) -> list[Resident]:
    """The living members of a family in the order of its card."""
    if family is None:
        return []
    members = Resident.objects.filter(family=family, status=BaseStatus.LIVING).exclude(pk__in=list(without))
    return list(members.order_by("relation", "born_on", "pk"))
