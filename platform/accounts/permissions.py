"""
Who may do what: a permission is granted to posts, never to persons.

Each app calls `grant` in its own `permissions.py`, which `accounts` collects at start. A person has what any of their posts has.
"""

from collections.abc import Iterable

from accounts.posts import Post
from audit.permissions import AuditPermission
from web.access import Permission

_granted: dict[Permission, frozenset[str]] = {}
_strong: set[Permission] = set()
_words: dict[Permission, str] = {}


class AccountPermission(Permission):
    SEE_OWN_ACCOUNT = "accounts.see_own_account"
    MANAGE_ACCOUNTS = "accounts.manage_accounts"
    MANAGE_API_CLIENTS = "accounts.manage_api_clients"


def grant(permission: Permission, *posts: Post, strong: bool = False, words: str = "") -> None:
    """
    Give a permission to posts.

    :param strong: acting on it wants the second factor (those who sign, and those who give out access).
    :param words: what it allows, in Indonesian, for the page where keys for other systems are made.
    """
    _granted[permission] = frozenset(posts) | _granted.get(permission, frozenset())
    if strong:
        _strong.add(permission)
    if words:
        _words[permission] = words


def granted_to(posts: Iterable[str]) -> frozenset[Permission]:
    """Everything a person with these posts may do."""
    held = set(posts)
    return frozenset(permission for permission, allowed in _granted.items() if held & allowed)


def named_among(codes: Iterable[str]) -> frozenset[Permission]:
    """The permissions of these codes; none that wants a second factor, which is for those who sign and give out access."""
    asked = set(codes)
    return frozenset(permission for permission in _granted if permission in asked and not is_strong(permission))


def is_strong(permission: Permission) -> bool:
    return permission in _strong


def words_of(permission: Permission) -> str:
    """What a permission allows, in Indonesian; its code when no app has said it."""
    return _words.get(permission, str(permission.value))


def all_permissions() -> dict[Permission, frozenset[str]]:
    """The whole table, for tests and for the page that explains it."""
    return dict(_granted)


MANAGERS = (Post.KADES, Post.SEKDES, Post.CAMAT, Post.SEKCAM, Post.ADMIN_KABUPATEN)

grant(AccountPermission.SEE_OWN_ACCOUNT, *Post, words="Membuka akun sendiri")
# Whoever can give out access could make a second head of the village: a password alone is not enough for that.
grant(AccountPermission.MANAGE_ACCOUNTS, *MANAGERS, strong=True, words="Mengatur perangkat dan akun")
grant(AccountPermission.MANAGE_API_CLIENTS, *MANAGERS, strong=True, words="Mengatur kunci API")
grant(AuditPermission.SEE_LOG, *MANAGERS, words="Membaca riwayat kantor")
