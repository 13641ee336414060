"""Every address of a village with arguments that belong to the neighbour, and what an answer gives away."""

import io
import re
import zipfile
from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.urls import URLPattern, get_resolver, reverse
from pypdfium2 import PdfiumError
from samples import tools

from isolation.twins import CANARY, Twin

# What stands in addresses and is the same in every village.
CODE = re.compile(r"[0-9A-Z]{8}")
WORDS = {
    "slug": ("pengantar-skck", "kematian", "agama"),
    "step": ("ganti-nama", "gabung", "bagi", "tutup"),
    "month": ("2026-10", "2026-11"),
    "kind": ("xlsx", "csv"),
    "sheet": ("F-1.01", "F-2.01"),
    "shelf": ("berita", "profil"),
    "topic": ("evaluasi-rapbdes", "bimbingan"),
    "obligation": ("rekap-penduduk", "lppd"),
    "term": ("2026-10", "2026"),
    "mark": ("0123456789abcdef",),
}


def addresses(kind: str, foreign: Twin) -> Iterator[tuple[str, str, Any]]:
    """Every named address of a kind of office, once for each set of arguments: (name, address, view)."""
    urls: Any = settings.TENANT_TYPES[kind]["URLCONF"]
    for name, converters, view in _below(get_resolver(urls)):
        for arguments in _arguments(converters, foreign):
            yield name, reverse(name, urlconf=urls, kwargs=arguments), view


def places(urls: str) -> Iterator[tuple[str, dict[str, Any], Any]]:
    """Every named address of a list of urls: (name, the converters of its arguments, view)."""
    return _below(get_resolver(urls))


def _arguments(converters: dict[str, Any], foreign: Twin) -> list[dict[str, Any]]:
    """Ids both villages have (1), ids only the neighbour has (2), and the neighbour's own codes."""
    sets: list[dict[str, Any]] = []
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
            elif word in WORDS:
                made[word] = WORDS[word][turn % len(WORDS[word])]
            elif word == "key" and type(converter).__name__ == "StringConverter":
                made[word] = foreign.keys[turn % len(foreign.keys)] if foreign.keys else "1"
            elif word == "form":
                made[word] = ("csv", "xlsx")[turn % 2]
            elif type(converter).__name__ == "UUIDConverter":
                made[word] = "6f1d7d0e-54c8-4e53-9a0f-1c6f3d6f2b11"
            else:
                made[word] = "1"
        if made not in sets:
            sets.append(made)
    return sets


def gives_away(response: Any, canary: str = CANARY) -> bool:
    """The canary stands in the body, in a header, inside a spreadsheet or on a paper."""
    headers = "\n".join(f"{name}: {value}" for name, value in response.headers.items())
    return canary.lower() in (text_of(body_of(response)) + headers + response.cookies.output()).lower()


def body_of(response: Any) -> bytes:
    return b"".join(response.streaming_content) if response.streaming else bytes(response.content)


def text_of(body: bytes) -> str:
    """What can be read in an answer, whatever it is packed in; for a paper also its bytes, where attributes stand."""
    if body[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(body)) as book:
            body = b"\n".join(book.read(name) for name in book.namelist())
    elif body[:4] == b"%PDF":
        body += read_paper(body)
    return body.decode("utf-8", "replace")


def read_paper(pdf: bytes) -> bytes:
    """The words a reader sees; none when it is no whole PDF."""
    try:
        return tools.text_of(pdf).encode()
    except PdfiumError:
        return b""


def difference(one: Any, other: Any) -> list[str]:
    """In what two answers differ, but for what is drawn anew each time (the proof of origin in forms)."""
    found = [] if one.status_code == other.status_code else ["status"]
    if _without_own_words(one) != _without_own_words(other):
        found.append("body")
    if _headers_of(one) != _headers_of(other):
        found.append("headers")
    if set(one.cookies) != set(other.cookies):
        found.append("cookies")
    return found


def _without_own_words(response: Any) -> bytes:
    """An answer without its proof of origin and without the code of its own address, which it may repeat."""
    body = re.sub(rb'(name="csrfmiddlewaretoken" value=|"X-CSRFToken": )"\w+"', b"", body_of(response))
    for word in _own_words(response):
        body = body.replace(word.encode(), b"")
    return body


def _headers_of(response: Any) -> dict[str, str]:
    headers = dict(response.headers)
    # The second in which a page was made, of pages nobody may keep.
    headers.pop("Expires", None)
    for word in _own_words(response):
        headers = {name: value.replace(word, "") for name, value in headers.items()}
    return headers


def _own_words(response: Any) -> set[str]:
    """The codes in the address that was asked, as they stand there and as people spell them."""
    codes = [part for part in response.request["PATH_INFO"].split("/") if CODE.fullmatch(part)]
    return {word for code in codes for word in (code, f"{code[:4]}-{code[4:]}")}


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
