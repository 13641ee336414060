"""Every write of the survey."""

from modules.service.survey.actions.answering import AnsweredAlready, answer
from modules.service.survey.actions.planning import plan_follow_up

__all__ = ["AnsweredAlready", "answer", "plan_follow_up"]
