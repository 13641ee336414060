"""The ways of parting people: by a code table, by bands of age, by tests, by what is written, by hamlet."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db.models import Case, DateField, F, Func, IntegerField, Model, Q, Value, When
from django.db.models.enums import ChoicesType
from django.db.models.functions import NullIf, Trim, Upper

from registry.ledger.standing import Standing
from registry.models import Resident
from registry.queries.former import hamlet_names, word
from registry.rules.ages import Band, borders
from registry.statistics.declaration import Categories, CategoryUnknown, Labels

Test = Q | Callable[[date], Q]


def of_codes(field: str, table: ChoicesType, *, of: type[Model] = Resident, by: str = "resident") -> Categories:
    """By a field of codes: one that stays keep, or else one of the record to which `by` leads."""
    labels: Labels = [(value, str(label)) for value, label in table.choices]

    def key(day: date) -> Any:
        found = F(field) if field in Standing._fields else word(field, day, of=of, by=by)
        return NullIf(found, Value("")) if isinstance(labels[0][0], str) else found

    return Categories(key=key, labels=lambda found, day: labels)


def of_bands(bands: Sequence[Band]) -> Categories:
    """By completed years on the day; the key is the place of the band."""

    def key(day: date) -> Any:
        older_first = Value(borders(bands, day), output_field=ArrayField(DateField()))
        passed = Func(word("born_on", day), older_first, function="width_bucket", output_field=IntegerField())
        return Value(len(bands) - 1) - passed

    labels: Labels = [(place, band.label) for place, band in enumerate(bands)]
    return Categories(key=key, labels=lambda found, day: labels)


def of_tests(*tests: tuple[str, Test], otherwise: str = "") -> Categories:
    """
    By the first test that is met; the key is its place.

    :param otherwise: the category of those who meet none; without it they are unknown.
    """

    def key(day: date) -> Case:
        cases = [When(_test(test, day), then=Value(place)) for place, (_, test) in enumerate(tests)]
        default = Value(len(tests)) if otherwise else None
        return Case(*cases, default=default, output_field=IntegerField())

    labels: Labels = [*enumerate(label for label, _ in tests), *([(len(tests), otherwise)] if otherwise else [])]
    return Categories(key=key, labels=lambda found, day: labels)


def of_words(field: str) -> Categories:
    """By what is written, whatever its letters; the categories are what was found, in the order of the alphabet."""
    return Categories(
        key=lambda day: NullIf(Upper(Trim(word(field, day))), Value("")),
        labels=lambda found, day: [(word, word.title()) for word in sorted(word for word in set(found) if word)],
        reads=lambda text: text.upper()[:60],
    )


def of_hamlets() -> Categories:
    """By the hamlet of the day, those that were found, with their names of it."""
    return Categories(key=lambda day: F("hamlet"), labels=_hamlets, reads=_number)


def of_names(*names: str) -> Categories:
    """By its place among these, for a statistic that counts by itself."""
    return Categories(key=lambda day: None, labels=lambda found, day: list(enumerate(names)))


def of_numbers(first: int, last: int, word: str) -> Categories:
    """By a number; the last category holds all from there on."""
    labels = [(number, f"{number} {word}") for number in range(first, last)] + [(last, f"{last} {word} atau lebih")]
    return Categories(key=lambda day: None, labels=lambda found, day: labels)


def _test(test: Test, day: date) -> Q:
    return test if isinstance(test, Q) else test(day)


def _number(text: str) -> int:
    if not text.isdecimal() or len(text) > 9:
        raise CategoryUnknown(text)
    return int(text)


def _hamlets(found: Iterable[Any], day: date) -> Labels:
    wanted = {pk for pk in found if pk}
    names = sorted((name, pk) for pk, name in hamlet_names(day).items() if pk in wanted) if wanted else []
    return [(pk, f"Dusun {name.title()}") for name, pk in names]
