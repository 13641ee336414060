"""
The counter: who came, which letter, only what the register does not know, and the paper beside it.

Everything is in the address (`?warga=12&jenis=sk-usaha`) and in one form, so it works without JavaScript; htmx swaps only the desk.
"""

import base64
import dataclasses
import uuid
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from modules.service import actions, queries
from modules.service.forms import AnswerForm, KeyField, OutsiderForm
from modules.service.models import LetterKind
from modules.service.permissions import ServicePermission
from modules.service.rules import answers as asking
from modules.service.rules import finding, masking, paper, wording
from modules.service.rules.kind import Field
from modules.service.rules.people import Subject
from modules.service.views import filling
from papers import typesetting
from papers.refusal import PaperRefused
from registry.models import Resident
from registry.permissions import RegistryPermission
from web import htmx
from web.access import requires


@dataclass
class Desk:
    """What lies on the desk: the person, the kind of letter, what was typed, and what is wrong with it."""

    kinds: list[LetterKind]
    resident: Resident | None = None
    is_outsider: bool = False
    outsider: OutsiderForm | None = None
    kind: LetterKind | None = None
    typed: dict[str, Any] = dataclasses.field(default_factory=dict)
    faults: dict[str, str] = dataclasses.field(default_factory=dict)
    repeats: Any = None
    phone: str = ""
    key: str = ""
    text: str = ""
    candidates: dict[str, list[Resident]] = dataclasses.field(default_factory=dict)

    @cached_property
    def subject(self) -> Subject | None:
        if self.resident is not None:
            return queries.subject_of(self.resident)
        if self.outsider is not None and self.outsider.is_bound and self.outsider.is_valid():
            return Subject(**self.outsider.cleaned_data, is_resident=False)
        return None

    @property
    def has_person(self) -> bool:
        return self.resident is not None or self.is_outsider


@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
@requires(ServicePermission.MAKE_LETTERS)
def desk(request: HttpRequest) -> HttpResponse:
    """The desk as the address says, a person filled in from the register, or the request made."""
    laid = _laid_out(request, request.POST if request.method == "POST" else request.GET)
    if request.method != "POST":
        return _answer(request, laid)
    if request.POST.get("fill") == "look":
        return _answer(request, laid)
    if "fill" in request.POST:
        laid.typed, laid.candidates, laid.faults = filling.filled(request.POST["fill"], laid.typed, laid.resident)
        return _answer(request, laid)
    return _make(request, laid)


@never_cache
@sensitive_post_parameters()
@require_POST
@requires(ServicePermission.MAKE_LETTERS)
def preview(request: HttpRequest) -> HttpResponse:
    """The paper as it would be printed now, with dots where answers are missing."""
    laid = _laid_out(request, request.POST)
    picture = ""
    try:
        picture = _picture(laid) if laid.kind else ""
        trouble = ""
    except PaperRefused as error:
        trouble = str(error)
    return render(request, "service/_preview.html", {"picture": picture, "trouble": trouble})


def _make(request: HttpRequest, laid: Desk) -> HttpResponse:
    subject = laid.subject
    if laid.kind is None or subject is None:
        return _answer(request, laid, status=htmx.UNPROCESSABLE)
    try:
        letter = actions.make_at_counter(
            key=KeyField().clean(laid.key),
            kind=laid.kind,
            answers=laid.typed,
            by=request.user,  # type: ignore[arg-type]
            at=timezone.now(),
            resident=laid.resident,
            outsider=None if laid.resident else subject,
            phone=masking.read_phone(laid.phone) if laid.phone else "",
            repeats_because=request.POST.get("repeats_because", "").strip(),
        )
    except actions.AnswersIncomplete as error:
        laid.faults = error.errors
        return _answer(request, laid, status=htmx.UNPROCESSABLE)
    except actions.LetterRepeats as error:
        laid.repeats = error.earlier
        return _answer(request, laid, status=htmx.CONFLICT)
    except ValueError as error:
        laid.faults = {"phone": str(error)}
        return _answer(request, laid, status=htmx.UNPROCESSABLE)
    link = format_html('<a href="{}">Buka</a>', reverse("service:letter", args=[letter.pk]))
    messages.success(
        request, format_html("{} untuk {} sudah diajukan. {}", letter.kind.title, letter.subject_name, link)
    )
    return htmx.go(request, reverse("service:counter"))


def _laid_out(request: HttpRequest, said: QueryDict) -> Desk:
    laid = Desk(kinds=queries.open_kinds(), text=said.get("cari", "").strip()[:60])
    number = said.get("warga", "")
    if number.isascii() and number.isdigit() and len(number) < 18:
        laid.resident = queries.resident_at_counter(int(number))
    laid.is_outsider = laid.resident is None and said.get("luar") == "1"
    laid.kind = next((kind for kind in laid.kinds if kind.slug == said.get("jenis") and _fits(kind, laid)), None)
    laid.key = said.get("key") or str(uuid.uuid4())
    laid.phone = said.get("phone", "").strip()
    if laid.is_outsider:
        laid.outsider = OutsiderForm(said if "name" in said else None, auto_id="luar-%s")
    if laid.kind is not None:
        laid.typed = _typed(laid, said)
    return laid


def _fits(kind: LetterKind, laid: Desk) -> bool:
    return not laid.is_outsider or kind.definition.outsiders


def _typed(laid: Desk, said: QueryDict) -> dict[str, Any]:
    """What the form carries, over what the register already answers."""
    assert laid.kind is not None
    known = paper.starting_answers(laid.kind.definition, laid.subject or _nobody(), queries.issuer())
    return {asked.key: said.get(asked.key, known.get(asked.key, "")) for asked in laid.kind.definition.fields}


def _answer(request: HttpRequest, laid: Desk, status: int = 200) -> HttpResponse:
    return htmx.render(request, "service/counter.html", "service/_desk.html", _context(request, laid), status=status)


def _context(request: HttpRequest, laid: Desk) -> dict[str, Any]:
    offered = [kind for kind in laid.kinds if _fits(kind, laid)]
    return {
        "laid": laid,
        "kinds": [kind for kind in offered if finding.matches(kind.definition, laid.text)] or offered,
        "nothing_found": bool(laid.text) and not any(finding.matches(kind.definition, laid.text) for kind in offered),
        "card": _card(laid.resident) if laid.resident else None,
        "may_reveal": request.user.may(RegistryPermission.REVEAL_NIK),  # type: ignore[union-attr]
        "sections": _sections(laid),
        "now": timezone.now(),
        **({} if htmx.is_fragment(request) else {"latest": queries.latest_made(), "counts": queries.counts_by_state()}),
    }


def _card(resident: Resident) -> dict[str, Any]:
    missing = [
        word
        for word, value in (
            ("agama", resident.religion),
            ("pekerjaan", resident.occupation),
            ("alamat", resident.full_address),
        )
        if not value
    ]
    badges = [(f"Belum diisi: {', '.join(missing)}", "warn")] if missing else [("Data lengkap", "ok")]
    if resident.nik_status != "TETAP":
        badges.append(("NIK sementara", "warn"))
    return {
        "pk": resident.pk,
        "name": resident.name.title(),
        "nik": resident.nik,
        "kk": resident.family.no_kk if resident.family else "",
        "role": resident.get_relation_display() or "",
        "address": resident.full_address,
        "badges": badges,
    }


def _sections(laid: Desk) -> list[dict[str, Any]]:
    """The questions in groups; those the register answered are folded away."""
    if laid.kind is None:
        return []
    kind, subject = laid.kind.definition, laid.subject or _nobody()
    known = paper.starting_answers(kind, subject, queries.issuer())
    chips = {asked.key: kind.purposes for asked in kind.fields if asked.type == "purpose"}
    family = filling.family_of(laid.resident)
    found = []
    for group in asking.asked_groups(kind, laid.typed, subject=subject):
        folded = [asked for asked in group.fields if asked.key in known and asked.key not in laid.faults]
        opened = [asked for asked in group.fields if asked not in folded and _is_shown(asked, laid)]
        found.append(
            {
                "group": group,
                "form": _form(opened, laid, chips),
                "is_wide": len(opened) > 3,
                "folded": _form(folded, laid, chips) if folded else None,
                "folded_text": " · ".join(wording.written(asked, laid.typed.get(asked.key)) for asked in folded),
                "relatives": filling.relatives(group, family),
                "candidates": laid.candidates.get(group.key),
            }
        )
    return found


def _is_shown(asked: Field, laid: Desk) -> bool:
    """A question that depends on another is shown once that one is answered so."""
    return asked.when is None or asked.when.holds(laid.typed) or asked.key in laid.faults


def _form(asked: list[Any], laid: Desk, chips: dict[str, Any]) -> AnswerForm:
    return AnswerForm(
        asked, answers=laid.typed, faults=laid.faults, chips=chips, is_dense=True, deciding=_deciding(laid)
    )


def _deciding(laid: Desk) -> set[str]:
    """The questions whose answer decides what else is asked."""
    assert laid.kind is not None
    kind = laid.kind.definition
    conditions = [group.copies_subject for group in kind.groups] + [asked.when for asked in kind.fields]
    return {condition.field for condition in conditions if condition}


def _picture(laid: Desk) -> str:
    assert laid.kind is not None
    kind, subject, now = laid.kind.definition, laid.subject or _nobody(), timezone.now()
    checked = asking.validate(
        kind, laid.typed, subject=subject, today=queries.today(now), groups=kind.groups, by_officer=True
    )
    head = queries.head_of_office()
    signing = paper.Signing(on=queries.today(now), at=now, name=head.name if head else paper.BLANK)
    made = paper.letter_paper(kind, checked.answers, subject=subject, issuer=queries.issuer(), signing=signing)
    return as_picture(typesetting.render_svg(made)[0])


def as_picture(svg: str) -> str:
    """An SVG as the address of an <img>: a picture, not thousands of elements of the page."""
    return f"data:image/svg+xml;base64,{base64.b64encode(svg.encode()).decode()}"


def _nobody() -> Subject:
    return Subject(name=paper.BLANK, nik=paper.BLANK, is_resident=False)
