"""Showing the numbers of persons in a letter's answers, which are masked by default."""

from datetime import datetime
from typing import Any

from django.db import transaction

import audit
from modules.service.models import Letter


@transaction.atomic
def reveal_answers(*, letter: Letter, reason: str, by: Any, at: datetime) -> None:
    """Note who saw the full numbers of a letter's answers, when and why (UU 27/2022 article 35); the caller has asked for the right."""
    audit.record("letter.reveal", letter, by=by, at=at, detail={"kind": letter.kind.slug, "reason": reason[:200]})
