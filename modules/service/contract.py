"""All that other modules, and the parts beside the letters, may use of the service."""

from collections.abc import Iterable
from typing import Any

from exchange import spans
from modules.service.actions.following_up import keep_survey_plan
from modules.service.actions.story import on_made
from modules.service.kinds import KINDS
from modules.service.models import Letter, LetterEvent, LetterKind, ServiceSettings, State
from modules.service.permissions import ServicePermission
from modules.service.queries import counts_by_state, figures, issuer, opening_hours, public_kinds, timelines
from modules.service.queries.desk import head_of_office, house_for_pages, local, today
from modules.service.rules import masking, texts
from modules.service.rules.house import requirements_of
from modules.service.rules.topics import OFTEN
from modules.service.views.beside import add_to


def letter_for(account: Any, number: str) -> Letter | None:
    """A letter by its number as text, when this account may see letters and there is one."""
    if (
        not account.may(ServicePermission.SEE_LETTERS)
        or not number.isascii()
        or not number.isdigit()
        or len(number) > 15
    ):
        return None
    return Letter.objects.select_related("kind").filter(pk=int(number)).first()


def letter_kinds(pks: Iterable[int]) -> list[tuple[int, str, str, int]]:
    """(pk, slug, title, standard time in opening minutes) of these kinds; one query."""
    found = LetterKind.objects.filter(pk__in=list(pks)).order_by("slug")
    return [(kind.pk, kind.slug, kind.definition.short_title, kind.definition.minutes) for kind in found]


def promised_services() -> list[tuple[LetterKind, tuple[str, ...], str]]:
    """The kinds the public may ask for, each with what to bring here and its standard time in words; what they cost is nothing."""
    rule = house_for_pages().rt_rule
    return [
        (kind, tuple(asked.text for asked in requirements_of(kind.definition, rule)), kind.definition.time_text)
        for kind in public_kinds()
    ]


def survey_plan(span: str) -> list[dict[str, str]]:
    """What the office will do after the survey of a span: `{element, text, post, due}` each; one query."""
    kept = ServiceSettings.objects.filter(id=1).values_list("survey_plans", flat=True).first() or {}
    return list(kept.get(span, []))


__all__ = [
    "KINDS",
    "OFTEN",
    "Letter",
    "LetterEvent",
    "LetterKind",
    "State",
    "add_to",
    "counts_by_state",
    "figures",
    "head_of_office",
    "issuer",
    "keep_survey_plan",
    "letter_for",
    "letter_kinds",
    "local",
    "masking",
    "on_made",
    "opening_hours",
    "promised_services",
    "public_kinds",
    "spans",
    "survey_plan",
    "texts",
    "timelines",
    "today",
]
