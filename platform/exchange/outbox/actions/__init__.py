"""Marking figures that may have changed, publishing them, closing their periods, and answering for them afterwards."""

from exchange.outbox.actions.answering import (
    CannotLookBack,
    NamesAPerson,
    NothingChanged,
    PeriodStillOpen,
    SaysTooMuch,
    SaysWhy,
    remark,
    revise,
)
from exchange.outbox.actions.checking import Difference, check_closed, check_figures, differences
from exchange.outbox.actions.closing import PeriodAlreadyClosed, PeriodNotOver, close_due, close_period, closes_early
from exchange.outbox.actions.counting import can_count, publish_dirty, recompute_all, sweep_marks
from exchange.outbox.actions.marking import MarkedOutsideTransaction, mark

__all__ = [
    "CannotLookBack",
    "Difference",
    "MarkedOutsideTransaction",
    "NamesAPerson",
    "NothingChanged",
    "PeriodAlreadyClosed",
    "PeriodNotOver",
    "PeriodStillOpen",
    "SaysTooMuch",
    "SaysWhy",
    "can_count",
    "check_closed",
    "check_figures",
    "close_due",
    "close_period",
    "closes_early",
    "differences",
    "mark",
    "publish_dirty",
    "recompute_all",
    "remark",
    "revise",
    "sweep_marks",
]
