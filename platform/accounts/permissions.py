"""
Who may do what: a permission is granted to posts, never to persons.

Each app calls `grant` in its own `permissions.py`, which `accounts` collects at start. A person has what any of their posts has.
"""

from collections.abc import Iterable

from accounts.posts import Post
from web.access import Permission

_granted: dict[Permission, frozenset[str]] = {}
_strong: set[Permission] = set()


class AccountPermission(Permission):
    SEE_OWN_ACCOUNT = "accounts.see_own_account"
    MANAGE_ACCOUNTS = "accounts.manage_accounts"
    SEE_AUDIT = "accounts.see_audit"


def grant(permission: Permission, *posts: Post, strong: bool = False) -> None:
    """
    Give a permission to posts.

    :param strong: acting on it wants the second factor (those who sign).
    """
    _granted[permission] = frozenset(posts) | _granted.get(permission, frozenset())
    if strong:
        _strong.add(permission)


def granted_to(posts: Iterable[str]) -> frozenset[Permission]:
    """Everything a person with these posts may do."""
    held = set(posts)
    return frozenset(permission for permission, allowed in _granted.items() if held & allowed)


def is_strong(permission: Permission) -> bool:
    return permission in _strong


def all_permissions() -> dict[Permission, frozenset[str]]:
    """The whole table, for tests and for the page that explains it."""
    return dict(_granted)


grant(AccountPermission.SEE_OWN_ACCOUNT, *Post)
grant(AccountPermission.MANAGE_ACCOUNTS, Post.KADES, Post.SEKDES, Post.CAMAT, Post.SEKCAM, Post.ADMIN_KABUPATEN)
grant(AccountPermission.SEE_AUDIT, Post.KADES, Post.SEKDES, Post.CAMAT, Post.SEKCAM, Post.ADMIN_KABUPATEN)
