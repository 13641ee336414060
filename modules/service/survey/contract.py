"""All that other parts may use of the survey."""

from modules.service.survey.queries import link_for_letter, link_for_ticket
from modules.service.survey.queries.results import index_between

__all__ = ["index_between", "link_for_letter", "link_for_ticket"]
