"""The numbers of a year, with the proof that none is missing."""

from dataclasses import dataclass

from django.db.models import Count, QuerySet

from modules.service import kinds
from modules.service.models import Letter, LetterBook


@dataclass(frozen=True)
class Kept:
    """One book: from which number to which, how many letters hold one, and which numbers nobody holds."""

    book: LetterBook
    first: int
    last: int
    count: int
    gaps: tuple[int, ...]

    @property
    def is_whole(self) -> bool:
        return not self.gaps and self.count == self.last - self.first + 1

    @property
    def gaps_text(self) -> str:
        return ", ".join(str(number) for number in self.gaps[:10]) + (" …" if len(self.gaps) > 10 else "")

    @property
    def title(self) -> str:
        """What is counted in it, in words."""
        scope = self.book.scope
        if not scope:
            return "Semua surat"
        slug = scope.removeprefix("jenis:")
        if slug == scope:
            return f"Klasifikasi {scope}"
        return kinds.KINDS[slug].title if slug in kinds.KINDS else slug


def all_books() -> list[LetterBook]:
    """The books of all years: a few rows each year."""
    return list(LetterBook.objects.order_by("-year", "part", "scope"))


def books_of(year: int, books: list[LetterBook] | None = None) -> list[Kept]:
    """The books of a year that hold a number; one query beside `all_books`, and one more for each book that has a gap."""
    found = all_books() if books is None else books
    held = dict(Letter.objects.filter(book__year=year).values_list("book").annotate(count=Count("pk")))
    return [
        _kept(book, held.get(book.pk, 0))
        for book in found
        if book.year == year and book.last_number > book.starts_after
    ]


def numbers_of(year: int, book_id: int | None = None) -> QuerySet[Letter]:
    """Every number given in a year, the latest first, cancelled ones too."""
    letters = Letter.objects.select_related("kind", "signed_by").defer("subject", "answers").filter(book__year=year)
    if book_id is not None:
        letters = letters.filter(book=book_id)
    return letters.order_by("-signed_at", "-number", "-pk")


def _kept(book: LetterBook, count: int) -> Kept:
    first, last = book.starts_after + 1, book.last_number
    gaps: tuple[int, ...] = ()
    if count != last - first + 1:
        given = set(Letter.objects.filter(book=book).values_list("number", flat=True))
        gaps = tuple(number for number in range(first, last + 1) if number not in given)
    return Kept(book, first, last, count, gaps)
