"""Books as pages, files and the API ask for them."""

from modules.reporting.queries.papers import book_paper, spreadsheet_parts
from modules.reporting.queries.shelf import (
    books_for,
    counted_rows,
    is_long,
    may_have_full,
    may_open,
    same_order_under_way,
)

__all__ = [
    "book_paper",
    "books_for",
    "counted_rows",
    "is_long",
    "may_have_full",
    "may_open",
    "same_order_under_way",
    "spreadsheet_parts",
]
