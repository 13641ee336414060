"""Every write of the survey."""

from modules.service.survey.actions.answering import AnsweredAlready, answer

__all__ = ["AnsweredAlready", "answer"]
