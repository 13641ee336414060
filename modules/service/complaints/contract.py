"""All that other rooms may use of complaints."""

from typing import Any
from uuid import UUID

from modules.service.complaints import queries
from modules.service.complaints.models import About
from modules.service.complaints.permissions import ComplaintPermission


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


__all__ = ["need_of"]
