"""Recording what a form says: first as a rehearsal that leaves nothing behind, then in earnest."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction

from registry import ledger
from registry.actions.happenings import HappeningImpossible
from registry.happenings.form import HappeningForm
from registry.happenings.kinds import Kind
from registry.happenings.telling import effects
from registry.models import Event
from registry.rules.findings import Finding
from web.indonesian import long_date, month_name


class NotConfirmed(ValueError):
    """There are warnings nobody has confirmed."""

    def __init__(self, warnings: list[Finding]) -> None:
        super().__init__(len(warnings))
        self.warnings = warnings


@dataclass(frozen=True)
class Rehearsal:
    """What recording would change, in sentences, and what to look at before."""

    sentences: list[str]
    warnings: list[Finding]


@transaction.atomic
def rehearse(kind: Kind, form: HappeningForm, *, by: Any, at: datetime) -> Rehearsal:
    """
    Record, tell what has changed, and take it all back: so a check refuses and says exactly what the record will.

    :raises HappeningImpossible: as recording.
    """
    arguments = form.arguments()
    warnings = kind.warnings(**arguments)
    event = _record(kind, form, arguments, by=by, at=at)
    found = Rehearsal([*kind.says(event), *effects(event, kind.books, account=by)], warnings)
    transaction.set_rollback(True)
    return found


@transaction.atomic
def record(kind: Kind, form: HappeningForm, *, confirmed: Collection[str], by: Any, at: datetime) -> Event:
    """
    Record a form that was checked.

    :param confirmed: names of the warnings somebody has confirmed.
    :raises NotConfirmed: there are others.
    :raises HappeningImpossible: something cannot be.
    """
    arguments = form.arguments()
    known = ledger.known(form.cleaned_data["key"])
    left = [finding for finding in kind.warnings(**arguments) if finding.reason.name not in confirmed]
    if left and known is None:
        raise NotConfirmed(left)
    return known or _record(kind, form, arguments, by=by, at=at)


def _record(kind: Kind, form: HappeningForm, arguments: dict[str, Any], *, by: Any, at: datetime) -> Event:
    try:
        return kind.record(**arguments, key=form.cleaned_data["key"], by=by, at=at)
    except ledger.MonthClosed as refusal:
        raise HappeningImpossible("reported_on", closed_month(refusal.day, refusal.open_from)) from refusal
    except ledger.EventOutOfOrder as refusal:
        said = f"{refusal.resident.name} punya peristiwa yang dilaporkan {long_date(refusal.since)}."
        raise HappeningImpossible("reported_on", f"{said} Tanggal lapor paling awal hari itu.") from refusal


def closed_month(day: date, open_from: date) -> str:
    """Why nothing is reported into a closed month, and from which day on something may be."""
    return f"Bulan {month_name(day)} sudah ditutup. Isi tanggal lapor mulai {long_date(open_from)}."
