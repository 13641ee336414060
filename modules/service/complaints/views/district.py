"""The kecamatan: what it is told of complaints about the heads of its villages, and its answers."""

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
from modules.service.complaints import actions, queries
from modules.service.complaints.forms import NoticeForm
from modules.service.complaints.permissions import ComplaintPermission
from modules.service.complaints.rules.notices import WORDS, State
from modules.service.complaints.views import shared
from modules.service.contract import texts
from web import htmx, paging
from web.access import requires

ANSWER = ComplaintPermission.ANSWER_NOTICES


@never_cache
@require_safe
@requires(ANSWER)
def index(request: HttpRequest) -> HttpResponse:
    """The newest first; a list tells villages and days, and no word of what was told."""
    page, at = paging.page_of(request, queries.notices()), timezone.now()
    return render(request, "complaints/notices.html", {"page": page, "rows": [_row(one, at) for one in page]})


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@requires(ANSWER)
def notice(request: HttpRequest, key: UUID) -> HttpResponse:
    """One of them whole, and answering it."""
    found = _found(key)
    form = NoticeForm(request.POST if request.method == "POST" else None)
    if found.details.get(actions.ALONE):
        form.fields["text"].help_text = "Dibaca pelapor. Jangan tulis NIK."
    if request.method == "POST" and form.is_valid() and _answered(request, found, form):
        return redirect(request.path)
    context = {"row": _row(found, timezone.now()), "entries": shared.story(journals.journal(found)), "form": form}
    return render(request, "complaints/notice.html", context, status=htmx.UNPROCESSABLE if form.is_bound else 200)


def _answered(request: HttpRequest, found: Matter, form: NoticeForm) -> bool:
    asks = request.POST.get("langkah") == "tanya"
    try:
        actions.answer_notice(
            key=found.key, text=form.cleaned_data["text"], by=request.user, at=timezone.now(), asks=asks
        )
    except actions.ReasonMissing:
        form.add_error("text", "Tulis sedikit lebih banyak, agar dapat dimengerti.")
    except texts.TextRefused as error:
        form.add_error("text", str(error))
    else:
        messages.success(request, "Pertanyaan terkirim." if asks else "Jawaban terkirim.")
        return True
    return False


def _row(found: Matter, at: datetime) -> dict[str, Any]:
    words, tone = WORDS[State(found.state)]
    # Of a term the BPD misses the village tells itself: it may stand still for the reporter.
    is_late = journals.waits_for_me(found) and found.due_at is not None and found.due_at < at
    is_alone = bool(found.details.get(actions.ALONE))
    return {
        "matter": found, "village": found.from_office, "words": words, "tone": tone, "is_late": is_late, "is_alone": is_alone,
    }  # fmt: skip


def _found(key: UUID) -> Matter:
    try:
        return journals.named(key, queries.NOTICE)
    except journals.MatterUnknown:
        raise Http404 from None
