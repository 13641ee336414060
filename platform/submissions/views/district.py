"""A kecamatan: who owes what, what waits to be looked at, one report, and the matrix as a file."""

import csv
import io
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from exchange.matters import queries as journals
from submissions import actions, matrices, queries, receipts
from submissions.forms import ReturnForm
from submissions.matrices import Matrix
from submissions.permissions import SubmissionPermission
from submissions.rules.standing import State
from submissions.views import shared
from web import htmx, paging
from web.access import requires

CHECK = SubmissionPermission.CHECK_REPORTS


@never_cache
@require_safe
@requires(CHECK)
def overview(request: HttpRequest) -> HttpResponse:
    """The inbox, and the matrix of a month."""
    day = queries.today(timezone.now())
    first = shared.month_of(request.GET.get("bulan", ""), day)
    page = paging.page_of(request, queries.to_check())
    found = matrices.matrix(day, *queries.month_span(first))
    context = {
        "page": page,
        "inbox": [queries.sent(matter, day) for matter in page],
        "matrix": found,
        "first": first,
        "before": queries.month_before(first),
        "after": queries.month_after(first),
    }
    return render(request, "submissions/overview.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@requires(CHECK)
def received(request: HttpRequest, key: UUID) -> HttpResponse:
    """One report of one village: its files, its journal, and the answer."""
    matter = shared.found(key)
    form = ReturnForm(request.POST if request.POST.get("langkah") == "kembalikan" else None)
    if request.method == "POST" and (not form.is_bound or form.is_valid()):
        return _answered(request, key, form)
    lines = journals.journal(matter)
    context = {
        "duty": queries.sent(matter, queries.today(timezone.now())),
        "matter": matter,
        "waits": matter.state == State.SENT,
        "form": form,
        "versions": receipts.versions(lines),
        "note": next((line.text for line in reversed(lines) if not line.is_mine), ""),
        "number": receipts.number(matter),
        "story": shared.story(lines),
    }
    status = htmx.UNPROCESSABLE if form.is_bound else 200
    return render(request, "submissions/received.html", context, status=status)


@never_cache
@require_safe
@requires(CHECK)
def file(request: HttpRequest, key: UUID, parcel: UUID) -> HttpResponse:
    """A file a village sent."""
    return shared.file_of(request, key, parcel)


@never_cache
@require_safe
@requires(CHECK)
def matrix_csv(request: HttpRequest) -> HttpResponse:
    """The matrix of a month as a file, a line for each village and report."""
    day = queries.today(timezone.now())
    first = shared.month_of(request.GET.get("bulan", ""), day)
    answer = HttpResponse(
        table(matrices.matrix(day, *queries.month_span(first))), content_type="text/csv; charset=utf-8"
    )
    answer["Content-Disposition"] = f'attachment; filename="penyampaian-{first:%Y-%m}.csv"'
    return answer


def table(found: Matrix) -> str:
    """A line for each village and report that is owed, with the byte mark spreadsheets look for."""
    out = io.StringIO()
    write = csv.writer(out, delimiter=";").writerow
    write(["kode_desa", "desa", "kode_laporan", "laporan", "periode", "tenggat", "diterima", "keadaan", "dikembalikan"])
    for office, duties, _ in found.rows:
        for duty in filter(None, duties):
            came = duty.received_on.isoformat() if duty.received_on else ""
            returns = duty.matter.returns if duty.matter else 0
            write([office.region_code, office.name, duty.obligation.code, duty.obligation.name, duty.term, duty.due_on.isoformat(),
                   came, duty.words, returns])  # fmt: skip
    return "\ufeff" + out.getvalue()


def _answered(request: HttpRequest, key: UUID, form: ReturnForm) -> HttpResponse:
    about: dict[str, Any] = {"key": key, "by": request.user, "at": timezone.now()}
    try:
        if form.is_bound:
            actions.return_report(**about, reason=form.cleaned_data["reason"])
        else:
            actions.accept_report(**about)
    except actions.NotNow:
        messages.warning(request, "Laporan ini sudah dijawab. Tidak ada yang diubah.")
    else:
        messages.success(request, "Laporan dikembalikan ke desa." if form.is_bound else "Laporan diterima.")
    return redirect("submissions:received", key)
