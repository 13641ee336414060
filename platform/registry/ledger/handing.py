"""What an undo means for people who were offered to another village, or came from one."""

from datetime import datetime

from exchange import handovers
from exchange.models import Handover
from registry.models import Event


class HandedOver(ValueError):
    """The other village has accepted them; it lets them move back, and they are accepted here."""

    def __init__(self, office: str) -> None:
        super().__init__(office)
        self.office = office


class CameByHandover(ValueError):
    """They were accepted from another village, which counts them no more; a move back is recorded as one."""

    def __init__(self, office: str) -> None:
        super().__init__(office)
        self.office = office


class NotAnsweredByArrival(ValueError):
    """
    The other village refused them, or let the offer lapse, and may have let them in by hand: nobody here can see that.

    Somebody asks there first, and says so; or they would be residents of both.
    """

    def __init__(self, office: str, state: str) -> None:
        super().__init__(office)
        self.office, self.state = office, state


def let_go(event: Event, *, at: datetime, confirmed: bool) -> None:
    """
    Take back the offer an event made, before the event is undone. Use inside its transaction.

    :param confirmed: somebody made sure that the other village, which let nobody in by the offer, did not let them in without.
    :raises HandedOver, CameByHandover: the two villages settled it already.
    :raises NotAnsweredByArrival: the offer ended otherwise, and nobody confirmed.
    """
    if event.kind == Event.Kind.MOVE_IN and event.details.get("offer"):
        raise CameByHandover(_office(handovers.named(event.details["offer"]).from_office))
    if event.kind != Event.Kind.MOVE_OUT or not event.details.get("office"):
        return
    try:
        handovers.withdraw(handovers.held(event.key), at=at)
    except handovers.OfferAnswered as answered:
        if answered.state == Handover.State.ACCEPTED:
            raise HandedOver(_office(answered.offer.to_office)) from answered
        if not confirmed:
            raise NotAnsweredByArrival(_office(answered.offer.to_office), answered.state) from answered


def to_ask(event: Event) -> str:
    """The village to ask before an event is undone: it did not accept whom the event offered it. Empty where there is none."""
    if event.kind != Event.Kind.MOVE_OUT or not event.details.get("office"):
        return ""
    offer = handovers.named(event.key)
    return _office(offer.to_office) if offer.state in (Handover.State.REFUSED, Handover.State.LAPSED) else ""


def _office(office: object) -> str:
    return str(getattr(office, "title", ""))
