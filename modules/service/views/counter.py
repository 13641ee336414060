"""
The counter: who came, which letter, only what the register does not know, and the paper beside it.

Everything is in the address (`?warga=12&jenis=sk-usaha`) and in one form, so it works without JavaScript; htmx swaps only the desk.
"""

import base64
import uuid
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
from modules.service.forms import KeyField, OutsiderForm
from modules.service.forms.office import WayForm
from modules.service.models import Letter, LetterKind
from modules.service.permissions import ServicePermission
from modules.service.rules import answers as asking
from modules.service.rules import finding, masking, paper, repeating, topics
from modules.service.views import beside, filling, printing
from modules.service.views.desk import Desk, nobody, sections_of
from modules.service.views.previewing import as_it_would_be_signed
from papers import typesetting
from papers.refusal import PaperRefused
from registry.models import Resident
from registry.permissions import RegistryPermission
from web import htmx
from web.access import may, officer, requires


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
        _fill(request.POST["fill"], laid)
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


def _fill(wish: str, laid: Desk) -> None:
    """A row more or less, or a person from the register."""
    changed = repeating.changed(laid.kind.definition, laid.typed, wish) if laid.kind else None
    if changed is not None:
        laid.typed = changed
    else:
        laid.typed, laid.candidates, laid.faults = filling.filled(wish, laid.typed, laid.resident)


def _make(request: HttpRequest, laid: Desk) -> HttpResponse:
    subject = laid.subject
    if laid.kind is None or subject is None:
        return _answer(request, laid, status=htmx.UNPROCESSABLE)
    try:
        letter = actions.make_at_counter(
            key=KeyField().clean(laid.key),
            kind=laid.kind,
            answers=laid.typed,
            by=officer(request),
            at=timezone.now(),
            resident=laid.resident,
            outsider=subject if laid.is_outsider else None,
            phone=masking.read_phone(laid.phone) if laid.phone else "",
            repeats_because=request.POST.get("repeats_because", "").strip(),
            **_way(request),
        )
    except actions.BringerMissing:
        laid.faults = {"brought_by": "Tulis nama Ketua RT yang menitipkan."}
        return _answer(request, laid, status=htmx.UNPROCESSABLE)
    except actions.ConsentMissing:
        laid.faults = {"agreed": "Bacakan isinya dahulu. Centang bila pemohon setuju."}
        return _answer(request, laid, status=htmx.UNPROCESSABLE)
    except actions.OwnLetter as refusal:
        messages.error(request, str(refusal))
        return htmx.go(request, reverse("service:counter"))
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


def _way(request: HttpRequest) -> dict[str, Any]:
    """How the request came, as the folded questions say."""
    form = WayForm(request.POST)
    form.is_valid()
    said = form.cleaned_data
    return {
        "source": said.get("source") or Letter.Source.COUNTER,
        "brought_by": said.get("brought_by", ""),
        "agreed": said.get("agreed", False),
        "wants_news": "wants_news" in request.POST,
    }


def _laid_out(request: HttpRequest, said: QueryDict) -> Desk:
    laid = Desk(kinds=queries.open_kinds(), text=said.get("cari", "").strip()[:60])
    number = said.get("warga", "")
    if number.isascii() and number.isdigit() and len(number) < 18:
        laid.resident = queries.resident_at_counter(int(number))
    laid.is_outsider = laid.resident is None and said.get("luar") == "1"
    laid.is_internal = laid.resident is None and not laid.is_outsider and said.get("kantor") == "1"
    laid.kind = next((kind for kind in laid.kinds if kind.slug == said.get("jenis") and _fits(kind, laid)), None)
    laid.key = said.get("key") or str(uuid.uuid4())
    laid.phone, laid.wants_news = said.get("phone", "").strip(), "wants_news" in said
    if laid.is_outsider:
        laid.outsider = OutsiderForm(said if "name" in said else None, auto_id="luar-%s")
    if laid.kind is not None:
        laid.typed = _typed(laid, said)
    return laid


def _fits(kind: LetterKind, laid: Desk) -> bool:
    return kind.definition.internal == laid.is_internal and (not laid.is_outsider or kind.definition.outsiders)


def _typed(laid: Desk, said: QueryDict) -> dict[str, Any]:
    """What the form carries, over what the register already answers."""
    assert laid.kind is not None
    known = paper.starting_answers(laid.kind.definition, laid.subject or nobody(), queries.issuer())
    kind = laid.kind.definition
    return repeating.without_gaps(kind, repeating.picked(kind.groups, {**known, **said.dict()}))


def _answer(request: HttpRequest, laid: Desk, status: int = 200) -> HttpResponse:
    return htmx.render(request, "service/counter.html", "service/_desk.html", _context(request, laid), status=status)


def _context(request: HttpRequest, laid: Desk) -> dict[str, Any]:
    offered = [kind for kind in laid.kinds if _fits(kind, laid)]
    found = [kind for kind in offered if finding.matches(kind.definition, laid.text)] if laid.text else []
    near = found or topics.often_asked(offered)
    if laid.kind and laid.kind not in near:
        near = [*near, laid.kind]
    return {
        "laid": laid,
        "kinds": near,
        "topics": topics.by_topic(kind for kind in offered if kind not in near),
        "nothing_found": bool(laid.text) and not found,
        "card": _card(laid.resident) if laid.resident else None,
        "may_reveal": may(request, RegistryPermission.REVEAL_NIK),
        "has_internal": any(kind.definition.internal for kind in laid.kinds),
        "sections": sections_of(laid),
        "now": timezone.now(),
        "way": _way_form(request, laid),
        **({} if htmx.is_fragment(request) else _around(request)),
    }


def _around(request: HttpRequest) -> dict[str, Any]:
    """What stands beside the desk."""
    parts = beside.parts_of("counter", request)
    counts = queries.counts_by_state()
    return {"latest": queries.latest_made(), "counts": counts, "parts": parts, **printing.ready(request)}


def _way_form(request: HttpRequest, laid: Desk) -> WayForm:
    form = WayForm(request.POST if request.method == "POST" else None, initial={"source": Letter.Source.COUNTER})
    wrong = form.fields.keys() & laid.faults.keys() if form.is_bound and not form.errors else set()
    for name in wrong:
        form.add_error(name, laid.faults[name])
    return form


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


def _picture(laid: Desk) -> str:
    assert laid.kind is not None
    kind, subject, now = laid.kind.definition, laid.subject or nobody(), timezone.now()
    checked = asking.validate(
        kind, laid.typed, subject=subject, today=queries.today(now), groups=kind.groups, by_officer=True
    )
    signing = as_it_would_be_signed(kind, None, now)
    made = paper.letter_paper(kind, checked.answers, subject=subject, issuer=queries.paper_issuer(), signing=signing)
    return as_picture(typesetting.render_svg(made)[0])


def as_picture(svg: str) -> str:
    """An SVG as the address of an <img>: a picture, not thousands of elements of the page."""
    return f"data:image/svg+xml;base64,{base64.b64encode(svg.encode()).decode()}"
