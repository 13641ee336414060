"""The kabupaten says what its villages owe; offices below read it within some minutes."""

from datetime import datetime
from typing import Any

from django.db import transaction

import audit
from exchange.models import Obligation as Published
from submissions import queries
from submissions.rules import obligations as rules
from submissions.rules.obligations import Obligation
from walls import current


def keep_obligation(*, code: str, said: dict[str, Any], by: Any, at: datetime) -> Obligation:
    """
    Publish an obligation in the place of what holds under its code, or a new one.

    :raises ObligationWrong: it makes no sense; nothing is changed.
    """
    found = rules.read(code, said)
    with transaction.atomic():
        Published.objects.update_or_create(
            office_id=current.office().pk, code=code, defaults={"said": rules.written(found), "set_at": at}
        )
        audit.record("obligation.keep", by=by, at=at, detail={"obligation": code, "active": found.is_active})
    queries.forget()
    return found


def withdraw_obligation(*, code: str, by: Any, at: datetime) -> None:
    """
    Take back what the kabupaten said of an obligation; what ships holds again, and one of its own is gone.

    :raises NotOwed: nothing was said.
    """
    with transaction.atomic():
        count, _ = Published.objects.filter(office_id=current.office().pk, code=code).delete()
        if not count:
            raise queries.NotOwed(code)
        audit.record("obligation.withdraw", by=by, at=at, detail={"obligation": code})
    queries.forget()
