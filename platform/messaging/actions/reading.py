"""What officers do with their own news."""

from datetime import datetime
from typing import Any

from messaging import queries
from messaging.actions import counts
from messaging.models import Message


def open_message(*, message: Message, at: datetime) -> str:
    """Read it. Returns the page it leads to, "" for none."""
    Message.objects.filter(pk=message.pk, seen_at__isnull=True).update(seen_at=at)
    counts.changed()
    return message.path


def mark_all_read(*, account: Any, at: datetime) -> int:
    """Nothing is new any more. Returns how many were."""
    count = queries.inbox(account).filter(seen_at__isnull=True).update(seen_at=at)
    counts.changed()
    return count
