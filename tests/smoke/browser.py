"""A browser of a hundred lines: cookies, forms and redirects over plain HTTP, so that the smoke test needs nothing but Python."""

import http.client
import uuid
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urlencode, urljoin, urlsplit


@dataclass
class Form:
    """One form of a page, with the values it would send as it stands."""

    action: str
    method: str
    values: list[tuple[str, str]] = field(default_factory=list)
    names: set[str] = field(default_factory=set)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.forms: list[Form] = []
        self.links: list[tuple[str, str]] = []
        self.open: Form | None = None
        self.select: str = ""
        self.textarea: str = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        words = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.open = Form(words.get("action", ""), words.get("method", "get").lower())
            self.forms.append(self.open)
        elif tag == "a":
            self.links.append((words.get("href", ""), words.get("rel", "")))
        elif self.open is not None and words.get("name"):
            self.open.names.add(words["name"])
            self._value(tag, words)
        elif tag == "option" and self.open is not None and self.select and "selected" in words:
            self.open.values.append((self.select, words.get("value", "")))

    def _value(self, tag: str, words: dict[str, str]) -> None:
        assert self.open is not None
        kind = words.get("type", "text")
        if tag == "select":
            self.select = words["name"]
        elif tag == "textarea":
            self.textarea = words["name"]
        elif (
            tag == "input"
            and kind not in {"submit", "file", "button"}
            and (kind not in {"checkbox", "radio"} or "checked" in words)
        ):
            self.open.values.append((words["name"], words.get("value", "on" if kind == "checkbox" else "")))

    def handle_data(self, data: str) -> None:
        if self.textarea and self.open is not None and data.strip():
            self.open.values.append((self.textarea, data))

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.open = None
        elif tag == "select":
            self.select = ""
        elif tag == "textarea":
            self.textarea = ""


@dataclass
class Page:
    """What came back."""

    url: str
    status: int
    headers: http.client.HTTPMessage
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode("utf-8", "replace")

    def _read(self) -> _Reader:
        reader = _Reader()
        reader.feed(self.text)
        return reader

    @property
    def links(self) -> list[str]:
        return [href for href, _ in self._read().links]

    def form(self, *, having: str = "", action: str = "") -> Form:
        """
        The form with a field of this name, or with this text in its action.

        :raises LookupError: there is none; the message shows where we are.
        """
        for form in self._read().forms:
            if form.method == "post" and (not having or having in form.names) and action in form.action:
                return form
        raise LookupError(f"{self.url} ({self.status}) has no form with {having or action!r}:\n{self.text[:1500]}")


class Visitor:
    """Somebody at one office's address."""

    def __init__(self, host: str, port: int) -> None:
        self.host, self.port, self.cookies = host, port, {}  # type: str, int, dict[str, str]

    def get(self, path: str) -> Page:
        return self._follow("GET", path, b"", "")

    def send(
        self, page: Page, form: Form, files: dict[str, tuple[str, bytes]] | None = None, **values: str | list[str]
    ) -> Page:
        """Fill a form and send it; redirects are followed."""
        kept = [(name, value) for name, value in form.values if name not in values]
        for name, value in values.items():
            kept += [(name, one) for one in ([value] if isinstance(value, str) else value)]
        target = urljoin(page.url, form.action or page.url)
        if files is None:
            return self._follow(
                "POST", target, urlencode(kept).encode(), "application/x-www-form-urlencoded", referer=page.url
            )
        boundary = uuid.uuid4().hex
        return self._follow(
            "POST",
            target,
            _multipart(kept, files, boundary),
            f"multipart/form-data; boundary={boundary}",
            referer=page.url,
        )

    def _follow(self, method: str, path: str, body: bytes, kind: str, referer: str = "") -> Page:
        for _ in range(6):
            page = self._once(method, path, body, kind, referer)
            location = page.headers.get("Location")
            if page.status not in {301, 302, 303} or location is None:
                return page
            target = urlsplit(urljoin(page.url, location))
            if target.hostname != self.host:
                return page
            method, path, body, kind = "GET", target.geturl(), b"", ""
        raise RuntimeError(f"too many redirects at {path}")

    def _once(self, method: str, path: str, body: bytes, kind: str, referer: str) -> Page:
        parts = urlsplit(urljoin(f"http://{self.host}:{self.port}/", path))
        headers = {
            "Host": f"{self.host}:{self.port}",
            "Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items()),
        }
        if kind:
            headers |= {"Content-Type": kind, "Referer": referer, "Origin": f"http://{self.host}:{self.port}"}
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        connection.request(method, parts.path + (f"?{parts.query}" if parts.query else ""), body, headers)
        answer = connection.getresponse()
        content = answer.read()
        for cookie in answer.headers.get_all("Set-Cookie") or []:
            name, _, value = cookie.split(";")[0].partition("=")
            self.cookies[name] = value
        connection.close()
        return Page(parts.geturl(), answer.status, answer.headers, content)


def _multipart(values: list[tuple[str, str]], files: dict[str, tuple[str, bytes]], boundary: str) -> bytes:
    parts = [
        f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
        for name, value in values
    ]
    for name, (filename, content) in files.items():
        head = f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"; filename="{filename}"\r\n'
        parts.append(f"{head}Content-Type: application/octet-stream\r\n\r\n".encode() + content + b"\r\n")
    return b"".join([*parts, f"--{boundary}--\r\n".encode()])
