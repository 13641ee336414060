"""
Turns in the long lane: an office with work waiting stands there once, however much work it has.

The token says that a message of the office is on its way or at work. It may be lost with the cache; then the office stands there
twice, which costs fairness and nothing else, because the database lets one job of an office run at a time.
"""

from walls import fleeting

#: A message that waits longer may have a second one beside it.
KEEP_S = 600
_KEY = "long-turn"


def claim() -> bool:
    """True when no message of the current office is on its way."""
    return fleeting.claim(_KEY, seconds=KEEP_S)


def release() -> None:
    """The message of the current office has come to its end, or was lost."""
    fleeting.drop(_KEY)
