"""
Whose desk a complaint goes to, who is told when it is late, and who may not know of it.

A complaint about the head goes to the BPD, which watches over him (UU 6/2014, article 55), and to nobody who works under his orders: that
is every official of the office (Permendagri 84/2015). A complaint about any other post is not shown to whoever holds it.
"""

from collections.abc import Collection

HEAD, COUNCIL = "KADES", "BPD"
#: Who reads in the kecamatan what the BPD of a village told it.
ABOVE = frozenset({"CAMAT", "SEKCAM"})
FIRST_DESK, SECRETARY = "KASI_PELAYANAN", "SEKDES"
#: Posts that see all complaints of the office; the others see what lies on their own desk.
WHOLE_BOX = frozenset({FIRST_DESK, SECRETARY, HEAD})
_UPWARDS = (SECRETARY, HEAD)


def desk_of(about: str) -> str:
    """
    Where a new complaint is read.

    :param about: a post, or SERVICE or OTHER.
    """
    if about == HEAD:
        return COUNCIL
    return SECRETARY if about == FIRST_DESK else FIRST_DESK


def next_desk(desk: str, raised_to: str, about: str) -> str:
    """
    Who is told when it is late, after the post it was told to last; empty when the next is the kecamatan.

    Of what is about the head it is told by its matter (`actions.announcing`), of all others by number.
    """
    if about == HEAD:
        return ""
    passed = {desk, raised_to, about}
    begin = _UPWARDS.index(raised_to) + 1 if raised_to in _UPWARDS else 0
    return next((post for post in _UPWARDS[begin:] if post not in passed), "")


def is_council(posts: Collection[str]) -> bool:
    """Whether somebody sits in the BPD and nowhere else: who also works for the head does not count (UU 6/2014, article 64)."""
    return set(posts) == {COUNCIL}


def may_lie_on(desk: str, about: str) -> bool:
    """Whether a complaint may be given to a post: never to the one it is about, and about the head only to the BPD."""
    return desk == COUNCIL if about == HEAD else desk not in (about, COUNCIL)


def area_of(about: str) -> str:
    """Under which name log and archive keep what belongs to it; a post does not see what is kept under its own."""
    return "aduan" if about in ("SERVICE", "OTHER") else "aduan-" + about.lower().replace("_", "-")


def hidden_areas(posts: Collection[str]) -> list[str]:
    """What these posts do not see in the log; what is about the head nobody of the office sees there, and in a kecamatan who answers it."""
    hidden = [] if is_council(posts) or ABOVE & set(posts) else [HEAD]
    return sorted({area_of(post) for post in [*hidden, *posts] if post != COUNCIL})
