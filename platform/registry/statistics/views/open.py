"""What everybody may see of the numbers of the village."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from registry import queries, statistics
from registry.rules.small_cells import is_small
from registry.statistics import charts, public
from web.access import open_to_all

OPEN = "Numbers of the village without any person; small ones are hidden."


@open_to_all(OPEN)
@require_safe
def public_index(request: HttpRequest) -> HttpResponse:
    """This will list the statistics for everybody, with the headline numbers."""
    day = public.public_day(timezone.localdate())
    counts = queries.resident_counts(day)
    shown = statistics.grouped(public.public_statistics())
    context = {"day": day, "counts": counts, "is_small": _hides(counts), "groups": shown}
    return render(request, "registry/statistics/public_index.html", context)


@open_to_all(OPEN)
@require_safe
def public_statistic(request: HttpRequest, slug: str) -> HttpResponse:
    """This will show one statistic with its small numbers hidden."""
    try:
        found = public.public_named(slug)
    except statistics.StatisticUnknown:
        raise Http404 from None
    table = public.public_table(found, day=public.public_day(timezone.localdate()))
    highest = max((row.total or 0 for row in table.rows), default=0)
    bars = [(row, charts.scaled(row.total or 0, highest)) for row in table.rows]
    return render(request, "registry/statistics/public_statistic.html", {"table": table, "bars": bars})


def _hides(counts: queries.HeadCount) -> bool:
    """With so few people nothing can be shown at all."""
    return any(is_small(number) for number in (counts.men, counts.women, counts.families))
