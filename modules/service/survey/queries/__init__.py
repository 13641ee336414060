"""What pages, reports and facts ask of the survey."""

from modules.service.survey.queries.inviting import (
    LASTS,
    Invitation,
    InvitationUnknown,
    invitation,
    is_answered,
    link_for_letter,
    link_for_ticket,
    poster_link,
)
from modules.service.survey.queries.plans import Step, lowest, plan_of
from modules.service.survey.queries.profiles import profile_of
from modules.service.survey.queries.results import (
    Result,
    by_service,
    comments,
    published_result,
    published_results,
    result_of,
    service_name,
)

__all__ = [
    "LASTS",
    "Invitation",
    "InvitationUnknown",
    "Result",
    "Step",
    "by_service",
    "comments",
    "invitation",
    "is_answered",
    "link_for_letter",
    "link_for_ticket",
    "lowest",
    "plan_of",
    "poster_link",
    "profile_of",
    "published_result",
    "published_results",
    "result_of",
    "service_name",
]
