"""The main job as people do it, over plain HTTP: each function is one person's visit."""

import base64
import hashlib
import hmac
import re
import struct
import time
from urllib.parse import urlsplit

from tests.smoke.browser import Page, Visitor


class Stuck(Exception):
    """The story could not go on; the message shows where."""


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


def prove_second_factor(visitor: Visitor, key: str = "", *, used: int = 0) -> tuple[str, int]:
    """
    Type the six digits, after setting the app up when that is asked for.

    :param used: the time step of the last code; a code counts once, so we wait for the next.
    :return: the app's key, and the step used now.
    """
    while int(time.time()) // 30 <= used:
        time.sleep(0.5)
    page = must(visitor.get("/kantor/faktor-kedua/"))
    shown = re.search(r"<code>([A-Z2-7 ]{16,})</code>", page.text)
    key = shown.group(1).replace(" ", "") if shown else key
    now = time.time()
    page = visitor.send(page, page.form(having="code"), code=six_digits(key, now))
    if "/faktor-kedua/" in page.url:
        raise Stuck(f"{visitor.host}: the second factor was refused")
    return key, int(now) // 30


def wait_for(visitor: Visitor, path: str, pattern: str, *, seconds: float = 60) -> Page:
    """Read a page again and again until it says what we wait for."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        page = visitor.get(path)
        if re.search(pattern, page.text):
            return page
        time.sleep(0.3)
    raise Stuck(f"{path} never said {pattern!r}:\n{re.sub(r'<[^>]+>', ' ', page.text)[:1500]}")


def invite(manager: Visitor, username: str, name: str, posts: list[str]) -> str:
    """A manager invites a colleague. Returns the one-time link."""
    page = must(manager.get("/kantor/pengaturan/perangkat/undang/"))
    page = must(manager.send(page, page.form(having="username"), username=username, name=name, posts=posts))
    return link_in(page)


def link_in(page: Page) -> str:
    found = re.search(r"https?://[^\s\"'<>]+/undangan/[^\s\"'<>]+", page.text)
    if found is None:
        raise Stuck(f"{page.url} shows no invitation")
    return found.group(0)


def ask_for_letter(host: str, port: int, slug: str, identity: dict[str, str], answers: dict[str, str]) -> str:
    """Ani asks for a letter from her phone, without an account. Returns the tracking code."""
    ani = Visitor(host, port)
    page = must(ani.get(f"/layanan/{slug}/"))
    page = must(ani.send(page, page.form(action="ajukan")))
    page = must(ani.send(page, page.form(having="nik"), **identity))
    for _ in range(8):
        if "/periksa/" in page.url:
            break
        form = page.form(having="csrfmiddlewaretoken")
        page = must(ani.send(page, form, **{name: value for name, value in answers.items() if name in form.names}))
    page = must(ani.send(page, page.form(having="csrfmiddlewaretoken")))
    if "/terkirim/" not in page.url:
        raise Stuck(f"the request was not sent: {page.url}")
    return page.url.rstrip("/").rpartition("/")[2]


def bring_in_residents(clerk: Visitor, filename: str, content: bytes) -> None:
    """Upload, wait for the check, store, wait for the end."""
    page = must(clerk.get("/kantor/warga/impor/"))
    page = must(clerk.send(page, page.form(having="file"), files={"file": (filename, content)}))
    batch = urlsplit(page.url).path
    page = wait_for(clerk, batch, r"Simpan [\d.]+ penduduk")
    form = page.form(action="simpan")
    must(clerk.send(page, form, **({"leave_errors": "ya"} if "leave_errors" in form.names else {})))
    wait_for(clerk, batch, r"Impor tersimpan")


def press(officer: Visitor, path: str, action: str, **values: str) -> Page:
    """Press the button of a page whose form goes to this action."""
    page = must(officer.get(path))
    return must(officer.send(page, page.form(action=action), **values))


def letter_waiting(officer: Visitor) -> str:
    """The path of the newest letter on the officer's list."""
    page = must(officer.get("/kantor/surat/?status=semua"))
    found = re.search(r'href="(/kantor/surat/\d+/)"', page.text)
    if found is None:
        raise Stuck("the list shows no letter")
    return found.group(1)


def sign_everything(head: Visitor, passphrase: str) -> Page:
    """Make a certificate when there is none, then sign all that is ticked."""
    page = must(head.get("/kantor/tanda-tangan/sertifikat/"))
    if "Buat sertifikat" in page.text:
        form = page.form(having="passphrase")
        page = must(
            head.send(page, form, **{name: passphrase for name in form.names if name in {"passphrase", "again"}})
        )
    page = must(head.get("/kantor/tanda-tangan/"))
    # The first letter of a kind comes unticked, to be read first; the head has read it and ticks it.
    ids = re.findall(r'name="letter"[^>]*value="(\d+)"', page.text)
    return must(head.send(page, page.form(having="passphrase"), passphrase=passphrase, letter=ids))
