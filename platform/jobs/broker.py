"""
A broker that does not answer is left alone for a while.

Otherwise a head who signs twenty letters waits for it twenty times. What is not sent meanwhile the sweepers bring.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager

from kombu.exceptions import OperationalError

REST_S = 10.0
_rests_until = 0.0


def is_resting() -> bool:
    """It was silent less than REST_S ago, as far as this process knows."""
    return time.monotonic() < _rests_until


@contextmanager
def watched() -> Iterator[None]:
    """Send something inside; when the broker does not answer, it is left alone from then on."""
    global _rests_until
    try:
        yield
    except OperationalError:
        _rests_until = time.monotonic() + REST_S
        raise


def wake() -> None:
    """Try it again at once."""
    global _rests_until
    _rests_until = 0.0
