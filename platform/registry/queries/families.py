"""Families by their heads, and one family as its card and its history."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, F, FilteredRelation, OuterRef, Q, QuerySet

from registry.codes import BaseStatus, Relation
from registry.models import CardNumber, Family, Resident, Stay
from registry.queries import finding
from registry.queries.scope import residents_for, seen_by, sees_whole_register
from registry.rules.numbers import digits_of

WITHOUT_HEAD, WITHOUT_NUMBER = "kepala", "nomor"


@dataclass(frozen=True)
class FamilyFilters:
    """What the list is narrowed to; `lacks` is "kepala" or "nomor"."""

    text: str = ""
    hamlet: int | None = None
    rt: str = ""
    lacks: str = ""


def families_for(account: Any) -> QuerySet[Family]:
    """The families to which somebody belongs, or belonged, whom an account may see."""
    if sees_whole_register(account):
        return Family.objects.all()
    return Family.objects.filter(Exists(residents_for(account).filter(family=OuterRef("pk"))))


def families_page(filters: FamilyFilters, *, account: Any) -> QuerySet[Family]:
    """
    Families an account may see with living members by the name of their head, each with `head_name` and `head_pk`.

    Those without a head are only listed where they are asked for.
    """
    leads = Q(members__status=BaseStatus.LIVING, members__relation=Relation.HEAD)
    # The checker does not know the head it is annotated with.
    found: Any = families_for(account).select_related("hamlet")
    if filters.lacks == WITHOUT_HEAD:
        return _narrowed(_without_head(found), filters).order_by("pk")
    found = found.annotate(head=FilteredRelation("members", condition=leads))
    found = found.filter(seen_by(account, "head__"), head__isnull=False)
    found = found.annotate(head_name=F("head__name"), head_pk=F("head__pk"))
    if filters.lacks == WITHOUT_NUMBER:
        found = found.filter(no_kk__isnull=True)
    text = filters.text.strip()
    if finding.is_number(text):
        digits = digits_of(text)
        found = found.filter(Q(no_kk__startswith=digits) | Q(no_kk__endswith=digits))
    else:
        for word in finding.search_words(text):
            found = found.filter(head__search_name__contains=word)
    return _narrowed(found, filters).order_by("head__name", "pk")  # type: ignore[misc]


def living_members(families: list[Family]) -> dict[int, int]:
    """How many living members each family has, in one statement."""
    living = Resident.objects.filter(family__in=families, status=BaseStatus.LIVING).order_by()
    return dict(living.values_list("family_id").annotate(Count("pk")))


def families_without_head(*, account: Any = None) -> QuerySet[Family]:
    """Families with living members and no living head: files bring them in, and a month should not close over them."""
    return _without_head(Family.objects.all() if account is None else families_for(account))


def card_numbers_of(family: Family) -> QuerySet[CardNumber]:
    return CardNumber.objects.filter(family=family).select_related("event").order_by("-since", "-pk")


def members_over_time(family: Family, *, account: Any, limit: int = 100) -> QuerySet[Stay]:
    """Who, of those an account may see, stood on the card from when until when, newest first."""
    stays = Stay.objects.filter(seen_by(account, "resident__"), family=family).select_related(
        "resident", "opened_by", "closed_by"
    )
    return stays.order_by("-since", "-pk")[:limit]


def _without_head(families: QuerySet[Family]) -> QuerySet[Family]:
    living = Resident.objects.filter(family=OuterRef("pk"), status=BaseStatus.LIVING)
    return families.filter(Exists(living), ~Exists(living.filter(relation=Relation.HEAD)))


def _narrowed(families: QuerySet[Family], filters: FamilyFilters) -> QuerySet[Family]:
    if filters.hamlet:
        families = families.filter(hamlet=filters.hamlet)
    return families.filter(rt=filters.rt) if filters.rt else families
