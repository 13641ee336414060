"""
The one search box of the office: rooms register what can be found in them, and the box asks those the visitor may see.

`searching.add(Provider("letters", find_letters, ServicePermission.SEE_LETTERS, order=30))` in `AppConfig.ready()`; pages and actions
are named with `searching.add_door(Door("Tambah warga", "registry:add", "plus", permission, ("penduduk baru",)))`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.urls import NoReverseMatch, reverse

from web import menu

#: Hits of one group.
MOST = 8
SHORTEST, LONGEST = 2, 100

_WORD = re.compile(r"[a-z0-9]+")


@dataclass(frozen=True)
class Hit:
    """One line of the answer: where it leads, and a second line that tells it from others. No full number of anybody."""

    label: str
    url: str
    note: str = ""


@dataclass(frozen=True)
class Group:
    """Hits of one kind under its heading; of these at most eight are shown."""

    title: str
    hits: list[Hit]


Find = Callable[[str, Any], list[Group]]


@dataclass(frozen=True)
class Provider:
    """
    What one room can find: `find(text, account)`, in at most four statements for the register and one for any other.

    What the typed text cannot be (digits a name, words a number) is not looked for. It is asked with each pause of a typist, so its
    statements are compiled (`walls.compiled`).
    """

    name: str
    find: Find
    permission: Any = None
    order: int = 100


@dataclass(frozen=True)
class Door:
    """A page or an action that is found by its label and by the words people know it by, also from other programs."""

    label: str
    url_name: str
    permission: Any = None
    words: tuple[str, ...] = ()
    arguments: tuple[str, ...] = ()


_providers: dict[str, Provider] = {}
_doors: dict[str, Door] = {}


def add(provider: Provider) -> None:
    """Register what a room can find; a second one of the same name takes the place of the first."""
    _providers[provider.name] = provider


def add_door(door: Door) -> None:
    """Register a page or an action; a second one of the same label takes the place of the first."""
    _doors[door.label] = door


def find(text: str, account: Any) -> list[Group]:
    """Ask everybody the account may ask; doors come first, because they are few and short. Empty groups are left out."""
    # The database keeps no such character, so nothing can be found by it.
    text = text.replace("\0", "").strip()[:LONGEST]
    if len(text) < SHORTEST:
        return []
    groups = [Group("Menu dan tindakan", doors(text, account))]
    for provider in sorted(_providers.values(), key=lambda one: (one.order, one.name)):
        if provider.permission is None or account.may(provider.permission):
            groups += provider.find(text, account)
    return [Group(group.title, group.hits[:MOST]) for group in groups if group.hits]


def doors(text: str, account: Any) -> list[Hit]:
    """Pages and actions in whose label or other names every typed word begins a word."""
    wanted = _WORD.findall(text.lower())
    found: dict[str, Hit] = {}
    if not wanted:
        return []
    for door in _all_doors():
        is_open = door.permission is None or account.may(door.permission)
        if is_open and _is_meant(wanted, door) and (url := _url(door)):
            found.setdefault(url, Hit(door.label, url))
    return list(found.values())[:MOST]


def _all_doors() -> Iterator[Door]:
    yield from _doors.values()
    for item in menu.office_items():
        yield Door(item.label, item.url_name, item.permission)


def _is_meant(wanted: list[str], door: Door) -> bool:
    names = (_words_of(name) for name in (door.label, *door.words))
    return any(all(any(own.startswith(word) for own in name) for word in wanted) for name in names)


@lru_cache(maxsize=1000)
def _words_of(name: str) -> list[str]:
    return _WORD.findall(name.lower())


def _url(door: Door) -> str:
    # An office of another kind has no such page.
    try:
        return reverse(door.url_name, args=door.arguments)
    except NoReverseMatch:
        return ""
