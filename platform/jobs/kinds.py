"""The kinds of work there are: each a function that takes its progress and its arguments, and may be run twice without harm."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from jobs.progress import Progress

Work = Callable[..., dict[str, Any] | None]


class JobRefused(Exception):
    """The work cannot be done and trying again will not help; the text is shown to the person."""


@dataclass(frozen=True)
class Kind:
    name: str
    title: str
    work: Work


_kinds: dict[str, Kind] = {}


def job_kind(name: str, *, title: str) -> Callable[[Work], Work]:
    """
    Declare a kind of work: `def work(progress: Progress, **arguments) -> outcome`.

    The outcome is a small JSON object kept on the job; "notes" (a list of sentences) makes the job end "Selesai dengan
    catatan", "link" ({"href", "text"}, a page of this office) leads on from the job's page, "said" is a sentence of what was done.
    Declare it in the app's `tasks.py`, which workers load.
    """

    def declare(work: Work) -> Work:
        _kinds[name] = Kind(name, title, work)
        return work

    return declare


def kind(name: str) -> Kind:
    """:raises KeyError: nobody declared this kind."""
    return _kinds[name]


def names() -> list[str]:
    """What this process can do; a newer one may start what an older one has never heard of."""
    return list(_kinds)


__all__ = ["JobRefused", "Progress", "job_kind", "kind", "names"]
