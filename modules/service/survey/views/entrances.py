"""How people come to the survey: the menu, and an invitation on the page of a signed letter."""

from typing import Any

from django.http import HttpRequest

from modules.service.contract import add_to
from modules.service.survey import queries
from modules.service.survey.permissions import SurveyPermission
from web import menu


def open_all() -> None:
    """This will register everything once, at start."""
    menu.add(menu.MenuItem("Survei", "survey:results", "heart", SurveyPermission.SEE_SURVEY, 48, shell=menu.FOUND))
    add_to("track", "survey/_invitation.html", _invitation)


def _invitation(request: HttpRequest, letter: Any) -> dict[str, Any] | None:
    """For whoever has the letter, or may fetch it."""
    if not letter.is_signed or letter.is_cancelled:
        return None
    return {"link": queries.link_for_letter(letter.pk)}
