"""The list of agencies around the village."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.text import slugify
from django.views.decorators.http import require_http_methods, require_safe

from modules.service.referrals import actions
from modules.service.referrals.forms import AgencyForm
from modules.service.referrals.models import Agency
from modules.service.referrals.permissions import ReferralPermission
from web import htmx
from web.access import may, requires


@require_safe
@requires(ReferralPermission.REFER)
def index(request: HttpRequest) -> HttpResponse:
    """What they do, where and when, for whoever answers people."""
    may_keep = may(request, ReferralPermission.KEEP_AGENCIES)
    found = Agency.objects.order_by("-is_listed", "name")
    return render(request, "referrals/agencies.html", {"agencies": found, "may_keep": may_keep})


@require_http_methods(["GET", "HEAD", "POST"])
@requires(ReferralPermission.KEEP_AGENCIES)
def add(request: HttpRequest) -> HttpResponse:
    """A new one; of one name there is one."""
    slug = slugify(request.POST.get("name", ""))[:40] or "instansi"
    return _page(request, Agency.objects.filter(slug=slug).first() or Agency(slug=slug))


@require_http_methods(["GET", "HEAD", "POST"])
@requires(ReferralPermission.KEEP_AGENCIES)
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """Address, hours, what it does."""
    return _page(request, get_object_or_404(Agency, pk=pk))


def _page(request: HttpRequest, agency: Agency) -> HttpResponse:
    posted = request.POST if request.method == "POST" else None
    form = AgencyForm(posted, instance=agency)
    if posted is None:
        return render(request, "referrals/agency.html", {"form": form, "agency": agency})
    if not form.is_valid():
        return render(request, "referrals/agency.html", {"form": form, "agency": agency}, status=htmx.UNPROCESSABLE)
    actions.keep_agency(agency=agency, values=form.cleaned_data, by=request.user, at=timezone.now())
    messages.success(request, "Instansi tersimpan.")
    return redirect("referrals:agencies")
