"""The main job as people do it, over plain HTTP: each function is one person's visit."""

import base64
import hashlib
import hmac
import re
import struct
import time
from dataclasses import dataclass
from urllib.parse import urlsplit

from tests.smoke.browser import Page, Visitor


class Stuck(Exception):
    """The story could not go on; the message shows where."""


@dataclass
class Signer:
    """What a head needs to sign: the passphrase of the certificate and the key of the authenticator app."""

    passphrase: str
    totp: str


def must(page: Page, *words: str, status: int = 200) -> Page:
    """
    Read a page and go on.

    :raises Stuck: it is not what a person would expect here.
    """
    if page.status != status or not all(word in page.text for word in words):
        plain = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page.text))
        raise Stuck(f"{page.url}: {page.status}, wanted {status} and {words}:\n{plain[:1200]}")
    return page


def six_digits(key: str, at: float) -> str:
    """The code of RFC 6238 for a moment, as an authenticator app shows it."""
    step = struct.pack(">Q", int(at) // 30)
    digest = hmac.new(base64.b32decode(key), step, hashlib.sha1).digest()
    start = digest[-1] & 15
    return f"{(int.from_bytes(digest[start : start + 4], 'big') & 0x7FFFFFFF) % 1_000_000:06d}"


def sign_in(host: str, port: int, username: str, password: str) -> Visitor:
    visitor = Visitor(host, port)
    page = visitor.get("/masuk/")
    page = visitor.send(page, page.form(having="password"), username=username, password=password)
    must(page)
    if "/masuk/" in page.url:
        raise Stuck(f"{username} could not sign in at {host}")
    return visitor


def accept_invitation(link: str, password: str) -> None:
    parts = urlsplit(link)
    visitor = Visitor(parts.hostname or "", parts.port or 80)
    page = must(visitor.get(parts.path))
    must(visitor.send(page, page.form(having="again"), password=password, again=password))


def prove_second_factor(visitor: Visitor, key: str, *, after: int = 0) -> int:
    """Type the six digits; a code counts once, so a second proof waits for the next. Returns the step used."""
    while int(time.time()) // 30 <= after:
        time.sleep(0.5)
    page = must(visitor.get("/kantor/faktor-kedua/"))
    found = re.search(r"secret=([A-Z2-7]{16,})", page.text) or re.search(
        r"\b((?:[A-Z2-7]{4} ){7}[A-Z2-7]{4})\b", page.text
    )
    secret = found.group(1).replace(" ", "") if found and not key else key
    now = time.time()
    page = visitor.send(page, page.form(having="code"), code=six_digits(secret, now))
    if "/faktor-kedua/" in page.url:
        raise Stuck(f"the second factor was refused:\n{page.text[:600]}")
    return int(now) // 30


def wait_for(visitor: Visitor, path: str, pattern: str, *, seconds: float = 60) -> Page:
    """Read a page again and again until it says what we wait for."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        page = visitor.get(path)
        if re.search(pattern, page.text):
            return page
        time.sleep(0.3)
    raise Stuck(f"{path} never said {pattern!r}:\n{re.sub(r'<[^>]+>', ' ', page.text)[:1500]}")


def ask_for_letter(host: str, port: int, slug: str, identity: dict[str, str], answers: dict[str, str]) -> str:
    """Ani asks for a letter from her phone. Returns the tracking code."""
    ani = Visitor(host, port)
    page = must(ani.get(f"/layanan/{slug}/"))
    page = must(ani.send(page, page.form(action="ajukan")))
    page = must(ani.send(page, page.form(having="nik"), **identity))
    for _ in range(8):
        if "/periksa/" in page.url:
            break
        form = _question(page)
        page = must(ani.send(page, form, **{name: value for name, value in answers.items() if name in form.names}))
    page = must(ani.send(page, page.form(action="")))
    return page.url.rstrip("/").rpartition("/")[2]


def _question(page: Page):  # type: ignore[no-untyped-def]
    return page.form(action="")
