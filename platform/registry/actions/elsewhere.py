"""People whom another village of the deployment has recorded too: having them compared, and saying what it is about."""

from datetime import datetime
from typing import Any

from django.db import transaction

import audit
from exchange import imprints
from registry import queries
from registry.actions.refusals import DetailsImpossible, reason_in
from registry.models import Resident, Settled

Verdict = Settled.Verdict
_VERBS = {Verdict.NOT_SAME: "resident.not_same_elsewhere", Verdict.DEALT_WITH: "resident.deal_with_elsewhere"}


class NotElsewhere(LookupError):
    """That village has nobody recorded who agrees with this resident, or has no more."""


def compare_people(*, at: datetime) -> imprints.Difference:
    """Bring the village's imprints up to date and have what is new compared; done twice it changes nothing more."""
    return imprints.bring_up_to_date(queries.what_is_compared(), at=at)


@transaction.atomic
def settle_elsewhere(*, resident: Resident, other: Any, verdict: str, reason: str, by: Any, at: datetime) -> None:
    """
    Say what it is about that another village has this resident too; said again nothing changes.

    :raises DetailsImpossible: no such verdict, or no reason.
    :raises NotElsewhere: see there.
    """
    if verdict not in Verdict.values:
        raise DetailsImpossible("verdict", "Pilih salah satu.")
    because = reason_in(reason)
    found = {"subject": resident.pk, "other": other.pk}
    if not imprints.clashes().filter(**found).values("pk").exists():
        raise NotElsewhere(resident.pk)
    kinds = queries.unsettled_elsewhere().filter(**found).values_list("kind", flat=True)
    said = {"verdict": verdict, "reason": because, "said_at": at, "said_by": by}
    rows = [Settled(resident=resident, office_key=other.key, kind=kind, **said) for kind in kinds]
    if rows:
        Settled.objects.bulk_create(
            rows,
            update_conflicts=True,
            unique_fields=["resident", "office_key", "kind", "other"],
            update_fields=list(said),
        )
        detail = {"office": other.title, "reason": said["reason"]}
        audit.record(_VERBS[Verdict(verdict)], resident, by=by, at=at, detail=detail)


@transaction.atomic
def reopen_elsewhere(*, resident: Resident, other: Any, by: Any, at: datetime) -> None:
    """Take back what was said of a resident and another village; where nothing was said nothing happens."""
    gone, _ = Settled.objects.filter(resident=resident, office_key=other.key).delete()
    if gone:
        audit.record("resident.reopen_elsewhere", resident, by=by, at=at, detail={"office": other.title})
