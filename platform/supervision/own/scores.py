"""A village publishes the official score its kabupaten entered, also of a year that is closed."""

from datetime import datetime

from django.db import transaction

from exchange.outbox import actions as outbox
from exchange.periods import Period
from supervision.facts import SCORE, SCORE_ROSE
from walls import current

REASON = "Hasil resmi Indeks Desa dimasukkan kabupaten."


def publish_score(*, year: int, at: datetime) -> None:
    """Count what follows from the score of a year: its own figures, and whether the next year's is higher."""
    this_year = current.today(at).year
    for period in (Period(f"{one:04}") for one in (year, year + 1) if one <= this_year):
        try:
            _revise(period, at)
        except outbox.PeriodStillOpen:
            with transaction.atomic():
                outbox.mark(SCORE, SCORE_ROSE, at=at, period=period)
    outbox.publish_dirty(at=at)


def _revise(period: Period, at: datetime) -> None:
    """:raises PeriodStillOpen: nothing of the year is closed yet."""
    for code in (SCORE, SCORE_ROSE):
        try:
            outbox.revise(code=code, period=period, reason=REASON, by=None, at=at)
        except (outbox.NothingChanged, outbox.CannotLookBack):
            # Told already, or there is no score of that year.
            continue
