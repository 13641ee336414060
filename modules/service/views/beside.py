"""What the parts beside the letters (queue, survey) show on the pages of the service; each says it once, at start."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest

#: Given the request and what the page is about, returns what the template needs; None shows nothing.
Context = Callable[[HttpRequest, Any], dict[str, Any] | None]


@dataclass(frozen=True)
class Part:
    """A template that is included on a page, and what it is told."""

    template: str
    context: Context


_parts: dict[str, list[Part]] = {}


def add_to(page: str, template: str, context: Context) -> None:
    """
    Put something on a page: `add_to("counter", "queue/_strip.html", strip)`.

    :param page: counter, service (a kind of letter), track and verification (a letter), signing, home (first tiles), home_tiles, home_top
        or home_more.
    """
    part = Part(template, context)
    if part not in _parts.setdefault(page, []):
        _parts[page].append(part)


def parts_of(page: str, request: HttpRequest, about: Any = None) -> list[tuple[str, dict[str, Any]]]:
    """The parts of a page that have something to show: (template, what it is told)."""
    told = ((part.template, part.context(request, about)) for part in _parts.get(page, []))
    return [(template, context) for template, context in told if context is not None]
