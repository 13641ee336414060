"""Questions about the log."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib.auth import get_user_model

from audit import sentences
from audit.models import Entry

PAGE = 25
#: Given a reader, the areas (`detail["area"]`) whose entries they may not see.
Curtain = Callable[[Any], Iterable[str]]
_curtains: list[Curtain] = []


def draw(curtain: Curtain) -> None:
    """Hide areas of the log from some of its readers; apps call this from `ready()`. Whoever verifies the log reads it whole."""
    if curtain not in _curtains:
        _curtains.append(curtain)


@dataclass(frozen=True)
class Line:
    """One entry as the page shows it."""

    entry: Entry
    sentence: str
    subject: str


@dataclass(frozen=True)
class LogPage:
    """`older` is the number to ask for next, 0 at the beginning of the log."""

    lines: list[Line]
    older: int


def log_page(
    *, reader: Any, before: int = 0, actor: int = 0, action: str = "", subject: tuple[str, str] = ("", "")
) -> LogPage:
    """
    The newest entries below a number; without counting, so that a long log costs no more than a short one.

    :param reader: the account it is shown to.
    """
    found = Entry.objects.order_by("-id")
    for area in sorted({area for curtain in _curtains for area in curtain(reader)}):
        found = found.exclude(detail__contains={"area": area})
    if before:
        found = found.filter(id__lt=before)
    if actor:
        found = found.filter(actor_id=actor)
    if action:
        found = found.filter(action=action)
    if subject[0]:
        found = found.filter(subject_type=subject[0], subject_id=subject[1])
    entries = list(found[: PAGE + 1])
    shown = entries[:PAGE]
    words = sentences.words_of((entry.subject_type, entry.subject_id) for entry in shown)
    lines = [
        Line(
            entry,
            sentences.of(entry.action, entry.detail),
            words.get((entry.subject_type, entry.subject_id), ""),
        )
        for entry in shown
    ]
    return LogPage(lines, shown[-1].id if len(entries) > PAGE else 0)


def actors() -> list[tuple[int, str]]:
    """Everybody of the office who can have done something, by name."""
    return list(get_user_model()._default_manager.order_by("name").values_list("pk", "name"))
