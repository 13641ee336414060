"""Who told a complaint, closed with a key of the office, of the purpose and of the complaint."""

import json
from uuid import UUID

from modules.service.complaints.models import Complaint
from modules.service.contract import texts
from walls import keys

#: Beside name and phone: the reporter asked to be told by phone.
NEWS = "news"


def seal_reporter(key: UUID, *, name: str, phone: str, wants_news: bool = False) -> str:
    """Who told it, closed so that it opens in this office and for this complaint alone."""
    kept = {"name": texts.cleaned(name, least=0, most=100), "phone": phone}
    return keys.seal(_purpose(key), json.dumps(kept | ({NEWS: "1"} if wants_news else {})))


def unseal_reporter(complaint: Complaint) -> dict[str, str]:
    """:raises walls.keys.Unreadable: it was changed, or sealed for another complaint."""
    opened: dict[str, str] = json.loads(keys.unseal(_purpose(complaint.key), complaint.reporter_sealed))
    return opened


def _purpose(key: UUID) -> str:
    return f"complaint reporter {key}"
