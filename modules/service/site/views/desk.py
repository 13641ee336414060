"""Requests for information as officers see them: by deadline, and one with what may be done about it."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from archive import uploads
from archive.uploads import AttachmentRefused, Upload
from modules.service.contract import texts
from modules.service.site import actions, queries
from modules.service.site.forms import AnswerForm, WordsForm
from modules.service.site.models import InformationRequest
from modules.service.site.permissions import SitePermission
from modules.service.site.rules import clock
from papers import codes
from walls.limits import LimitReached
from web import htmx, paging
from web.access import requires

HANDLE, DECIDE = SitePermission.HANDLE_INFORMATION, SitePermission.DECIDE_OBJECTIONS
TABS = [("OPEN", "Menunggu"), ("ANSWERED", "Dijawab"), ("DECIDED", "Keberatan dijawab"), ("", "Semua")]
TONES = {"RECEIVED": "info", "ANSWERED": "ok", "OBJECTED": "warn", "DECIDED": ""}


@never_cache
@require_safe
@requires(HANDLE)
def index(request: HttpRequest) -> HttpResponse:
    """What is due first on top, with the year's figures."""
    state = request.GET.get("status", "OPEN")
    today, off = queries.today(timezone.now()), queries.off()
    page = paging.page_of(request, queries.requests_of_office(state))
    tabs = [
        {"label": label, "is_current": key == state, "href": paging.address(request, status=key, halaman=None)}
        for key, label in TABS
    ]
    rows = [
        (one, clock.words(one.due_on, today, off) if one.is_open else "", one.is_late(today), TONES[one.state])
        for one in page
    ]
    context = {
        "page": page,
        "rows": rows,
        "tabs": tabs,
        "counts": queries.counts_of_year(today.year),
        "year": today.year,
    }
    return render(request, "site/requests.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@requires(HANDLE)
def detail(request: HttpRequest, request_id: int) -> HttpResponse:
    """One request whole: answer it, take longer, or decide what its applicant objects to."""
    asked = get_object_or_404(InformationRequest.objects.select_related("document"), pk=request_id)
    user: Any = request.user
    deed = request.POST.get("perbuatan", "")
    answer = AnswerForm(*_posted(request, deed == "jawab"))
    longer = WordsForm(*_posted(request, deed == "perpanjang"), label="Mengapa perlu waktu lebih lama?")
    decision = WordsForm(*_posted(request, deed == "putus"), label="Putusan dan alasannya")
    if request.method == "POST" and deed == "putus" and not user.may(DECIDE):
        return _page(request, asked, answer, longer, decision, status=403)
    if request.method == "POST":
        form = {"perpanjang": longer, "putus": decision}.get(deed, answer)
        status = _do(request, asked, deed, form) if form.is_valid() else htmx.UNPROCESSABLE
        if status == 200:
            return redirect("site:request", request_id=asked.pk)
        return _page(request, asked, answer, longer, decision, status=status)
    return _page(request, asked, answer, longer, decision)


def _do(request: HttpRequest, asked: InformationRequest, deed: str, form: Any) -> int:
    """Take the step; what went wrong stands in the form, and is the status."""
    said = form.cleaned_data
    step: dict[str, Any] = {"request": asked, "by": request.user, "at": timezone.now()}
    try:
        if deed == "perpanjang":
            actions.extend_term(reason=said["words"], **step)
        elif deed == "putus":
            actions.decide_objection(decision=said["words"], **step)
        else:
            actions.answer_request(
                outcome=said["outcome"], answer=said["words"], refusal_basis=said["refusal_basis"],
                document=_document(said.get("document")), **step,
            )  # fmt: skip
    except (actions.NotInState, actions.TooLate):
        form.add_error(None, "Langkah ini tidak berlaku lagi. Muat ulang halaman ini.")
        return htmx.CONFLICT
    except AttachmentRefused as error:
        form.add_error("document", str(error))
        return htmx.UNPROCESSABLE
    except texts.TextRefused as error:
        form.add_error("words", str(error))
        return htmx.UNPROCESSABLE
    except LimitReached:
        form.add_error("document", "Penyimpanan desa penuh. Jawab tanpa dokumen, lalu beri tahu kabupaten.")
        return 503
    messages.success(request, "Tersimpan. Pemohon dapat membacanya dengan kodenya.")
    return 200


def _page(
    request: HttpRequest, asked: InformationRequest, answer: Any, longer: Any, decision: Any, *, status: int = 200
) -> HttpResponse:
    today, off = queries.today(timezone.now()), queries.off()
    user: Any = request.user
    context = {
        "asked": asked,
        "code": codes.spell(asked.code),
        "person": actions.applicant_of(asked),
        "term": clock.words(asked.due_on, today, off) if asked.is_open else "",
        "is_late": asked.is_late(today),
        "tone": TONES[asked.state],
        "answer": answer,
        "longer": longer,
        "decision": decision,
        "may_extend": asked.state == "RECEIVED" and asked.extended_on is None and not asked.is_late(today),
        "may_decide": user.may(DECIDE),
        "wrong": next((form for form in (answer, longer, decision) if form.errors), None),
    }
    return render(request, "site/request.html", context, status=status)


def _posted(request: HttpRequest, is_this: bool) -> tuple[Any, ...]:
    return (request.POST, request.FILES) if request.method == "POST" and is_this else ()


def _document(file: Any) -> Upload | None:
    return uploads.accept(file.name, file.read()) if file else None
