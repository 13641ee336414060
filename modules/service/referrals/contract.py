"""All that other rooms may use of referrals."""

from modules.service.referrals.actions import refer_person
from modules.service.referrals.queries import agencies, of_origin

__all__ = ["agencies", "of_origin", "refer_person"]
