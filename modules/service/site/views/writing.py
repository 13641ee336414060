"""Writing for the site: the list, and the one page on which something is written, looked at, published and taken back."""

from datetime import datetime
from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from archive.uploads import AttachmentRefused, Upload
from modules.service.contract import texts
from modules.service.site import actions, queries
from modules.service.site.actions import files
from modules.service.site.forms import AddressForm, ArticleFilter, ArticleForm
from modules.service.site.models import Article
from modules.service.site.permissions import SitePermission
from modules.service.site.rules import addresses
from modules.service.site.rules.pages import usual_pages
from modules.service.site.views.public import context_of
from walls import current
from walls.limits import LimitReached
from web import htmx, indonesian, paging
from web.access import requires

EDIT = SitePermission.EDIT_SITE
FULL = 503
TABS = [("", "Semua"), *Article.State.choices]
TONES = {"DRAFT": "warn", "PUBLISHED": "ok", "WITHDRAWN": ""}
_WRITTEN = ("title", "lead", "body", "conditions", "schedule", "in_charge", "picture_words", "ends_on")


@never_cache
@require_safe
@requires(EDIT)
def index(request: HttpRequest) -> HttpResponse:
    """Everything written, the last touched on top."""
    state = request.GET.get("status", "")
    form = ArticleFilter(request.GET)
    form.is_valid()
    said, now = form.cleaned_data, timezone.now()
    found = queries.articles_of_office(said.get("jenis", ""), state, said.get("q", ""))
    page = paging.page_of(request, found)
    tabs = [
        {"label": label, "is_current": key == state, "href": paging.address(request, status=key, halaman=None)}
        for key, label in TABS
    ]
    rows = [(one, _standing(one, now), TONES[one.state]) for one in page]
    return render(
        request, "site/articles.html", {"page": page, "rows": rows, "form": form, "tabs": tabs, "status": state}
    )


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@requires(EDIT)
def new(request: HttpRequest) -> HttpResponse:
    """Something new; `?jenis=NOTICE` says what, `?halaman=sejarah` begins with the usual words of that page."""
    asked = request.GET.get("jenis", "")
    kind = asked if asked in Article.Kind.values else Article.Kind.NEWS.value
    usual = next(
        (one for one in usual_pages(queries.facts_of_office()) if one.slug == request.GET.get("halaman", "")), None
    )
    if usual is not None:
        kind = Article.Kind.PAGE.value
    if request.method == "POST":
        return _save(request, kind, None, usual.slug if usual else "")
    began: dict[str, Any] = {"key": uuid4(), "edition": 0}
    if usual is not None:
        began |= {"title": usual.title, "lead": usual.lead, "body": usual.text}
    return _page(request, kind, None, ArticleForm(kind=kind, initial=began))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@requires(EDIT)
def edit(request: HttpRequest, article_id: int) -> HttpResponse:
    """What was written, with everything that may be done to it."""
    article = get_object_or_404(Article.objects.select_related("picture"), pk=article_id)
    deed = request.POST.get("perbuatan", "")
    if request.method == "POST" and deed == "tarik":
        actions.take_back_article(article=article, by=request.user, at=timezone.now())
        messages.success(request, "Ditarik dari situs. Alamatnya tetap milik tulisan ini.")
        return redirect("site:edit_article", article_id=article.pk)
    if request.method == "POST" and deed == "alamat":
        return _rename(request, article)
    if request.method == "POST":
        return _save(request, article.kind, article)
    return _page(request, article.kind, article, _form_of(article))


def _save(request: HttpRequest, kind: str, article: Article | None, slug: str = "") -> HttpResponse:
    form = ArticleForm(request.POST, request.FILES, kind=kind, has_picture=bool(article and article.picture_id))
    if not form.is_valid():
        return _page(request, kind, article, form, status=htmx.UNPROCESSABLE)
    if request.POST.get("perbuatan") == "pratinjau":
        return _page(request, kind, article, form, preview=_unsaved(kind, article, form))
    try:
        saved = _kept(request, kind, article, form, slug)
    except actions.ChangedMeanwhile as changed:
        return _page(request, kind, article, form, meanwhile=changed.current, status=htmx.CONFLICT)
    except AttachmentRefused as error:
        form.add_error("picture", str(error))
        return _page(request, kind, article, form, status=htmx.UNPROCESSABLE)
    except texts.TextRefused as error:
        form.add_error(None, str(error))
        return _page(request, kind, article, form, status=htmx.UNPROCESSABLE)
    except LimitReached:
        form.add_error("picture", "Penyimpanan desa penuh. Terbitkan tanpa gambar, lalu beri tahu kabupaten.")
        return _page(request, kind, article, form, status=FULL)
    messages.success(request, _told(saved, timezone.now()))
    return redirect("site:edit_article", article_id=saved.pk)


def _kept(request: HttpRequest, kind: str, article: Article | None, form: ArticleForm, slug: str) -> Article:
    said, now, by = form.cleaned_data, timezone.now(), request.user
    # Judged first: a picture that is refused must not leave half of the rest behind.
    picture = picture_in(said)
    written = {name: said[name] for name in _WRITTEN if name in said}
    saved = actions.save_article(
        key=article.key if article else said["key"], kind=kind, said=written, edition=said["edition"] if article else 0,
        slug=slug, by=by, at=now,
    )  # fmt: skip
    if picture is not None or said.get("drop_picture"):
        actions.set_picture(article=saved, picture=picture, words=said.get("picture_words", ""), by=by, at=now)
    if request.POST.get("perbuatan") == "terbitkan":
        saved = actions.publish_article(article=saved, publish_at=form.moment(current.office().tzinfo), by=by, at=now)
    return saved


def _rename(request: HttpRequest, article: Article) -> HttpResponse:
    form = AddressForm(request.POST)
    if form.is_valid():
        renamed = actions.rename_article(
            article=article, slug=form.cleaned_data["slug"], by=request.user, at=timezone.now()
        )
        messages.success(request, f"Alamatnya sekarang {_path(renamed)}. Alamat lama mengantar ke sini.")
    return redirect("site:edit_article", article_id=article.pk)


def _page(
    request: HttpRequest,
    kind: str,
    article: Article | None,
    form: ArticleForm,
    *,
    meanwhile: Article | None = None,
    preview: Article | None = None,
    status: int = 200,
) -> HttpResponse:
    context = {
        "kind": kind,
        "kind_name": Article.Kind(kind).label,
        "record": article,
        "form": form,
        "standing": _standing(article, timezone.now()) if article else "",
        "path": _path(article) if article else "",
        "address_form": AddressForm(initial={"slug": article.slug}) if article else None,
        "meanwhile": meanwhile,
        "preview": context_of(request, preview, addresses.shelf_of(kind)) if preview else None,
    }
    return render(request, "site/write.html", context, status=status)


def _form_of(article: Article) -> ArticleForm:
    known = {name: getattr(article, name) for name in _WRITTEN}
    moment = timezone.localtime(article.publish_at, current.office().tzinfo) if article.publish_at else None
    if moment is not None and moment > timezone.now():
        known |= {"publish_on": moment.date(), "publish_time": moment.time().strftime("%H:%M")}
    known |= {"key": article.key, "edition": article.edition}
    return ArticleForm(kind=article.kind, has_picture=bool(article.picture_id), initial=known)


def _unsaved(kind: str, article: Article | None, form: ArticleForm) -> Article:
    """What the page would say, kept nowhere."""
    said = form.cleaned_data
    shown = Article(kind=kind, slug=article.slug if article else "pratinjau", publish_at=timezone.now())
    for name in _WRITTEN:
        if name in said:
            setattr(shown, name, said[name])
    return shown


def picture_in(said: dict[str, Any]) -> Upload | None:
    """
    What was sent along, as the site keeps it.

    :raises AttachmentRefused: no photograph, damaged, or far too large.
    """
    file = said.get("picture")
    return files.picture(file.name, file.read()) if file else None


def _standing(article: Article, now: datetime) -> str:
    """Terbit; Terbit 24 November 2026 pukul 00.00; Berakhir; Konsep; Ditarik."""
    if not article.is_published or article.publish_at is None:
        return article.get_state_display()
    if article.publish_at > now:
        moment = timezone.localtime(article.publish_at, current.office().tzinfo)
        return f"Terbit {indonesian.long_date(moment)} pukul {indonesian.clock(moment)}"
    return "Berakhir" if article.ends_on and article.ends_on < queries.today(now) else "Terbit"


def _told(article: Article, now: datetime) -> str:
    if not article.is_published:
        return "Tersimpan. Belum tampil di situs."
    if article.publish_at and article.publish_at > now:
        return f"Tersimpan. {_standing(article, now)}."
    return "Tersimpan dan tampil di situs."


def _path(article: Article) -> str:
    return f"/{addresses.shelf_of(article.kind)}/{article.slug}/"
