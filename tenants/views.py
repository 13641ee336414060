"""The page where an office sees its web addresses and brings a domain of its own."""

from datetime import timedelta

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from accounts import limits
from tenants import overview
from tenants.actions import addresses as acts
from tenants.domain_names import DomainRefused
from tenants.forms import ClaimForm
from tenants.permissions import OfficePermission
from walls import current
from web import htmx
from web.access import requires

TAKEN = "Domain ini sudah dibuktikan kantor lain. Bila itu keliru, hubungi pengelola di kabupaten."


@requires(OfficePermission.MANAGE_ADDRESSES)
@require_http_methods(["GET", "HEAD", "POST"])
def addresses(request: HttpRequest) -> HttpResponse:
    """List the office's hosts and claimed domains; POST claims another."""
    if request.method != "POST":
        return _page(request, ClaimForm())
    form = ClaimForm(request.POST)
    if form.is_valid():
        try:
            limits.count("domain-claim", "office", at_most=20, within=timedelta(hours=1))
            acts.claim_domain(text=form.cleaned_data["domain"], by=request.user, at=timezone.now())
        except DomainRefused as refused:
            form.add_error("domain", str(refused))
        except acts.DomainTaken:
            form.add_error("domain", TAKEN)
        except (acts.TooManyClaims, limits.TooManyTries):
            form.add_error("domain", f"Paling banyak {acts.MOST_CLAIMS} domain. Lepaskan dulu yang tidak dipakai.")
        else:
            messages.success(request, "Domain dicatat. Pasang catatan TXT, lalu periksa.")
            return redirect("tenants:addresses")
    return _page(request, form, status=htmx.UNPROCESSABLE)


@requires(OfficePermission.MANAGE_ADDRESSES)
@require_POST
def prove(request: HttpRequest, claim_id: int) -> HttpResponse:
    """Ask DNS for the token."""
    try:
        claim = acts.prove_domain(claim_id=claim_id, by=request.user, at=timezone.now())
    except acts.ClaimGone:
        raise Http404 from None
    except acts.ProofMissing as missing:
        messages.error(request, str(missing))
    except acts.DomainTaken:
        messages.error(request, TAKEN)
    except limits.TooManyTries:
        messages.error(request, "Terlalu sering diperiksa. Tunggu 10 menit, lalu coba lagi.")
    else:
        messages.success(request, f"{claim.domain} terbukti milik kantor ini.")
    return redirect("tenants:addresses")


@requires(OfficePermission.MANAGE_ADDRESSES)
@require_POST
def certify(request: HttpRequest, claim_id: int) -> HttpResponse:
    """Ask for the certificate once more."""
    try:
        acts.ask_for_certificate(claim_id=claim_id, by=request.user, at=timezone.now())
    except acts.ClaimGone:
        raise Http404 from None
    except acts.ProofMissing as missing:
        messages.error(request, str(missing))
    else:
        messages.success(request, "Sertifikat diminta. Hasilnya tampak di sini dan di Pekerjaan.")
    return redirect("tenants:addresses")


@requires(OfficePermission.MANAGE_ADDRESSES)
@require_POST
def drop(request: HttpRequest, claim_id: int) -> HttpResponse:
    """Give a domain up."""
    try:
        acts.drop_domain(claim_id=claim_id, by=request.user, at=timezone.now())
    except acts.ClaimGone:
        raise Http404 from None
    messages.success(request, "Domain dilepas.")
    return redirect("tenants:addresses")


def _page(request: HttpRequest, form: ClaimForm, status: int = 200) -> HttpResponse:
    context = {"hosts": overview.hosts_of(current.office().pk), "form": form}
    return render(request, "tenants/addresses.html", context, status=status)
