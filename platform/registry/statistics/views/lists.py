"""Groups that need care by RT, who must hold a card, and who may vote."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from registry.permissions import RegistryPermission
from registry.queries.remembered import in_order
from registry.statistics import vulnerable as care
from registry.statistics.card_duty import soon_due, unrecorded
from registry.statistics.files import duty_sheet, voters_sheet, vulnerable_sheet
from registry.statistics.forms import AskForm, DutyForm, VoterForm
from registry.statistics.views.giving import given
from registry.statistics.views.tables import RECORD_OF_NOW
from registry.statistics.voters import remarks, voters
from web.access import requires
from web.paging import page_of


@requires(RegistryPermission.SEE_HEALTH_STATISTICS)
@require_safe
def vulnerable(request: HttpRequest) -> HttpResponse:
    """This will show the groups that need care, RT by RT."""
    form = AskForm(request.GET, today=timezone.localdate())
    lines, totals = care.vulnerable(form.day, form.area)
    context = {
        "form": form, "lines": lines, "totals": totals, "columns": care.COLUMNS, "groups": _groups(),
        "note": "" if form.is_now else RECORD_OF_NOW,
    }  # fmt: skip
    return render(request, "registry/statistics/vulnerable.html", context)


@requires(RegistryPermission.SEE_HEALTH_STATISTICS)
@require_safe
def vulnerable_file(request: HttpRequest, form: str) -> HttpResponse:
    """This will give the groups that need care as a file."""
    asked = AskForm(request.GET, today=timezone.localdate())
    return given(request, vulnerable_sheet(asked.day, asked.area, place=asked.place), form)


@requires(RegistryPermission.TAKE_LISTS)
@require_safe
def card_duty(request: HttpRequest) -> HttpResponse:
    """This will list who must hold a card and was not recorded, or who soon must."""
    form = DutyForm(request.GET, today=timezone.localdate())
    found = _soon(request)
    asked = (form.today, form.months if found else None, form.area)
    rows = soon_due(form.today, months=form.months, area=form.area) if found else unrecorded(form.today, form.area)
    context = {
        "form": form,
        "page": page_of(request, in_order("card-duty", *asked, rows=rows)),
        "is_soon": found,
        "today": form.today,
    }
    return render(request, "registry/statistics/card_duty.html", context)


@requires(RegistryPermission.TAKE_LISTS)
@require_safe
def card_duty_file(request: HttpRequest, form: str) -> HttpResponse:
    """This will give that list as a file, and note who took it."""
    asked = DutyForm(request.GET, today=timezone.localdate())
    months = asked.months if _soon(request) else None
    sheet = duty_sheet(asked.today, months=months, area=asked.area, place=asked.place)
    return given(request, sheet, form, is_personal=True)


@requires(RegistryPermission.TAKE_LISTS)
@require_safe
def voter_list(request: HttpRequest) -> HttpResponse:
    """This will list the voters of an election day."""
    form = VoterForm(request.GET, today=timezone.localdate())
    election = form.election
    rows = voters(election, day=form.today, area=form.area)
    page: Any = page_of(request, in_order("voters", election, form.today, form.area, rows=rows))
    listed = list(page.object_list)
    for stay, remark in zip(listed, remarks(listed, election), strict=True):
        stay.remark, stay.age = remark, stay.resident.age_on(election.voting_on)
    page.object_list = listed
    return render(request, "registry/statistics/voters.html", {"form": form, "election": election, "page": page})


@requires(RegistryPermission.TAKE_LISTS)
@require_safe
def voter_file(request: HttpRequest, form: str) -> HttpResponse:
    """This will give the voters as a file, and note who took it."""
    asked = VoterForm(request.GET, today=timezone.localdate())
    sheet = voters_sheet(asked.election, day=asked.today, area=asked.area, place=asked.place)
    return given(request, sheet, form, is_personal=True)


def _soon(request: HttpRequest) -> bool:
    return request.GET.get("daftar") == "segera"


def _groups() -> list[tuple[str, int]]:
    """The upper headings with how many columns stand under each."""
    found: list[tuple[str, int]] = []
    for one in care.COLUMNS:
        if found and found[-1][0] == one.above and one.above:
            found[-1] = (one.above, found[-1][1] + 1)
        else:
            found.append((one.above or one.label, 1))
    return found
