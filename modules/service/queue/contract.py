"""All that other parts may use of the queue."""

from modules.service.queue.models import State, Ticket
from modules.service.queue.queries import ticket_by_code

__all__ = ["State", "Ticket", "ticket_by_code"]
