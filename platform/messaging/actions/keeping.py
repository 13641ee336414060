"""Words are kept for some time only; that somebody was told, and by which way, stays."""

from datetime import datetime, timedelta

from messaging import queries
from messaging.models import ON_ITS_WAY, Message


def forget_texts(*, at: datetime) -> int:
    """Take away the words of what is older than the office keeps them. Returns how many."""
    kept = timedelta(days=queries.messaging_settings().keeps_texts_days)
    old = Message.objects.filter(made_at__lt=at - kept).exclude(state__in=ON_ITS_WAY).exclude(text="")
    return old.update(text="", values={})
