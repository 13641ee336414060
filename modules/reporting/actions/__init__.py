"""Taking books away: printed, as a spreadsheet, at once or made in the background."""

from modules.reporting.actions.taking import (
    KIND,
    BookTooLong,
    FullNumbersRefused,
    make_ordered,
    order_book,
    take_book,
)

__all__ = ["KIND", "BookTooLong", "FullNumbersRefused", "make_ordered", "order_book", "take_book"]
