"""A kabupaten opens a desa or kecamatan: find the region, name the first person, hand on the invitation."""

from typing import Any
from urllib.parse import quote, urlencode
from uuid import UUID, uuid4

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from supervision import actions, bulk_queries, queries
from supervision.forms import FirstAccountForm
from supervision.models import Opening
from supervision.permissions import SupervisionPermission
from supervision.queries import Candidate
from tenants.actions.opening import OfficeExists, ParentMissing, RegionUnknown
from web import htmx
from web.access import requires
from web.indonesian import decimal_number

STEPS = ("Pilih wilayah", "Akun pertama", "Kirim undangan")


@requires(SupervisionPermission.OPEN_OFFICES)
@require_http_methods(["GET", "HEAD", "POST"])
def open_village(request: HttpRequest) -> HttpResponse:
    """Find a region without an office, then open one for it."""
    code = request.POST.get("kode") or request.GET.get("kode", "")
    if not code:
        text = request.GET.get("cari", "").strip()[:60]
        context = {"steps": STEPS, "text": text, "candidates": queries.candidates(text) if text else []}
        return htmx.render(request, "supervision/open_search.html", "supervision/_candidates.html", context)
    if done := _sent_before(request):
        return redirect("supervision:opening", key=done.key)
    candidate = queries.candidate(code)
    if candidate is None or candidate.obstacle:
        status = 422 if request.method == "POST" else 200
        return render(request, "supervision/open_refused.html", {"code": code, "candidate": candidate}, status=status)
    if request.method == "POST":
        return _open(request, candidate)
    return _form(request, candidate, FirstAccountForm(initial={"key": uuid4(), "kode": code}, kind=candidate.kind))


@requires(SupervisionPermission.OPEN_OFFICES)
@require_safe
def opening(request: HttpRequest, key: UUID) -> HttpResponse:
    """Show what was opened, how long each step took, and the invitation to hand on."""
    found = Opening.objects.filter(key=key).first()
    if found is None:
        raise Http404
    context = {
        "opening": found,
        "seconds": decimal_number(sum(ms for _, ms in found.steps) / 1000, 1),
        "stands": found.link_stands(timezone.now()),
        "share": _share_link(found),
        "nearby": found.region_code.rpartition(".")[0],
        "steps": STEPS,
    }
    return render(request, "supervision/opening.html", context)


def _sent_before(request: HttpRequest) -> Opening | None:
    """What the first of two clicks opened."""
    try:
        return Opening.objects.filter(key=UUID(request.POST.get("key", ""))).first()
    except ValueError:
        return None


def _open(request: HttpRequest, candidate: Candidate) -> HttpResponse:
    form = FirstAccountForm(request.POST, kind=candidate.kind)
    if not form.is_valid():
        return _form(request, candidate, form, status=422)
    given: dict[str, Any] = form.cleaned_data
    first = actions.FirstAccount(given["name"], given["username"], given["post"], given["phone"])
    try:
        done = actions.open_once(
            key=given["key"], region_code=candidate.code, first=first, by=request.user, at=timezone.now()
        )
    except (RegionUnknown, OfficeExists, ParentMissing, actions.NotBelow):
        # Somebody else was quicker; the page says what is so now.
        again = {"code": candidate.code, "candidate": queries.candidate(candidate.code)}
        return render(request, "supervision/open_refused.html", again, status=422)
    return redirect("supervision:opening", key=done.key)


def _form(request: HttpRequest, candidate: Candidate, form: FirstAccountForm, status: int = 200) -> HttpResponse:
    former = bulk_queries.former_words(candidate.former) if candidate.former else ""
    context = {"steps": STEPS, "candidate": candidate, "former": former, "form": form}
    return render(request, "supervision/open_form.html", context, status=status)


def _share_link(opening: Opening) -> str:
    """WhatsApp with the text ready; a person looks at it and sends it."""
    text = (
        f"{opening.office_title} sudah dibuka di {opening.address}\n\n"
        f"{opening.account_name}, buat sandi Anda lewat tautan ini (sekali pakai, berlaku 7 hari):\n{opening.link}"
    )
    number = f"62{opening.phone.removeprefix('62').removeprefix('0')}" if opening.phone else ""
    return f"https://wa.me/{number}?{urlencode({'text': text}, quote_via=quote)}"
