"""Saying what an office may use."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

import audit
from tenants.actions import limiting
from tenants.models import Office
from walls.limits import What


def set_limits(*, office: Office, values: Mapping[What, int | None], by: Any, at: datetime) -> None:
    """
    Say what an office below this kabupaten may use; None for what every office may.

    :raises LimitOutOfRange: nothing was changed.
    """
    with transaction.atomic():
        limiting.set_limits(office=office, values=values)
        detail = {"title": office.title, "limits": {str(what): value for what, value in values.items()}}
        audit.record("limits.set", by=by, at=at, detail=detail)
