"""How people come to the service: menus, the pages their day begins with, and who may open its documents."""

from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone

from accounts import home
from accounts.posts import Post
from archive import access
from archive.models import Document
from modules.service import actions, queries
from modules.service.models import Letter
from modules.service.permissions import ServicePermission
from modules.service.rules.authority import Right
from modules.service.views import words
from walls import fleeting
from web import badges, menu

_KEPT_S = 60


def open_all() -> None:
    """This will register everything once, at start."""
    words.teach()
    _menus()
    _homes()
    for area in ("surat", "syarat", actions.outside.AREA):
        access.guard(area, _handles_letters)


def _menus() -> None:
    # Whoever has just signed or checked looks at these, and they cost an index each: they are never remembered.
    badges.declare("letters", lambda desks: queries.lying_with(**dict(desks)), shape=_desks_of, is_remembered=False)
    badges.declare("signing", lambda _: queries.letters_to_sign(), shape=_signs_all, is_remembered=False)
    badges.declare("signing by right", _signatures_for, is_remembered=False)
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
            shown=_signs_today,
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
    # Whoever acts as the head begins where the head does.
    home.register_for(_acts_today, "service:signing_box")


def _handles_letters(account: Any, _document: Document) -> bool:
    return bool(account.may(ServicePermission.SEE_LETTERS))


def letter_counts(request: HttpRequest) -> dict[str, int]:
    """Counted once a request, for both menus and pages."""
    held: Any = request
    if not hasattr(held, "counted_letters"):
        held.counted_letters = queries.counts_by_state()
    return held.counted_letters


def _to_check(request: HttpRequest) -> int | None:
    return badges.of(request, "letters")


def _to_sign(request: HttpRequest) -> int | None:
    return badges.of(request, "signing") or badges.of(request, "signing by right")


def _desks_of(user: Any) -> tuple[tuple[str, bool], ...] | None:
    """The desks a person clears, as `queries.lying_with` names them; the head is told only of what is late."""
    if not user.may(ServicePermission.SEE_LETTERS):
        return None
    return (
        ("kasi", user.may(ServicePermission.CHECK_LETTERS)),
        # What lies late at the Kasi's desk is in the secretary's count already.
        ("sekdes", Post.SEKDES in user.posts),
        ("told_head", Post.KADES in user.posts),
    )


def _signs_all(user: Any) -> bool | None:
    return True if Post.KADES in user.posts and user.may(ServicePermission.SIGN_LETTERS) else None


def _signatures_for(user: Any) -> QuerySet[Letter] | None:
    """What others than the head may sign."""
    if Post.KADES in user.posts or not user.may(ServicePermission.SIGN_LETTERS):
        return None
    by_decree, by_post = _who_signs()
    slugs = by_decree.get(user.pk, [])
    if by_post & set(user.posts):
        slugs = queries.signable(queries.rights_of(user, queries.today(timezone.now())))
    return queries.letters_to_sign(slugs) if slugs else None


def _signs_today(request: HttpRequest) -> bool:
    """The head does, a post of whose own there is a kind of letter, and whoever has a decree for today."""
    user: Any = request.user
    if Post.KADES in user.posts:
        return True
    by_decree, by_post = _who_signs()
    return user.pk in by_decree or bool(by_post & set(user.posts))


def _who_signs() -> tuple[dict[int, list[str]], frozenset[str]]:
    """
    Account -> kinds it may sign today by a decree, and the posts that sign kinds of their own. Only menus ask this; every signature
    asks the database.

    It is remembered for a minute, and dropped when a decree comes or goes.
    """
    day = queries.today(timezone.now())
    kept: tuple[date, dict[int, list[str]], frozenset[str]] | None = fleeting.get(actions.authority.REMEMBERED)
    if kept is None or kept[0] != day:
        found: dict[int, list[Right]] = {}
        for one in queries.authorities_on(day):
            found.setdefault(one.account_id, []).append(one.right)
        signers = frozenset(kind.signer for kind in queries.definitions().values())
        kept = (day, {account: queries.signable(rights) for account, rights in found.items()}, signers)
        fleeting.put(actions.authority.REMEMBERED, kept, seconds=_KEPT_S)
    return kept[1], kept[2]


def _acts_today(account: Any) -> bool:
    return any(
        one.account_id == account.pk and one.right.is_acting
        for one in queries.authorities_on(queries.today(timezone.now()))
    )
