"""Letters from the request to the signed paper, the book that numbers them, and what the office decided about its service."""

from modules.service.models.authority import Authority
from modules.service.models.desk import ClosedDay, LetterBook, LetterKind, ServiceSettings
from modules.service.models.letters import SIGNED, UNDER_WAY, Letter, State
from modules.service.models.requests import LetterAttachment, RequestDraft
from modules.service.models.standards import Standard
from modules.service.models.stories import LetterEvent
from modules.service.models.versions import KindVersion

__all__ = [
    "SIGNED",
    "UNDER_WAY",
    "Authority",
    "ClosedDay",
    "KindVersion",
    "Letter",
    "LetterAttachment",
    "LetterBook",
    "LetterEvent",
    "LetterKind",
    "RequestDraft",
    "ServiceSettings",
    "Standard",
    "State",
]
