"""How late a letter is, in the words of an officer's list, and what was told to the post above."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from accounts.posts import Post
from modules.service import queries
from modules.service.models import Letter
from modules.service.queries import desk
from modules.service.rules import hours
from modules.service.views import entrances
from web import badges

_DESKS = {"KASI": "di meja Kasi", "SEKDES": "di meja Sekretaris", "KADES": "menunggu tanda tangan"}


def how_late(letter: Letter, now: datetime) -> str:
    """`2 hari 3 jam kerja` for one that is past its promise, else ""."""
    (found,) = with_lateness([letter], now)
    return found[1]


def with_lateness(letters: Iterable[Letter], now: datetime) -> list[tuple[Letter, str]]:
    """Each letter with how late it is in working time; the calendar is asked only when one is."""
    found = list(letters)
    if not any(letter.is_late(now) for letter in found):
        return [(letter, "") for letter in found]
    opening, here = queries.opening_hours(), desk.local(now)
    return [
        (
            letter,
            hours.in_words(hours.worked_between(desk.local(letter.due_at), here, opening), opening)
            if letter.is_late(now)
            else "",
        )
        for letter in found
    ]


def told_to(request: HttpRequest) -> list[tuple[Letter, str, str]]:
    """Letters this visitor's post was told of: each with its desk and how late it is; two queries more when there are some."""
    user: Any = request.user
    if not badges.of(request, "letters"):
        # What somebody is told of is among what the menu counts for him.
        return []
    counts = entrances.letter_counts(request)
    post = next((post for post in (Post.KADES, Post.SEKDES) if post in user.posts and counts[f"TOLD_{post}"]), None)
    if post is None:
        return []
    late = with_lateness(queries.told_late(post), timezone.now())
    return [(letter, _DESKS.get(letter.desk, ""), words) for letter, words in late]
