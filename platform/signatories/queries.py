"""Who signs for the kecamatan today; asked in a kecamatan only, for no other office has the table."""

from datetime import date
from typing import Any

from django.db.models import QuerySet

from accounts.models import Account
from papers.statements import SignerKind
from signatories.models import Deputy, SigningChoice
from signatories.rules import CAMAT, MAY_ACT, OF_THE_CAMAT, Right


def deputies() -> QuerySet[Deputy]:
    """All that ever acted, the latest first."""
    return Deputy.objects.select_related("account", "made_by", "ended_by").order_by("-starts_on", "-pk")


def deputy_on(day: date) -> Deputy | None:
    """Who acts as the camat on this day, if they still work here."""
    one: Deputy | None = (
        Deputy.objects.holding_on(day).filter(account__is_active=True).select_related("account").first()
    )
    return one if one and _may_act(one.account.posts) else None


def right_of(account: Any, day: date) -> Right | None:
    """By what this person signs as the camat on this day; None is not at all. One query, and none for the camat."""
    if CAMAT in account.posts:
        return OF_THE_CAMAT
    if not _may_act(account.posts):
        return None
    one: Deputy | None = Deputy.objects.holding_on(day).filter(account_id=account.pk, account__is_active=True).first()
    return one.right if one else None


def held_right_of(account: Any, day: date) -> Right | None:
    """
    The same inside the transaction of a signature, held until it ends: who ends the appointment waits for it, and who signs after the end
    finds it over.
    """
    right = right_of(account, day)
    if right is None or right.deputy_id is None:
        return right
    # In the order of an ending: the row first, so that one of the two waits.
    lasting = Deputy.objects.holding_on(day).select_for_update(of=("self",)).filter(pk=right.deputy_id).first()
    return lasting.right if lasting else None


def standing_for_camat(day: date) -> tuple[Right, str]:
    """Under which line, and whose name, the kecamatan's papers are signed on this day; no name while there is nobody."""
    deputy = deputy_on(day)
    if deputy:
        return deputy.right, deputy.account.name
    held = camat()
    return OF_THE_CAMAT, held.name if held else ""


def signer_kind() -> SignerKind:
    """Whose certificates sign this kecamatan's papers."""
    chosen = SigningChoice.objects.filter(id=1).values_list("signer", flat=True).first()
    return SignerKind(chosen) if chosen else SignerKind.LOCAL


def camat() -> Account | None:
    """Who holds the post."""
    held = Account.objects.filter(is_active=True, appointments__post=CAMAT, appointments__until__isnull=True)
    return held.order_by("-appointments__since").first()


def _may_act(posts: list[str]) -> bool:
    return bool(set(MAY_ACT) & set(posts))
