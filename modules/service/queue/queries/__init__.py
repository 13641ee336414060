"""What pages, tasks and actions ask of the queue."""

from modules.service.queue.queries.line import (
    Board,
    at_desk,
    board,
    held_by_browser,
    in_order,
    latest_calls,
    own_ticket,
    queue_settings,
    standing_of,
    ticket_by_code,
    ticket_named,
    tickets_in_line,
    today,
)
from modules.service.queue.queries.paces import (
    Times,
    pace_of,
    real_time_of,
    times_by_group,
    times_by_hour,
    times_by_kind,
)

__all__ = [
    "Board",
    "Times",
    "at_desk",
    "board",
    "held_by_browser",
    "in_order",
    "latest_calls",
    "own_ticket",
    "pace_of",
    "queue_settings",
    "real_time_of",
    "standing_of",
    "ticket_by_code",
    "ticket_named",
    "tickets_in_line",
    "times_by_group",
    "times_by_hour",
    "times_by_kind",
    "today",
]
