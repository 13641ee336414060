"""What every page of the office says at its top while it is so; apps register a question each, which must cost next to nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.http import HttpRequest


@dataclass(frozen=True)
class Said:
    """A sentence with the page where more of it stands, and its tone."""

    text: str
    href: str = ""
    link: str = "Lihat"
    tone: str = "warn"


#: What to say to this visitor, or nothing; a bare sentence is a warning.
Notice = Callable[[HttpRequest], str | Said | None]
_notices: list[Notice] = []


def add(notice: Notice) -> None:
    """Register a notice once; apps call this from `ready()`."""
    if notice not in _notices:
        _notices.append(notice)


def of(request: HttpRequest) -> list[Said]:
    found = [words for notice in _notices if (words := notice(request))]
    return [words if isinstance(words, Said) else Said(words) for words in found]
