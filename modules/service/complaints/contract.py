"""All that other rooms may use of complaints."""

from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Count, Q

from modules.service.complaints import queries
from modules.service.complaints.facts import IN_TIME, judged, late
from modules.service.complaints.models import About, Complaint
from modules.service.complaints.permissions import ComplaintPermission
from modules.service.complaints.queries import OF_THE_OFFICE
from walls import current


def need_of(account: Any, number: str) -> str | None:
    """
    What kind of complaint it is, when this account may know of it and it is about no official; None otherwise.

    What is about an official stays on its desk: handed on, others would read of it.
    """
    try:
        pk = UUID(number)
    except ValueError:
        return None
    if not account.may(ComplaintPermission.HANDLE_COMPLAINTS):
        return None
    found = queries.visible_to(account).filter(pk=pk, about__in=About.values).first()
    return found.get_category_display() if found else None


def figures_between(first: date, last: date) -> dict[str, int]:
    """
    Complaints received in some days, both ends included, answered in time among those due in them, and open past their day now.

    Counted as the facts are; those about the head are for nobody of the office. One statement.
    """
    zone = current.office().tzinfo
    begin, end = (datetime.combine(day, time(), zone) for day in (first, last + timedelta(days=1)))
    due = judged(first, last)
    found: dict[str, int] = Complaint.objects.filter(OF_THE_OFFICE).aggregate(
        received=Count("pk", filter=Q(received_at__gte=begin, received_at__lt=end)),
        due=Count("pk", filter=due),
        in_time=Count("pk", filter=due & IN_TIME),
        late=Count("pk", filter=late()),
    )
    return found


__all__ = ["figures_between", "need_of"]
