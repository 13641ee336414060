"""What the menu counts of messages."""

from web import badges

INBOX, TO_SEND = "inbox", "messages-to-send"


def changed() -> None:
    """Messages change with this transaction; everybody's counts are counted anew."""
    badges.changed(INBOX)
    badges.changed(TO_SEND)
