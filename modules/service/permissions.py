"""
Who handles letters.

Each kind names the post that checks it (letters follow the field of the Kasi, Permendagri 84/2015); the secretary initials and may
stand in for a Kasi, the head may stand in for the secretary. The permission to sign opens the signing box, no more: what lies in it is
what the person may sign today, as the head or by a decree (`rules/authority.py`). Small villages merge posts in one person.
"""

from accounts.models import Account
from accounts.permissions import grant
from accounts.posts import Post
from modules.service.rules.kind import Kind
from web.access import Permission


class ServicePermission(Permission):
    SEE_LETTERS = "service.see_letters"
    MAKE_LETTERS = "service.make_letters"
    CHECK_LETTERS = "service.check_letters"
    INITIAL_LETTERS = "service.initial_letters"
    SIGN_LETTERS = "service.sign_letters"
    GIVE_AUTHORITY = "service.give_authority"
    CANCEL_LETTERS = "service.cancel_letters"
    HAND_OVER_LETTERS = "service.hand_over_letters"
    SET_UP_SERVICE = "service.set_up_service"
    DECREE_STANDARDS = "service.decree_standards"
    PUBLISH_KINDS = "service.publish_kinds"


#: Who may sign u.b., beneath the secretary's line.
BENEATH = (
    Post.KASI_PELAYANAN,
    Post.KASI_PEMERINTAHAN,
    Post.KASI_KESEJAHTERAAN,
    Post.KAUR_TU,
    Post.KAUR_KEUANGAN,
    Post.KAUR_PERENCANAAN,
)
SIGNERS = (Post.KADES, Post.SEKDES, *BENEATH)
_SECTIONS = (Post.KASI_PELAYANAN, Post.KASI_PEMERINTAHAN, Post.KASI_KESEJAHTERAAN)

grant(ServicePermission.SEE_LETTERS, *_SECTIONS, Post.OPERATOR, Post.KAUR_TU, Post.SEKDES, Post.KADES)
grant(ServicePermission.MAKE_LETTERS, *_SECTIONS, Post.OPERATOR, Post.KAUR_TU, Post.SEKDES)
# The Kaur TU checks only what the office writes for itself; `may_check` asks for the post a kind names.
grant(ServicePermission.CHECK_LETTERS, *_SECTIONS, Post.KAUR_TU, Post.SEKDES)
grant(ServicePermission.INITIAL_LETTERS, Post.SEKDES, Post.KADES)
grant(ServicePermission.SIGN_LETTERS, *SIGNERS, strong=True)
# The secretary enters decrees about an acting head only; the action knows.
grant(ServicePermission.GIVE_AUTHORITY, Post.KADES, Post.SEKDES, strong=True)
grant(ServicePermission.CANCEL_LETTERS, Post.SEKDES, Post.KADES)
grant(ServicePermission.HAND_OVER_LETTERS, *_SECTIONS, Post.OPERATOR, Post.KAUR_TU, Post.SEKDES)
grant(ServicePermission.SET_UP_SERVICE, Post.SEKDES, Post.KADES)
grant(ServicePermission.DECREE_STANDARDS, Post.KADES, strong=True)
grant(ServicePermission.PUBLISH_KINDS, Post.ADMIN_KABUPATEN, Post.DPMD, words="Menerbitkan naskah surat untuk desa")


def may_check(account: Account, kind: Kind) -> bool:
    """Whether this person checks letters of this kind: the holder of its post, or the secretary standing in."""
    return account.may(ServicePermission.CHECK_LETTERS) and bool({kind.handler, Post.SEKDES} & set(account.posts))


def acting_post(account: Account, *wanted: str) -> str:
    """The title under which a person acts: the first wanted post they hold, else the first of theirs; a system has none."""
    held = getattr(account, "posts", [])
    post = next((post for post in wanted if post in held), held[0] if held else "")
    return Post(post).label if post else ""
