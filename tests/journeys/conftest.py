"""
A real server and a real browser: `open_at(office)` gives a page at an office's address.

A page fails its test when the browser's console shows an error or the content policy blocks something.
"""

import io
import os
import shutil
import threading
from collections.abc import Callable, Iterator
from typing import Any
from uuid import uuid4

import pyotp
import pytest
from conftest import NOON, PASSWORD
from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.core.cache import cache
from django.core.servers.basehttp import ThreadedWSGIServer
from django.test.testcases import LiveServerThread
from django.utils import timezone
from faults.conftest import real_queue, start_worker  # noqa: F401 - a worker beside the browser, for who asks for one
from playwright.sync_api import Page, TimeoutError

import papers.actions
from accounts.models import Account, Appointment
from registry import synthetic
from registry.actions import import_storing, imports
from registry.models import ImportBatch
from walls import current, fleeting, keys

# The browser's driver runs an event loop in this thread; the database is still used by one thread at a time.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "journeys" in str(item.path):
            item.add_marker(pytest.mark.journey)
            if CHROMIUM is None:
                item.add_marker(
                    pytest.mark.skip(reason="CHROMIUM IS MISSING: no journey was walked. Install Debian's chromium.")
                )


@pytest.fixture(autouse=True)
def _nobody_has_tried_yet() -> None:
    """A village lets one address in thirty times in ten minutes, and all journeys of a worker come from one."""
    cache.clear()
    fleeting.wake()


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    quiet = ["--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
    quiet += ["--disable-component-update", "--disable-sync", "--no-sandbox"]
    return {**browser_type_launch_args, "executable_path": CHROMIUM, "args": quiet}


class Server(LiveServerThread):
    server_class = ThreadedWSGIServer


@pytest.fixture
def server(own_database: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    """The product on a free port, with a database of its own. Returns the port."""
    thread = Server("127.0.0.1", StaticFilesHandler)
    thread.daemon = True
    thread.start()
    thread.is_ready.wait()
    if thread.error:
        raise thread.error
    monkeypatch.setattr(settings, "PORT", str(thread.port))
    yield thread.port
    thread.terminate()


# What htmx says of a piece that was still on its way when the person went on to another page; a failed one is called otherwise.
# Then what it says of a piece whose session was over, which the page tells the person itself.
LEFT = ("htmx:sendAbort", "htmx:afterRequest", "Response Status Error Code 401")


@pytest.fixture
def open_at(page: Page, server: int) -> Iterator[Callable[..., Page]]:
    """Open a path at an office: `open_at(village, "/layanan/")`."""
    faults: list[str] = []
    page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: faults.append(str(error)))

    def open_page(office: Any, path: str = "/") -> Page:
        page.goto(f"http://{office.host}:{server}{path}")
        return page

    yield open_page
    unexpected = [fault for fault in faults if "status of 4" not in fault and not fault.startswith(LEFT)]
    assert not unexpected, f"the console showed errors: {unexpected}"


TOTP = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
PASSPHRASE = "tanda-tangan-contoh"


@pytest.fixture
def hire(own_database: str) -> Callable[..., Any]:
    """Give an office an officer: `hire(village, "budi", "KASI_PELAYANAN")`; `signs=True` gives a head second factor and certificate."""

    def make(office: Any, username: str, *posts: str, signs: bool = False) -> Any:
        with current.inside(office):
            account = Account.objects.create(
                username=username, name=f"{username.title()} Contoh", created_at=NOON, password=make_password(PASSWORD)
            )
            Appointment.objects.bulk_create(Appointment(account=account, post=p, since=NOON.date()) for p in posts)
            if signs:
                Account.objects.filter(pk=account.pk).update(
                    totp_sealed=keys.seal("totp", TOTP), totp_confirmed_at=NOON
                )
                papers.actions.issue_certificate(
                    account=account,
                    name=account.name,
                    post="Kepala Desa",
                    office_title=office.title,
                    passphrase=PASSPHRASE,
                    at=timezone.now(),
                )
        return account

    return make


@pytest.fixture
def sign_in(open_at: Callable[..., Page]) -> Callable[..., Page]:
    """Sign an officer in through the page; with `second_factor=True` also type the six digits."""

    def enter(office: Any, username: str, *, second_factor: bool = False) -> Page:
        page = open_at(office, "/masuk/")
        page.get_by_label("Nama pengguna").fill(username)
        page.get_by_label("Kata sandi").fill(PASSWORD)
        page.get_by_role("button", name="Masuk").click()
        try:
            page.wait_for_url(lambda url: "/masuk/" not in url)
        except TimeoutError as error:
            raise AssertionError(f"still at the door: {page.inner_text('main')}") from error
        if second_factor:
            open_at(office, "/kantor/faktor-kedua/")
            page.get_by_label("Enam angka dari aplikasi").fill(pyotp.TOTP(TOTP).now())
            page.locator("form:has([name=code]) button").click()
            page.wait_for_url(lambda url: "/faktor-kedua/" not in url)
        return page

    return enter


def bring_in(office: Any, clerk: Any, count: int, *, seed: int = 7) -> None:
    """Fill an office with made-up residents through the real import."""
    with current.inside(office):
        book = io.BytesIO()
        at = timezone.now()
        synthetic.write_book(synthetic.make_village(count, seed=seed, on=at.date()), book)
        batch = imports.upload_file(key=uuid4(), filename="contoh.xlsx", content=book.getvalue(), by=clerk, at=at)
        import_storing.start_commit(batch=ImportBatch.objects.get(pk=batch.pk), leave_errors=False, by=clerk, at=at)


def apart(work: Callable[[], Any]) -> None:
    """Do something in a thread of its own: the browser's event loop runs in this one, and signing wants none."""
    faults: list[BaseException] = []

    def run() -> None:
        try:
            work()
        except BaseException as fault:
            faults.append(fault)
        finally:
            current.connection.close()

    thread = threading.Thread(target=run)
    thread.start()
    thread.join()
    if faults:
        raise faults[0]
