"""All that other modules may use of the service."""

from modules.service.models import Letter, State
from modules.service.queries import counts_by_state

__all__ = ["Letter", "State", "counts_by_state"]
