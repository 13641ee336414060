"""The statistics of the office: what there is, one of them, and its file."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from registry import queries, statistics
from registry.permissions import RegistryPermission
from registry.statistics import Counted, Statistic, charts
from registry.statistics.files import Sheet, growth_sheet, statistic_sheet
from registry.statistics.forms import AskForm, GrowthForm
from registry.statistics.growth import Grown, growth
from registry.statistics.people import AGES
from registry.statistics.views.giving import given
from web import indonesian
from web.access import requires


@requires(RegistryPermission.SEE_STATISTICS)
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """This will show the headline numbers and every statistic this officer may open."""
    today = timezone.localdate()
    shown = [one for one in statistics.all_declared() if may_see(request, one)]
    context = {
        "counts": queries.resident_counts(today),
        "groups": statistics.grouped(shown),
        "today": today,
        **rights(request),
    }
    return render(request, "registry/statistics/index.html", context)


@requires(RegistryPermission.SEE_STATISTICS)
@require_safe
def statistic(request: HttpRequest, slug: str) -> HttpResponse:
    """This will show a statistic as table and chart, for a day and a place."""
    found = statistic_named(request, slug)
    form = AskForm(request.GET, today=timezone.localdate())
    counted = statistics.count(found, day=form.day, area=form.area)
    context = {
        "statistic": found,
        "form": form,
        "counted": counted,
        "bars": charts.bars(counted),
        "notes": notes(found),
        "people": _people(request, found, form),
        "unknown": statistics.UNKNOWN,
        **rights(request),
    }
    return render(request, "registry/statistics/statistic.html", context)


@requires(RegistryPermission.SEE_STATISTICS)
@require_safe
def file(request: HttpRequest, slug: str, form: str) -> HttpResponse:
    """This will give a statistic as a spreadsheet or on paper."""
    return given(request, sheet_in(statistic_named(request, slug), request.GET), form)


def sheet_in(found: Statistic, asked: Mapping[str, str]) -> Sheet:
    form = AskForm(asked, today=timezone.localdate())
    counted = statistics.count(found, day=form.day, area=form.area)
    return statistic_sheet(counted, place=form.place, notes=notes(found))


@requires(RegistryPermission.SEE_STATISTICS)
@require_safe
def pyramid(request: HttpRequest) -> HttpResponse:
    """This will draw men and women by bands of five years."""
    form = AskForm(request.GET, today=timezone.localdate())
    counted = statistics.count(statistics.named(AGES), day=form.day, area=form.area)
    context = {"form": form, "counted": counted, "steps": charts.pyramid(counted), "ratio": dependency(counted)}
    return render(request, "registry/statistics/pyramid.html", context)


@requires(RegistryPermission.SEE_STATISTICS)
@require_safe
def grown(request: HttpRequest) -> HttpResponse:
    """This will show how the village grew in the twelve months up to one."""
    form = GrowthForm(request.GET, today=timezone.localdate())
    months = grown_in(form)
    curve = charts.curve(months, lambda month: indonesian.SHORT_MONTHS[month.first.month - 1])
    earlier, later = _year(months[-1].first, -1), _year(months[-1].first, 1)
    context = {
        "form": form,
        "months": months,
        "curve": curve,
        "board": charts,
        "earlier": f"{earlier:%Y-%m}",
        "later": f"{later:%Y-%m}" if later <= timezone.localdate() else "",
        "change": months[-1].closing - months[0].opening if months[0].opening else None,
    }
    return render(request, "registry/statistics/growth.html", context)


@requires(RegistryPermission.SEE_STATISTICS)
@require_safe
def grown_file(request: HttpRequest, form: str) -> HttpResponse:
    """This will give the growth of twelve months as a file."""
    return given(request, grown_sheet(request.GET), form)


def grown_sheet(asked: Mapping[str, str]) -> Sheet:
    form = GrowthForm(asked, today=timezone.localdate())
    return growth_sheet(grown_in(form), place=form.place)


def grown_in(form: GrowthForm) -> list[Grown]:
    """The twelve months up to the one that is asked for, since there is a register."""
    return _begun(growth(form.last, area=form.area))


def may_see(request: HttpRequest, found: Statistic) -> bool:
    user: Any = request.user
    return not found.is_health or user.may(RegistryPermission.SEE_HEALTH_STATISTICS)


def rights(request: HttpRequest) -> dict[str, bool]:
    user: Any = request.user
    return {
        "may_see_health": user.may(RegistryPermission.SEE_HEALTH_STATISTICS),
        "may_take_lists": user.may(RegistryPermission.TAKE_LISTS),
    }


def notes(found: Statistic) -> list[str]:
    """What a reader of the numbers must know."""
    said = [found.counted] if found.counted else []
    return said + ([f"Dasar: {found.legal_basis}."] if found.legal_basis else [])


def statistic_named(request: HttpRequest, slug: str) -> Statistic:
    """
    A statistic whoever asks may see.

    :raises Http404, PermissionDenied: there is none, or it is of health.
    """
    try:
        found = statistics.named(slug)
    except statistics.StatisticUnknown:
        raise Http404 from None
    if not may_see(request, found):
        raise PermissionDenied(RegistryPermission.SEE_HEALTH_STATISTICS)
    return found


def _people(request: HttpRequest, found: Statistic, form: AskForm) -> str:
    """The beginning of the address of a number's people; empty where they cannot be listed, or not for this officer."""
    user: Any = request.user
    if not (found.opens_lists and user.may(RegistryPermission.SEE_RESIDENTS)):
        return ""
    place = form.area
    day = "" if form.is_now else form.day.isoformat()
    asked = {"statistik": found.slug, "dusun": place.hamlet, "rw": place.rw, "rt": place.rt, "per": day}
    return f"{reverse('registry:residents')}?{urlencode({name: value for name, value in asked.items() if value})}"


def _begun(months: list[Grown]) -> list[Grown]:
    """Without the months before there was a register; the last stays in any case."""
    return [month for month in months[:-1] if month.opening or month.closing] + months[-1:]


def _year(first: date, years: int) -> date:
    return first.replace(year=first.year + years)


def dependency(counted: Counted) -> float | None:
    """(0–14 and 65 upwards) for each hundred of 15–64; None without anybody of these."""
    bands = [row.numbers.total for row in counted.rows]
    working = sum(bands[3:13])
    return 100 * (sum(bands[:3]) + sum(bands[13:16])) / working if working else None
