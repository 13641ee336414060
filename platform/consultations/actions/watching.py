"""What the clock does by itself: tell of a term that comes near, and move last days that a new day off moves."""

from datetime import datetime

from django.db import transaction

from consultations import catalogue, facts, queries
from consultations.actions import news
from consultations.rules import clock, steps
from exchange import holidays
from exchange.matters import actions as matters
from exchange.matters import queries as reading
from exchange.matters.models import Matter
from web import workdays

#: Working days before a village's last day at which it is told, and the last day itself.
VILLAGE_ALARMS = (5, 1, 0)


def look_after(*, at: datetime) -> int:
    """
    Tell of every term that has come near since, once, and set last days anew. Returns how many consultations have a running clock.

    Each has its own transaction; done twice a day it tells nothing the second time.
    """
    running = Matter.objects.filter(reading.waiting(), kind=queries.KIND, due_at__isnull=False).order_by("opened_at")
    keys = list(running.values_list("key", flat=True))
    for key in keys:
        with transaction.atomic():
            matter = matters.held(key)
            if not reading.waits_for_me(matter) or matter.due_at is None:
                continue
            if queries.side() == steps.DISTRICT:
                _watch_own(matter, at)
            else:
                _watch_village(matter, at)
    return len(keys)


def _watch_own(matter: Matter, at: datetime) -> None:
    topic, case = catalogue.of(matter), queries.case_of(matter)
    if case.taken_on is None or case.days is None or case.answered_on is not None:
        return
    due_on = clock.due(case.taken_on, case.days, case.pauses, holidays.off())
    if (due_at := clock.end_of(due_on, queries.zone())) != matter.due_at:
        before = queries.today(matter.due_at) if matter.due_at else due_on
        Matter.objects.filter(pk=matter.pk).update(due_at=due_at)
        facts.mark(matter, at=at, before=facts.periods_on(matter, before))
    rung = clock.alarm(queries.used_days(matter, at), topic.alarms)
    if rung:
        more = {"hari": str(rung), "batas": str(case.days)}
        news.tell(news.ALARM, matter, news.ALARMED, "", title=topic.title, mark=f"alarm-{rung}", at=at, **more)


def _watch_village(matter: Matter, at: datetime) -> None:
    case = queries.case_of(matter)
    if not case.needs_fix or case.fix_due_on is None or case.fixed_on is not None:
        return
    today = queries.today(at)
    left = workdays.between(today, case.fix_due_on, holidays.off())
    rung = min((one for one in VILLAGE_ALARMS if left <= one), default=None)
    if rung is not None:
        topic = catalogue.of(matter)
        words = "Batas perbaikan hari ini" if rung == 0 else f"Batas perbaikan {rung} hari kerja lagi"
        news.tell(news.MOVED, matter, news.IN_VILLAGE, words, title=topic.title, mark=f"fix-{rung}", at=at)
