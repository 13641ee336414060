"""Families by their heads, and one family as its card and its history."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Exists, F, FilteredRelation, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Concat

from registry.codes import BaseStatus, Relation
from registry.models import CardNumber, Family, Resident, Stay
from registry.queries import matching
from registry.queries.scope import hamlets_for, seen_by, sees_whole_register
from registry.rules.numbers import digits_of

WITHOUT_HEAD, WITHOUT_NUMBER = "kepala", "nomor"
#: As many the index of names needs.
LETTERS = 3


@dataclass(frozen=True)
class FamilyFilters:
    """What the list is narrowed to; `lacks` is "kepala" or "nomor"."""

    text: str = ""
    hamlet: int | None = None
    rt: str = ""
    lacks: str = ""
    #: As they stood at the end of this day; without one as they are now.
    day: date | None = None


def families_page(filters: FamilyFilters, *, account: Any) -> QuerySet[Family]:
    """
    The families an account may see by the name of their head, each with `head_name`, `head_pk` and `living` members.

    Those without a head are only listed where they are asked for.
    """
    leads = Q(members__status=BaseStatus.LIVING, members__relation=Relation.HEAD)
    # The checker of types does not follow what is annotated below.
    found: Any = families_for(account)
    if filters.lacks == WITHOUT_HEAD:
        return _narrowed(_without_head(found), filters).order_by("pk")
    if not sees_whole_register(account):
        # The head may live in another hamlet than the card: then there is a family, and nobody is named.
        found = found.filter(Exists(_living_of().filter(relation=Relation.HEAD)))
        leads &= Q(members__hamlet__in=list(hamlets_for(account).values_list("pk", flat=True)))
    found = found.annotate(head=FilteredRelation("members", condition=leads))
    found = found if not sees_whole_register(account) else found.filter(head__isnull=False)
    found = found.annotate(head_name=F("head__name"), head_pk=F("head__pk"), sought=F("head__search_name"))
    if filters.lacks == WITHOUT_NUMBER:
        found = found.filter(no_kk__isnull=True)
    text = filters.text.strip()
    if matching.is_number(text):
        digits = digits_of(text)
        found = found.filter(Q(no_kk__startswith=digits) | Q(no_kk__endswith=digits))
    else:
        for word in matching.search_words(text):
            found = found.filter(sought__contains=word)
    named: Any = _narrowed(found, filters)
    # Few have three letters in their name: they are sorted, not looked for along the order of all names.
    is_found_by_name = any(len(word) >= LETTERS for word in matching.search_words(text))
    return named.order_by(Concat("head_name", Value("")) if is_found_by_name else "head_name", "pk")


def families_for(account: Any) -> QuerySet[Family]:
    """The families an account may see: all, or those of the hamlets it keeps."""
    counted = _living_of().order_by().values("family").annotate(number=Count("pk")).values("number")
    families = Family.objects.select_related("hamlet").annotate(living=Subquery(counted))
    return families if sees_whole_register(account) else families.filter(hamlet__in=hamlets_for(account))


def families_without_head() -> QuerySet[Family]:
    """Families with living members and no living head: files bring them in, and a month should not close over them."""
    return _without_head(Family.objects.all())


def card_numbers_of(family: Family) -> QuerySet[CardNumber]:
    return CardNumber.objects.filter(family=family).select_related("event").order_by("-since", "-pk")


def members_over_time(family: Family, *, account: Any, limit: int = 100) -> QuerySet[Stay]:
    """Who, of those an account may see, stood on the card from when until when, newest first."""
    stays = Stay.objects.filter(seen_by(account, "resident__"), family=family).select_related(
        "resident", "opened_by", "closed_by"
    )
    return stays.order_by("-since", "-pk")[:limit]


def _without_head(families: QuerySet[Family]) -> QuerySet[Family]:
    living = _living_of()
    return families.filter(Exists(living), ~Exists(living.filter(relation=Relation.HEAD)))


def _living_of() -> QuerySet[Resident]:
    """The living members of the family asked about outside."""
    return Resident.objects.filter(family=OuterRef("pk"), status=BaseStatus.LIVING)


def _narrowed(families: QuerySet[Family], filters: FamilyFilters) -> QuerySet[Family]:
    if filters.hamlet:
        families = families.filter(hamlet=filters.hamlet)
    return families.filter(rt=filters.rt) if filters.rt else families
