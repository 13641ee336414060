"""How people come to the survey: the menu, and an invitation where the applicant follows a letter and where its QR leads to."""

from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from audit import sentences
from modules.service.contract import add_to
from modules.service.survey import queries
from modules.service.survey.permissions import SurveyPermission
from web import menu


def open_all() -> None:
    """This will register everything once, at start."""
    menu.add(menu.MenuItem("Survei", "survey:results", "heart", SurveyPermission.SEE_SURVEY, 48, shell=menu.FOUND))
    sentences.add({"survey_plan.keep": "menulis rencana tindak lanjut survei"})
    add_to("track", "survey/_invitation.html", _invitation)
    add_to("verification", "survey/_invitation_of_paper.html", _invitation)


def _invitation(request: HttpRequest, letter: Any) -> dict[str, Any] | None:
    """For whoever has the letter, or may fetch it, as long as it can be answered."""
    if not letter.is_signed or letter.is_cancelled or timezone.now() - letter.signed_at > queries.LASTS:
        return None
    return {"link": queries.link_for_letter(letter.pk)}
