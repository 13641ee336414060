"""The web server loses its database connection in the middle of a request: a plain page, nothing half done, the next is well."""

import re
import subprocess
import sys
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from conftest import NEIGHBOUR, office
from faults.conftest import ROOT, environment_of, kill, until
from faults.counter import PASSPHRASE, Counter

from archive.models import Document
from audit import verifying
from infra.local import ports
from modules.service.models import LetterBook
from walls import current

pytestmark = pytest.mark.fault
APOLOGY = "Layanan sedang berhenti sebentar"


@dataclass
class Browser:
    """A browser at one host of a web server on this machine."""

    host: str
    port: int
    cookies: dict[str, str] = field(default_factory=dict)

    def get(self, path: str) -> tuple[int, str]:
        return self._ask(path, None)

    def post(self, path: str, said: list[tuple[str, Any]]) -> tuple[int, str]:
        _, page = self.get(path)
        token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page)
        assert token, page
        return self._ask(path, urllib.parse.urlencode([*said, ("csrfmiddlewaretoken", token[1])]).encode())

    def _ask(self, path: str, body: bytes | None) -> tuple[int, str]:
        headers = {"Host": self.host, "Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        request = urllib.request.Request(f"http://127.0.0.1:{self.port}{path}", body, headers)
        try:
            answer = urllib.request.urlopen(request, timeout=30)
        except urllib.error.HTTPError as error:
            answer = error
        with answer:
            for cookie in answer.headers.get_all("Set-Cookie") or []:
                name, _, value = cookie.partition(";")[0].partition("=")
                self.cookies[name] = value
            return answer.status, answer.read().decode()


@pytest.fixture
def web(counter: Counter, own_database: str, real_queue: str, tmp_path: Path) -> Iterator[int]:
    """The web server with one thread, so that every request uses the connection that was lost. Returns its port."""
    port = ports.choose(taken=set())
    environment = environment_of(own_database, real_queue) | {
        "FAULTS_PLACE": str(tmp_path),
        "KENTONGAN_CA_DIR": str(tmp_path / "ca"),
    }
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port)]
    with (tmp_path / "web.log").open("wb") as log:
        process = subprocess.Popen(
            [*command, "--workers", "1", "--blocking-threads", "1", "faults.fragile_web:application"],
            cwd=ROOT,
            env=environment,
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
    until(lambda: _answers(port), "the web server")
    yield port
    kill(process)


def _answers(port: int) -> bool:
    try:
        return Browser("nobody.localhost", port).get("/")[0] == 404
    except OSError:
        return False


def test_a_page_cut_off_is_apologized_for_and_the_next_comes_from_the_right_office(
    web: int, counter: Counter, tmp_path: Path
):
    neighbour = office(NEIGHBOUR)
    ours, theirs = Browser(counter.village.host, web), Browser(neighbour.host, web)
    assert ours.get("/")[0] == 200
    for browser, other in ((ours, theirs), (theirs, ours)):
        (tmp_path / "page").touch()

        status, page = browser.get("/")

        assert not (tmp_path / "page").exists()
        assert status == 503
        assert APOLOGY in page
        assert "Prenduan" not in page
        assert "Pragaan" not in page
        for one in (other, browser):
            status, page = one.get("/")
            assert status == 200
            assert ("Desa Pragaan Laok" in page) == (one is ours)
            assert ("Desa Prenduan" in page) == (one is theirs)


def test_a_signing_cut_off_leaves_nothing_and_is_done_by_the_second_click(web: int, counter: Counter, tmp_path: Path):
    letter = counter.letter()
    cookies = {name: cookie.value for name, cookie in counter.head_browser().cookies.items()}
    browser = Browser(counter.village.host, web, cookies)
    said = [("letter", letter.pk), ("passphrase", PASSPHRASE)]
    (tmp_path / "act").touch()

    status, page = browser.post("/kantor/tanda-tangan/", said)

    assert not (tmp_path / "act").exists()
    assert status == 503
    assert APOLOGY in page
    assert "periksa dulu daftar" in page
    with current.inside(counter.village):
        letter.refresh_from_db()
        assert (letter.state, letter.number, letter.document_id) == ("AWAITING", None, None)
        assert not LetterBook.objects.filter(last_number__gt=0).exists()
        assert not Document.objects.exists()

        status, page = browser.post("/kantor/tanda-tangan/", said)

        assert status == 200
        assert "1 surat ditandatangani" in page
        letter.refresh_from_db()
        assert (letter.state, letter.number) == ("READY", 1)
        assert Document.objects.count() == 1
        assert verifying.verify().is_whole
