"""A whole year of reports: month by month what falls due, for a village and for a kecamatan."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from submissions import matrices, queries
from submissions.own.queries import layer
from submissions.permissions import SubmissionPermission
from web.access import requires

#: No office worked here before.
FIRST_YEAR = 2024


@never_cache
@require_safe
@requires(SubmissionPermission.SEE_DUTIES)
def village(request: HttpRequest) -> HttpResponse:
    """Everything this village owes in a year, its own duties among it; four queries."""
    day = queries.today(timezone.now())
    year, own = _year(request, day), layer()
    first, last = date(year, 1, 1), date(year, 12, 31)
    owed = [{"duty": one, "is_own": False} for one in own.over(queries.duties(day, first, last))]
    owed += [{"duty": one, "is_own": True} for one in own.duties(day, first, last)]
    return render(request, "submissions/calendar.html", _context(year, day, owed, lambda row: row["duty"].due_on))


@never_cache
@require_safe
@requires(SubmissionPermission.CHECK_REPORTS)
def district(request: HttpRequest) -> HttpResponse:
    """What falls due in a year in the villages of this kecamatan, and how many have sent it; three queries."""
    day = queries.today(timezone.now())
    year = _year(request, day)
    found = matrices.matrix(day, date(year, 1, 1), date(year, 12, 31)).columns
    rows = [{"column": one, "owed": sum(cell is not None for cell in one.cells)} for one in found]
    context = _context(year, day, rows, lambda row: row["column"].due_on)
    return render(request, "submissions/district_calendar.html", context)


def _context(year: int, day: date, rows: Iterable[dict[str, Any]], due_on: Any) -> dict[str, Any]:
    months: dict[int, list[dict[str, Any]]] = {}
    for row in sorted(rows, key=due_on):
        months.setdefault(due_on(row).month, []).append(row)
    return {
        "year": year,
        "before": year - 1 if year > FIRST_YEAR else None,
        "after": year + 1 if year <= day.year else None,
        "months": [(date(year, month, 1), found) for month, found in months.items()],
        "this_month": day.replace(day=1),
    }


def _year(request: HttpRequest, day: date) -> int:
    """The year asked for; what is none, or lies further away than is known, counts as not said."""
    text = request.GET.get("tahun", "")
    year = int(text) if len(text) == 4 and text.isascii() and text.isdigit() else day.year
    return year if FIRST_YEAR <= year <= day.year + 1 else day.year
