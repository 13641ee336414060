"""Where a person begins after signing in: each app names the page of the posts it serves."""

from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse

from accounts.models import Account


@dataclass(frozen=True, order=True)
class Home:
    order: int
    post: str
    url_name: str


_homes: list[Home] = []


def register(post: str, url_name: str, order: int = 100) -> None:
    """Make a page the beginning for a post; of several posts or pages the lowest order wins. Call it from `ready()`."""
    home = Home(order, post, url_name)
    if home not in _homes:
        _homes.append(home)


def of(account: Account) -> str:
    """The address where this person begins, or "" when no app claims any of the person's posts in this kind of office."""
    for home in sorted(_homes):
        if home.post in account.posts:
            try:
                return reverse(home.url_name)
            except NoReverseMatch:
                continue
    return ""
