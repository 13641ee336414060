"""Publishing the line around the current village, and taking it back; nothing is written where nothing changed."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

from django.db import transaction

import audit
from exchange.outlines.drawing import drawn
from exchange.outlines.models import Outline
from walls import current


@transaction.atomic
def publish_outline(*, shapes: Sequence[dict[str, Any]], is_given: bool, by: Any, at: datetime) -> bool:
    """
    Draw the line around these polygons for the offices above, in the place of an earlier one. Returns whether it is another one.

    :param shapes: GeoJSON geometries that were judged already.
    :param is_given: the village sent this line itself.
    :raises NoOutline: nothing can be drawn around them.
    """
    said = asdict(drawn(shapes)) | {"is_given": is_given}
    stands = Outline.objects.filter(office_id=current.office().pk).first()
    if stands is not None and all(getattr(stands, name) == value for name, value in said.items()):
        return False
    Outline.objects.update_or_create(office_id=current.office().pk, defaults=said | {"drawn_at": at})
    audit.record("outline.publish", by=by, at=at, detail={"is_given": is_given, "letters": len(said["path"])})
    return True


@transaction.atomic
def withdraw_outline(*, by: Any, at: datetime, reason: str = "") -> bool:
    """Take the line back; returns whether there was one."""
    gone, _ = Outline.objects.filter(office_id=current.office().pk).delete()
    if gone:
        audit.record("outline.withdraw", by=by, at=at, detail={"reason": reason} if reason else None)
    return bool(gone)
