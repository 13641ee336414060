"""In whose name a letter is signed: by the head, for the head, or as the head for a time."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from modules.service.rules.kind import Kind
from papers.layout import Acting, Post

HEAD = "KADES"
#: Beneath whose line the officer of a u.b. signs.
DEPUTY_TITLE = "Sekretaris Desa"


class Manner(StrEnum):
    """How somebody who is not the head signs (tata naskah dinas; Permendagri 1/2023)."""

    BEHALF = "AN"
    BENEATH = "UB"
    VACANT = "PLT"
    ABSENT = "PLH"
    APPOINTED = "PJ"


_ACTING = {Manner.VACANT: Acting.VACANT, Manner.ABSENT: Acting.ABSENT, Manner.APPOINTED: Acting.APPOINTED}
ACTING = frozenset(_ACTING)


@dataclass(frozen=True, kw_only=True)
class Right:
    """
    What one person may sign, and under which lines.

    Without a manner it is the right of the post itself: of the head, or of the post a kind names as its signer.
    """

    manner: Manner | None = None
    post: str = HEAD
    title: str = ""
    slugs: frozenset[str] = frozenset()
    authority_id: int | None = None

    @property
    def is_acting(self) -> bool:
        return self.manner in ACTING

    def covers(self, kind: Kind) -> bool:
        """Whether letters of this kind may be signed by it; only routine ones may be signed for the head."""
        if self.manner is None:
            return kind.signer == self.post
        may_be_given = self.is_acting or kind.delegable
        return kind.signer == HEAD and may_be_given and (not self.slugs or kind.slug in self.slugs)


OF_THE_HEAD = Right()


def right_for(rights: Iterable[Right], kind: Kind) -> Right | None:
    """The strongest right that covers the kind: acting as the head, then the own post, then in the head's name."""
    order = (lambda right: right.is_acting, lambda right: right.manner is None, lambda right: True)
    found = [right for right in rights if right.covers(kind)]
    return next((right for fits in order for right in found if fits(right)), None)


def signature_posts(right: Right, head: str) -> tuple[Post, Post | None, Post | None]:
    """
    The lines of the signature block: head, deputy, officer.

    :param head: the head's title with the village, `Kepala Desa Pragaan Laok`.
    """
    match right.manner:
        case None:
            return Post(right.title or head), None, None
        case Manner.BEHALF:
            return Post(head), Post(right.title), None
        case Manner.BENEATH:
            return Post(head), Post(DEPUTY_TITLE), Post(right.title)
    return Post(head, _ACTING[right.manner]), None, None


def signed_as(right: Right, head: str) -> str:
    """The same in one line, for pages: `a.n. Kepala Desa Pragaan Laok, Sekretaris Desa`."""
    first, deputy, officer = signature_posts(right, head)
    if deputy is None:
        return f"{first.acting} {first.title}".strip()
    beneath = f", u.b. {officer.title}" if officer else ""
    return f"a.n. {first.title}, {deputy.title}{beneath}"


def head_line(right: Right, head: str) -> str:
    """Who speaks in the text of the letter: the head, also when somebody signs in their name; `Plt.` before who acts."""
    return f"{_ACTING[right.manner]} {head}" if right.manner in _ACTING else head
