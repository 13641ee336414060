"""What "now" and "this month" are for an office."""

from datetime import datetime

from django.utils import timezone

from exchange.periods import Period
from walls import current


def now() -> datetime:
    """This moment in the office's own time."""
    return timezone.now().astimezone(current.office().tzinfo)


def this_month() -> Period:
    return Period.month_of(now())
