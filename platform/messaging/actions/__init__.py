"""Every write of messages: making them, sending them, what gateways and people answer, what the office decides."""

from messaging.actions.consent import agree, end_consent, note_heard, stop
from messaging.actions.hand import MessageGone, drop_message, send_by_hand, try_again
from messaging.actions.keeping import forget_texts
from messaging.actions.making import answer_resident, tell_accounts, tell_posts, tell_resident
from messaging.actions.reading import mark_all_read, open_message
from messaging.actions.receipts import Receipt, note_receipts
from messaging.actions.sending import send_due
from messaging.actions.setting import keep_channels, keep_words

__all__ = [
    "MessageGone",
    "Receipt",
    "agree",
    "answer_resident",
    "drop_message",
    "end_consent",
    "forget_texts",
    "keep_channels",
    "keep_words",
    "mark_all_read",
    "note_heard",
    "note_receipts",
    "open_message",
    "send_by_hand",
    "send_due",
    "stop",
    "tell_accounts",
    "tell_posts",
    "tell_resident",
    "try_again",
]
