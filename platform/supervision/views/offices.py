"""The offices a kabupaten looks after: what each is, and what can be done to it."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from supervision import moments, queries
from supervision.forms import RecodeForm, RenameForm, SuspendForm
from supervision.invitation_queries import invitation_of
from supervision.models import Closing
from supervision.permissions import SupervisionPermission
from tenants import overview
from tenants import queries as tenants
from tenants.actions import coding, life
from tenants.models import Office
from web import htmx, paging
from web.access import requires

STATES = {
    Office.State.OPEN: ("buka", "ok"),
    Office.State.SUSPENDED: ("ditutup sementara", "warn"),
    Office.State.CLOSED: ("sudah dihapus", ""),
}


@requires(SupervisionPermission.MANAGE_OFFICES)
@require_safe
def offices(request: HttpRequest) -> HttpResponse:
    """List every office of the kabupaten with its state, closed doors first."""
    text = request.GET.get("cari", "").strip()[:60]
    found = queries.managed_offices_named(text)
    return render(request, "supervision/offices.html", {"page": paging.page_of(request, found), "text": text})


@requires(SupervisionPermission.MANAGE_OFFICES)
@require_safe
def office_page(request: HttpRequest, key: str) -> HttpResponse:
    """Show one office: state, addresses, codes, use, copies, and the acts."""
    found = managed_or_404(key)
    context = {
        "one": found,
        "state": STATES[Office.State(found.state)],
        "overview": overview.of(found),
        "last_activity": queries.last_activity_of(found),
        "closing": Closing.objects.filter(office_id=found.pk, called_off_at__isnull=True).first(),
        "invitation": invitation_of(found),
        "now": timezone.now(),
    }
    return render(request, "supervision/office.html", context)


@requires(SupervisionPermission.MANAGE_OFFICES)
@require_http_methods(["GET", "HEAD", "POST"])
def rename(request: HttpRequest, key: str) -> HttpResponse:
    """Give an office another name: first the proposed address is shown, then it is done."""
    found = managed_or_404(key, standing=True)
    form = RenameForm(
        request.POST if request.method == "POST" else None,
        initial={"name": found.name, "designation": found.designation},
    )
    proposed = ""
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            if request.POST.get("pasti") == "ya":
                done = life.rename_office(office_id=found.pk, **given, by=request.user, at=timezone.now())
                messages.success(request, f"Nama diganti menjadi {done.title}. Alamatnya {done.host}.")
                return redirect("supervision:office", key=key)
            proposed = tenants.host_if_named(
                found, life.written_name(given["name"], 120), life.written_name(given["designation"], 30)
            )
        except life.NameRefused as refused:
            form.add_error("name", str(refused))
        except life.OfficeGone:
            raise Http404 from None
    status = htmx.UNPROCESSABLE if form.errors else 200
    context = {"one": found, "form": form, "proposed": proposed}
    return render(request, "supervision/rename.html", context, status=status)


@requires(SupervisionPermission.MANAGE_OFFICES)
@require_http_methods(["GET", "HEAD", "POST"])
def recode(request: HttpRequest, key: str) -> HttpResponse:
    """Give an office another region code; shown first, done when confirmed."""
    found = managed_or_404(key, standing=True)
    form = RecodeForm(request.POST if request.method == "POST" else None, initial={"since": moments.now().date()})
    asked: dict[str, Any] = {}
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            if request.POST.get("pasti") == "ya":
                done = life.recode_office(office_id=found.pk, **given, by=request.user, at=timezone.now())
                messages.success(request, f"Kode wilayah {done.title} sekarang {done.region_code}.")
                return redirect("supervision:office", key=key)
            changes = coding.proposed(office=found, code=given["code"])
            asked = {**queries.region_named(given["code"]), "villages": changes[1:]}
        except life.CodeRefused as refused:
            form.add_error("since" if "Tanggal" in str(refused) else "code", str(refused))
        except life.OfficeGone:
            raise Http404 from None
    status = htmx.UNPROCESSABLE if form.errors else 200
    return render(request, "supervision/recode.html", {"one": found, "form": form, "asked": asked}, status=status)


@requires(SupervisionPermission.MANAGE_OFFICES)
@require_http_methods(["GET", "HEAD", "POST"])
def suspend(request: HttpRequest, key: str) -> HttpResponse:
    """Close an office's door for a while; the reason is asked, and shown to whoever comes."""
    found = managed_or_404(key, standing=True)
    form = SuspendForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        try:
            life.suspend_office(office_id=found.pk, reason=reason, by=request.user, at=timezone.now())
        except life.ReasonMissing:
            form.add_error("reason", "Tulis alasannya, paling sedikit lima huruf.")
        except (life.OfficeNotOpen, life.OfficeGone):
            messages.error(request, "Kantor ini sudah tidak buka.")
            return redirect("supervision:office", key=key)
        else:
            messages.success(request, f"{found.title} ditutup sementara.")
            return redirect("supervision:office", key=key)
    status = htmx.UNPROCESSABLE if form.errors else 200
    return render(request, "supervision/suspend.html", {"one": found, "form": form}, status=status)


@requires(SupervisionPermission.MANAGE_OFFICES)
@require_POST
def reopen(request: HttpRequest, key: str) -> HttpResponse:
    """Open the door again; a removal under way is called off first."""
    found = managed_or_404(key, standing=True)
    if Closing.objects.filter(office_id=found.pk, called_off_at__isnull=True).exists():
        messages.error(request, "Penghapusannya masih berjalan. Batalkan dulu penghapusan itu.")
        return redirect("supervision:office", key=key)
    try:
        life.reopen_office(office_id=found.pk, by=request.user, at=timezone.now())
    except (life.OfficeNotSuspended, life.OfficeGone):
        messages.error(request, "Kantor ini tidak sedang ditutup.")
    else:
        messages.success(request, f"{found.title} dibuka kembali.")
    return redirect("supervision:office", key=key)


def managed_or_404(key: str, *, standing: bool = False) -> Office:
    """An office of this kabupaten; any other is as good as absent."""
    try:
        found = queries.managed_office(key)
    except Office.DoesNotExist:
        raise Http404 from None
    if standing and found.state == Office.State.CLOSED:
        raise Http404
    return found
