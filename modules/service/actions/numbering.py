"""Numbers come with the signature, from a locked book: no two letters share one, and none is missing."""

from datetime import date

from django.db.models import Max

from modules.service.models import Letter, LetterBook, ServiceSettings
from modules.service.rules import number
from modules.service.rules.paper import Issuer


class NumberTaken(RuntimeError):
    """The pattern would write a number that another letter has; the message says which."""


def give_number(letter: Letter, issuer: Issuer, day: date) -> ServiceSettings:
    """
    Give the letter the next number of its book, inside the transaction of its signature. Returns the settings it was given by.

    :raises NumberTaken: an office's pattern would write a number twice.
    """
    # Both stay locked until the commit: no two letters share a number, a failure leaves no gap, and the series does not change meanwhile.
    settings = ServiceSettings.lean().select_for_update().filter(id=1).first() or ServiceSettings(id=1)
    book = _book(day.year, settings.scope_of(letter.definition), settings.series_part)
    book.last_number += 1
    book.save(update_fields=["last_number"])
    letter.book, letter.number = book, book.last_number
    letter.number_text = number.number_text(
        letter.kind.number_pattern or settings.number_pattern,
        code=settings.code_of(letter.definition),
        number=book.last_number,
        region_code=issuer.region_code,
        on=day,
        slug=letter.kind.slug,
        confidentiality=letter.definition.confidentiality,
    )
    if Letter.objects.filter(number_text=letter.number_text).exists():
        raise NumberTaken(letter.number_text)
    return settings


def _book(year: int, scope: str, part: int) -> LetterBook:
    found = LetterBook.objects.select_for_update().filter(year=year, scope=scope, part=part).first()
    if found is not None:
        return found
    # After a change of the series numbers go on above all that the year has seen, so none can come again.
    before = LetterBook.objects.filter(year=year, part__lt=part).aggregate(highest=Max("last_number"))["highest"] or 0
    LetterBook.objects.get_or_create(
        year=year, scope=scope, part=part, defaults={"starts_after": before, "last_number": before}
    )
    return LetterBook.objects.select_for_update().get(year=year, scope=scope, part=part)
