"""How people come to the service: menus, the pages their day begins with, and who may open its documents."""

from typing import Any

from django.http import HttpRequest

from accounts import home
from accounts.posts import Post
from archive import access
from archive.models import Document
from modules.service import queries
from modules.service.permissions import ServicePermission
from modules.service.views import words
from web import menu


def open_all() -> None:
    """This will register everything once, at start."""
    words.teach()
    _menus()
    _homes()
    for area in ("surat", "syarat"):
        access.guard(area, _handles_letters)


def _menus() -> None:
    menu.add(menu.MenuItem("Loket", "service:counter", "counter", ServicePermission.MAKE_LETTERS, 10))
    menu.add(menu.MenuItem("Surat", "service:letters", "letter", ServicePermission.SEE_LETTERS, 20, badge=_to_check))
    menu.add(
        menu.MenuItem(
            "Tanda tangan",
            "service:signing_box",
            "pen",
            ServicePermission.SIGN_LETTERS,
            5,
            badge=_to_sign,
            short_label="TTD",
        )
    )
    menu.add(
        menu.MenuItem(
            "Naskah surat", "publishing:index", "letter", ServicePermission.PUBLISH_KINDS, 35, ("regency",), group="Pantau",
            short_label="Naskah",
        )
    )  # fmt: skip
    for order, (label, name, icon) in enumerate(
        [
            ("Beranda", "home", "home"),
            ("Layanan", "services", "letter"),
            ("Status", "find", "search"),
            ("Keaslian", "verify", "shield"),
        ]
    ):
        menu.add(menu.MenuItem(label, f"service:{name}", icon, order=order, shell=menu.PUBLIC))
    menu.add(menu.MenuItem("Masuk", "accounts:sign_in", "sign-in", order=90, shell=menu.PUBLIC))


def _homes() -> None:
    for order, (post, page) in enumerate(
        [
            (Post.KADES, "signing_box"),
            (Post.SEKDES, "letters"),
            (Post.KASI_PELAYANAN, "counter"),
            (Post.OPERATOR, "counter"),
            (Post.KASI_PEMERINTAHAN, "letters"),
            (Post.KASI_KESEJAHTERAAN, "letters"),
        ]
    ):
        home.register(post, f"service:{page}", order=order)


def _handles_letters(account: Any, _document: Document) -> bool:
    return bool(account.may(ServicePermission.SEE_LETTERS))


def letter_counts(request: HttpRequest) -> dict[str, int]:
    """Counted once a request, for both menus and pages."""
    held: Any = request
    if not hasattr(held, "counted_letters"):
        held.counted_letters = queries.counts_by_state()
    return held.counted_letters


def _to_check(request: HttpRequest) -> int | None:
    may = request.user.may  # type: ignore[union-attr]
    counts = letter_counts(request)
    desks = {"KASI": ServicePermission.CHECK_LETTERS, "SEKDES": ServicePermission.INITIAL_LETTERS}
    return sum(counts[desk] for desk, permission in desks.items() if may(permission)) or None


def _to_sign(request: HttpRequest) -> int | None:
    return letter_counts(request)["AWAITING"] or None
