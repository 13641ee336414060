"""Finding a person by what somebody at the counter says: digits of a NIK or KK, or a name with its slips."""

import re

from django.db.models import Case, F, FloatField, Func, IntegerField, Q, QuerySet, Value, When
from django.db.models.functions import Right

from registry.codes import BaseStatus
from registry.models import Resident
from registry.rules.numbers import LENGTH, digits_of

SHORTEST = 2
# Below this a name is another name, not a slip of the same one: measured on common names with one or two letters changed.
LIKENESS = 0.5

_NOT_WORD = re.compile(r"[^\w ]|_")


def search_residents(text: str, *, limit: int = 8, living_only: bool = False) -> list[Resident]:
    """
    Find residents by the start or the last four digits of their NIK, by their family card, or by name.

    A name may be a part, in any order, and may carry a slip of the keyboard. The living come first. At most two queries.
    """
    text = text.strip()
    residents = Resident.objects.select_related("hamlet").exclude(status=BaseStatus.INVALID)
    if living_only:
        residents = residents.filter(status=BaseStatus.LIVING)
    if is_number(text):
        return _by_number(residents, digits_of(text), limit)
    words = search_words(text)
    if len("".join(words)) < SHORTEST:
        return []
    return _by_name(residents, words, limit)


def is_number(text: str) -> bool:
    """Tell whether somebody typed digits, with or without blanks between them."""
    digits = digits_of(text)
    return len(digits) >= 3 and not any(character.isalpha() for character in text)


def search_words(text: str) -> list[str]:
    """The words of a name as the database keeps them for searching: capitals, letters and digits."""
    return _NOT_WORD.sub("", text).upper().split()


def with_number(digits: str) -> Q:
    """Match a NIK by its start or its end, or a family card by its start or its end."""
    return nik_like(digits) | Q(family__no_kk__startswith=digits) | Q(family__no_kk__endswith=digits)


def nik_like(digits: str) -> Q:
    if len(digits) == LENGTH:
        return Q(nik=digits)
    if len(digits) < 4:
        return Q(nik__startswith=digits) | Q(nik__endswith=digits)
    return Q(nik__startswith=digits) | Q(nik_ending=digits[-4:], nik__endswith=digits)


def with_ending(residents: QuerySet[Resident]) -> QuerySet[Resident]:
    return residents.alias(nik_ending=Right("nik", 4))


def with_words(words: list[str]) -> Q:
    """Match names that hold every word."""
    wanted = Q()
    for word in words:
        wanted &= Q(search_name__contains=word)
    return wanted


def _by_number(residents: QuerySet[Resident], digits: str, limit: int) -> list[Resident]:
    found = list(with_ending(residents).filter(nik_like(digits)).order_by(_living_first(), "name", "pk")[:limit])
    if len(found) < limit:
        families = Q(family__no_kk__startswith=digits) | Q(family__no_kk__endswith=digits)
        others = residents.filter(families).exclude(pk__in=[resident.pk for resident in found])
        found += others.order_by(_living_first(), "relation", "name", "pk")[: limit - len(found)]
    return found


def _by_name(residents: QuerySet[Resident], words: list[str], limit: int) -> list[Resident]:
    begins = Case(When(search_name__startswith=words[0], then=0), default=1, output_field=IntegerField())
    exact = residents.filter(with_words(words)).order_by(_living_first(), begins, "name", "pk")
    found = list(exact[:limit])
    if len(found) < limit:
        found += _alike(
            residents.exclude(pk__in=[resident.pk for resident in found]), " ".join(words), limit - len(found)
        )
    return found


def _alike(residents: QuerySet[Resident], text: str, limit: int) -> list[Resident]:
    likeness = Func(Value(text), F("search_name"), function="strict_word_similarity", output_field=FloatField())
    alike = residents.alias(likeness=likeness).filter(likeness__gte=LIKENESS)
    return list(alike.order_by("-likeness", _living_first(), "name", "pk")[:limit])


def _living_first() -> Case:
    return Case(When(status=BaseStatus.LIVING, then=0), default=1, output_field=IntegerField())
