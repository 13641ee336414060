"""How far new villages are on their way to the first letter."""

from statistics import median

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from supervision import moments
from supervision.permissions import SupervisionPermission
from supervision.starting_queries import StartingRow, starting_rows
from web.access import requires
from web.indonesian import decimal_number
from web.paging import page_of


@requires(SupervisionPermission.SEE_VILLAGES)
@require_safe
def starting(request: HttpRequest) -> HttpResponse:
    """Show villages side by side: steps done, which is next, and how many days it took."""
    rows = starting_rows(at=moments.now())
    return render(request, "supervision/starting.html", {"page": page_of(request, rows), "numbers": _numbers(rows)})


def _numbers(rows: list[StartingRow]) -> list[dict[str, str]]:
    over = [row.days for row in rows if row.is_over]
    middle = decimal_number(median(over), 0) if len(over) >= 3 else ""
    return [
        {"label": "Desa dibuka", "value": f"{len(rows)}", "note": ""},
        {"label": "Sudah menerbitkan surat", "value": f"{len(over)}", "note": f"dari {len(rows)} desa"},
        {"label": "Masih dalam langkah awal", "value": f"{len(rows) - len(over)}", "note": ""},
        {"label": "Median hari sampai surat pertama", "value": middle, "note": "dari pembukaan kantor"},
    ]
