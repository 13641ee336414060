"""What books count by, and what a change of it means for the stays of one resident."""

from datetime import date
from typing import Any, NamedTuple

from registry.codes import BaseStatus, Relation
from registry.models import Event, Resident, Stay


class Standing(NamedTuple):
    """Where a living resident stands: the part of a record that stays repeat day by day."""

    residency: int
    sex: int
    citizenship: int | None
    hamlet_id: int | None
    rw: str
    rt: str
    address: str
    family_id: int | None
    relation: int | None

    @property
    def is_head(self) -> bool:
        return self.relation == Relation.HEAD


#: Fields of a resident that only the ledger changes.
COUNTED = frozenset(
    {"status", "residency", "sex", "citizenship", "hamlet", "rw", "rt", "address", "family", "relation"}
)


def of_resident(resident: Resident) -> Standing | None:
    """Where a resident stands now; None for the dead, the moved, the missing and those never valid."""
    if resident.status != BaseStatus.LIVING:
        return None
    return Standing(*(getattr(resident, name) for name in Standing._fields))


def of_stay(stay: Stay) -> Standing:
    return Standing(*(getattr(stay, name) for name in Standing._fields))


def opened(resident: Resident, before: Standing | None, now: Standing, *, day: date, by: Event) -> Stay:
    """The stay an event opens; `before` is where the resident stood until then."""
    return Stay(
        resident=resident,
        since=day,
        opened_by=by,
        is_entry=before is None or before.residency != now.residency,
        begins_heading=now.is_head and not (before and before.is_head),
        **now._asdict(),
    )


def end(stay: Stay, now: Standing | None, *, day: date, by: Event) -> Stay:
    """Close a stay; `now` is where the resident stands from this day on."""
    was = of_stay(stay)
    stay.until, stay.closed_by = day, by
    stay.is_exit = now is None or now.residency != was.residency
    stay.ends_heading = was.is_head and not (now and now.is_head)
    return stay


def written(value: Any) -> Any:
    """A field's value as JSON keeps it."""
    return value.isoformat() if hasattr(value, "isoformat") else str(value) if hasattr(value, "as_tuple") else value
