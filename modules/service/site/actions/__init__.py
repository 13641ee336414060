"""Every write of the site: what is written for everybody, public information, and requests for it."""

from modules.service.site.actions.asking import (
    NotInState,
    TooLate,
    answer_request,
    applicant_of,
    ask_for_information,
    decide_objection,
    extend_term,
    object_to_answer,
)
from modules.service.site.actions.publishing import (
    NothingToPublish,
    keep_publication,
    publish_figures,
    publish_publication,
    take_back_publication,
)
from modules.service.site.actions.writing import (
    ChangedMeanwhile,
    publish_article,
    rename_article,
    save_article,
    set_picture,
    take_back_article,
)

__all__ = [
    "ChangedMeanwhile",
    "NotInState",
    "NothingToPublish",
    "TooLate",
    "answer_request",
    "applicant_of",
    "ask_for_information",
    "decide_objection",
    "extend_term",
    "keep_publication",
    "object_to_answer",
    "publish_article",
    "publish_figures",
    "publish_publication",
    "rename_article",
    "save_article",
    "set_picture",
    "take_back_article",
    "take_back_publication",
]
