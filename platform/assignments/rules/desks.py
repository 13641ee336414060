"""Who may give whom a task, and what a task may become."""

from collections.abc import Collection, Mapping
from types import MappingProxyType

LEADERS = frozenset({"KADES", "SEKDES"})
#: verb -> in which states, the state afterwards, who: "desk" whom it lies with or a leader, "own" the desk alone, "lead" a leader alone.
DEEDS: Mapping[str, tuple[frozenset[str], str, str]] = MappingProxyType(
    {
        "mulai": (frozenset({"NEW"}), "DOING", "desk"),
        "selesai": (frozenset({"NEW", "DOING"}), "DONE", "desk"),
        "tolak": (frozenset({"NEW", "DOING"}), "REFUSED", "own"),
        "catat": (frozenset({"NEW", "DOING"}), "", "desk"),
        "buka": (frozenset({"DONE", "REFUSED"}), "DOING", "lead"),
    }
)
SAID: Mapping[str, str] = MappingProxyType(
    {
        "mulai": "Mulai dikerjakan",
        "selesai": "Selesai",
        "tolak": "Ditolak",
        "catat": "Catatan",
        "buka": "Dibuka kembali",
    }
)


class DeedRefused(ValueError):
    """The task is in another state by now, or lies with somebody else."""


class DeskRefused(ValueError):
    """Nobody but the leaders of the office gives tasks to others; a council gets none."""


def may_give(posts: Collection[str], to_post: str) -> bool:
    """Leaders give to every post, everybody else to their own."""
    return to_post != "BPD" and (bool(LEADERS & set(posts)) or to_post in posts)


def deed(verb: str, *, state: str, to_post: str, posts: Collection[str]) -> str:
    """
    The state of a task after a deed.

    :param posts: of whoever does it.
    :raises DeedRefused: see there.
    """
    states, after, who = DEEDS.get(verb, (frozenset(), "", ""))
    if state not in states or not _may(who, to_post, posts):
        raise DeedRefused(f"{verb} in {state}")
    return after or state


def deeds_of(*, state: str, to_post: str, posts: Collection[str]) -> list[str]:
    """Every deed somebody may do now."""
    return [verb for verb, (states, _, who) in DEEDS.items() if state in states and _may(who, to_post, posts)]


def _may(who: str, to_post: str, posts: Collection[str]) -> bool:
    leads, holds = bool(LEADERS & set(posts)), to_post in posts
    return {"desk": leads or holds, "own": holds, "lead": leads}.get(who, False)
