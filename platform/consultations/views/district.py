"""The kecamatan's pages: receiving, drafting the answer, checking it, and looking at the paper before it is signed."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from consultations import actions, catalogue, queries
from consultations.actions.signing import paper_of
from consultations.forms import AnswerForm, said_of_lines
from consultations.models import Draft, State
from consultations.permissions import ConsultationPermission
from consultations.rules import budget, steps
from consultations.rules.steps import StepRefused
from consultations.views import shared
from exchange.matters import queries as reading
from exchange.matters.models import Matter
from papers import typesetting
from papers.layout import Acting, LetterPaper
from papers.refusal import PaperRefused
from signatories import queries as signatories
from web import htmx
from web.access import requires

HANDLE = ConsultationPermission.HANDLE
DONE = {
    "susun": "Konsep tersimpan.",
    "periksakan": "Konsep dikirim untuk diperiksa.",
    "paraf": "Diparaf. Jawaban menunggu tanda tangan Camat.",
    "balikkan": "Konsep dikembalikan ke penyusun.",
}


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@requires(HANDLE)
def matter(request: HttpRequest, key: UUID) -> HttpResponse:
    """One consultation with its file, its clock and the desk; the kecamatan's steps."""
    found = shared.matter_or_404(key)
    deed = request.POST.get("apa", "") if request.method == "POST" else ""
    verb = deed or request.GET.get("langkah", "")
    if verb in DONE and request.method == "POST":
        return _on_desk(request, found, verb)
    if verb and (verb not in steps.STEPS or steps.STEPS[verb].side != steps.DISTRICT or verb == "jawab"):
        raise Http404
    if request.method == "POST":
        return shared.take_step(request, found, verb) if verb else htmx.go(request, request.path)
    if verb in shared.FORMS:
        return shared.step_page(request, found, verb, shared.step_form(verb, found))
    return _page(request, found)


@never_cache
@require_safe
@requires(HANDLE)
def preview(request: HttpRequest, key: UUID) -> HttpResponse:
    """The paper as it would be signed, marked as a draft."""
    found = shared.matter_or_404(key)
    answer = queries.answer_to(found)
    if answer is None:
        raise Http404
    try:
        pdf = typesetting.render_pdf(_as_it_would_be(found, answer))
    except PaperRefused as error:
        messages.warning(request, str(error))
        return htmx.go(request, f"/konsultasi/{key}/")
    response = HttpResponse(pdf, content_type="application/pdf")
    response["Content-Disposition"] = 'inline; filename="konsep.pdf"'
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _as_it_would_be(found: Matter, answer: Draft) -> LetterPaper:
    """The draft with the block of whoever would sign it today."""
    now = timezone.now()
    deputy = signatories.deputy_on(queries.today(now))
    return paper_of(found, answer, signer="", acting=deputy.right.acting if deputy else Acting.NOT, at=now)


def _on_desk(request: HttpRequest, found: Matter, deed: str) -> HttpResponse:
    user: Any = request.user
    asked = {"key": found.key, "by": user, "at": timezone.now()}
    try:
        if deed in ("susun", "periksakan") and "text" in request.POST:
            form = AnswerForm(request.POST, topic=catalogue.of(found))
            if not form.is_valid():
                return _page(request, found, form, status=htmx.UNPROCESSABLE)
            lines = queries.figures_of(reading.journal(found))
            actions.draft_answer(**asked, **form.said, **said_of_lines(request.POST, lines))
        if deed == "periksakan":
            actions.send_to_check(**asked)
        elif deed == "paraf":
            actions.check_answer(**asked)
        elif deed == "balikkan":
            actions.return_to_drafter(**asked, reason=request.POST.get("reason", ""))
    except (StepRefused, actions.TextMissing) as error:
        messages.warning(request, str(error))
    else:
        messages.success(request, DONE[deed])
    return htmx.go(request, request.path)


def _page(request: HttpRequest, found: Matter, form: AnswerForm | None = None, status: int = 200) -> HttpResponse:
    user: Any = request.user
    context = shared.seen(request, found)
    answer = queries.answer_to(found)
    words = answer.words if answer else {"writers": [], "notes": {}}
    is_taken = found.state == steps.State.TAKEN
    state = answer.state if answer else State.WRITING.value
    posts = queries.posts_at_desk(user, timezone.now()) if is_taken else []
    deeds = steps.open_deeds(posts, state, user.pk, words["writers"])
    context |= {
        "answer": answer,
        "deeds": deeds,
        "is_own": user.pk in words["writers"],
        "concluded": context["topic"].conclusion(words.get("conclusion", "")),
        "form": form or AnswerForm(topic=context["topic"], words=words),
        "rows": shared.noted(context["lines"], words) if "susun" in deeds else [],
        "verdicts": [(one.value, label) for one, (label, _) in budget.VERDICT_WORDS.items()],
        **shared.told(context["lines"], words),
        "checks": [(one, one.key in words.get("checks", [])) for one in context["topic"].checklist],
    }
    return render(request, "consultations/matter.html", context, status=status)
