"""What the pages of village and kecamatan share."""

from typing import Any

from exchange.matters.queries import Line
from modules.service.complaints import queries
from modules.service.complaints.rules.notices import VERBS


def story(lines: list[Line]) -> list[dict[str, Any]]:
    """
    What BPD and kecamatan said, the newest first, for the component `timeline`.

    The name a reporter gave is for the kecamatan; the BPD opens it with a reason, as ever.
    """
    return [
        {
            "what": VERBS.get(line.verb, line.verb),
            "at": line.at,
            "who": queries.speaker(line),
            "note": "" if line.verb == "nama" and line.is_mine else line.text,
        }
        for line in reversed(lines)
    ]
