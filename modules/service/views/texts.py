"""The words of kinds: the list, the editor with its paper beside it, earlier versions, and the way back."""

import difflib
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from modules.service import actions, queries
from modules.service.models import KindVersion, Letter, LetterKind
from modules.service.permissions import ServicePermission
from modules.service.queries import drafting
from modules.service.rules import entries, paper, samples
from modules.service.rules.naskah import manners
from modules.service.views.counter import as_picture
from modules.service.views.texts_form import TextForm
from papers import typesetting
from papers.refusal import PaperRefused
from web import htmx
from web.access import officer, requires

_LETTERS_TO_TRY = 5
#: Nobody reads further back; each is still at its own address.
_MOST_LISTED = 50
#: The marks of the language with what each does, to be put in at the cursor.
MARKS = (
    ("[identitas Pemohon]", "data diri pemohon"),
    ("[rincian]\nNama | isi\n[selesai]", "baris rata titik dua"),
    ("[jika Isian diisi]\n\n[selain itu]\n\n[selesai]", "kalimat menurut isian"),
    ("[untuk setiap Isian]\n\n[selesai]", "diulang untuk setiap"),
    ("[tabel setiap Isian]\nNama | {Nama}\n[selesai]", "tabel"),
    ("[judul MENERANGKAN]", "judul di tengah"),
)


@never_cache
@require_safe
@requires(ServicePermission.SET_UP_SERVICE)
def index(request: HttpRequest) -> HttpResponse:
    """All kinds with whose words they have, and what the kabupaten published since."""
    actions.take_over_publications(at=timezone.now())
    states = queries.kinds_with_state()
    text = request.GET.get("q", "").strip()[:60].casefold()
    shown = [one for one in states if text in one.kind.title.casefold()] if text else states
    counts = {"own": sum(one.is_own for one in states), "waiting": sum(one.waiting is not None for one in states)}
    return render(request, "service/texts.html", {"states": shown, "text": text, "counts": counts})


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@requires(ServicePermission.SET_UP_SERVICE)
def text(request: HttpRequest, slug: str) -> HttpResponse:
    """The editor of one kind, or a new version saved."""
    kind = _kind(slug)
    base, source = drafting.base_of(kind), drafting.current_source(kind)
    form = TextForm(drafting.shown(source), source, request.POST if request.method == "POST" else None)
    if request.method != "POST":
        return _page(request, kind, base, source, form)
    judged = _judged(form, base)
    if judged is None or judged.refusals:
        if judged is not None:
            form.show(judged.faults)
        return _page(request, kind, base, source, form, judged, status=htmx.UNPROCESSABLE)
    said: dict[str, Any] = {
        "changes": judged.changes,
        "note": form.cleaned_data["catatan"],
        "opened": request.POST.get("opened", ""),
    }
    try:
        made = actions.save_version(kind=kind, by=officer(request), at=timezone.now(), **said)
    except actions.VersionChanged as changed:
        return _page(request, kind, base, source, form, judged, meanwhile=changed.current, status=htmx.CONFLICT)
    except actions.NothingChanged:
        messages.info(request, "Tidak ada yang berubah. Versi yang sekarang tetap dipakai.")
        return htmx.go(request, _address(kind))
    messages.success(request, f"Versi {made.number} disimpan. Surat yang sudah dibuat tidak berubah.")
    return htmx.go(request, _address(kind))


@never_cache
@require_POST
@requires(ServicePermission.SET_UP_SERVICE)
def preview(request: HttpRequest, slug: str) -> HttpResponse:
    """What is wrong with the words as they stand, and the paper they make."""
    kind = _kind(slug)
    base, source = drafting.base_of(kind), drafting.current_source(kind)
    form = TextForm(drafting.shown(source), source, request.POST)
    judged = _judged(form, base)
    return render(request, "service/_text_result.html", result(judged, form, _letter(request, kind)))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@requires(ServicePermission.SET_UP_SERVICE)
def version(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """An earlier version beside what holds now, and taking it again."""
    kind = _kind(slug)
    earlier = get_object_or_404(KindVersion.objects.filter(kind=kind), number=min(number, 10**9))
    if request.method == "POST":
        return _again(request, kind, earlier)
    now = drafting.current_source(kind)
    context = {"kind": kind, "version": earlier, "differences": differences(earlier.source, now), "opened": kind.version_id or "",
               "is_current": earlier.digest == kind.version_id}  # fmt: skip
    return render(request, "service/text_version.html", context)


@require_POST
@requires(ServicePermission.SET_UP_SERVICE)
def back(request: HttpRequest, slug: str) -> HttpResponse:
    """Back to the words of the kabupaten or of the product, or staying with one's own."""
    kind = _kind(slug)
    user: Any = request.user
    notice = drafting.base_of(kind).notice
    try:
        if request.POST.get("ke") == "tetap" and notice is not None:
            actions.keep_own(kind=kind, notice_key=notice.key, by=user, at=timezone.now())
            messages.success(request, "Naskah desa tetap dipakai.")
        else:
            actions.return_to_shipped(kind=kind, opened=request.POST.get("opened", ""), by=user, at=timezone.now())
            messages.success(request, "Naskah dikembalikan. Versi desa tetap tersimpan di riwayat.")
    except actions.VersionChanged:
        messages.warning(request, "Naskah ini baru saja diubah orang lain. Tidak ada yang diubah.")
    return htmx.go(request, _address(kind))


def result(
    judged: drafting.Judged | None, form: TextForm, letter: Letter | None = None, *, with_picture: bool = True
) -> dict[str, Any]:
    """What the side of the editor shows."""
    if judged is None:
        return {"faults": [], "others": _errors(form), "warnings": [], "picture": ""}
    lines = (form.cleaned_data.get("text") or "").replace("\r\n", "\n").split("\n")
    told = [
        (fault, lines[fault.line - 1][:160] if 0 < fault.line <= len(lines) else "")
        for fault in judged.faults
        if fault.entry == "text"
    ]
    others = [
        (entries.LABELS.get(fault.entry, ""), fault.message) for fault in judged.refusals if fault.entry != "text"
    ]
    return {
        "faults": [one for one in told if not one[0].is_warning],
        "warnings": [one for one in told if one[0].is_warning],
        "others": others,
        "picture": _picture(judged, letter) if with_picture else "",
    }


def differences(old: Any, new: Any) -> list[tuple[str, list[tuple[str, str]]]]:
    """What changed from one set of entries to another: entry by entry, lines marked "-", "+" or " "."""
    before, after = drafting.shown(old), drafting.shown(new)
    found = []
    for name, label in entries.LABELS.items():
        one = entries.lines({**old, **before} if name != "hints" else old, name)
        other = entries.lines({**new, **after} if name != "hints" else new, name)
        if one != other:
            rows = [(line[0], line[2:]) for line in difflib.ndiff(one, other) if line[0] in "-+ "]
            found.append((label, _near_changes(rows)))
    return found


def palette(kind: Any) -> dict[str, Any]:
    """All that may be put into a text."""
    return {
        "names": list(drafting.names_and_words(kind)),
        "manners": [manner.shown for manner in manners.BY_KEY.values()],
        "marks": MARKS,
    }


def _near_changes(rows: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Only lines that changed and their neighbours; a gap is told by an ellipsis."""
    wanted = {at + step for at, (sign, _) in enumerate(rows) if sign != " " for step in (-1, 0, 1)}
    found: list[tuple[str, str]] = []
    for at, row in enumerate(rows):
        if at in wanted:
            found.append(row)
        elif not found or found[-1][0] != "…":
            found.append(("…", ""))
    return found


def _judged(form: TextForm, base: drafting.Base) -> drafting.Judged | None:
    return drafting.judge(base, form.typed()) if form.is_valid() else None


def _errors(form: TextForm) -> list[tuple[str, str]]:
    return [(str(form.fields[name].label), str(text)) for name, texts in form.errors.items() for text in texts]


def _picture(judged: drafting.Judged, letter: Letter | None) -> str:
    if judged.kind is None:
        return ""
    head = queries.head_of_office()
    name, issuer = head.name if head else paper.BLANK, queries.paper_issuer()
    made = samples.paper_of(judged.kind, issuer, name)
    if letter is not None:
        now = timezone.now()
        signing = paper.Signing(on=queries.today(now), at=now, name=name)
        made = paper.letter_paper(judged.kind, letter.answers, subject=letter.person, issuer=issuer, signing=signing)
    try:
        return as_picture(typesetting.render_svg(made)[0])
    except PaperRefused:
        return ""


def _letter(request: HttpRequest, kind: LetterKind) -> Letter | None:
    """A letter of this office whose answers are tried; only this kind's."""
    number = request.POST.get("surat", "")
    if not (number.isascii() and number.isdigit() and len(number) < 18):
        return None
    return Letter.objects.filter(kind=kind, pk=int(number)).first()


def _again(request: HttpRequest, kind: LetterKind, earlier: KindVersion) -> HttpResponse:
    said: dict[str, Any] = {"opened": request.POST.get("opened", ""), "by": request.user, "at": timezone.now()}
    try:
        made = actions.use_again(kind=kind, number=earlier.number, **said)
        messages.success(request, f"Versi {earlier.number} dipakai lagi, sebagai versi {made.number}.")
    except actions.VersionChanged:
        messages.warning(request, "Naskah ini baru saja diubah orang lain. Tidak ada yang diubah.")
    except actions.NothingChanged:
        messages.info(request, "Versi itu sama dengan yang sekarang.")
    except actions.VersionRefused as refused:
        messages.error(request, f"Versi itu tidak lagi dapat dipakai: {refused.faults[0].message}")
    return htmx.go(request, _address(kind))


def _page(
    request: HttpRequest,
    kind: LetterKind,
    base: drafting.Base,
    source: Any,
    form: TextForm,
    judged: drafting.Judged | None = None,
    meanwhile: Any = False,
    status: int = 200,
) -> HttpResponse:
    definition = kind.definition
    letters = Letter.objects.filter(kind=kind).only("pk", "about_name", "created_at").order_by("-created_at")
    is_waiting = base.notice is not None and base.notice.key != kind.notice
    listed = list(queries.versions_of(kind).defer("source", "changes")[:_MOST_LISTED])
    context = {
        "kind": kind,
        "definition": definition,
        "form": form,
        "base": base,
        "opened": (meanwhile.digest if meanwhile else "") if meanwhile is not False else request.POST.get("opened", kind.version_id or ""),
        "meanwhile": meanwhile is not False,
        "their": meanwhile or None,
        "differences": differences(source, drafting.current_source(_kind(kind.slug))) if meanwhile is not False else [],
        "versions": listed,
        "current": next((one for one in listed if one.digest == kind.version_id), None),
        "waiting": base.notice if is_waiting else None,
        "notice_differences": differences(source, base.below) if is_waiting and not base.notice_fault else [],
        "letters": letters[:_LETTERS_TO_TRY],
        "palette": palette(definition),
        "most_minutes": base.most_minutes,
        **(result(judged, form) if judged is not None or form.errors else {}),
    }  # fmt: skip
    return render(request, "service/text.html", context, status=status)


def _kind(slug: str) -> LetterKind:
    kind = get_object_or_404(LetterKind, slug=slug)
    if not kind.is_known:
        raise Http404(slug)
    return kind


def _address(kind: LetterKind) -> str:
    return reverse("service:text", args=[kind.slug])
