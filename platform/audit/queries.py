"""Questions about the log."""

from dataclasses import dataclass

from django.contrib.auth import get_user_model

from audit import sentences
from audit.models import Entry

PAGE = 25


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


def log_page(*, before: int = 0, actor: int = 0, action: str = "", subject: tuple[str, str] = ("", "")) -> LogPage:
    """The newest entries below a number; without counting, so that a long log costs no more than a short one."""
    found = Entry.objects.order_by("-id")
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
