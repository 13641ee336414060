"""What every page knows: the office it belongs to, the visitor's menu, and how the visitor likes pages to look."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db import connection
from django.http import HttpRequest

from web import menu
from web.display import Display

KIND_TITLES = {"village": "Desa", "district": "Kecamatan", "regency": "Kabupaten"}


@dataclass
class OfficeSign:
    """The name plate in the top bar."""

    title: str
    subtitle: str
    kind: str


@dataclass
class Shell:
    """The menus, worked out only when a template asks, so pages without a menu pay nothing."""

    request: HttpRequest
    kind: str

    @cached_property
    def rail(self) -> list[menu.Entry]:
        """Entries of the officers' side rail."""
        return menu.entries(self.request, self.kind)

    @cached_property
    def phone(self) -> tuple[list[menu.Entry], bool]:
        """Entries of the officers' phone bar, and whether there are more."""
        return menu.phone(self.rail)

    @cached_property
    def public(self) -> list[menu.Entry]:
        """Entries of the residents' bar."""
        return menu.entries(self.request, self.kind, menu.PUBLIC)[: menu.PHONE_LIMIT]


def shell(request: HttpRequest) -> dict[str, Any]:
    """Context processor: `office`, `shell` and `display`."""
    sign = office_sign()
    return {"office": sign, "shell": Shell(request, sign.kind), "display": Display.of(request)}


def office_sign() -> OfficeSign:
    """Read the name plate from the current office; an address without an office gets the product's name."""
    office = getattr(connection, "tenant", None)
    kind = str(getattr(office, "kind", "") or "")
    title = getattr(office, "title", "") or _plain_title(office, kind)
    return OfficeSign(title=str(title), subtitle=str(getattr(office, "subtitle", "") or ""), kind=kind)


def _plain_title(office: Any, kind: str) -> str:
    name = getattr(office, "name", "") if kind in KIND_TITLES else ""
    if not name:
        return "Kentongan"
    return f"{getattr(office, 'sebutan', '') or KIND_TITLES[kind]} {name}"
