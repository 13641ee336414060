"""A kabupaten opens many desa from a file: upload, see what is wrong, open the rest, hand on the invitations."""

from typing import Any
from uuid import UUID, uuid4

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from registry.incoming.sheets import FileRefused
from supervision import actions, bulk_queries, incoming, mending, result_file
from supervision.forms import OfficesFileForm, typed_lines
from supervision.models import BulkOpening
from supervision.permissions import SupervisionPermission
from supervision.views.invitations import slips
from web import htmx
from web.access import requires
from web.paging import page_of

STEPS = ("Unggah", "Periksa", "Buka")
CSV = "text/csv; charset=utf-8"


@requires(SupervisionPermission.OPEN_OFFICES)
@require_http_methods(["GET", "HEAD", "POST"])
def open_many(request: HttpRequest) -> HttpResponse:
    """Take in a file of offices, or say why it cannot be one."""
    typed = request.POST if request.method == "POST" else None
    form = OfficesFileForm(typed, request.FILES or None, initial={"key": uuid4()})
    if request.method == "POST" and form.is_valid():
        try:
            bulk = _take_in(request, form)
        except FileRefused as refusal:
            form.add_error("file", str(refusal))
        else:
            return redirect("supervision:bulk_opening", key=bulk.key)
    context = {"form": form, "steps": STEPS, "bulks": bulk_queries.bulk_openings()[:20]}
    return render(request, "supervision/open_many.html", context, status=htmx.UNPROCESSABLE if form.errors else 200)


def _take_in(request: HttpRequest, form: OfficesFileForm) -> BulkOpening:
    file = form.cleaned_data["file"]
    # One byte too many is enough to refuse; nobody reads the rest.
    content = file.read(incoming.LARGEST_FILE + 1)
    return actions.check_file(
        key=form.cleaned_data["key"], filename=file.name, content=content, by=request.user, at=timezone.now()
    )


@requires(SupervisionPermission.OPEN_OFFICES)
@require_safe
def bulk_opening(request: HttpRequest, key: UUID) -> HttpResponse:
    """Show what the check found, how far the opening is, and what was opened."""
    bulk = _bulk(key)
    if htmx.is_fragment(request):
        if bulk.state == BulkOpening.State.OPENING and not bulk.is_stuck:
            return render(request, "supervision/_bulk_standing.html", _context(bulk))
        # The work is over: the whole page has something else to show now.
        return htmx.go(request, request.path)
    page = page_of(request, bulk_queries.lines_of(bulk).filter(opening__isnull=False))
    for line in page.object_list:
        line.link = line.opening.link if line.opening.link_stands(timezone.now()) else ""
    mendable = mending.mendable_lines(bulk)
    # What can be mended here says so beside its cells.
    others = bulk_queries.bad_lines(bulk).exclude(pk__in=[one.line.pk for one in mendable])
    waiting = bulk_queries.lines_to_open(bulk).order_by("number")
    context = {
        **_context(bulk),
        "page": page,
        "formers": bulk_queries.said_of_formers(waiting),
        "mendable": mendable,
        "bad_lines": others,
        "domain": settings.DOMAIN,
    }
    return render(request, "supervision/bulk_opening.html", context)


@require_POST
@requires(SupervisionPermission.OPEN_OFFICES)
def start_bulk(request: HttpRequest, key: UUID) -> HttpResponse:
    """Take in what was typed over the lines; then start opening the good ones, unless only a check was asked for."""
    try:
        # Two acts: what was typed stays, also when it is wrong and nothing may be opened yet.
        wrong = actions.mend_lines(bulk=_bulk(key), typed=typed_lines(request.POST), by=request.user, at=timezone.now())
        if wrong:
            messages.warning(request, f"{wrong} baris yang Anda ubah masih perlu diperbaiki. Belum ada yang dibuka.")
        elif "periksa" in request.POST:
            messages.success(request, "Sudah diperiksa lagi.")
        else:
            actions.start_bulk(bulk=_bulk(key), by=request.user, at=timezone.now())
    except actions.NothingToOpen:
        messages.warning(request, "Tidak ada baris yang dapat dibuka. Perbaiki berkasnya, lalu unggah lagi.")
    except actions.BulkUnderWay:
        # A second click: the first one is already at work, and the page shows how far.
        pass
    return redirect("supervision:bulk_opening", key=key)


@require_POST
@requires(SupervisionPermission.OPEN_OFFICES)
def export_links(request: HttpRequest, key: UUID, form: str) -> HttpResponse:
    """
    Give the opened offices with their invitations as a file or as slips to print.

    Sent as a form, so that no link or preview fetches it by itself.
    """
    bulk, now = _bulk(key), timezone.now()
    if form not in {"csv", "html"}:
        raise Http404
    lines = actions.export_links(bulk=bulk, by=request.user, at=now)
    if form == "csv":
        return _file(result_file.write(lines, at=now), f"undangan-{timezone.localdate(bulk.checked_at)}.csv")
    back = (reverse("supervision:bulk_opening", args=[bulk.key]), bulk.filename)
    return slips(request, [line.opening for line in lines if line.opening], back)


@requires(SupervisionPermission.OPEN_OFFICES)
@require_safe
def open_many_example(request: HttpRequest) -> HttpResponse:
    """Give an example to fill in."""
    return _file(result_file.example(), "contoh-buka-desa.csv")


def _file(content: bytes, name: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    return HttpResponse(content, content_type=CSV, headers=headers)


def _bulk(key: UUID) -> BulkOpening:
    return get_object_or_404(BulkOpening.objects.select_related("job"), key=key)


def _context(bulk: BulkOpening) -> dict[str, Any]:
    counts = bulk_queries.line_counts(bulk)
    return {"bulk": bulk, "counts": counts, "good": counts.total - counts.bad, "steps": ("Daftar", *STEPS[1:])}
