"""
The event ledger: the one way in which people come into the register, move within it and leave it.

`Entry` gathers what one event changes and writes it; `undo` takes an event back by another; `months` opens and closes;
`standing` says what books count by. Counting itself is in `registry.queries.counting` and `registry.queries.balance`.
"""

from registry.ledger.handing import CameByHandover, HandedOver, NotAnsweredByArrival
from registry.ledger.months import MonthClosed, hold, today
from registry.ledger.taking_back import AlreadyUndone, LaterEvents, NotToBeUndone, undo
from registry.ledger.writing import Entry, EventOutOfOrder, known

__all__ = [
    "AlreadyUndone",
    "CameByHandover",
    "Entry",
    "EventOutOfOrder",
    "HandedOver",
    "LaterEvents",
    "MonthClosed",
    "NotAnsweredByArrival",
    "NotToBeUndone",
    "hold",
    "known",
    "today",
    "undo",
]
