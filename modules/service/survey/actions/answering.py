"""Keeping one filled questionnaire."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from exchange.outbox import actions as outbox
from modules.service.survey.models import Response
from modules.service.survey.queries import Invitation
from modules.service.survey.rules import comments
from walls import current


class AnsweredAlready(RuntimeError):
    """This invitation has been answered."""


def answer(
    *,
    key: UUID,
    invitation: Invitation,
    scores: Mapping[str, int],
    at: datetime,
    profile: Mapping[str, str] | None = None,
    comment: str = "",
    service: str = "",
) -> Response:
    """
    Keep the answers. The same key again keeps nothing more. The office's log gets no line: it would tell who answered when.

    :param scores: u1 to u9, each from 1 to 4.
    :param profile: sex, age, education, work; whatever is empty was not said.
    :param service: the kind of letter, for an invitation that does not know it.
    :raises AnsweredAlready: see there.
    """
    if earlier := Response.objects.filter(key=key).first():
        return earlier
    try:
        with transaction.atomic():
            kept = Response.objects.create(
                key=key,
                used=invitation.used,
                answered_on=at.astimezone(current.office().tzinfo).date(),
                via=invitation.via,
                service=invitation.service or service,
                comment=comments.cleaned(comment),
                **scores,
                **(profile or {}),
            )
            outbox.mark("satisfaction", at=at)
    except IntegrityError as error:
        if earlier := Response.objects.filter(key=key).first():
            return earlier
        if invitation.used and Response.objects.filter(used=invitation.used).exists():
            raise AnsweredAlready from error
        raise
    return kept
