"""Groups that need care by RT, who must hold a card, and who may vote."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from registry.models import Stay
from registry.permissions import RegistryPermission
from registry.queries.remembered import InOrder, in_order
from registry.rules.voters import Election
from registry.statistics import vulnerable as care
from registry.statistics.card_duty import soon_due, unrecorded
from registry.statistics.files import Sheet, duty_sheet, voters_sheet, vulnerable_sheet
from registry.statistics.forms import AskForm, DutyForm, VoterForm
from registry.statistics.views.giving import given
from registry.statistics.voters import remarks, voters
from web.access import requires
from web.paging import page_of

#: What stands in the address, of a page or of an endpoint.
Asked = Mapping[str, str]


@requires(RegistryPermission.SEE_HEALTH_STATISTICS)
@require_safe
def vulnerable(request: HttpRequest) -> HttpResponse:
    """This will show the groups that need care, RT by RT."""
    form = AskForm(request.GET, today=timezone.localdate())
    lines, totals = care.vulnerable(form.day, form.area)
    context = {
        "form": form, "lines": lines, "totals": totals, "columns": care.COLUMNS, "groups": _groups(),
    }  # fmt: skip
    return render(request, "registry/statistics/vulnerable.html", context)


@requires(RegistryPermission.SEE_HEALTH_STATISTICS)
@require_safe
def vulnerable_file(request: HttpRequest, form: str) -> HttpResponse:
    """This will give the groups that need care as a file."""
    return given(request, vulnerable_in(request.GET), form)


@requires(RegistryPermission.TAKE_LISTS)
@require_safe
def card_duty(request: HttpRequest) -> HttpResponse:
    """This will list who must hold a card and was not recorded, or who soon must."""
    form = DutyForm(request.GET, today=timezone.localdate())
    found, rows = _soon(request.GET), due_in(form, request.GET)
    context = {"form": form, "page": page_of(request, rows), "is_soon": found, "today": form.today}
    return render(request, "registry/statistics/card_duty.html", context)


@requires(RegistryPermission.TAKE_LISTS)
@require_safe
def card_duty_file(request: HttpRequest, form: str) -> HttpResponse:
    """This will give that list as a file, and note who took it."""
    return given(request, duty_in(request.GET), form, is_personal=True)


@requires(RegistryPermission.TAKE_LISTS)
@require_safe
def voter_list(request: HttpRequest) -> HttpResponse:
    """This will list the voters of an election day."""
    form = VoterForm(request.GET, today=timezone.localdate())
    election = form.election
    page: Any = page_of(request, voters_of(form))
    page.object_list = remarked(page.object_list, election)
    return render(request, "registry/statistics/voters.html", {"form": form, "election": election, "page": page})


@requires(RegistryPermission.TAKE_LISTS)
@require_safe
def voter_file(request: HttpRequest, form: str) -> HttpResponse:
    """This will give the voters as a file, and note who took it."""
    return given(request, voters_in(request.GET), form, is_personal=True)


def remarked(listed: Iterable[Any], election: Election) -> list[Any]:
    """Voters with their age on the day and what must still be found out about them."""
    voters_here = list(listed)
    for stay, remark in zip(voters_here, remarks(voters_here, election), strict=True):
        stay.remark, stay.age = remark, stay.resident.age_on(election.voting_on)
    return voters_here


def voters_of(form: VoterForm) -> InOrder[Stay]:
    """The voters of the election a form names."""
    rows = voters(form.election, day=form.today, area=form.area)
    return in_order("voters", form.election, form.today, form.area, rows=rows)


def due_in(form: DutyForm, asked: Asked) -> InOrder[Stay]:
    """Who must hold a card and was not recorded; with `?daftar=segera` who soon must."""
    months = form.months if _soon(asked) else None
    rows = soon_due(form.today, months=months, area=form.area) if months else unrecorded(form.today, form.area)
    return in_order("card-duty", form.today, months, form.area, rows=rows)


def vulnerable_in(asked: Asked) -> Sheet:
    form = AskForm(asked, today=timezone.localdate())
    return vulnerable_sheet(form.day, form.area, place=form.place)


def duty_in(asked: Asked) -> Sheet:
    form = DutyForm(asked, today=timezone.localdate())
    return duty_sheet(form.today, months=form.months if _soon(asked) else None, area=form.area, place=form.place)


def voters_in(asked: Asked) -> Sheet:
    form = VoterForm(asked, today=timezone.localdate())
    return voters_sheet(form.election, day=form.today, area=form.area, place=form.place)


def _soon(asked: Asked) -> bool:
    return asked.get("daftar") == "segera"


def _groups() -> list[tuple[str, int]]:
    """The upper headings with how many columns stand under each."""
    found: list[tuple[str, int]] = []
    for one in care.COLUMNS:
        if found and found[-1][0] == one.above and one.above:
            found[-1] = (one.above, found[-1][1] + 1)
        else:
            found.append((one.above or one.label, 1))
    return found
