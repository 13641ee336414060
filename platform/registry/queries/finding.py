"""Finding a person by what somebody at the counter says: digits of a NIK or KK, or a name with its slips."""

import re
from functools import reduce
from operator import and_
from typing import Any

from django.db import connection, transaction
from django.db.models import Case, F, FloatField, Func, IntegerField, Lookup, Q, QuerySet, Value, When
from django.db.models.expressions import OrderBy
from django.db.models.functions import Right

from registry.codes import BaseStatus
from registry.models import Family, Resident
from registry.rules.numbers import LENGTH, digits_of

SHORTEST = 2
# Below this a name is another name, not a slip of the same one: measured on common names with one or two letters changed.
LIKENESS = 0.5
MOST_WORDS = 4

_NOT_WORD = re.compile(r"[^\w ]|_")


def search_residents(
    text: str, *, limit: int = 8, living_only: bool = False, among: QuerySet[Resident] | None = None
) -> list[Resident]:
    """
    Find residents by the start or the last four digits of their NIK, by their family card, or by name.

    A name may be a part, in any order, and may carry a slip of the keyboard. The living come first. At most three statements.

    :param among: whom the asker may see (`queries.residents_for`); everybody where no person asks.
    """
    text = text.strip()
    residents = Resident.objects.select_related("hamlet", "family") if among is None else among
    residents = residents.exclude(status=BaseStatus.INVALID)
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


def families_like(digits: str) -> Q:
    """Match a family card by its number, or by the start or the end of it."""
    if len(digits) >= LENGTH:
        return Q(no_kk=digits)
    return Q(no_kk__startswith=digits) | Q(no_kk__endswith=digits)


def _by_number(residents: QuerySet[Resident], digits: str, limit: int) -> list[Resident]:
    found = first_few(with_ending(residents).filter(nik_like(digits)), (_living_first(), "name", "pk"), limit)
    if len(found) < limit and not (found and len(digits) >= LENGTH):
        # By their keys: a join of all families with all residents would be sorted before it is cut.
        families = list(Family.objects.filter(families_like(digits)).values_list("pk", flat=True)[:limit])
        others = residents.filter(family__in=families).exclude(pk__in=[resident.pk for resident in found])
        found += others.order_by(_living_first(), "relation", "name", "pk")[: limit - len(found)]
    return found


def _by_name(residents: QuerySet[Resident], words: list[str], limit: int) -> list[Resident]:
    begins = Case(When(search_name__startswith=words[0], then=0), default=1, output_field=IntegerField())
    found = first_few(residents.filter(with_words(words)), (_living_first(), begins, "name", "pk"), limit)
    if len(found) < limit:
        others = residents.exclude(pk__in=[resident.pk for resident in found])
        found += _alike(others, words, limit - len(found))
    return found


def _alike(residents: QuerySet[Resident], words: list[str], limit: int) -> list[Resident]:
    """Find names in which every word has a near twin, which the index tells of each word."""
    words = words[:MOST_WORDS]
    every_near = reduce(and_, (Q(NearWord(F("search_name"), Value(word))) for word in words))
    likeness = sum((_likeness(word) for word in words), Value(0.0)) / len(words)
    with transaction.atomic(savepoint=False):
        _set_likeness()
        near = residents.filter(every_near)
        return first_few(near, (OrderBy(likeness, descending=True), _living_first(), "name", "pk"), limit)


def first_few(residents: QuerySet[Resident], order: tuple[Any, ...], limit: int) -> list[Resident]:
    """The first few in an order, whose families and hamlets are joined only to them and not to all there are."""
    keys = residents.order_by(*order).values("pk")[:limit]
    return list(Resident.objects.select_related("hamlet", "family").filter(pk__in=keys).order_by(*order))


def _set_likeness() -> None:
    """Tell the index how near is near, until the end of the transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('pg_trgm.word_similarity_threshold', %s, true)", [str(LIKENESS)])


class NearWord(Lookup):
    """A word that is nearly in a text; pg_trgm's operator, which its index answers."""

    lookup_name = "near_word"

    def as_sql(self, compiler: Any, connection: Any) -> Any:
        text, text_params = self.process_lhs(compiler, connection)
        word, word_params = self.process_rhs(compiler, connection)
        return f"{text} %%> {word}", [*text_params, *word_params]


def _likeness(word: str) -> Func:
    return Func(Value(word), F("search_name"), function="word_similarity", output_field=FloatField())


def _living_first() -> Case:
    return Case(When(status=BaseStatus.LIVING, then=0), default=1, output_field=IntegerField())
