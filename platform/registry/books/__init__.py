"""
The population books B.1 to B.5 and the monthly report LAMPID, as Permendagri 47/2016 prints them, over the event ledger.

Each states its columns; its rows come from the stays and the balance, like every other figure.
"""

from papers import books
from registry.books.balances import LAMPID, RECAPITULATION
from registry.books.changes import CHANGES
from registry.books.guests import TEMPORARY
from registry.books.population import CARDS, RESIDENTS

BOOKS = (RESIDENTS, CHANGES, RECAPITULATION, TEMPORARY, CARDS, LAMPID)


def declare_all() -> None:
    """This will put the books of the register on the shelf; called once at start."""
    for book in BOOKS:
        books.declare(book)
