"""Where all declared books stand; rooms put theirs here at start."""

from papers.books.declaration import FAMILIES, Book, BookDeclaredWrongly

_books: dict[str, Book] = {}


class UnknownBook(KeyError):
    """Nobody declared a book of this code."""


def declare(book: Book) -> Book:
    """
    Put a book on the shelf.

    :raises BookDeclaredWrongly: its code is taken.
    """
    if book.code in _books:
        raise BookDeclaredWrongly(f"{book.code} is declared twice.")
    _books[book.code] = book
    return book


def of(code: str) -> Book:
    """:raises UnknownBook: there is none."""
    try:
        return _books[code]
    except KeyError as error:
        raise UnknownBook(code) from error


def all_books() -> list[Book]:
    """Every book in the order of the families, and of the numbers within one."""
    places = list(FAMILIES)
    return sorted(_books.values(), key=lambda book: (places.index(book.shelf), _natural(book.code)))


def forget(code: str) -> None:
    """Take a book away again, for tests that declare their own."""
    _books.pop(code, None)


def _natural(code: str) -> list[tuple[int, str]]:
    return [(int(part), "") if part.isdigit() else (0, part) for part in code.split(".")]
