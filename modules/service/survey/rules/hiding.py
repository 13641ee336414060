"""Which numbers may stand beside each other so that a small one cannot be reckoned from the rest (pure)."""

from collections.abc import Collection, Mapping, Sequence

from modules.service.survey.rules.index import LEAST_PUBLIC


def is_small(count: int) -> bool:
    """Some, and so few that they are recognised."""
    return 0 < count < LEAST_PUBLIC


def shown_together(parts: Sequence[Mapping[str, int]], among: Collection[str] | None = None) -> frozenset[str]:
    """
    The keys that may be shown in every part: none is small in any, and what is left out of a part is nothing or not small.

    :param parts: key -> count, of one span or of spans whose sum is known too.
    :param among: the keys the sum shows; all when there is no sum. What the sum hides no part may show, and what one part
        hides its neighbours hide as well.
    """
    sums = {key: sum(part.get(key, 0) for part in parts) for key in set().union(*parts)}
    safe = [key for key in sums if among is None or key in among]
    safe = [key for key in safe if sums[key] and not any(is_small(part.get(key, 0)) for part in parts)]
    shown = sorted(safe, key=lambda key: (-sums[key], key))
    while shown and any(is_small(_left_out(part, shown)) for part in parts):
        shown.pop()
    return frozenset(shown)


def _left_out(part: Mapping[str, int], shown: Collection[str]) -> int:
    return sum(count for key, count in part.items() if key not in shown)
