"""What every page of the office says at its top while it is so; apps register a question each, which must cost next to nothing."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest

#: What to say to this visitor, or nothing.
Notice = Callable[[HttpRequest], str]
_notices: list[Notice] = []


def add(notice: Notice) -> None:
    """Register a notice once; apps call this from `ready()`."""
    if notice not in _notices:
        _notices.append(notice)


def of(request: HttpRequest) -> list[str]:
    return [words for notice in _notices if (words := notice(request))]
