"""
How long a request took, in working minutes: whole, and without the time in which the applicant was waited for.

Both are measured when the letter is signed, by the calendar of that day, and never again: what is decreed later about days off
does not change how long somebody waited.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from modules.service.rules.hours import Hours, worked_between

#: Upper ends of the groups in which times are told to the kecamatan, in working minutes; what is longer is in one more group.
EDGES = (
    15, 30, 60, 120, 180, 240, 300, 360, 420, 540, 630, 840, 1_260, 1_680, 2_100, 2_940, 4_200, 5_880, 8_400, 12_600,
)  # fmt: skip


@dataclass(frozen=True)
class Turnaround:
    """Working minutes from the request to the signature: the office's own, and all together."""

    worked: int
    lasted: int


def turnaround(
    asked: datetime, waits: Iterable[tuple[datetime, datetime]], signed: datetime, hours: Hours
) -> Turnaround:
    """
    :param asked: when the request came, in the office's own time zone, as all moments here.
    :param waits: from when to when the applicant was waited for, oldest first and apart.
    """
    worked, at = 0, asked
    for begun, ended in waits:
        worked += worked_between(at, begun, hours)
        at = ended
    return Turnaround(worked + worked_between(at, signed, hours), worked_between(asked, signed, hours))
