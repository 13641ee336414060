"""Keeping what a record said before it is changed."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import connection
from django.db.models import Model

from registry.ledger import standing
from registry.models.former import KEPT, what


def keep(model: type[Model], before: Mapping[int, Mapping[str, Any]], *, day: date) -> None:
    """
    Keep what stood in records until a day, of what KEPT names; at most one statement. Use with the ledger held.

    What came later on the same day was never what the day ended with, and an event that is reported for a day before that of an
    earlier change of the same word counts from the day of that one: so no day that has gone by comes to say anything else.

    :param before: by record and column what stood there.
    """
    kept = KEPT[model]
    words = [
        (what(model, column), pk, _text(value))
        for pk, stood in before.items()
        for column, value in stood.items()
        if column in kept
    ]
    if not words:
        return
    with connection.cursor() as cursor:
        cursor.execute(
            _KEEP,
            {"day": day, **dict(zip(("whats", "subjects", "texts"), map(list, zip(*words, strict=True)), strict=True))},
        )


_KEEP = """
    INSERT INTO registry_former (what, subject, until, value)
    SELECT said.what, said.subject, %(day)s, said.value
    FROM unnest(%(whats)s::varchar[], %(subjects)s::bigint[], %(texts)s::text[]) AS said(what, subject, value)
    WHERE NOT EXISTS (
        SELECT FROM registry_former f WHERE f.what = said.what AND f.subject = said.subject AND f.until >= %(day)s
    )"""


def _text(value: Any) -> str | None:
    value = standing.written(value)
    return None if value is None else str(value)
