"""All that other rooms may use of referrals."""

from modules.service.referrals.actions import refer_person
from modules.service.referrals.queries import of_origin

__all__ = ["of_origin", "refer_person"]
