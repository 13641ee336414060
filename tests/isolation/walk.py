"""Every address of a village with arguments that belong to the neighbour, and what an answer gives away."""

import io
import zipfile
from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.urls import URLPattern, get_resolver, reverse

from isolation.twins import CANARY, Twin


def addresses(kind: str, foreign: Twin) -> Iterator[tuple[str, str, Any]]:
    """Every named address of a kind of office, once for each set of arguments: (name, address, view)."""
    urls: Any = settings.TENANT_TYPES[kind]["URLCONF"]
    for name, converters, view in _below(get_resolver(urls)):
        for arguments in _arguments(converters, foreign):
            yield name, reverse(name, urlconf=urls, kwargs=arguments), view


def _arguments(converters: dict[str, Any], foreign: Twin) -> list[dict[str, Any]]:
    """Ids both villages have (1), ids only the neighbour has (2), and the neighbour's own codes."""
    sets = []
    for turn, code in enumerate(foreign.codes):
        number = 1 + turn % 2
        made: dict[str, Any] = {}
        for word, converter in converters.items():
            if type(converter).__name__ == "IntConverter":
                made[word] = number
            elif word == "code":
                made[word] = code
            elif word == "secret":
                made[word] = foreign.invitation
            elif word == "slug":
                made[word] = "pengantar-skck"
            elif type(converter).__name__ == "UUIDConverter":
                made[word] = "6f1d7d0e-54c8-4e53-9a0f-1c6f3d6f2b11"
            else:
                made[word] = "1"
        if made not in sets:
            sets.append(made)
    return sets


def gives_away(response: Any) -> bool:
    """The canary stands in the body, in a header or inside a spreadsheet."""
    body = b"".join(response.streaming_content) if response.streaming else response.content
    headers = "\n".join(f"{name}: {value}" for name, value in response.headers.items())
    cookies = response.cookies.output()
    if body[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(body)) as book:
            body = b"\n".join(book.read(name) for name in book.namelist())
    return CANARY.lower() in (body.decode("utf-8", "replace") + headers + cookies).lower()


def _below(
    resolver: Any, namespace: str = "", converters: dict[str, Any] | None = None
) -> Iterator[tuple[str, dict[str, Any], Any]]:
    for pattern in resolver.url_patterns:
        found = {**(converters or {}), **pattern.pattern.converters}
        if isinstance(pattern, URLPattern):
            if pattern.name:
                yield f"{namespace}{pattern.name}", found, pattern.callback
        else:
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from _below(pattern, inner, found)
