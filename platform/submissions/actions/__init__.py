"""Every write of reports: sending them, checking them, saying what is owed, and what the clock does by itself."""

from submissions.actions.checking import accept_report, return_report
from submissions.actions.keeping import MakesLate, keep_obligation, withdraw_obligation
from submissions.actions.reminding import look_after
from submissions.actions.sending import hand_on_report, send_report
from submissions.actions.steps import AlreadySent, NotForFiles, NothingToSend, NotNow, NotYet, ReasonMissing

__all__ = [
    "AlreadySent",
    "MakesLate",
    "NotForFiles",
    "NotNow",
    "NotYet",
    "NothingToSend",
    "ReasonMissing",
    "accept_report",
    "hand_on_report",
    "keep_obligation",
    "look_after",
    "return_report",
    "send_report",
    "withdraw_obligation",
]
