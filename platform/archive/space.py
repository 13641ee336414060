"""
How much of its storage an office has used.

Far from the limit the number in the cache is enough: it is counted up with every document and counted anew every ten minutes. From
NEARLY_FULL on, or without a cache, the documents themselves are added up, by one at a time in an office, so two uploads at the edge do
not both fit. What is between the two counts at most was being kept at that moment.
"""

from archive import queries
from walls import fleeting, limits

#: From here on it is counted exactly, and officers are told.
NEARLY_FULL = 0.8
#: The share beyond the limit that is left for what the office itself decides: a full store must not stop the counter.
RESERVE = 0.1
COUNT_ANEW_S = 600
#: The warning is renewed with every document kept.
WARN_FOR_S = 14 * 86_400
_USED, _WARNING = "storage-used", "storage-nearly-full"


def take(size: int, *, is_act: bool = False) -> None:
    """
    Have room for so many bytes until the transaction ends.

    :raises LimitReached: the storage is full.
    """
    allowed, known = limits.allowance("storage"), fleeting.get(_USED)
    if known is not None and known + size <= allowed * NEARLY_FULL:
        fleeting.count(_USED, size, seconds=COUNT_ANEW_S)
        return
    limits.one_at_a_time("storage")
    used = queries.bytes_kept()
    _remember(used + size, allowed)
    limits.check("storage", used=used, more=size, reserve=RESERVE if is_act else 0.0)


def expect(size: int) -> None:
    """
    Refuse early what there will be no room for: a file that is checked first and kept later.

    :raises LimitReached: the storage is full.
    """
    allowed, known = limits.allowance("storage"), fleeting.get(_USED)
    if known is None or known + size > allowed * NEARLY_FULL:
        limits.check("storage", used=queries.bytes_kept(), more=size)


def warning() -> tuple[int, int] | None:
    """Bytes used and allowed when it is time to say so; asks the cache alone, because every page asks."""
    used, allowed = fleeting.get(_WARNING), limits.allowance("storage")
    # The limit may have been raised since the warning.
    return (int(used), allowed) if used and used > allowed * NEARLY_FULL else None


def _remember(used: int, allowed: int) -> None:
    fleeting.put(_USED, used, seconds=COUNT_ANEW_S)
    if used > allowed * NEARLY_FULL:
        fleeting.put(_WARNING, used, seconds=WARN_FOR_S)
    else:
        fleeting.drop(_WARNING)
