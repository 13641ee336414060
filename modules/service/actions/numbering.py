"""
Numbers come with the signature, from a locked book: no two letters share one, and none is missing.

Letters written by hand take theirs from the same book (`outside.py`), and what a book of paper holds is passed over.
"""

from datetime import date, datetime

from django.db import transaction
from django.db.models import Max

import audit
from accounts.models import Account
from modules.service import queries
from modules.service.models import Letter, LetterBook, ServiceSettings
from modules.service.rules import number
from modules.service.rules.paper import Issuer


class NumberTaken(RuntimeError):
    """The pattern would write a number that another letter has; the message says which."""


class NumberGiven(ValueError):
    """Letters have a higher number already, which would come again; the message is the highest."""


class NotASeries(LookupError):
    """This office counts nothing under this name."""


def give_number(letter: Letter, issuer: Issuer, day: date) -> ServiceSettings:
    """
    Give the letter the next number of its book, inside the transaction of its signature. Returns the settings it was given by.

    :raises NumberTaken: an office's pattern would write a number twice.
    """
    settings = locked_settings()
    book_next(letter, locked_book(day.year, settings.scope_of(letter.definition), settings.series_part))
    write_number(letter, settings, issuer.region_code, code=settings.code_of(letter.definition), day=day)
    return settings


def locked_settings() -> ServiceSettings:
    """They and the book stay locked until the commit: no number comes twice, a failure leaves no gap, and the series does not change."""
    return ServiceSettings.lean().select_for_update().filter(id=1).first() or ServiceSettings(id=1)


def book_next(letter: Letter, book: LetterBook) -> None:
    """Let the letter hold the next number of a locked book."""
    book.last_number += 1
    book.save(update_fields=["last_number"])
    letter.book, letter.number = book, book.last_number


def write_number(letter: Letter, settings: ServiceSettings, region_code: str, *, code: str, day: date) -> None:
    """
    Write the letter's number in the pattern of its kind or of the office.

    :raises NumberTaken: another letter has the same.
    """
    assert letter.number
    letter.number_text = number.number_text(
        letter.kind.number_pattern or settings.number_pattern,
        code=code,
        number=letter.number,
        region_code=region_code,
        on=day,
        slug=letter.kind.slug,
        confidentiality=letter.definition.confidentiality,
    )
    if Letter.with_outside.filter(number_text=letter.number_text).exists():
        raise NumberTaken(letter.number_text)


@transaction.atomic
def take_over_numbers(*, scope: str, last_number: int, by: Account, at: datetime) -> LetterBook:
    """
    Go on this year above the last number that stands in the book of paper; what lies between is said in the book, and is no gap.

    Said again before the next letter, it corrects what was said; the last number that a letter here holds takes it back.

    :param scope: the series, as `queries.series_of` names those of this office.
    :raises NotASeries: see there.
    :raises NumberGiven: a letter holds a higher one, or the numbers of an earlier series went further.
    """
    settings, today = locked_settings(), queries.today(at)
    if scope not in dict(queries.series_of(settings)):
        raise NotASeries(scope)
    book = locked_book(today.year, scope, settings.series_part)
    given = Letter.with_outside.filter(book=book).aggregate(highest=Max("number"))["highest"] or book.starts_after
    if last_number < given:
        raise NumberGiven(given)
    stretch = {"first": given + 1, "last": last_number, "by": by.name, "on": today.isoformat()}
    before = [one for one in book.on_paper if one["first"] <= given]
    book.on_paper = [*before, stretch] if last_number > given else before
    book.last_number = last_number
    book.save(update_fields=["last_number", "on_paper"])
    detail = {"year": today.year, "scope": scope, "first": given + 1, "last": last_number}
    audit.record("letter_book.take_over", book, by=by, at=at, detail=detail)
    return book


def locked_book(year: int, scope: str, part: int) -> LetterBook:
    """The book of a year and series, held until the commit; the first who asks opens it."""
    found = LetterBook.objects.select_for_update().filter(year=year, scope=scope, part=part).first()
    if found is not None:
        return found
    # After a change of the series numbers go on above all that the year has seen, so none can come again.
    before = LetterBook.objects.filter(year=year, part__lt=part).aggregate(highest=Max("last_number"))["highest"] or 0
    LetterBook.objects.get_or_create(
        year=year, scope=scope, part=part, defaults={"starts_after": before, "last_number": before}
    )
    return LetterBook.objects.select_for_update().get(year=year, scope=scope, part=part)
