"""How people come to the site: menus, its parts of the front page, and how the log speaks of it."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from archive import access
from archive.models import Document
from audit import sentences
from modules.service.contract import add_to
from modules.service.site import queries
from modules.service.site.actions import asking, publishing, writing
from modules.service.site.models import Article, InformationRequest, Publication
from modules.service.site.permissions import SitePermission
from web import badges, indonesian, menu, notices, searching
from web.searching import Door, Group, Hit, Provider

EDIT, HANDLE = SitePermission.EDIT_SITE, SitePermission.HANDLE_INFORMATION
DECIDE = SitePermission.DECIDE_OBJECTIONS
SAID = {
    "article.write": "menulis tulisan baru untuk situs",
    "article.save": "mengubah tulisan situs",
    "article.set_picture": "mengganti gambar tulisan situs",
    "article.publish": "menerbitkan tulisan situs",
    "article.take_back": "menarik tulisan dari situs",
    "article.rename": "mengganti alamat tulisan situs",
    "publication.save": "menulis daftar informasi publik",
    "publication.publish": "mengumumkan informasi publik",
    "publication.take_back": "menarik informasi publik",
    "publication.publish_figures": "mengumumkan angka APBDes",
    "information_request.ask": "menerima permohonan informasi",
    "information_request.extend": "memperpanjang waktu permohonan informasi",
    "information_request.answer": "menjawab permohonan informasi",
    "information_request.object": "menerima keberatan atas jawaban",
    "information_request.decide": "memutus keberatan",
}
FOOT: list[tuple[str, str, str, tuple[str, ...]]] = [
    ("Layanan", "Minta surat", "service:services", ()),
    ("Layanan", "Nomor antrean", "queue:take", ()),
    ("Layanan", "Sampaikan aduan", "complaints:new", ()),
    ("Layanan", "Aduan terjawab", "complaints:answered", ()),
    ("Layanan", "Program bantuan", "site:index", ("program",)),
    ("Informasi", "Berita", "site:index", ("berita",)),
    ("Informasi", "Transparansi", "site:transparency", ()),
    ("Informasi", "Produk hukum", "site:regulations", ()),
    ("Informasi", "Statistik", "statistics:public", ()),
    ("Informasi", "Minta informasi (PPID)", "site:ppid", ()),
    ("Desa", "Profil desa", "site:index", ("profil",)),
    ("Desa", "Perangkat desa", "site:article", ("profil", "struktur-organisasi")),
    ("Desa", "Standar pelayanan", "service:standards", ()),
    ("Desa", "Hasil survei kepuasan", "survey:public", ()),
    ("Kantor", "Periksa keaslian surat", "service:verify", ()),
    ("Kantor", "Masuk (perangkat)", "accounts:sign_in", ()),
]


def open_all() -> None:
    """This will register everything once, at start."""
    badges.declare("information", _waiting_for)
    badges.declare("information-late", _pressing_for)
    menu.add(menu.MenuItem("Situs desa", "site:articles", "edit", EDIT, 52, shell=menu.FOUND))
    menu.add(menu.MenuItem("Informasi publik", "site:publications", "document", EDIT, 53, shell=menu.FOUND))
    menu.add(
        menu.MenuItem("Permohonan informasi", "site:requests", "inbox", HANDLE, 54, badge=_waiting, shell=menu.FOUND)
    )
    searching.add_door(
        Door("Situs desa", "site:articles", EDIT, ("berita", "pengumuman", "artikel", "web", "halaman", "program"))
    )
    searching.add_door(
        Door("Informasi publik", "site:publications", EDIT, ("dip", "perdes", "apbdes", "transparansi", "produk hukum"))
    )
    searching.add(Provider("requests for information", _find_requests, HANDLE, 40))
    searching.add_door(Door("Permohonan informasi", "site:requests", HANDLE, ("ppid", "keberatan", "informasi")))
    notices.add(_pressing)
    add_to("home_top", "site/_notices.html", _notices)
    add_to("home_tiles", "site/_tiles.html", _nothing)
    add_to("home_more", "site/_news.html", _news)
    for order, (group, label, name, arguments) in enumerate(FOOT):
        menu.add(menu.MenuItem(label, name, "link", order=order, group=group, shell=menu.FOOT, arguments=arguments))
    for area in (writing.AREA, publishing.AREA, asking.AREA):
        access.guard(area, _only_by_its_page)
    sentences.add(SAID)
    sentences.name_subjects("site.article", "tulisan", _titles_of(Article))
    sentences.name_subjects("site.publication", "informasi", _titles_of(Publication))
    sentences.name_subjects("site.informationrequest", "permohonan informasi", _numbers)


def _notices(request: HttpRequest, about: Any) -> dict[str, Any] | None:
    notices, _ = _front(request)
    return {"notices": notices} if notices else None


def _news(request: HttpRequest, about: Any) -> dict[str, Any]:
    _, news = _front(request)
    return {"news": news}


def _front(request: HttpRequest) -> tuple[list[Article], list[Article]]:
    """Asked once a request, for both ends of the page."""
    held: Any = request
    if not hasattr(held, "front_articles"):
        held.front_articles = queries.front(timezone.now())
    found: tuple[list[Article], list[Article]] = held.front_articles
    return found


def _nothing(request: HttpRequest, about: Any) -> dict[str, Any]:
    return {}


def _find_requests(text: str, account: Any) -> list[Group]:
    """Lines of the register PPID; what was asked is read on the page, because anything may have been written there."""
    return [Group("Register PPID", [_hit(*row) for row in queries.lines_like(text)])]


def _hit(pk: int, number: int, year: int, received_at: datetime, state: str) -> Hit:
    note = f"masuk {indonesian.long_date(queries.today(received_at))} · {InformationRequest.State(state).label}"
    return Hit(f"Permohonan informasi {number}/{year}", reverse("site:request", args=[pk]), note)


def _waiting(request: HttpRequest) -> int | None:
    return badges.of(request, "information")


def _pressing(request: HttpRequest) -> str:
    """Said on every page of whoever must answer, before the law's term runs out and after."""
    user: Any = getattr(request, "user", None)
    if not (user and user.is_authenticated and user.may(HANDLE)):
        return ""
    found = badges.of(request, "information-late")
    return f"{found} permohonan informasi hampir atau sudah lewat batas. Cari “Permohonan informasi”." if found else ""


def _waiting_for(account: Any) -> QuerySet[InformationRequest] | None:
    return queries.waiting(decides=account.may(DECIDE)) if account.may(HANDLE) else None


def _pressing_for(account: Any) -> QuerySet[InformationRequest] | None:
    return queries.pressing(timezone.now(), decides=account.may(DECIDE)) if account.may(HANDLE) else None


def _only_by_its_page(_account: Any, _document: Document) -> bool:
    """What is on the site is opened at its own address, which asks whether it is public now."""
    return False


def _titles_of(model: type[Article] | type[Publication]) -> Any:
    def names(ids: Iterable[str]) -> dict[str, str]:
        found = model._default_manager.filter(pk__in=list(ids)).values_list("pk", "title")
        return {str(pk): f"“{title}”" for pk, title in found}

    return names


def _numbers(ids: Iterable[str]) -> dict[str, str]:
    found = InformationRequest.objects.filter(pk__in=list(ids)).values_list("pk", "number", "year")
    return {str(pk): f"nomor {number}/{year}" for pk, number, year in found}
