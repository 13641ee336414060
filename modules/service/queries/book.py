"""The numbers of a year, with the proof that none is missing."""

from dataclasses import dataclass

from django.db.models import Count, QuerySet
from django.db.models.functions import Coalesce, TruncDate

from modules.service import kinds
from modules.service.models import Letter, LetterBook, LetterKind, ServiceSettings
from walls import current


@dataclass(frozen=True)
class Kept:
    """One book: from which number to which, how many letters hold one, which stand on paper, and which numbers nobody holds."""

    book: LetterBook
    first: int
    last: int
    count: int
    gaps: tuple[int, ...]

    @property
    def is_whole(self) -> bool:
        return not self.gaps and self.count == self.last - self.first + 1 - on_paper(self.book)

    @property
    def gaps_text(self) -> str:
        return ", ".join(str(number) for number in self.gaps[:10]) + (" …" if len(self.gaps) > 10 else "")

    @property
    def title(self) -> str:
        """What is counted in it, in words."""
        return title_of(self.book.scope)

    @property
    def is_continued(self) -> bool:
        """Whether it goes on above another book of the year."""
        return self.book.starts_after > 0


def title_of(scope: str) -> str:
    """What a series counts, in words."""
    if not scope:
        return "Semua surat"
    slug = scope.removeprefix("jenis:")
    if slug == scope:
        return f"Klasifikasi {scope}"
    return kinds.KINDS[slug].title if slug in kinds.KINDS else slug


def series_of(settings: ServiceSettings) -> list[tuple[str, str]]:
    """The series this office counts in, each with its words."""
    known = [kind.definition for kind in LetterKind.objects.order_by("pk") if kind.is_known]
    return [(scope, title_of(scope)) for scope in sorted({settings.scope_of(kind) for kind in known})]


def on_paper(book: LetterBook) -> int:
    """How many of its numbers stand in a book of paper."""
    return sum(one["last"] - one["first"] + 1 for one in book.on_paper)


def all_books() -> list[LetterBook]:
    """The books of all years: a few rows each year."""
    return list(LetterBook.objects.order_by("-year", "part", "scope"))


def books_of(year: int, books: list[LetterBook] | None = None) -> list[Kept]:
    """The books of a year that hold a number; one query beside `all_books`, and one more for each book that has a gap."""
    found = all_books() if books is None else books
    held = dict(Letter.with_outside.filter(book__year=year).values_list("book").annotate(count=Count("pk")))
    return [
        _kept(book, held.get(book.pk, 0))
        for book in found
        if book.year == year and book.last_number > book.starts_after
    ]


def numbers_of(year: int, book_id: int | None = None) -> QuerySet[Letter]:
    """Every number given in a year, the latest first, cancelled ones too."""
    people = ("kind", "signed_by", "made_by")
    letters = Letter.with_outside.select_related(*people).defer("subject", "answers").filter(book__year=year)
    if book_id is not None:
        letters = letters.filter(book=book_id)
    return letters.order_by(Coalesce("signed_at", "created_at").desc(), "-number", "-pk")


def agenda_of(year: int) -> QuerySet[Letter]:
    """The letters that went out under a year's numbers, in the order of their days."""
    letters = Letter.with_outside.select_related("kind").defer("subject", "answers").filter(book__year=year)
    day = Coalesce("written_on", TruncDate("signed_at", tzinfo=current.office().tzinfo))
    return letters.order_by(day, "book", "number")


def outside_letter(letter_id: int) -> Letter | None:
    """A letter that was written outside, with who told it."""
    told = Letter.with_outside.select_related("kind", "book", "made_by", "document", "cancelled_by")
    return told.defer("document__waiting_bytes").filter(source=Letter.Source.OUTSIDE, pk=letter_id).first()


def _kept(book: LetterBook, count: int) -> Kept:
    first, last = book.starts_after + 1, book.last_number
    gaps: tuple[int, ...] = ()
    if count != last - first + 1 - on_paper(book):
        given = set(Letter.with_outside.filter(book=book).values_list("number", flat=True))
        given |= {number for one in book.on_paper for number in range(one["first"], one["last"] + 1)}
        gaps = tuple(number for number in range(first, last + 1) if number not in given)
    return Kept(book, first, last, count, gaps)
