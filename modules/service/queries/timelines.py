"""What other rooms tell beside the story of a letter or a complaint: they register here, and the page shows it among its own lines."""

from collections.abc import Callable, Iterable
from typing import Any

#: Given "surat" or "aduan" and its number as text: entries of a timeline, each with its moment `at`. At most one statement.
Told = Callable[[str, str], list[dict[str, Any]]]
_rooms: list[Told] = []


def add(told: Told) -> None:
    """Register a room once; it calls this from `ready()`."""
    if told not in _rooms:
        _rooms.append(told)


def merged(entries: Iterable[dict[str, Any]], kind: str, number: object) -> list[dict[str, Any]]:
    """Its own lines and those of other rooms, newest first."""
    beside = [line for told in _rooms for line in told(kind, str(number))]
    return sorted([*entries, *beside], key=lambda line: line["at"], reverse=True)
