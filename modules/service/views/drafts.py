"""Where a resident's unsent request stands, the same on the pages and over the API."""

from typing import Any

from django.http import Http404

from modules.service import queries
from modules.service.actions import requests as asking
from modules.service.models import RequestDraft
from modules.service.rules import answers, paper
from modules.service.rules.kind import Group

IDENTITY, DOCUMENTS, SEND = "identitas", "syarat", "kirim"


def next_of(draft: RequestDraft) -> str:
    """What is to be done first: to prove who asks, a page of questions by its key, the documents, or to send it."""
    if not is_proven(draft):
        return IDENTITY
    for group in groups_of(draft):
        if group.key not in draft.done:
            return group.key
    return SEND if "documents" in draft.done else DOCUMENTS


def is_proven(draft: RequestDraft) -> bool:
    """Whether it is known who asks."""
    return draft.resident is not None or draft.mends is not None


def groups_of(draft: RequestDraft) -> list[Group]:
    """The pages of questions, as they follow from the answers so far."""
    return answers.asked_groups(draft.definition, draft.answers, subject=asking.subject_of_draft(draft))


def group_or_404(draft: RequestDraft, key: str) -> Group:
    for group in groups_of(draft):
        if group.key == key:
            return group
    raise Http404(key)


def starting_answers(draft: RequestDraft) -> dict[str, str]:
    """What the register or the office already knows."""
    return paper.starting_answers(draft.definition, asking.subject_of_draft(draft), queries.issuer())


def phone_of(draft: RequestDraft) -> dict[str, Any]:
    """The number to call, and whether they asked to be told by it."""
    return {"phone": draft.phone, "wants_news": asking.WANTS_NEWS in draft.done}
