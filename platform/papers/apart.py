"""
pyHanko's calls start an event loop of their own, which Python refuses to a thread that already runs one.

Whoever asks for a signature should not have to know that: an async view may, and so may a test that drives a browser.
"""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

Answer = TypeVar("Answer")


def apart(work: Callable[[], Answer]) -> Answer:
    """What `work` returns or raises, done in a thread without an event loop. It must not use the database."""
    with ThreadPoolExecutor(max_workers=1) as thread:
        return thread.submit(work).result()
