"""Finding a person by what somebody at the counter says: digits of a NIK or KK, or a name with its slips."""

import re
from functools import reduce
from operator import and_, or_
from typing import Any

from django.db.models import Case, F, FloatField, Func, IntegerField, Lookup, Q, QuerySet, Value, When
from django.db.models.expressions import OrderBy
from django.db.models.functions import Right

from registry.codes import BaseStatus
from registry.models import Family, Resident
from registry.rules.numbers import LENGTH, digits_of

SHORTEST = 2
#: Fewer digits begin or end the number of nearly everybody.
SHORTEST_NUMBER = 4
MOST_WORDS = 4

# Below this a name is another name, not a slip of the same one: measured on common names with one or two letters changed.
LIKENESS = 0.5
_LIVING: tuple[int, ...] = (BaseStatus.LIVING.value,)
_GONE = tuple(status.value for status in BaseStatus if status not in (BaseStatus.LIVING, BaseStatus.INVALID))
#: What a list of eight shows of each.
SHOWN = ("name", "nik", "born_on", "status", "rt", "rw", "address", "hamlet__name", "family__no_kk")

_NOT_WORD = re.compile(r"[^\w ]|_")


def search_residents(
    text: str,
    *,
    limit: int = 8,
    living_only: bool = False,
    among: QuerySet[Resident] | None = None,
    whole: bool = False,
) -> list[Resident]:
    """
    Find residents by the start or the last four digits of their NIK, by their family card, or by name.

    A name may be a part, in any order, and may carry a slip of the keyboard. The living come first. At most two statements.

    :param among: whom the asker may see (`queries.residents_for`); everybody where no person asks.
    :param whole: read all that is known of whom is found; else what a list of eight shows, the rest when it is asked for.
    """
    text = text.strip()
    residents = Resident.objects.select_related("hamlet", "family") if among is None else among
    if not whole:
        residents = residents.only(*SHOWN)
    statuses = _LIVING if living_only else _LIVING + _GONE
    if is_number(text):
        return _by_number(residents, digits_of(text), limit, statuses)
    words = search_words(text)
    if len("".join(words)) < SHORTEST:
        return []
    return _by_name(residents, words, limit, statuses)


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


def _by_number(residents: QuerySet[Resident], digits: str, limit: int, statuses: tuple[int, ...]) -> list[Resident]:
    found: list[Resident] = []
    if len(digits) >= LENGTH:
        found = list(residents.filter(nik=digits, status__in=statuses))
    elif len(digits) >= SHORTEST_NUMBER:
        ends = Q(nik_ending=digits[-4:], nik__endswith=digits)
        starts = Q(nik__startswith=digits) & ~Q(nik__endswith=digits)
        found = _best_first(with_ending(residents), (ends, starts), limit, statuses)
    if len(found) < limit and not (found and len(digits) >= LENGTH):
        cards = Family.objects.filter(families_like(digits)).values("pk")[:limit]
        others = residents.filter(family__in=cards, status__in=statuses).exclude(pk__in=[one.pk for one in found])
        found += others.order_by(_living_first(), "relation", "name", "pk")[: limit - len(found)]
    return found


def _by_name(residents: QuerySet[Resident], words: list[str], limit: int, statuses: tuple[int, ...]) -> list[Resident]:
    begins = Case(When(search_name__startswith=words[0], then=0), default=1, output_field=IntegerField())
    order = (_living_first(), begins, "name", "pk")
    # The first few in this order, whose families and hamlets are joined only to them and not to all there are.
    keys = residents.filter(with_words(words), status__in=statuses).order_by(*order).values("pk")[:limit]
    found = list(residents.filter(pk__in=keys).order_by(*order))
    if len(found) < limit:
        others = residents.filter(status__in=statuses).exclude(pk__in=[one.pk for one in found])
        found += _alike(others, words, limit - len(found))
    return found


def _best_first(
    residents: QuerySet[Resident], better: tuple[Q, ...], limit: int, statuses: tuple[int, ...]
) -> list[Resident]:
    """
    The first few by name of each sort, the better sort first, then those who are gone; one statement.

    Asked apart, each part ends as soon as it has enough in the order of an index; asked together, all would be found and then sorted.
    """
    parts: list[tuple[Q, tuple[int, ...]]] = [(sort, _LIVING) for sort in better]
    gone = tuple(status for status in statuses if status not in _LIVING)
    if gone:
        parts.append((reduce(or_, better), gone))
    asked = [
        residents.filter(sort, status__in=among).annotate(sort=Value(rank)).order_by("name", "pk")[:limit]
        for rank, (sort, among) in enumerate(parts)
    ]
    found = list(asked[0].union(*asked[1:], all=True))
    found.sort(key=lambda one: (one.sort, one.name, one.pk))
    return [*found[:limit]]


def _alike(residents: QuerySet[Resident], words: list[str], limit: int) -> list[Resident]:
    """Find names in which every word has a near twin, which the index tells of each word; how near, `tell_likeness`."""
    words = words[:MOST_WORDS]
    every_near = reduce(and_, (Q(NearWord(F("search_name"), Value(word))) for word in words))
    likeness = sum((_likeness(word) for word in words), Value(0.0)) / len(words)
    return list(
        residents.filter(every_near).order_by(OrderBy(likeness, descending=True), _living_first(), "name", "pk")[:limit]
    )


def tell_likeness(connection: Any, **_: Any) -> None:
    """Tell a new connection how near is near; a pooler would refuse it among what a connection begins with."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('pg_trgm.word_similarity_threshold', %s, false)", [str(LIKENESS)])


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
