"""
Who may lead a family after its head, and what the others are to the new head.

A card states every relation towards the head, so a new head changes them all. What follows from the card alone is suggested;
where a card cannot tell (whose child a grandchild is), parents written in the register help, and the officer has the last word.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from registry.rules.people import CARD_AGE, age_on

MALE = 1
HEAD, HUSBAND, WIFE, CHILD, CHILD_IN_LAW, GRANDCHILD, PARENT, PARENT_IN_LAW, KIN, HELPER, OTHER = range(1, 12)
SPOUSES = frozenset({HUSBAND, WIFE})

# {what the new head was to the old one: {what a member was to the old one: what they are to the new one}}; all else is kin.
_AFTER_SPOUSE = {
    CHILD: CHILD,
    CHILD_IN_LAW: CHILD_IN_LAW,
    GRANDCHILD: GRANDCHILD,
    PARENT: PARENT_IN_LAW,
    PARENT_IN_LAW: PARENT,
}
_AFTER_HEAD: dict[int, dict[int, int]] = {
    HUSBAND: _AFTER_SPOUSE,
    WIFE: _AFTER_SPOUSE,
    CHILD: {HEAD: PARENT, HUSBAND: PARENT, WIFE: PARENT},
    CHILD_IN_LAW: {HEAD: PARENT_IN_LAW, HUSBAND: PARENT_IN_LAW, WIFE: PARENT_IN_LAW, GRANDCHILD: CHILD},
    PARENT: {HEAD: CHILD, HUSBAND: CHILD_IN_LAW, WIFE: CHILD_IN_LAW, CHILD: GRANDCHILD},
    PARENT_IN_LAW: {HEAD: CHILD_IN_LAW, HUSBAND: CHILD, WIFE: CHILD, CHILD: GRANDCHILD},
}
# Of two with the same relation, one may be married to the other: the two parents, the two parents-in-law.
_COUPLES = frozenset({PARENT, PARENT_IN_LAW})


@dataclass(frozen=True)
class Member:
    """What a card says of one member, and the parents the register knows of."""

    pk: int
    relation: int
    sex: int
    born_on: date
    father: int | None = None
    mother: int | None = None


def next_head(members: Iterable[Member], *, on: date) -> Member | None:
    """Suggest who leads a family after its head: the spouse, else the eldest adult child, else the eldest adult, else the eldest."""
    return min(members, key=lambda member: (_rank(member, on), member.born_on, member.pk), default=None)


def towards(new_head: Member, member: Member, *, goes_along: bool = False) -> int:
    """
    Suggest what a member of the card is to its new head.

    :param goes_along: the head leaves to begin a family and takes the member along, so a child's spouse or child is theirs.
    """
    if new_head.pk in (member.father, member.mother):
        return CHILD
    if member.pk in (new_head.father, new_head.mother):
        return PARENT
    if member.relation in (HELPER, OTHER):
        return member.relation
    if _are_a_couple(new_head, member):
        return spouse_of(member)
    if goes_along and {new_head.relation, member.relation} == {CHILD, CHILD_IN_LAW} and new_head.sex != member.sex:
        return spouse_of(member)
    if goes_along and new_head.relation == CHILD and member.relation == GRANDCHILD:
        return CHILD
    return _AFTER_HEAD.get(new_head.relation, {}).get(member.relation, KIN)


def spouse_of(member: Member) -> int:
    """What a spouse is called on the card: by their own sex."""
    return HUSBAND if member.sex == MALE else WIFE


def _are_a_couple(new_head: Member, member: Member) -> bool:
    if new_head.sex == member.sex:
        return False
    if member.relation == HEAD:
        return new_head.relation in SPOUSES
    return member.relation == new_head.relation and member.relation in _COUPLES


def _rank(member: Member, on: date) -> int:
    if member.relation in SPOUSES:
        return 0
    if age_on(member.born_on, on) < CARD_AGE:
        return 3
    return 1 if member.relation == CHILD else 2
