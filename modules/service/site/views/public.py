"""What everybody reads: news, pages, programmes, their pictures, and what machines read of them."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe

from archive import store
from modules.service.contract import public_kinds
from modules.service.site import queries
from modules.service.site.models import Article
from modules.service.site.permissions import SitePermission
from modules.service.site.rules import addresses, marks
from modules.service.site.rules.pages import Usual
from web import paging
from web.access import open_to_all

WHY_OPEN = "The village writes it for everybody."
A_WEEK_S, AN_HOUR_S = 604_800, 3600
TITLES = {"berita": "Berita dan pengumuman", "profil": "Profil desa", "program": "Program dan bantuan"}
LEADS = {
    "berita": "Kabar dan pengumuman dari kantor desa.",
    "profil": "Tentang desa, perangkat, dan lembaganya.",
    "program": "Syarat, jadwal, dan kepada siapa bertanya.",
}


@open_to_all(WHY_OPEN)
@require_safe
def index(request: HttpRequest, shelf: str) -> HttpResponse:
    """What lies on a shelf: news by day, the pages of the village in their order, programmes."""
    now = timezone.now()
    listed: Any = queries.pages(now) if shelf == "profil" else queries.shelf(shelf, now)
    page = paging.page_of(request, listed, size=40 if shelf == "profil" else 10)
    context = {
        "page": page,
        "shelf": shelf,
        "title": TITLES[shelf],
        "lead": LEADS[shelf],
        "saves_data": _saves_data(request),
    }
    return _by_data(render(request, "site/index.html", context))


@open_to_all(WHY_OPEN)
@require_safe
def article(request: HttpRequest, shelf: str, slug: str) -> HttpResponse:
    """
    One of them; at an address it had before, the way to the one it has now.

    :raises Http404: nothing public lies there.
    """
    now = timezone.now()
    found: Article | Usual | None = queries.article_at(shelf, slug, now)
    if found is None:
        moved = queries.moved_from(shelf, slug, now)
        if moved is not None:
            return redirect("site:article", shelf=shelf, slug=moved.slug, permanent=True)
        found = _usual(shelf, slug, now)
    return _by_data(render(request, "site/article.html", context_of(request, found, shelf)))


def context_of(request: HttpRequest, found: Article | Usual, shelf: str) -> dict[str, Any]:
    """What the page of an article is told; the preview shows the same."""
    written = isinstance(found, Article)
    return {
        "article": found,
        "is_written": written,
        "html": marks.as_html(found.body if isinstance(found, Article) else found.text),
        "conditions": marks.as_html(found.conditions) if isinstance(found, Article) else "",
        "shelf": shelf,
        "shelf_title": TITLES[shelf],
        "is_over": isinstance(found, Article)
        and found.ends_on is not None
        and found.ends_on < queries.today(timezone.now()),
        "saves_data": _saves_data(request),
    }


@open_to_all("Pictures of what is public; those of drafts are for who may write.")
@require_safe
def picture(request: HttpRequest, article_id: int, mark: str) -> HttpResponseBase:
    """
    The picture of an article, under an address that changes with it.

    :raises Http404: the article is not public, or has another picture.
    """
    found = Article.objects.select_related("picture").filter(pk=article_id, picture__sha256__startswith=mark).first()
    user: Any = request.user
    if found is None or found.picture is None or len(mark) < 12:
        raise Http404
    is_public = queries.public(timezone.now()).filter(pk=found.pk).exists()
    if not is_public and not (user.is_authenticated and user.may(SitePermission.EDIT_SITE)):
        raise Http404
    try:
        content = bytes(found.picture.waiting_bytes) if found.picture.waiting_bytes else store.get(found.picture)
    except (store.StoreUnavailable, store.ChecksumMismatch):
        return HttpResponse(status=503, headers={"Retry-After": "60"})
    lasting = f"public, max-age={A_WEEK_S}, immutable" if is_public else "no-store"
    return HttpResponse(content, content_type="image/jpeg", headers={"Cache-Control": lasting})


@open_to_all("A feed is for machines that read for people.")
@require_safe
def feed(request: HttpRequest) -> HttpResponse:
    """The newest twenty pieces of news as Atom (RFC 4287)."""
    entries = queries.newest(timezone.now(), 20)
    context = {"entries": entries, "root": _root(request), "updated": entries[0].publish_at if entries else None}
    return _for_machines(render(request, "site/feed.xml", context, content_type="application/atom+xml; charset=utf-8"))


@open_to_all("Search engines find by it what is public.")
@require_safe
def sitemap(request: HttpRequest) -> HttpResponse:
    """Every public address worth finding; none that holds a code."""
    now = timezone.now()
    written = queries.public(now).order_by("-publish_at").values_list("kind", "slug", "updated_at")[:2000]
    listed = [
        (reverse("site:article", args=[addresses.shelf_of(kind), slug]), updated) for kind, slug, updated in written
    ]
    known = {path for path, _ in listed}
    usual = [
        (reverse("site:article", args=["profil", page.slug]), None)
        for page in queries.pages(now)
        if isinstance(page, Usual)
    ]
    fixed = [(path, None) for path in (
        "/", reverse("service:services"), reverse("service:standards"), reverse("complaints:new"), reverse("queue:take"),
        reverse("statistics:public"), reverse("survey:public"), reverse("site:transparency"), reverse("site:register"),
        reverse("site:ppid"), *(reverse("site:index", args=[word]) for word in addresses.SHELVES),
    )]  # fmt: skip
    services = [(reverse("service:service", args=[kind.slug]), None) for kind in public_kinds()]
    rows = [*fixed, *services, *(one for one in usual if one[0] not in known), *listed]
    context = {"rows": rows, "root": _root(request)}
    return _for_machines(render(request, "site/sitemap.xml", context, content_type="application/xml; charset=utf-8"))


@open_to_all("Search engines ask for it first.")
@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """What search engines leave alone: the office, and everything behind a code."""
    shut = (
        "/kantor/",
        "/api/",
        "/masuk/",
        "/lacak/",
        "/verifikasi/",
        "/antrean/",
        "/aduan/lacak/",
        "/ppid/lacak/",
        "/survei/",
    )
    lines = [
        "User-agent: *",
        *(f"Disallow: {path}" for path in shut),
        f"Sitemap: {_root(request)}{reverse('site:sitemap')}",
    ]
    return _for_machines(HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8"))


def _usual(shelf: str, slug: str, now: Any) -> Usual:
    found = queries.pages(now) if shelf == "profil" else []
    for page in found:
        if isinstance(page, Usual) and page.slug == slug:
            return page
    raise Http404


def _root(request: HttpRequest) -> str:
    return f"{request.scheme}://{request.get_host()}"


def _saves_data(request: HttpRequest) -> bool:
    return request.headers.get("Save-Data", "").lower() == "on"


def _by_data(response: HttpResponse) -> HttpResponse:
    patch_vary_headers(response, ["Save-Data"])
    return response


def _for_machines(response: HttpResponse) -> HttpResponse:
    # Kept by whoever asks, under the village's own host; a shared cache keeps each host apart.
    response["Cache-Control"] = f"public, max-age={AN_HOUR_S}"
    patch_vary_headers(response, ["Host"])
    return response
