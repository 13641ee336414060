"""
What an office finds on its first day; each app says its own part.

An upgrade that changes a seed or its files plants again in every office, so a seed adds what is missing and leaves what the office
changed.
"""

import hashlib
import inspect
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

Plant = Callable[[datetime], None]


@dataclass(frozen=True)
class Seed:
    plant: Plant
    files: tuple[Path, ...]

    def content(self) -> bytes:
        """Everything that decides what is planted: the module of the function, and the files it reads."""
        module = inspect.getsource(inspect.getmodule(self.plant) or self.plant)
        return b"\0".join([module.encode(), *(path.read_bytes() for path in self.files)])


_seeds: dict[str, list[Seed]] = {}
_follows: dict[str, list[Plant]] = {}


def on_opening(*kinds: str, files: Iterable[Path] = ()) -> Callable[[Plant], Plant]:
    """
    Run the decorated function inside every new office of these kinds.

    :param files: the data it reads; when they change it is run again in the offices there are.
    """
    read = tuple(files)

    def register(plant: Plant) -> Plant:
        for kind in kinds:
            _seeds.setdefault(kind, []).append(Seed(plant, read))
        return plant

    return register


def on_opened(*kinds: str) -> Callable[[Plant], Plant]:
    """
    Run the decorated function once inside every new office of these kinds, when it may read what the offices above it published.

    What it takes over later, it takes over by itself; an upgrade does not run it again.
    """

    def register(follow: Plant) -> Plant:
        for kind in kinds:
            _follows.setdefault(kind, []).append(follow)
        return follow

    return register


def follow(kind: str, *, at: datetime) -> None:
    for one in _follows.get(kind, []):
        one(at)


def plant(kind: str, *, at: datetime) -> None:
    for seed in _seeds.get(kind, []):
        seed.plant(at)


def digest(kind: str) -> str:
    """Changes with the content of the seeds of a kind; an office that bears it has them all."""
    found = hashlib.sha256()
    for seed in _seeds.get(kind, []):
        found.update(hashlib.sha256(seed.content()).digest())
    return found.hexdigest()
