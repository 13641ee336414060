"""Every write of the queue: keyword-only, atomic, audited, with errors named after what was untrue."""

from modules.service.queue.actions.nearing import ask_for_word
from modules.service.queue.actions.serving import (
    DeskTaken,
    DeskUnknown,
    NobodyWaits,
    ReasonMissing,
    begin_serving,
    call_next,
    finish_serving,
    recall,
    skip,
    tie_letter,
    transfer,
)
from modules.service.queue.actions.setting import ArrangementRefused, change_settings, renew_kiosk
from modules.service.queue.actions.taking import (
    AlreadyInLine,
    GroupUnknown,
    NumbersUsedUp,
    PhonesNotServed,
    cancel_ticket,
    close_days,
    take_ticket,
)
from modules.service.queue.actions.telling import TicketMovedOn, stamp

__all__ = [
    "AlreadyInLine",
    "ArrangementRefused",
    "DeskTaken",
    "DeskUnknown",
    "GroupUnknown",
    "NobodyWaits",
    "NumbersUsedUp",
    "PhonesNotServed",
    "ReasonMissing",
    "TicketMovedOn",
    "ask_for_word",
    "begin_serving",
    "call_next",
    "cancel_ticket",
    "change_settings",
    "close_days",
    "finish_serving",
    "recall",
    "renew_kiosk",
    "skip",
    "stamp",
    "take_ticket",
    "tie_letter",
    "transfer",
]
