"""Letters as the search box finds them: newest first, in one statement that is written once (`walls.compiled`)."""

import re
from typing import Any

from django.db.models import Q, QuerySet

from modules.service.models import Letter
from walls.compiled import Blank, CompiledQuery

#: At most, of one search.
FEW = 8
_PERSONAL = 16
_NOT_OF_A_CODE = re.compile(r"[-\s]")


def letters_like(text: str, *, by_numbers_of_people: bool) -> list[tuple[int, str, str | None, str, str, str]]:
    """
    Letters whose names or number hold the text, or that bear it as their code; of a whole NIK or KK the letters of its people.

    :return: number of the row, slug and version of its kind, whom it is about, its own number, its state.
    """
    text = text.strip()
    digits = re.sub(r"\D", "", text)
    if len(digits) == _PERSONAL and not any(character.isalpha() for character in text):
        return _OF_PEOPLE.rows(digits=digits) if by_numbers_of_people else []
    if not any(character.isalpha() for character in text):
        return _NUMBERED.rows(text=text, code=_code(text)) if digits else []
    return _NAMED.rows(text=text, code=_code(text))


def _code(text: str) -> str:
    return _NOT_OF_A_CODE.sub("", text).upper()


def _newest(wanted: Q) -> QuerySet[Letter, Any]:
    found = Letter.objects.filter(wanted).order_by("-created_at", "-pk")
    return found.values_list("pk", "kind__slug", "kind__version_id", "about_name", "number_text", "state")[:FEW]


_WITH_NUMBER = Q(number_text__icontains=Blank("text")) | Q(tracking_code=Blank("code"))
_WITH_NAME = Q(subject_name__icontains=Blank("text")) | Q(about_name__icontains=Blank("text"))
# Digits are no name.
_NUMBERED = CompiledQuery(lambda: _newest(_WITH_NUMBER))
_NAMED = CompiledQuery(lambda: _newest(_WITH_NAME | _WITH_NUMBER))
# A number is a NIK or a KK: asked apart, each is answered by an index.
_OF_PEOPLE = CompiledQuery(
    lambda: _newest(Q(resident__nik=Blank("digits"))).union(
        _newest(Q(resident__family__no_kk=Blank("digits"))), all=True
    )[:FEW]
)
