"""
Lanes: which queue a message takes, so that one office's crowd does not stand before another's single letter.

The first message of an office goes into `quick`, the next few into `busy`, the rest of a crowd into `overflow`. Workers look into
`quick` first and into the others in turn, so a message in `quick` waits for what is under way and for one of each other office at
most. Work nobody waits for says itself which lane it takes, and is not counted. Long work has a lane and workers of its own (`long`),
where offices take turns (turns.py). What counts is the office whose signature the message carries, never anything a message says.
"""

from kombu.utils.scheduling import round_robin_cycle

from walls import fleeting

QUICK, BUSY, OVERFLOW, LONG = "quick", "busy", "overflow", "long"
ALL = [QUICK, BUSY, OVERFLOW, LONG]
#: With so many messages of its own under way an office still gets into the lane.
ROOM = {QUICK: 1, BUSY: 20}
#: As long as a message may be with a worker before the broker gives it to another; what was lost is forgotten then.
REMEMBER_S = 900
_KEY = "messages-under-way"


class QuickFirst(round_robin_cycle):
    """The order in which a worker looks into its queues (the broker's setting `queue_order_strategy`)."""

    def consume(self, n: int) -> list[str]:  # type: ignore[override]
        # A list: the broker goes through it once for each priority.
        return sorted((self.items or [])[:n], key=lambda lane: lane != QUICK)


def for_one_more() -> str:
    """Count one message of the current office more, and say its lane; without a cache everything is quick."""
    under_way = fleeting.count(_KEY, seconds=REMEMBER_S) or 0
    return next((lane for lane, room in ROOM.items() if under_way <= room), OVERFLOW)


def one_less() -> None:
    """A message of the current office has been dealt with."""
    fleeting.count_back(_KEY)
