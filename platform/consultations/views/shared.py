"""What both sides look at: the list, one consultation, its files."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.posts import Post
from archive import actions as archive
from archive.delivery import deliver
from archive.models import Document
from consultations import actions, catalogue, queries
from consultations.forms import StepForm
from consultations.permissions import ConsultationPermission
from consultations.rules import budget, steps
from consultations.rules.budget import Line
from consultations.rules.steps import StepRefused
from exchange.matters import actions as matters
from exchange.matters import queries as reading
from exchange.matters.models import Matter
from papers.layout import Acting
from walls import current
from walls.limits import LimitReached
from web import htmx, paging
from web.access import requires

TABS = [("ME", "Giliran kita"), ("OTHER", "Menunggu pihak lain"), ("DONE", "Selesai")]
#: verb -> label of the button, label of the words, whether a file may come with it.
FORMS = {
    "kembalikan": ("Kembalikan untuk diperbaiki", "Apa yang harus diperbaiki?", False),
    "ajukan-lagi": ("Ajukan lagi", "Apa yang sudah diperbaiki?", True),
    "tindaklanjuti": ("Catat tindak lanjut", "Apa yang sudah dilakukan?", True),
    "tarik": ("Tarik konsultasi", "Mengapa ditarik?", False),
    "selesai": ("Tutup konsultasi", "Catatan", False),
}


@never_cache
@require_safe
@requires(ConsultationPermission.SEE)
def index(request: HttpRequest) -> HttpResponse:
    """What waits for us first, by its last day; in a village also what is still being written."""
    which = request.GET.get("giliran", "ME")
    which = which if which in dict(TABS) else "ME"
    page, now = paging.page_of(request, queries.listed(which)), timezone.now()
    is_village = queries.side() == steps.VILLAGE
    right = queries.right_to_sign(request.user, now)
    tabs = [
        {"label": label, "is_current": key == which, "href": paging.address(request, giliran=key, halaman=None)}
        for key, label in TABS
    ]
    context = {
        "page": page,
        "rows": queries.rows(page, now),
        "tabs": tabs,
        "which": which,
        "is_village": is_village,
        "signs_as": right.signed_as(current.office().name) if right else "",
        "frame": frame(),
        "drafts": _drafts() if is_village and which == "ME" and page.number == 1 else [],
    }
    return render(request, "consultations/list.html", context)


@never_cache
@require_safe
@requires(ConsultationPermission.SEE)
def file(request: HttpRequest, key: UUID, file: UUID) -> HttpResponse:
    """A file of a consultation; one still on its way is taken in first."""
    matter = matter_or_404(key)
    try:
        parcel = reading.parcel_named(matter, file)
    except reading.MatterUnknown:
        raise Http404 from None
    now = timezone.now()
    is_own = (parcel.from_office_id == matter.from_office_id) == reading.is_mine(matter)
    document = Document.objects.get(pk=parcel.from_document) if is_own else matters.take_in(parcel, at=now)
    return deliver(archive.open_document(document=document, by=request.user, at=now))


def matter_or_404(key: UUID) -> Matter:
    """:raises Http404: none of this office, which is the same as unknown."""
    try:
        return queries.consultation(key)
    except queries.MatterUnknown:
        raise Http404 from None


def take_step(request: HttpRequest, matter: Matter, verb: str) -> HttpResponse:
    """Take a plain step; a refused form comes back with the page."""
    user: Any = request.user
    form = step_form(verb, matter, request)
    if not form.is_valid():
        return step_page(request, matter, verb, form, status=htmx.UNPROCESSABLE)
    try:
        actions.take_step(
            key=matter.key,
            verb=verb,
            by=user,
            at=timezone.now(),
            text=form.cleaned_data["text"],
            files=form.files_read,
            figures=form.lines,
        )
    except StepRefused as error:
        messages.warning(request, str(error))
    except actions.TextMissing as error:
        form.add_error("text", str(error))
        return step_page(request, matter, verb, form, status=htmx.UNPROCESSABLE)
    except LimitReached as error:
        form.add_error(None, f"{error.title} {error.advice}")
        return step_page(request, matter, verb, form, status=htmx.UNPROCESSABLE)
    else:
        messages.success(request, f"{steps.STEPS[verb].done}.")
    return htmx.go(request, request.path)


def step_form(verb: str, matter: Matter, request: HttpRequest | None = None) -> StepForm:
    """The form of a step."""
    _, label, with_file = FORMS.get(verb, ("", "Catatan", False))
    with_table = verb == "ajukan-lagi" and catalogue.of(matter).has_figures
    given = (request.POST, request.FILES) if request is not None else ()
    return StepForm(*given, label=label, with_file=with_file, with_table=with_table)


def step_page(request: HttpRequest, matter: Matter, verb: str, form: StepForm, status: int = 200) -> HttpResponse:
    """The words of a step, before it is taken."""
    context = {
        "matter": matter,
        "form": form,
        "verb": verb,
        "title": FORMS[verb][0] if verb in FORMS else steps.STEPS[verb].done,
        "subject": reading.subject(matter),
        "frame": frame(),
        "is_final": verb == "tarik",
    }
    return render(request, "consultations/step.html", context, status=status)


def seen(request: HttpRequest, matter: Matter) -> dict[str, Any]:
    """What the page of one consultation shows on either side."""
    user: Any = request.user
    now = timezone.now()
    journal = reading.journal(matter)
    topic = catalogue.of(matter)
    answers, lines = queries.answers_of(journal), queries.figures_of(journal)
    standing = queries.standing_of(matter, queries.today(now))
    verbs = steps.open_steps(queries.side(), user.posts, standing)
    return {
        "matter": matter,
        "row": queries.rows([matter], now)[0],
        "topic": topic,
        "frame": frame(),
        "first": journal[0],
        "answers": [(one.label, answers.get(one.key, "–")) for one in topic.questions],
        "lines": lines,
        "findings": budget.findings(lines),
        "files": [(one, entry) for entry in journal for one in entry.files],
        "entries": [_told(entry) for entry in reversed(journal)],
        "used": queries.used_days(matter, now),
        "waits_since": queries.today(matter.opened_at),
        "standing": standing,
        "verbs": [(verb, FORMS[verb][0]) for verb in verbs if verb in FORMS],
        "may_take": "terima" in verbs,
        "given": next((entry for entry in reversed(journal) if entry.verb == "jawab"), None),
        "journal": journal,
        "is_village": queries.side() == steps.VILLAGE,
    }


def frame() -> str:
    """The shell of the office's pages."""
    return "web/office.html" if queries.side() == steps.VILLAGE else "web/supervision.html"


@dataclass(frozen=True)
class Noted:
    """A line of the budget with what the kecamatan says of it."""

    line: Line
    note: str = ""
    verdict: str = ""

    @property
    def words(self) -> str:
        """Of the verdict; "" while there is none. Beside it a tone."""
        return budget.VERDICT_WORDS[budget.Verdict(self.verdict)][0] if self.verdict else ""

    @property
    def tone(self) -> str:
        return budget.VERDICT_WORDS[budget.Verdict(self.verdict)][1] if self.verdict else ""

    @property
    def is_open(self) -> bool:
        """It wants reading: something is noted, or it is not right."""
        return bool(self.note) or self.verdict not in ("", budget.Verdict.FITS)


def noted(lines: list[Line], words: Mapping[str, Any]) -> list[Noted]:
    """Each line with what is said of it in these words of an answer."""
    notes, verdicts = words.get("notes", {}), words.get("verdicts", {})
    return [Noted(line, notes.get(line.code, ""), verdicts.get(line.code, "")) for line in lines]


def told(lines: list[Line], words: Mapping[str, Any]) -> dict[str, Any]:
    """The same for who reads it: what wants reading, and of how many lines all is well."""
    found = noted(lines, words)
    return {
        "noted": [one for one in found if one.is_open],
        "fitting": sum(one.verdict == budget.Verdict.FITS for one in found),
    }


def _told(entry: Any) -> dict[str, Any]:
    post = Post(entry.post).label if entry.post in set(Post) else "Sistem"
    acting = str(entry.data.get("acting", ""))
    post = f"{acting} {post}" if acting and acting in set(Acting) else post
    what = steps.STEPS[entry.verb].done if entry.verb in steps.STEPS else entry.verb
    return {"what": what, "at": entry.at, "who": f"{post}, {entry.office.title}", "note": entry.text}


def _drafts() -> list[dict[str, Any]]:
    return [{"draft": one, "title": catalogue.named(one.topic).title} for one in queries.drafts()]
