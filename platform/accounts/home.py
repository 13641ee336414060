"""Where a person begins after signing in: each app names the page of the posts it serves."""

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse

from accounts.models import Account


@dataclass(frozen=True, order=True)
class Home:
    order: int
    post: str
    url_name: str


_homes: list[Home] = []
_special: list[tuple[Callable[[Account], bool], str]] = []


def register(post: str, url_name: str, order: int = 100) -> None:
    """Make a page the beginning for a post; of several posts or pages the lowest order wins. Call it from `ready()`."""
    home = Home(order, post, url_name)
    if home not in _homes:
        _homes.append(home)


def register_for(fits: Callable[[Account], bool], url_name: str) -> None:
    """Make a page the beginning for those a question fits, whatever posts they hold. Call it from `ready()`."""
    if (fits, url_name) not in _special:
        _special.append((fits, url_name))


def of(account: Account) -> str:
    """The address where this person begins, or "" when no app claims any of the person's posts in this kind of office."""
    by_post = [home.url_name for home in sorted(_homes) if home.post in account.posts]
    # The question may need tables only one kind of office has, so the address is looked for first.
    by_fit = [name for fits, name in _special if _address(name) and fits(account)]
    return next((address for name in by_fit + by_post if (address := _address(name))), "")


def is_first_page(account: Account, path: str) -> bool:
    """Whether somebody with one of these posts begins at this address; costs no query."""
    return path in {_address(home.url_name) for home in _homes if home.post in account.posts} | {
        _address("accounts:home")
    }


def _address(url_name: str) -> str:
    try:
        return reverse(url_name)
    except NoReverseMatch:
        return ""
