"""
People who move from one village of the deployment to another: offered, then accepted, refused or taken back.

What is known of them is sealed for the receiver and gone with the answer. Row policies keep an offer to its two villages, and
the lock on its row settles whose answer came first: whoever calls here stands in a transaction with its own change of the register.
"""

import json
import uuid
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Q, QuerySet

from exchange.models import Handover
from tenants.models import Office
from walls import current, keys

#: An offer nobody answers is closed by then, and who it was about forgotten.
OPEN_FOR = timedelta(days=90)

State = Handover.State
#: Called in the village an offer is for, for each that waits; called again, it tells nobody twice.
Hears = Callable[[Handover, datetime], None]
_hearers: list[Hears] = []


class ReceiverAway(ValueError):
    """There is no such village in this deployment, or its door is closed at present."""


class OfferUnknown(LookupError):
    """There is no such offer between this village and another."""


class OfferAnswered(ValueError):
    """It is open no more; `state` says what became of it."""

    def __init__(self, offer: Handover) -> None:
        super().__init__(offer.state)
        self.offer, self.state = offer, offer.state


class OfferUnreadable(ValueError):
    """What is sealed in it was not written by that village for this one, or was changed."""


def receivers() -> QuerySet[Office]:
    """The open villages of the deployment but this one, by kecamatan and name."""
    found = Office.objects.filter(kind=Office.Kind.VILLAGE, state=Office.State.OPEN).exclude(pk=current.office().pk)
    return found.select_related("parent").order_by("parent__name", "name", "pk")


def offer(
    *, key: uuid.UUID, to: Office, people: list[dict[str, Any]], content: dict[str, Any], at: datetime
) -> Handover:
    """
    Offer people to another village.

    :param key: of the sender's own event, so that each finds the other.
    :param people: what is known of each, as JSON; :param content: what is known of the move itself.
    :raises ReceiverAway: see there.
    """
    receiver = receivers().filter(pk=to.pk).first()
    if receiver is None:
        raise ReceiverAway(to.pk)
    sender = current.office()
    text = json.dumps({"people": people, "move": content})
    made = Handover.objects.create(
        key=key,
        from_office_id=sender.pk,
        to_office_id=receiver.pk,
        people=len(people),
        sealed=keys.seal(_purpose(key, sender.key), text, office=receiver),
        offered_at=at,
    )
    _wake(receiver)
    return made


def listen(hears: Hears) -> None:
    """Say once, from `ready()`, who is told of offers."""
    _hearers.append(hears)


def hear_offers(*, at: datetime) -> int:
    """Tell of every offer that waits for this village. Returns how many; a lost message is made good by the clock."""
    waiting = list(incoming()[:200]) if current.office().kind == Office.Kind.VILLAGE else []
    for one in waiting:
        for hears in _hearers:
            hears(one, at)
    return len(waiting)


def incoming() -> QuerySet[Handover]:
    """Offers to this village that wait for an answer, the oldest first."""
    return _known().filter(to_office_id=current.office().pk, state=State.OFFERED).order_by("offered_at", "key")


def outgoing() -> QuerySet[Handover]:
    """What this village offered, the newest first."""
    return _known().filter(from_office_id=current.office().pk).order_by("-offered_at", "key")


def named(key: uuid.UUID | str) -> Handover:
    """
    An offer of this village or to it.

    :raises OfferUnknown: see there.
    """
    me = current.office().pk
    found = _known().filter(Q(from_office_id=me) | Q(to_office_id=me), key=key).first()
    if found is None:
        raise OfferUnknown(key)
    return found


def opened(offer: Handover) -> dict[str, Any]:
    """
    What an open offer to this village says: {"people": [...], "move": {...}}.

    :raises OfferAnswered: who it was about is forgotten.
    :raises OfferUnreadable: see there.
    """
    if not offer.is_open:
        raise OfferAnswered(offer)
    try:
        said = json.loads(keys.unseal(_purpose(offer.key, offer.from_office.key), offer.sealed))
    except (keys.Unreadable, ValueError) as error:
        raise OfferUnreadable(offer.key) from error
    if not isinstance(said, dict) or len(said.get("people", ())) != offer.people:
        raise OfferUnreadable(offer.key)
    return said


def held(key: uuid.UUID | str) -> Handover:
    """
    An open offer with its row locked, so that nobody else answers it before this transaction ends.

    :raises OfferUnknown, OfferAnswered: see there.
    """
    locked = Handover.objects.select_for_update().filter(key=key, state=State.OFFERED).values_list("key").first()
    found = named(key)
    if locked is None or not found.is_open:
        raise OfferAnswered(found)
    return found


def accept(offer: Handover, *, at: datetime) -> None:
    """Say that those people are here now; `offer` is held."""
    _end(offer, State.ACCEPTED, at)


def refuse(offer: Handover, *, reason: str, at: datetime) -> None:
    """Say that they did not come, and why; only the sender can read the reason. `offer` is held."""
    sealed = keys.seal(_purpose(offer.key, "answer"), reason, office=offer.from_office)
    _end(offer, State.REFUSED, at, answer=sealed)


def withdraw(offer: Handover, *, at: datetime) -> None:
    """Take an offer back; `offer` is held."""
    _end(offer, State.WITHDRAWN, at)


def reason_of(offer: Handover) -> str:
    """Why an offer of this village was refused; empty where nothing was said or it cannot be read."""
    try:
        return keys.unseal(_purpose(offer.key, "answer"), offer.answer) if offer.answer else ""
    except keys.Unreadable:
        return ""


def lapse_old(*, at: datetime) -> int:
    """Close offers nobody answered in time, and those to a village that is no more; forget old reasons. Returns how many closed."""
    with current.outside():
        gone = Office.objects.filter(state=Office.State.CLOSED).values("pk")
        late = Q(offered_at__lte=at - OPEN_FOR) | Q(to_office__in=gone)
        Handover.objects.filter(answered_at__lte=at - OPEN_FOR).exclude(answer="").update(answer="")
        return Handover.objects.filter(late, state=State.OFFERED).update(state=State.LAPSED, sealed="", answered_at=at)


def _known() -> QuerySet[Handover]:
    return Handover.objects.select_related("from_office__parent", "to_office__parent")


def _end(offer: Handover, state: str, at: datetime, *, answer: str = "") -> None:
    changed = Handover.objects.filter(key=offer.key, state=State.OFFERED).update(
        state=state, sealed="", answer=answer, answered_at=at
    )
    if not changed:
        raise OfferAnswered(named(offer.key))
    offer.state, offer.sealed, offer.answer, offer.answered_at = state, "", answer, at


def _purpose(key: uuid.UUID | str, word: str) -> str:
    # The key and the sender are part of it: what is sealed in one offer cannot be put into another.
    return f"handover {key} {word}"


def _wake(receiver: Office) -> None:
    """Have the other village hear of it after the commit."""
    from exchange.outbox import tasks

    with current.inside(receiver):
        tasks.hear_matters.delay_on_commit()
