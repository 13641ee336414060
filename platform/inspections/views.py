"""The kabupaten orders inspections and hands on the invitation; the village sees who looks, why, and at what."""

from uuid import UUID, uuid4

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from exchange.matters.queries import MatterUnknown
from inspections import actions, queries
from inspections.forms import OrderForm, ReasonForm
from inspections.permissions import InspectionPermission
from tenants.queries import villages_of_regency
from walls import current
from web import htmx, paging
from web.access import requires


@requires(InspectionPermission.ORDER)
@require_http_methods(["GET", "HEAD", "POST"])
def board(request: HttpRequest) -> HttpResponse:
    """List the inspections of this kabupaten, and order one."""
    villages = villages_of_regency(current.office().pk)
    choices = [(one.key, f"{one.title}, {one.parent.title if one.parent else ''}") for one in villages]
    form = OrderForm(
        request.POST if request.method == "POST" else None,
        villages=choices,
        initial={"key": uuid4(), "village": request.GET.get("desa", "")},
    )
    if request.method == "POST" and form.is_valid():
        given = dict(form.cleaned_data)
        key = given.pop("village")
        village = next(one for one in villages if one.key == key)
        try:
            made = actions.order_inspection(**given, village=village, by=request.user, at=timezone.now())
        except actions.OrderRefused as refused:
            form.add_error(None, str(refused))
        else:
            return redirect("inspections:order", key=made.key)
    context = {"form": form, "page": paging.page_of(request, queries.orders()), "now": timezone.now()}
    return render(request, "inspections/board.html", context, status=htmx.UNPROCESSABLE if form.errors else 200)


@requires(InspectionPermission.ORDER)
@require_http_methods(["GET", "HEAD", "POST"])
def order(request: HttpRequest, key: UUID) -> HttpResponse:
    """Show one inspection with its invitation; extend it for another reason, or end it."""
    form = ReasonForm(request.POST if "perpanjang" in request.POST else None)
    try:
        if request.method == "POST" and _done(request, key, form):
            return redirect("inspections:order", key=key)
        found = queries.order_named(key)
    except MatterUnknown:
        raise Http404 from None
    context = {"order": found, "form": form, "is_open": found.is_open(timezone.now())}
    return render(request, "inspections/order.html", context, status=htmx.UNPROCESSABLE if form.errors else 200)


def _done(request: HttpRequest, key: UUID, form: ReasonForm) -> bool:
    now = timezone.now()
    try:
        if "akhiri" in request.POST:
            actions.end_inspection(key=key, by=request.user, at=now)
            messages.success(request, "Pemeriksaan diakhiri.")
        elif form.is_valid():
            actions.extend_inspection(key=key, **form.cleaned_data, by=request.user, at=now)
            messages.success(request, "Pemeriksaan diperpanjang.")
        else:
            queries.order_named(key)
            return "perpanjang" not in request.POST
    except actions.OrderRefused as refused:
        form.add_error(None, str(refused))
        return False
    except actions.InspectionOver:
        messages.error(request, "Pemeriksaan ini sudah berakhir.")
    return True


@requires(InspectionPermission.SEE_OWN)
@require_safe
def own(request: HttpRequest) -> HttpResponse:
    """Show who looks or looked into this village, why, until when, and which pages were opened."""
    asked = request.GET.get("buka", "")
    shown = get_object_or_404(queries.watches(), matter=asked) if _is_key(asked) else queries.watches().first()
    context = {
        "page": paging.page_of(request, queries.watches()),
        "shown": shown,
        "areas": queries.areas_named(shown.areas) if shown else [],
        "seen": queries.pages_seen(shown) if shown else [],
        "now": timezone.now(),
    }
    return render(request, "inspections/own.html", context)


def _is_key(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True
