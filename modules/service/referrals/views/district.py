"""The kecamatan: people its villages sent to it, and what became of them."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from exchange.matters import queries as journals
from exchange.matters.models import Matter
from modules.service.referrals import actions, queries, rules
from modules.service.referrals.actions.outside import speaker
from modules.service.referrals.forms import HandedForm
from modules.service.referrals.permissions import ReferralPermission
from modules.service.referrals.rules.handed import SAID, VERBS, WORDS, Step
from papers import codes
from web import htmx, paging
from web.access import requires

RECEIVE = ReferralPermission.RECEIVE


@never_cache
@require_safe
@requires(RECEIVE)
def index(request: HttpRequest) -> HttpResponse:
    """The newest first; villages and days, and no word of whom or why."""
    page, at = paging.page_of(request, queries.handed_up()), timezone.now()
    return render(request, "referrals/handed_up.html", {"page": page, "rows": [_row(one, at) for one in page]})


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@requires(RECEIVE)
def handed(request: HttpRequest, key: UUID) -> HttpResponse:
    """One of them whole: taking, answering and giving back."""
    found = _found(key)
    takes = request.POST.get("langkah") == "terima"
    form = HandedForm(request.POST if request.method == "POST" else None, takes=takes)
    if request.method == "POST" and form.is_valid() and _done(request, found, form):
        return redirect(request.path)
    lines = journals.journal(found)
    told = lines[0].data
    context = {
        "row": _row(found, timezone.now()),
        "told": told,
        "code": codes.spell(told.get("code", "")),
        "bring": rules.lines(told.get("bring", "")),
        "entries": [
            {"what": SAID[line.verb], "at": line.at, "who": speaker(line), "note": line.text}
            for line in reversed(lines)
        ],
        "form": form,
    }
    return render(request, "referrals/handed.html", context, status=htmx.UNPROCESSABLE if form.is_bound else 200)


def _done(request: HttpRequest, found: Matter, form: HandedForm) -> bool:
    step = request.POST.get("langkah", "")
    if step not in VERBS:
        raise Http404
    try:
        actions.answer_village(
            key=found.key, step=step, text=form.cleaned_data["text"], by=request.user, at=timezone.now()
        )
    except actions.TextRefused:
        form.add_error("text", "Tulis hasilnya, agar desa dan orangnya mengerti.")
        return False
    except actions.ReferralClosed:
        messages.warning(request, "Arahan ini sudah berubah. Tidak ada yang diubah.")
    else:
        messages.success(request, "Desa membacanya pada riwayat arahan.")
    return True


def _row(found: Matter, at: datetime) -> dict[str, Any]:
    words, tone = WORDS[Step(found.state)]
    is_late = not found.is_settled and found.due_at is not None and found.due_at < at
    return {"matter": found, "village": found.from_office, "words": words, "tone": tone, "is_late": is_late}


def _found(key: UUID) -> Matter:
    try:
        return journals.named(key, queries.HANDED)
    except journals.MatterUnknown:
        raise Http404 from None
