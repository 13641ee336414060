"""Lists of named people leave the screen as a file: who took which, stands in the log."""

from datetime import datetime
from typing import Any

from django.db import transaction

import audit
from registry.statistics.files import Sheet, written
from walls import limits


@transaction.atomic
def take_list(*, sheet: Sheet, form: str, reason: str = "", by: Any, at: datetime) -> bytes:
    """
    Write a list of people as `pdf` or `xlsx`, and note who took it.

    :param reason: for which their numbers are written in full; without one they are masked.

    :raises LimitReached: too many lists were downloaded today.
    :raises ListTooLong: too many people for paper.
    """
    limits.spend("exports")
    content = written(sheet, form, at=at, full=bool(reason))
    detail = {"list": sheet.name, "standing": sheet.standing, "form": form}
    audit.record("list.take", by=by, at=at, detail=detail | ({"reason": reason[:200]} if reason else {}))
    return content
