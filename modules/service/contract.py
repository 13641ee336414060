"""All that other modules and the rooms beside the letters may use of the service."""

from typing import Any

from modules.service.models import Letter, State
from modules.service.permissions import ServicePermission
from modules.service.queries import badges, beside, counts_by_state
from modules.service.rules import masking, texts


def letter_for(account: Any, number: str) -> Letter | None:
    """A letter by its number as text, when this account may see letters and there is one."""
    if (
        not account.may(ServicePermission.SEE_LETTERS)
        or not number.isascii()
        or not number.isdigit()
        or len(number) > 15
    ):
        return None
    return Letter.objects.select_related("kind").filter(pk=int(number)).first()


__all__ = ["Letter", "State", "badges", "beside", "counts_by_state", "letter_for", "masking", "texts"]
