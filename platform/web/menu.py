"""
The menus of the shells: apps register their entries, the shells show those the visitor may open.

An entry without permission is for everybody who sees the shell. Hidden entries are left out, never greyed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse

RAIL_LIMIT = 11
PHONE_LIMIT = 5

# Every page lies below these, so being below says nothing.
HOMES = ("/", "/kantor/")

OFFICE = "office"
PUBLIC = "public"
#: Below every page for everybody, under its group's heading.
FOOT = "foot"
#: Found by the search box and linked from other pages; the rail has no room for every page.
FOUND = "found"
#: Beside the account in the top bar, drawn as its icon alone.
BELL = "bell"


class MenuFull(Exception):
    """One group of one office kind would get more rail entries than a person can scan."""


@dataclass(frozen=True)
class MenuItem:
    """One entry as an app registers it; `badge` counts what waits, given the request, and may return None."""

    label: str
    url_name: str
    icon: str
    permission: Any = None
    order: int = 100
    office_kinds: tuple[str, ...] = ("village",)
    badge: Callable[[HttpRequest], int | None] | None = None
    group: str = ""
    shell: str = OFFICE
    short_label: str = ""
    #: Asked after the permission, where a post alone does not decide.
    shown: Callable[[HttpRequest], bool] | None = None
    #: Of the address.
    arguments: tuple[str, ...] = ()


@dataclass(frozen=True)
class Entry:
    """One entry as a shell shows it."""

    label: str
    short_label: str
    url: str
    icon: str
    group: str
    is_current: bool
    badge: int | None = None


_items: list[MenuItem] = []


def add(item: MenuItem) -> None:
    """
    Register an entry once; apps call this from `ready()`.

    :raises MenuFull: this group of an office kind has its eleven entries already.
    """
    if item in _items:
        return
    for kind in item.office_kinds:
        beside = [other for other in _registered(OFFICE, kind) if other.group == item.group]
        if item.shell == OFFICE and len(beside) >= RAIL_LIMIT:
            raise MenuFull(f"{item.label}: this part of the rail of a {kind} has {RAIL_LIMIT} entries already.")
    _items.append(item)


def entries(request: HttpRequest, kind: str, shell: str = OFFICE) -> list[Entry]:
    """List what this visitor may open in an office of this kind, in the registered order."""
    allowed = [item for item in _registered(shell, kind) if _may(request, item)]
    reachable = [(item, url) for item in allowed if (url := _url(item))]
    current = _deepest_match(request.path, (url for _, url in reachable))
    return [_entry(request, item, url, is_current=url == current) for item, url in reachable]


def phone(rail: list[Entry]) -> tuple[list[Entry], bool]:
    """Pick what fits the phone's bar, and say whether a "Lainnya" must stand for the rest."""
    if len(rail) <= PHONE_LIMIT:
        return rail, False
    return rail[: PHONE_LIMIT - 1], True


def office_items() -> list[MenuItem]:
    """What officers of any kind of office may open, in their menu or beside it, for the search box."""
    return [item for item in _items if item.shell in (OFFICE, FOUND)]


def _registered(shell: str, kind: str) -> list[MenuItem]:
    fitting = (item for item in _items if item.shell == shell and kind in item.office_kinds)
    return sorted(fitting, key=lambda item: item.order)


def _may(request: HttpRequest, item: MenuItem) -> bool:
    if item.permission is None:
        return True
    may = getattr(getattr(request, "user", None), "may", None)
    return bool(may and may(item.permission)) and (item.shown is None or item.shown(request))


def _url(item: MenuItem) -> str:
    # A district has no village pages, so an entry may have no address in the urls of this office.
    try:
        return reverse(item.url_name, args=item.arguments)
    except NoReverseMatch:
        return ""


def _deepest_match(path: str, urls: Iterable[str]) -> str:
    """Of the entries above this page the one with the longest address is where the visitor is; homes stand for themselves."""
    above = [url for url in urls if path == url or (url not in HOMES and path.startswith(url))]
    return max(above, key=len, default="")


def _entry(request: HttpRequest, item: MenuItem, url: str, *, is_current: bool) -> Entry:
    badge = item.badge(request) if item.badge else None
    return Entry(item.label, item.short_label or item.label, url, item.icon, item.group, is_current, badge or None)
