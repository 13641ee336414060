"""What every page knows: the office it belongs to, the visitor's menu, and how the visitor likes pages to look."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.http import HttpRequest

from walls import current
from web import menu, notices
from web.display import Display


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
    def notices(self) -> list[notices.Said]:
        """What officers have to know whatever page they are on."""
        return notices.of(self.request)

    @cached_property
    def bells(self) -> list[menu.Entry]:
        """What is new for this officer."""
        return menu.entries(self.request, self.kind, menu.BELL)

    @cached_property
    def public(self) -> list[menu.Entry]:
        """Entries of the residents' bar."""
        return menu.entries(self.request, self.kind, menu.PUBLIC)[: menu.PHONE_LIMIT]

    @cached_property
    def foot(self) -> list[menu.Entry]:
        """Entries below every public page, by group."""
        return menu.entries(self.request, self.kind, menu.FOOT)


def shell(request: HttpRequest) -> dict[str, Any]:
    """Context processor: `office`, `shell` and `display`."""
    sign = office_sign()
    return {"office": sign, "shell": Shell(request, sign.kind), "display": Display.of(request)}


def office_sign() -> OfficeSign:
    """Read the name plate from the current office; where there is none, the product's own name stands."""
    try:
        office = current.office()
    except current.NoOfficeError:
        return OfficeSign(title="Kentongan", subtitle="", kind="")
    return OfficeSign(title=office.title, subtitle=office.subtitle, kind=office.kind)
