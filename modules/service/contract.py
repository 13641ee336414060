"""All that other modules, and the parts beside the letters, may use of the service."""

from modules.service.actions.story import on_made
from modules.service.kinds import KINDS
from modules.service.models import Letter, LetterKind, State
from modules.service.queries import counts_by_state, opening_hours
from modules.service.views.beside import add_to

__all__ = ["KINDS", "Letter", "LetterKind", "State", "add_to", "counts_by_state", "on_made", "opening_hours"]
