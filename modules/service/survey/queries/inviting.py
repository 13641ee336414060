"""Invitations: addresses sealed by the office, for one number, for one letter, or for whoever reads the poster."""

import hmac
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from accounts import links
from modules.service.contract import KINDS, Letter
from modules.service.queue.contract import Ticket
from modules.service.survey.models import Response
from modules.service.survey.rules import tokens
from walls import current, keys

#: After this an invitation is over: who answers later has forgotten how it was.
LASTS = timedelta(days=30)
_TICKET, _LETTER = "t", "s"


class InvitationUnknown(LookupError):
    """Nobody was invited so: not sealed by this office, over, or for something that is no more."""


@dataclass(frozen=True)
class Invitation:
    """
    Whom the survey asks, as far as it may know.

    :param used: the fingerprint under which it is answered once; "" for the poster, which many answer.
    :param service: the kind of letter, "" when it was something else.
    """

    via: str
    used: str
    service: str


def link_for_ticket(pk: int) -> str:
    return _link(tokens.about(_TICKET, pk))


def link_for_letter(pk: int) -> str:
    return _link(tokens.about(_LETTER, pk))


def poster_link() -> str:
    """The address on the poster at the door."""
    return _link(tokens.POSTER)


def invitation(token: str, at: datetime) -> Invitation:
    """
    Whom an address invites; one query at most.

    :raises InvitationUnknown: see there.
    """
    try:
        said = tokens.read(token)
    except tokens.NotAToken as error:
        raise InvitationUnknown(token) from error
    if not hmac.compare_digest(said.seal, _seal(said.about)):
        raise InvitationUnknown(token)
    if said.about == tokens.POSTER:
        return Invitation(Response.Via.POSTER, "", "")
    today = at.astimezone(current.office().tzinfo).date()
    found = _of_ticket(said.number, today) if said.kind == _TICKET else _of_letter(said.number, at)
    if found is None:
        raise InvitationUnknown(token)
    via, service = found
    return Invitation(via, keys.fingerprint("survey answered", said.about), service if service in KINDS else "")


def is_answered(invited: Invitation) -> bool:
    """Whether this invitation was used."""
    return bool(invited.used) and Response.objects.filter(used=invited.used).exists()


def _of_ticket(pk: int, today: date) -> tuple[str, str] | None:
    ticket = Ticket.objects.select_related("made__kind").filter(pk=pk, day__gte=today - LASTS).first()
    if ticket is None:
        return None
    return Response.Via.TICKET, ticket.made.kind.slug if ticket.made else ticket.wanted


def _of_letter(pk: int, at: datetime) -> tuple[str, str] | None:
    letter = Letter.objects.select_related("kind").filter(pk=pk, signed_at__gte=at - LASTS).first()
    return (Response.Via.LETTER, letter.kind.slug) if letter else None


def _link(about: str) -> str:
    return links.address("survey:answer", f"{about}-{_seal(about)}")


def _seal(about: str) -> str:
    return keys.fingerprint("survey invitation", about)[:20]
