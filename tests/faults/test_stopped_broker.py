"""The broker, or the cache, is stopped while letters are signed."""

import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import caches
from django.utils import timezone
from faults.conftest import ROOT, point_to
from faults.counter import PASSPHRASE, Counter

from archive import actions
from infra.local import ports, processes, valkey
from infra.local.places import Places
from walls import current

pytestmark = pytest.mark.fault
SECRETS = {"VALKEY": "kata-sandi-uji"}


class OwnValkey:
    """A Valkey server that a test may stop and start."""

    def __init__(self, folder: Path) -> None:
        self.places = Places(root=ROOT, base=folder, durable=False)
        self.places.make()
        self.port = ports.choose(taken=set())

    def start(self) -> str:
        return valkey.start(self.places, SECRETS, self.port)

    def stop(self) -> bool:
        return valkey.stop(self.places)

    def freeze(self) -> None:
        """Connections are taken, and nothing is ever answered."""
        pid = processes.running(processes.pid_file(self.places, valkey.NAME))
        assert pid
        os.kill(pid, signal.SIGSTOP)

    def thaw(self) -> None:
        if pid := processes.running(processes.pid_file(self.places, valkey.NAME)):
            os.kill(pid, signal.SIGCONT)


@pytest.fixture
def own_valkey(tmp_path: Path) -> Iterator[OwnValkey]:
    server = OwnValkey(tmp_path / "valkey")
    yield server
    server.thaw()
    server.stop()


def sign(browser: Any, *letters: Any) -> tuple[Any, float]:
    began = time.monotonic()
    answer = browser.post(
        "/kantor/tanda-tangan/", {"letter": [letter.pk for letter in letters], "passphrase": PASSPHRASE}
    )
    return answer, time.monotonic() - began


def test_letters_are_signed_without_the_broker_and_found_by_the_sweeper(
    real_queue: str, own_store: Any, counter: Counter, own_valkey: OwnValkey
):
    from config.celery import app

    point_to(app, f"{own_valkey.start()}/0")
    first, *others = [counter.letter() for _ in range(4)]
    browser = counter.head_browser()
    with_broker, usual = sign(browser, first)
    own_valkey.stop()

    without, seconds = sign(browser, *others)

    assert "1 surat ditandatangani" in with_broker.content.decode()
    assert without.status_code == 200
    assert "3 surat ditandatangani" in without.content.decode()
    assert seconds < 3 * usual + 2
    point_to(app, real_queue)
    with current.inside(counter.village):
        assert actions.sweep_waiting(at=timezone.now() + actions.OVERDUE_AFTER * 2) == 4
        for number, letter in enumerate([first, *others], start=1):
            letter.refresh_from_db()
            assert (letter.state, letter.number, letter.document.state) == ("READY", number, "STORED")


def test_a_broker_that_takes_connections_and_says_nothing_holds_nobody_up_for_long(
    real_queue: str, counter: Counter, own_valkey: OwnValkey
):
    from config.celery import app

    point_to(app, f"{own_valkey.start()}/0")
    letters, browser = [counter.letter() for _ in range(4)], counter.head_browser()
    own_valkey.freeze()

    answer, seconds = sign(browser, *letters)

    assert "4 surat ditandatangani" in answer.content.decode()
    # One wait for all four.
    assert seconds < 15


def test_without_the_cache_nothing_is_half_done_and_the_page_says_so(
    real_queue: str, counter: Counter, own_valkey: OwnValkey, settings: Any
):
    settings.CACHES = {"default": {**settings.CACHES["default"], "LOCATION": f"{own_valkey.start()}/0"}}
    caches._settings = caches.settings = caches.configure_settings(None)
    letter, browser = counter.letter(), counter.head_browser()
    own_valkey.stop()

    answer, seconds = sign(browser, letter)

    # Passphrases are counted in the cache; without it nobody may go on guessing.
    assert answer.status_code == 503
    assert "Layanan sedang berhenti sebentar" in answer.content.decode()
    assert seconds < 10
    with current.inside(counter.village):
        letter.refresh_from_db()
        assert (letter.state, letter.number) == ("AWAITING", None)
    own_valkey.start()
    again, _ = sign(browser, letter)
    assert "1 surat ditandatangani" in again.content.decode()
