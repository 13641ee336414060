"""Day after day, and every evening the judgement."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime

from django.db import close_old_connections

from config.celery import app
from config.simulation import acts, books, evening, world
from config.simulation.world import Village, World
from exchange.outbox import actions as outbox
from exchange.periods import Period
from walls import current

Say = Callable[[str], None]


@dataclass
class Result:
    """How a simulation ended; `kinds` says how often each kind of act happened."""

    kinds: Counter[str] = field(default_factory=Counter)
    judged: int = 0
    faults: list[str] = field(default_factory=list)

    @property
    def acts(self) -> int:
        return self.kinds.total()


def run(*, villages: int, days: int, seed: int, acts_a_day: int, say: Say) -> Result:
    """
    Open the kabupaten and let it live; the same numbers give the same days.

    :param acts_a_day: how many things happen each day, over all villages.
    """
    with _every_message_lost():
        return _days(villages, days, seed, acts_a_day, say)


@contextmanager
def _every_message_lost() -> Iterator[None]:
    """The simulation's own clock rules, and what the sweepers bring must be enough."""
    before = {"broker_url": app.conf.broker_url, "task_always_eager": app.conf.task_always_eager}
    app.conf.update(broker_url="memory://", task_always_eager=False)
    try:
        yield
    finally:
        app.conf.update(before)


def _days(villages: int, days: int, seed: int, acts_a_day: int, say: Say) -> Result:
    here = world.begin(villages, seed=seed)
    say(f"{villages} desa dibuka di {len(here.districts)} kecamatan.")
    result, deal = Result(), _dealt(here)
    for _ in range(days):
        before = evening.written()
        _day(here, acts_a_day, deal, result)
        is_last = here.day == days - 1
        judged = here.villages if is_last else [here.villages[index] for index in sorted(here.worked)]
        _judge(here, judged, result)
        result.faults += evening.touched_in_their_sleep(here, before, here.worked)
        say(f"{here.today:%d-%m-%Y}: {len(here.worked)} desa bekerja, {len(result.faults)} kesalahan.")
        if result.faults:
            break
        here.day += 1
    return result


def _dealt(here: World) -> Iterator[acts.Act]:
    """Acts like cards of a pack: in any order, and each as often as it should be before the pack is shuffled again."""
    while True:
        pack = [act for act, often in acts.ACTS.items() for _ in range(often)]
        here.dice.shuffle(pack)
        yield from pack


def _day(here: World, count: int, deal: Iterator[acts.Act], result: Result) -> None:
    here.worked = _night(here) if here.today.day == 1 else set()
    for at in sorted(here.moment() for _ in range(count)):
        village, act = here.somebody(), next(deal)
        with world.at_work(here, village, at=at) as now:
            act(here, village, now)
        _renew_connection()
        result.kinds[act.__name__] += 1


def _renew_connection() -> None:
    """As between requests: a connection that has visited many offices is made anew before it grows fat."""
    if not current.connection.in_atomic_block:
        close_old_connections()


def _night(here: World) -> set[int]:
    """What the clock's task does every night matters on the first of a month: the figures of the new month appear."""
    at = datetime(here.today.year, here.today.month, here.today.day, tzinfo=UTC)
    awake = [village for village in here.villages if village.is_awake]
    for village in awake:
        with current.inside(village.office):
            outbox.recompute_all(period=Period.month_of(at.astimezone(village.office.tzinfo)), at=at)
    return {village.index for village in awake}


def _judge(here: World, villages: Iterable[Village], result: Result) -> None:
    at = datetime(here.today.year, here.today.month, here.today.day, 12, tzinfo=UTC)
    villages = list(villages)
    for village in villages:
        with current.inside(village.office):
            result.faults += [f"{village.office.title}: {fault}" for fault in evening.faults(here, village, at=at)]
        _renew_connection()
        result.judged += 1
    result.faults += books.recorded_twice(here)
    result.faults += evening.seen_from_above(here, villages, at=at)
