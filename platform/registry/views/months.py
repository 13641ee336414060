"""The months of the ledger: the list, and closing one for good."""

from datetime import date

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from registry import actions, ledger, saying
from registry.models import Month
from registry.permissions import RegistryPermission
from registry.queries import balance, months
from registry.queries.families import families_without_head
from registry.views.happenings import month_of
from registry.views.rights import rights
from web import htmx
from web.access import requires
from web.indonesian import month_name
from web.paging import page_of


@requires(RegistryPermission.SEE_POPULATION_BOOKS)
def all_months(request: HttpRequest) -> HttpResponse:
    """This will list the months with what their books say."""
    context = {
        "page": page_of(request, months.month_lines(ledger.today(timezone.now())), size=24),
        "headless": families_without_head().count(),
        **rights(request),
    }
    return render(request, "registry/months.html", context)


@requires(RegistryPermission.CLOSE_MONTHS)
def close(request: HttpRequest, month: str) -> HttpResponse:
    """This will show what a month's books say, and close it when its name is typed."""
    first = month_of(month)
    if first is None:
        raise Http404(month)
    problem = ""
    if request.method == "POST":
        problem = _close(request, first)
        if not problem:
            messages.success(request, f"Bulan {month_name(first)} ditutup.")
            return redirect("registry:months")
    found = balance.of_month(first)
    context = {
        "first": first,
        "table": months.table_of(found),
        "adds_up": found.people().adds_up and found.heads().adds_up,
        "closed": Month.objects.filter(first=first, closed_at__isnull=False).select_related("closed_by").first(),
        "headless": families_without_head().count(),
        "problem": problem,
    }
    return render(request, "registry/month_close.html", context, status=htmx.UNPROCESSABLE if problem else 200)


def _close(request: HttpRequest, first: date) -> str:
    """Close the month, or say why not."""
    if not names(request.POST.get("name", ""), first):
        return ask_for_name(first)
    try:
        actions.close_month(first=first, by=request.user, at=timezone.now())
    except (actions.MonthNotOver, actions.MonthAlreadyClosed, actions.EarlierMonthOpen) as problem:
        return saying.why(problem)
    return ""


def names(typed: str, first: date) -> bool:
    """Whether somebody typed the name of the month, as closing asks it."""
    return " ".join(typed.split()).lower() == month_name(first).lower()


def ask_for_name(first: date) -> str:
    return f"Ketik “{month_name(first)}” untuk menutup bulan ini."
