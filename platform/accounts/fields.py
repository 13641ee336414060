"""Columns of other rooms that hold an account."""

from typing import Any

from django.conf import settings
from django.db import models


def by_whom(*, null: bool = True) -> Any:
    """Who did something: shown beside it, so without an index; a list that asks by it declares its own."""
    return models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=null, db_index=False, related_name="+"
    )
