"""Residents whom another village has recorded too: the list, one of them with what can be done, and taking back what was said."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from registry import actions, queries
from registry.models import Settled
from registry.permissions import RegistryPermission
from registry.views.rights import rights
from web import htmx
from web.access import requires
from web.paging import page_of


@requires(RegistryPermission.SEE_RESIDENTS)
def elsewhere(request: HttpRequest) -> HttpResponse:
    """This will list those nobody has spoken of yet, or with `?bagian=selesai` the others."""
    is_settled = request.GET.get("bagian") == "selesai"
    page = page_of(request, queries.recorded_elsewhere(request.user, is_settled=is_settled))
    rows = queries.shown_elsewhere(page.object_list)
    context = {"page": page, "rows": rows, "is_settled": is_settled, **rights(request)}
    return render(request, "registry/elsewhere.html", context)


@requires(RegistryPermission.CHANGE_RESIDENTS)
def one(request: HttpRequest, pk: int, other: int) -> HttpResponse:
    """This will show one resident and the other village, and note what an officer says of it."""
    found, problem = _one(request, pk, other), None
    if request.method == "POST":
        said = {name: request.POST.get(name, "") for name in ("verdict", "reason")}
        try:
            actions.settle_elsewhere(
                resident=found.resident, other=found.other, by=request.user, at=timezone.now(), **said
            )
        except actions.DetailsImpossible as refusal:
            problem = refusal
        except actions.NotElsewhere as gone:
            raise Http404(str(gone)) from gone
        else:
            messages.success(request, "Dicatat. Warga ini tidak ditampilkan lagi di daftar.")
            return redirect("registry:elsewhere")
    context = {
        "one": found,
        "word": queries.word_on(found),
        "verdicts": Settled.Verdict.choices,
        "verdict": request.POST.get("verdict", ""),
        "reason": request.POST.get("reason", ""),
        "problem": problem,
        **rights(request),
    }
    return render(request, "registry/elsewhere_one.html", context, status=htmx.UNPROCESSABLE if problem else 200)


@require_POST
@requires(RegistryPermission.CHANGE_RESIDENTS)
def reopen(request: HttpRequest, pk: int, other: int) -> HttpResponse:
    """This will take back what was said, so that the resident stands in the list again."""
    found = _one(request, pk, other)
    actions.reopen_elsewhere(resident=found.resident, other=found.other, by=request.user, at=timezone.now())
    messages.success(request, "Warga ini kembali ke daftar yang perlu diperiksa.")
    return redirect("registry:elsewhere")


def _one(request: HttpRequest, pk: int, other: int) -> Any:
    found = queries.one_elsewhere(request.user, pk, other)
    if found is None:
        raise Http404(str(pk))
    return found
