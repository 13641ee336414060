"""
What an office finds on its first day; each app says its own part.

An upgrade plants again in every office, so a seed adds what is missing and leaves what the office changed.
"""

from collections.abc import Callable
from datetime import datetime

Seed = Callable[[datetime], None]
_seeds: dict[str, list[Seed]] = {}


def on_opening(*kinds: str) -> Callable[[Seed], Seed]:
    """Run the decorated function inside every new office of these kinds."""

    def register(seed: Seed) -> Seed:
        for kind in kinds:
            _seeds.setdefault(kind, []).append(seed)
        return seed

    return register


def plant(kind: str, *, at: datetime) -> None:
    for seed in _seeds.get(kind, []):
        seed(at)
