"""How much of the time between two moments an office was open."""

from datetime import datetime, timedelta

from modules.service.rules.hours import Hours

#: Beyond this nobody counts minutes any more.
_LONGEST = timedelta(days=120)


def opening_minutes(start: datetime, end: datetime, hours: Hours) -> int:
    """
    Minutes of opening hours between two moments in the office's own time zone; whole weeks beyond four months are not counted.
    """
    end = min(end, start + _LONGEST)
    day, found = start.date(), timedelta()
    while day <= end.date():
        if day.weekday() in hours.days:
            opens = datetime.combine(day, hours.opens, start.tzinfo)
            closes = datetime.combine(day, hours.closes, start.tzinfo)
            found += max(min(closes, end) - max(opens, start), timedelta())
        day += timedelta(days=1)
    return int(found.total_seconds() // 60)
