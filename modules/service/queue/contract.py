"""All that other parts may use of the queue."""

from modules.service.queue.models import State, Ticket
from modules.service.queue.queries import ticket_by_code
from modules.service.queue.queries.paces import served_between, waiting_today

__all__ = ["State", "Ticket", "served_between", "ticket_by_code", "waiting_today"]
