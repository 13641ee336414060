"""How figures are counted, and what is expected of them."""

from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from exchange import indicators
from supervision import actions, queries
from supervision.forms import TargetForm
from supervision.permissions import SupervisionPermission
from web.access import requires


@requires(SupervisionPermission.SEE_VILLAGES)
@require_safe
def indicators_page(request: HttpRequest) -> HttpResponse:
    """Say of every indicator what it counts, on which law it rests and what the kabupaten expects."""
    return _page(request)


@requires(SupervisionPermission.SET_TARGETS)
@require_POST
def set_target(request: HttpRequest, code: str) -> HttpResponse:
    """Set or take back the target of one indicator."""
    try:
        indicator = indicators.named(code)
    except indicators.IndicatorUnknown:
        raise Http404 from None
    form = TargetForm(request.POST, prefix=code, is_share=indicator.is_share)
    if not form.is_valid():
        return _page(request, wrong={code: form}, status=422)
    actions.set_target(code=code, value=form.cleaned_data["value"], by=request.user, at=timezone.now())
    messages.success(request, f"Target {indicator.name} disimpan.")
    return redirect("supervision:indicators")


def _page(request: HttpRequest, wrong: dict[str, TargetForm] | None = None, status: int = 200) -> HttpResponse:
    user: Any = request.user
    may_set = user.may(SupervisionPermission.SET_TARGETS)
    goals = queries.targets()
    entries = [
        {
            "indicator": indicator,
            "target": _plain(goals.get(indicator.code)),
            "form": (wrong or {}).get(indicator.code)
            or TargetForm(
                initial={"value": _plain(goals.get(indicator.code))}, prefix=indicator.code, is_share=indicator.is_share
            ),
            "may_set": may_set and indicator.direction != indicators.Direction.CONTEXT,
        }
        for indicator in indicators.all_declared()
    ]
    return render(request, "supervision/indicators.html", {"entries": entries}, status=status)


def _plain(value: Decimal | None) -> Decimal | None:
    """80 instead of 80,00."""
    return None if value is None else Decimal(f"{value.normalize():f}")
