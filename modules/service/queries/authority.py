"""Who may sign what today, and whose own affair a letter is."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import QuerySet

from accounts.models import Account
from accounts.posts import Post
from modules.service.models import Authority, Letter, LetterKind
from modules.service.queries.desk import head_of_office
from modules.service.rules import own
from modules.service.rules.authority import HEAD, OF_THE_HEAD, Right, right_for
from modules.service.rules.kind import Kind
from modules.service.rules.people import Subject


def authorities() -> QuerySet[Authority]:
    """All that were ever given, the latest first."""
    return Authority.objects.select_related("account", "made_by", "ended_by").order_by("-starts_on", "-pk")


def authorities_on(day: date) -> list[Authority]:
    """Those that may be used on this day, by people who still hold the post they sign under."""
    current = Authority.objects.holding_on(day).filter(account__is_active=True)
    found = current.select_related("account").prefetch_related("account__appointments").order_by("starts_on", "pk")
    return [one for one in found if not one.post or one.post in one.account.posts]


def authorities_to_come(day: date) -> QuerySet[Authority]:
    return authorities().filter(ended_at__isnull=True, starts_on__gt=day)


def rights_of(account: Account, day: date) -> list[Right]:
    """All this person may sign by: posts and decrees; one query."""
    posts = account.posts
    by_post = [OF_THE_HEAD if post == HEAD else Right(post=post, title=Post(post).label) for post in posts]
    given = Authority.objects.holding_on(day).filter(account=account)
    return by_post + [one.right for one in given if not one.post or one.post in posts]


def right_to_sign(account: Account, kind: Kind, day: date) -> Right | None:
    """By what this person may sign letters of this kind; None is not at all."""
    return right_for(rights_of(account, day), kind)


def signable(rights: Iterable[Right]) -> list[str]:
    """The slugs of all kinds that may be signed by these rights."""
    held = list(rights)
    return [slug for slug, kind in definitions().items() if right_for(held, kind)] if held else []


def may_sign_most(rights: Iterable[Right]) -> bool:
    """Whether these rights cover whatever the head signs, so that no list of kinds is needed to find it."""
    return any(right == OF_THE_HEAD or (right.is_acting and not right.slugs) for right in rights)


def definitions() -> dict[str, Kind]:
    """Every kind this office knows by its slug: what ships and what the kabupaten published whole, as it is worded here."""
    return {kind.slug: kind.definition for kind in LetterKind.objects.order_by("pk") if kind.is_known}


def acts_as_head(account: Account, day: date) -> bool:
    """Whether this person is the head, or stands in the head's place on this day."""
    return HEAD in account.posts or any(right.is_acting for right in rights_of(account, day))


def expected_signer(kind: Kind, day: date) -> tuple[Account | None, Right]:
    """Who would sign it as things stand, for a preview: the acting head, the head, or the post the kind names."""
    acting = next((one for one in authorities_on(day) if one.right.is_acting), None)
    if acting is not None and acting.right.covers(kind):
        return acting.account, acting.right
    if kind.signer == HEAD:
        return head_of_office(), OF_THE_HEAD
    return _holder_of(kind.signer), Right(post=kind.signer, title=Post(kind.signer).label)


def is_own(letter: Letter, account: Any) -> bool:
    """Whether the letter is the person's own affair, as far as the office knows them by their NIK."""
    return concerns(account, letter.kind, letter.answers, letter.person)


def concerns(account: Any, kind: LetterKind, answers: dict[str, Any], subject: Subject) -> bool:
    """The same before there is a letter; another system is nobody."""
    if not isinstance(account, Account):
        return False
    return any(account.is_person(nik) for nik in own.concerned(kind.definition, answers, subject))


def _holder_of(post: str) -> Account | None:
    held = Account.objects.filter(is_active=True, appointments__post=post, appointments__until__isnull=True)
    return held.order_by("-appointments__since").first()
