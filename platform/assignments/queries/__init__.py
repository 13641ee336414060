"""Assignments, joint matters, tasks and meetings as pages and clocks ask for them."""

from typing import Any

from accounts.posts import Post
from walls.current import today as today

#: They see what lies on all desks of a village, and speak for it.
LEADERS = frozenset({Post.KADES, Post.SEKDES})


def posts_of(account: Any) -> list[str]:
    """The posts somebody holds; another system holds none."""
    return list(getattr(account, "posts", []))


def sees_all(account: Any) -> bool:
    """Leaders, and another system that was given the permission."""
    posts = posts_of(account)
    return bool(LEADERS & set(posts)) or not hasattr(account, "posts")


def speaks_as(account: Any, *preferred: str) -> str:
    """The post an account speaks under: one of those preferred, else the first it holds; "" for another system."""
    posts = posts_of(account)
    return next((post for post in preferred if post in posts), posts[0] if posts else "")


def post_name(code: str) -> str:
    """What a post is called; what is none keeps its word."""
    return Post(code).label if code in Post.values else code or "Sistem lain"
