"""What is done to an office stands in two logs: its own, and that of the kabupaten above it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import audit
from tenants.models import Office
from walls import current


@dataclass(frozen=True)
class FromOutside:
    """Somebody of another office, or an operator's command: has a name in this log, and no account."""

    name: str
    pk: None = None


def tell(action: str, office: Office, *, by: Any, at: datetime, detail: dict[str, Any] | None = None) -> None:
    """
    Write the act into the office's own log and into its kabupaten's, in the transaction of the act.

    :param by: an account of the office that is current, or `FromOutside`.
    """
    for place in dict.fromkeys([office, *regency_of(office)]):
        tell_in(place, action, office, by=by, at=at, detail=detail)


def tell_in(
    place: Office, action: str, office: Office, *, by: Any, at: datetime, detail: dict[str, Any] | None = None
) -> None:
    """Write the act into one log; somebody of another office is named with that office."""
    who = _as_seen_in(place, by)
    with current.inside(place):
        audit.record(action, office, by=who, at=at, detail={"title": office.title, **(detail or {})})


def regency_of(office: Office) -> list[Office]:
    """The kabupaten above, in a list that is empty for a kabupaten itself."""
    return [above for above in office.above if above.kind == Office.Kind.REGENCY]


def _as_seen_in(place: Office, by: Any) -> Any:
    if getattr(by, "pk", None) is None:
        return by
    home = current.office()
    return by if home.pk == place.pk else FromOutside(f"{by.name}, {home.title}")
