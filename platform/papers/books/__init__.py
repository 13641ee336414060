"""
The village's registers as data: declared by the room that keeps their data, read by the room that shows and prints them.

`books.declare(Book(...))` in a room's `books.py`; `books.of("B.3")` and `books.all_books()` for whoever shows them.
"""

from papers.books.declaration import (
    FAMILIES,
    HEAD_ALONE,
    HEAD_AND_SECRETARY,
    Book,
    BookDeclaredWrongly,
    Cell,
    Column,
    Kind,
    Listed,
    Rhythm,
    Row,
    Rows,
    Signatory,
    Span,
    Standing,
    Table,
    column,
)
from papers.books.shelf import UnknownBook, all_books, declare, forget, of

__all__ = [
    "FAMILIES",
    "HEAD_ALONE",
    "HEAD_AND_SECRETARY",
    "Book",
    "BookDeclaredWrongly",
    "Cell",
    "Column",
    "Kind",
    "Listed",
    "Rhythm",
    "Row",
    "Rows",
    "Signatory",
    "Span",
    "Standing",
    "Table",
    "UnknownBook",
    "all_books",
    "column",
    "declare",
    "forget",
    "of",
]
