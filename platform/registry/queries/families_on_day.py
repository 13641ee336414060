"""The families of a day: who led them, how many they were, and where, by the stays of that day."""

from datetime import date
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from registry.codes import Relation
from registry.models import Family
from registry.queries import matching
from registry.queries.counting import as_of
from registry.queries.families import WITHOUT_HEAD, WITHOUT_NUMBER, FamilyFilters
from registry.queries.former import card_number, card_numbers, let_say, names_like, word
from registry.queries.on_day import AsTheyStood
from registry.queries.remembered import in_order
from registry.queries.scope import kept_by, sees_whole_register
from registry.rules.numbers import digits_of


def families_on(day: date, filters: FamilyFilters, *, account: Any) -> AsTheyStood[Family]:
    """
    The families that had a head at the end of a day by the head's name, each with `head_name`, `head_pk`, `living` members, and the place
    and the card number of that day; where they are asked for, those that had members and no head.

    An account sees those it may see now, and no head who is none of its own by now.
    """
    own = None if sees_whole_register(account) else set(kept_by(account.pk).values_list("hamlet", flat=True))
    stays = _without_head(day) if filters.lacks == WITHOUT_HEAD else _of_families(day).filter(relation=Relation.HEAD)
    stays = _narrowed(stays, day, filters, own).select_related("family", "hamlet", "resident")
    stays = stays.annotate(card=card_number(day), living=_members(day))
    stays = stays.order_by(*(["family"] if filters.lacks == WITHOUT_HEAD else [word("name", day), "resident"]))
    rows = in_order("families", filters, rows=stays) if own is None else stays
    return AsTheyStood(rows, lambda found: _as_they_stood(found, day, own))


def _of_families(day: date) -> QuerySet[Any]:
    return as_of(day).filter(family__isnull=False)


def _without_head(day: date) -> QuerySet[Any]:
    """One member of each family that had members and no head; where that one lived, the family is told to have stood."""
    members = _of_families(day).filter(family=OuterRef("family")).order_by("pk")
    first = Subquery(members.values("pk")[:1])
    return _of_families(day).filter(~Exists(members.filter(relation=Relation.HEAD)), pk=first)


def _members(day: date) -> Coalesce:
    together = as_of(day).filter(family=OuterRef("family")).order_by().values("family")
    return Coalesce(Subquery(together.annotate(number=Count("pk")).values("number")), 0)


def _narrowed(stays: QuerySet[Any], day: date, filters: FamilyFilters, own: set[int] | None) -> QuerySet[Any]:
    wanted = {name: value for name, value in (("hamlet", filters.hamlet), ("rt", filters.rt)) if value}
    stays = stays.filter(**wanted)
    if own is not None:
        stays = stays.filter(family__hamlet__in=own)
    if filters.lacks == WITHOUT_NUMBER:
        stays = stays.exclude(family__in=card_numbers(day).values("family"))
    text = filters.text.strip()
    if matching.is_number(text):
        digits = digits_of(text)
        numbered = card_numbers(day).filter(Q(no_kk__startswith=digits) | Q(no_kk__endswith=digits))
        return stays.filter(family__in=numbered.values("family"))
    if words := matching.search_words(text):
        # Nobody finds by name whom the list would not name.
        stays = stays.filter(names_like(day, words), Q() if own is None else Q(resident__hamlet__in=own))
    return stays


def _as_they_stood(stays: list[Any], day: date, own: set[int] | None) -> list[Family]:
    let_say(day, [record for stay in stays for record in (stay.resident, stay.hamlet)])
    return [_as_it_stood(stay, own) for stay in stays]


def _as_it_stood(stay: Any, own: set[int] | None) -> Family:
    """A family told as it stood where its head did; not to be saved."""
    family: Any = stay.family
    family.hamlet, family.rw, family.rt, family.address = stay.hamlet, stay.rw, stay.rt, stay.address
    family.no_kk, family.living = stay.card, stay.living
    is_named = stay.relation == Relation.HEAD and (own is None or stay.resident.hamlet_id in own)
    family.head_name, family.head_pk = (stay.resident.name, stay.resident_id) if is_named else (None, None)
    return family
