"""When a message may leave, and when it is tried again."""

from datetime import datetime, time, timedelta

#: How often one channel is tried before the next takes over.
TRIES = 3
_PAUSES = (timedelta(minutes=1), timedelta(minutes=5))
#: However long a gateway asks to be left alone.
LONGEST_PAUSE = timedelta(hours=6)
#: Whoever has been claimed and not heard of for so long was lost with its worker.
LEASE = timedelta(minutes=10)


def after_quiet(local: datetime, quiet_from: time, quiet_until: time) -> datetime:
    """
    The first moment from `local` on at which people may be woken; both in the office's own time zone. Equal ends are no quiet at all.
    """
    now = local.time().replace(tzinfo=None)
    if quiet_from == quiet_until:
        return local
    through_midnight = quiet_from > quiet_until
    is_quiet = now >= quiet_from or now < quiet_until if through_midnight else quiet_from <= now < quiet_until
    if not is_quiet:
        return local
    day = local.date() + timedelta(days=1) if through_midnight and now >= quiet_from else local.date()
    return datetime.combine(day, quiet_until, tzinfo=local.tzinfo)


def pause_after(tries: int, asked_for: timedelta | None = None) -> timedelta:
    """
    How long to wait after so many tries in vain.

    :param asked_for: what the gateway itself asked for (Retry-After).
    """
    usual = _PAUSES[min(max(tries, 1), len(_PAUSES)) - 1]
    return min(max(usual, asked_for or timedelta()), LONGEST_PAUSE)
