"""
A real server and a real browser: `open_at(office)` gives a page at an office's address.

A page fails its test when the browser's console shows an error or the content policy blocks something.
"""

import os
import shutil
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.conf import settings
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.core.servers.basehttp import ThreadedWSGIServer
from django.test.testcases import LiveServerThread
from playwright.sync_api import Page

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
    expected = [fault for fault in faults if "status of 4" not in fault]
    assert not expected, f"the console showed errors: {expected}"
