"""The kabupaten says what its villages owe; offices below read it within some minutes."""

from collections.abc import Collection
from datetime import date, datetime
from typing import Any

from django.db import transaction

import audit
from exchange import announcements, holidays
from exchange.models import Obligation as Published
from submissions import queries
from submissions.rules import obligations as rules
from submissions.rules import since
from submissions.rules.obligations import Obligation
from submissions.rules.terms import Term
from walls import current

#: As villages know this catalogue (words.py declares it).
CATALOGUE = "obligation"


class MakesLate(ValueError):
    """Villages would be late at once, and nobody said that this is meant; `late` holds the periods with their last days."""

    def __init__(self, late: list[tuple[Term, date]]) -> None:
        super().__init__(f"{len(late)} periods late at once")
        self.late = late


def keep_obligation(
    *, code: str, said: dict[str, Any], by: Any, at: datetime, accepted: Collection[str] = ()
) -> Obligation:
    """
    Publish an obligation in the place of what holds under its code, or a new one; what was not owed until now is owed from today.

    :param accepted: the periods that may be late at once, as a person was shown them.
    :raises ObligationWrong: it makes no sense; nothing is changed.
    :raises MakesLate: it makes other periods late than those.
    """
    day, before = queries.today(at), _held(code)
    found = since.owed_from(rules.read(code, said), before, day)
    late = _check_late(found, before, day, accepted)
    with transaction.atomic():
        Published.objects.update_or_create(
            office_id=current.office().pk, code=code, defaults={"said": rules.written(found), "set_at": at}
        )
        detail = {"obligation": code, "active": found.is_active, "late_at_once": len(late)}
        audit.record("obligation.keep", by=by, at=at, detail=detail)
        announcements.announce(CATALOGUE, code, found.name, at=at, is_withdrawn=not found.is_active)
    queries.forget()
    return found


def withdraw_obligation(*, code: str, by: Any, at: datetime, accepted: Collection[str] = ()) -> None:
    """
    Take back what the kabupaten said of an obligation; what ships holds again, and one of its own is gone.

    :param accepted: as of `keep_obligation`.
    :raises NotOwed: nothing was said.
    :raises MakesLate: what ships makes other periods late than those.
    """
    shipped, held = queries.SHIPPED.get(code), _held(code)
    late = _check_late(shipped, held, queries.today(at), accepted) if shipped else []
    with transaction.atomic():
        count, _ = Published.objects.filter(office_id=current.office().pk, code=code).delete()
        if not count:
            raise queries.NotOwed(code)
        audit.record("obligation.withdraw", by=by, at=at, detail={"obligation": code, "late_at_once": len(late)})
        announcements.announce(CATALOGUE, code, held.name if held else code, at=at, is_withdrawn=True)
    queries.forget()


def _held(code: str) -> Obligation | None:
    """What holds now, also when another process changed it a minute ago."""
    queries.forget()
    return queries.obligations().get(code)


def _check_late(
    found: Obligation, before: Obligation | None, day: date, accepted: Collection[str]
) -> list[tuple[Term, date]]:
    opened_on = queries.first_opening()
    if opened_on is None:
        return []
    late = since.late_at_once(found, before, day, opened_on=opened_on, off=holidays.off())
    if any(term not in accepted for term, _ in late):
        raise MakesLate(late)
    return late
