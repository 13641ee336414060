"""A kabupaten's own pages: what it publishes of kinds of letter to all its villages."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from exchange import notices
from exchange.models import KindNotice
from modules.service import actions, kinds
from modules.service.kinds import KindRefused
from modules.service.permissions import ServicePermission
from modules.service.queries import drafting
from modules.service.rules import samples, toml_text
from modules.service.views.counter import as_picture
from modules.service.views.texts import differences, palette, result
from modules.service.views.texts_form import TextForm
from papers import typesetting
from web import htmx
from web.access import requires

WITHDRAWN_OWN = "Jenis surat ini tidak dilayani lagi di semua desa, juga yang memakai naskah sendiri"


class WholeForm(forms.Form):
    """A whole kind as TOML, typed or brought as a file."""

    whole = forms.CharField(
        label="Isi berkas TOML",
        required=False,
        strip=False,
        widget=forms.Textarea({"rows": 24, "class": "script", "spellcheck": "false"}),
    )
    file = forms.FileField(label="Atau pilih berkas .toml", required=False, widget=forms.FileInput({"accept": ".toml"}))
    note = forms.CharField(
        label="Pengumuman untuk desa", max_length=300, error_messages={"required": "Tulis satu kalimat untuk desa."}
    )

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        brought = said.get("file")
        if brought is not None:
            try:
                said["whole"] = brought.read(notices.LONGEST + 1).decode("utf-8-sig")
            except UnicodeDecodeError:
                self.add_error("file", "Berkas ini bukan teks UTF-8.")
        if not (said.get("whole") or "").strip() and not self.errors:
            self.add_error("whole", "Tulis isi berkasnya, atau pilih berkas.")
        return said


@never_cache
@require_safe
@requires(ServicePermission.PUBLISH_KINDS)
def index(request: HttpRequest) -> HttpResponse:
    """What holds now, and every kind that may be published."""
    held = notices.holding()
    shipped = [(kind, held.get(kind.slug)) for kind in kinds.KINDS.values()]
    own = [(_title(notice), notice) for slug, notice in held.items() if slug not in kinds.KINDS]
    own.sort(key=lambda one: one[0].casefold())
    return render(request, "service/publications.html", {"kinds": shipped, "own": own, "count": len(held)})


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@requires(ServicePermission.PUBLISH_KINDS)
def text(request: HttpRequest, slug: str) -> HttpResponse:
    """The words of one kind for all villages."""
    base, below, form = _opened(request, slug)
    if request.method != "POST":
        return _page(request, slug, base, below, form)
    judged = drafting.judge(base, form.typed(), is_regency=True) if form.is_valid() else None
    if not form.cleaned_data.get("catatan"):
        form.add_error("catatan", "Tulis satu kalimat: apa yang berubah bagi desa.")
    if judged is None or judged.refusals or form.errors:
        form.show(judged.faults if judged else [])
        return _page(request, slug, base, below, form, judged, status=htmx.UNPROCESSABLE)
    said: Any = {"note": form.cleaned_data["catatan"], "by": request.user, "at": timezone.now()}
    actions.publish_changes(slug=slug, changes=judged.changes, minutes_free=request.POST.get("bebas") == "on", **said)
    messages.success(request, "Diterbitkan. Desa tanpa naskah sendiri memakainya dalam satu jam.")
    return htmx.go(request, reverse("publishing:index"))


@never_cache
@require_POST
@requires(ServicePermission.PUBLISH_KINDS)
def preview(request: HttpRequest, slug: str) -> HttpResponse:
    """The paper of a sample village."""
    base, _, form = _opened(request, slug)
    judged = drafting.judge(base, form.typed(), is_regency=True) if form.is_valid() else None
    return render(request, "service/_text_result.html", _result(judged, form))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@requires(ServicePermission.PUBLISH_KINDS)
def new(request: HttpRequest) -> HttpResponse:
    """A whole kind of the kabupaten's own."""
    form = WholeForm(*((request.POST, request.FILES) if request.method == "POST" else ()))
    if request.method == "POST" and form.is_valid():
        said: Any = {"note": form.cleaned_data["note"], "by": request.user, "at": timezone.now()}
        try:
            made = actions.publish_whole(whole=form.cleaned_data["whole"], **said)
        except KindRefused as refused:
            form.add_error("whole", str(refused))
        else:
            messages.success(request, f"{made.slug} diterbitkan untuk semua desa.")
            return htmx.go(request, reverse("publishing:index"))
    status = htmx.UNPROCESSABLE if form.errors else 200
    return render(request, "service/publication_new.html", {"form": form}, status=status)


@never_cache
@require_safe
@requires(ServicePermission.PUBLISH_KINDS)
def download(request: HttpRequest, slug: str) -> HttpResponse:
    """A kind of the kabupaten's own as a TOML file, with the words it has now."""
    notice = None if slug in kinds.KINDS else notices.holding([slug]).get(slug)
    if notice is None:
        raise Http404(slug)
    try:
        text = toml_text.written(drafting.published(notice)[1])
    except KindRefused:
        text = notice.whole
    headers = {"Content-Disposition": f'attachment; filename="{slug}.toml"'}
    return HttpResponse(text, content_type="application/toml; charset=utf-8", headers=headers)


@require_POST
@requires(ServicePermission.PUBLISH_KINDS)
def withdraw(request: HttpRequest, slug: str) -> HttpResponse:
    """Let a publication hold no more."""
    try:
        actions.withdraw_publication(slug=slug, by=request.user, at=timezone.now())
    except actions.NotPublished:
        messages.warning(request, "Terbitan ini sudah ditarik.")
    else:
        gone = "Desa tanpa naskah sendiri kembali ke naskah bawaan" if slug in kinds.KINDS else WITHDRAWN_OWN
        messages.success(request, f"Terbitan ditarik. {gone}; surat yang sudah dibuat tetap.")
    return htmx.go(request, reverse("publishing:index"))


def _title(notice: KindNotice) -> str:
    """What a kind of the kabupaten's own is called; one that cannot be read keeps its slug."""
    try:
        return str(kinds.read_entries(notice.whole).get("title") or notice.slug)
    except KindRefused:
        return notice.slug


def _opened(request: HttpRequest, slug: str) -> tuple[drafting.Base, Any, TextForm]:
    shipped, notice = kinds.SOURCES.get(slug), notices.holding([slug]).get(slug)
    try:
        base, below = drafting.published(notice) if notice else (shipped, shipped)
    except KindRefused:
        base = below = shipped
    shipped = shipped or base
    if shipped is None:
        raise Http404(slug)
    below = below or shipped
    form = TextForm(drafting.shown(below), below, request.POST if request.method == "POST" else None)
    return drafting.Base(shipped, shipped, notice), below, form


def _result(judged: drafting.Judged | None, form: TextForm) -> dict[str, Any]:
    found = result(judged, form, with_picture=False)
    if judged is not None and judged.kind is not None:
        found["picture"] = as_picture(typesetting.render_svg(samples.paper_of(judged.kind))[0])
    return found


def _page(
    request: HttpRequest,
    slug: str,
    base: drafting.Base,
    below: Any,
    form: TextForm,
    judged: Any = None,
    status: int = 200,
) -> HttpResponse:
    definition = kinds.KINDS.get(slug) or kinds.kind_from(dict(base.shipped))
    context = {
        "slug": slug,
        "is_own": slug not in kinds.KINDS,
        "definition": definition,
        "form": form,
        "notice": base.notice,
        "minutes_free": bool(base.notice and base.notice.changes.get("minutes_free")),
        "differences": differences(base.shipped, below) if base.notice else [],
        "earlier": notices.earlier(slug),
        "palette": palette(definition),
        **(_result(judged, form) if judged is not None or form.errors else {}),
    }
    return render(request, "service/publication.html", context, status=status)
