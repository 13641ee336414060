"""Writing thousands of lines of a file at once, over the database's own road for bulk data."""

import json

from django.db import connection

from registry.models import ImportRow

COLUMNS = (
    "batch_id",
    "number",
    "state",
    "cells",
    "rounded",
    "values",
    "errors",
    "warnings",
    "has_warnings",
    "resident_id",
    "before",
)
_JSON = {"cells", "rounded", "values", "errors", "warnings", "before"}


def write(rows: list[ImportRow]) -> None:
    """Insert new lines with COPY, four times as fast as INSERT for lines full of JSON; their keys are not read back."""
    names = ", ".join(f'"{column}"' for column in COLUMNS)
    with connection.cursor() as cursor, cursor.copy(f"COPY registry_importrow ({names}) FROM STDIN") as copy:
        for row in rows:
            copy.write_row([_cell(row, column) for column in COLUMNS])


def _cell(row: ImportRow, column: str) -> object:
    value = getattr(row, column)
    return json.dumps(value) if column in _JSON else value
