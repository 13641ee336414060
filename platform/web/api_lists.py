"""What lists of the API share: the table beside JSON, and the refusal of a question that is not known."""

import csv
import io
from collections.abc import Collection, Mapping
from typing import Any

from rest_framework.exceptions import ValidationError
from rest_framework.renderers import BaseRenderer, JSONRenderer
from rest_framework.request import Request

PAGING = frozenset({"limit", "offset", "format"})


class CsvRenderer(BaseRenderer):
    """A page of a list as RFC 4180: a line of names, then a line for each; a formula from somewhere stays a text."""

    media_type = "text/csv"
    format = "csv"
    charset = "utf-8"

    def render(self, data: Any, accepted_media_type: str | None = None, renderer_context: Any = None) -> bytes:
        rows = data.get("results") if isinstance(data, Mapping) else data
        text = io.StringIO()
        if not isinstance(rows, list):
            # A refusal: its words, one a line.
            csv.writer(text).writerows([name, said] for name, said in dict(data or {}).items())
        elif rows:
            writer = csv.DictWriter(text, fieldnames=list(rows[0]))
            writer.writeheader()
            writer.writerows({name: _cell(value) for name, value in row.items()} for row in rows)
        return text.getvalue().encode()


#: Of a list that is given as a table too.
TABLES = (JSONRenderer, CsvRenderer)


def refuse_unknown(request: Request, known: Collection[str]) -> None:
    """
    A question this list does not know is refused, so that a typing mistake is not taken for "all".

    :raises ValidationError: see there.
    """
    unknown = set(request.query_params) - set(known) - PAGING
    if unknown:
        raise ValidationError(dict.fromkeys(sorted(unknown), "Parameter tidak dikenal."))


def _cell(value: Any) -> Any:
    if isinstance(value, list):
        return " ".join(map(str, value))
    return f"'{value}" if isinstance(value, str) and value[:1] in "=+-@" and value else value
