"""Who is told that a letter is late: always the post above the desk it lies on, and each post once."""

from datetime import datetime

from modules.service.rules.hours import Hours, worked_between

#: Kasi, secretary, head; above the head there are only the figures the kecamatan sees.
_ABOVE = {"KASI": "SEKDES", "SEKDES": "KADES"}


def whom_to_tell(desk: str, told: str, told_at: datetime | None, *, due: datetime, now: datetime, hours: Hours) -> str:
    """
    The post to be told now, or "".

    The secretary hears of what lies late with a Kasi; a working day later, or when it lies late with the secretary, the head does.

    :param desk: KASI, SEKDES, KADES, or "" while the applicant is waited for.
    :param told: the post told last.
    """
    if now <= due or desk not in _ABOVE or told == "KADES":
        return ""
    if not told:
        return _ABOVE[desk]
    waited = worked_between(told_at, now, hours) if told_at else 0
    return "KADES" if waited >= hours.minutes_of_a_day else ""
