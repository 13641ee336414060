"""How far the villages below are on their way to the first letter, from what each published; never from their own tables."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from exchange.models import Fact
from supervision import queries
from supervision.own import starting
from supervision.own.starting import Step
from tenants.models import Office


@dataclass(frozen=True)
class StartingRow:
    """One village: steps done, the next one, and days from its opening to its first letter, or until now; None where nothing is known."""

    office: Office
    done: int | None
    of: int
    next: Step | None
    days: int
    is_over: bool


def starting_rows(*, at: datetime) -> list[StartingRow]:
    """Every village below, those still on their way first and the longest waiting on top; two statements."""
    facts = Fact.objects.filter(indicator__in=[starting.STEPS, starting.NEXT, starting.DAYS]).order_by(
        "office_id", "indicator", "-period"
    )
    latest = facts.distinct("office_id", "indicator").values_list("office_id", "indicator", "numerator", "denominator")
    told: dict[int, dict[str, tuple[Any, Any]]] = {}
    for office_id, code, numerator, denominator in latest:
        told.setdefault(office_id, {})[code] = (numerator, denominator)
    steps = {step.number: step for step in starting.all_steps()}
    rows = [_row(village, told.get(village.pk, {}), steps, at) for village in queries.villages_below()]
    return sorted(rows, key=lambda row: (row.is_over, -row.days, row.office.name))


def _row(village: Office, told: dict[str, tuple[Any, Any]], steps: dict[int, Step], at: datetime) -> StartingRow:
    done, of = told.get(starting.STEPS, (None, None))
    following, _ = told.get(starting.NEXT, (None, None))
    days, _ = told.get(starting.DAYS, (None, None))
    waited = (at.astimezone(village.tzinfo).date() - village.opened_at.astimezone(village.tzinfo).date()).days
    return StartingRow(
        office=village,
        done=None if done is None else int(done),
        of=int(of or len(steps)),
        next=steps.get(int(following or 0)),
        days=waited if days is None else int(days),
        is_over=days is not None,
    )
