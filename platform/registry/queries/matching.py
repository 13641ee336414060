"""What matches what somebody typed: digits of a NIK or KK, words of a name, and words that are nearly in one."""

import re
from typing import Any

from django.db.models import FloatField, Func, Lookup, Q, QuerySet
from django.db.models.functions import Right

from registry.models import Resident
from registry.rules.numbers import LENGTH, digits_of

SHORTEST = 2
#: Fewer digits begin or end the number of nearly everybody.
SHORTEST_NUMBER = 4

# Below this a name is another name, not a slip of the same one: measured on common names with one or two letters changed.
LIKENESS = 0.5

_NOT_WORD = re.compile(r"[^\w ]|_")


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
    if len(digits) < SHORTEST_NUMBER:
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


def likeness(word: Any, text: Any = "search_name") -> Func:
    """How near the nearest part of a name, or of another text, comes to a word, from 0 to 1."""
    return Func(word, text, function="word_similarity", output_field=FloatField())
