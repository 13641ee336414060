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


def let_go(event: Event, *, at: datetime) -> None:
    """
    Take back the offer an event made, before the event is undone. Use inside its transaction.

    :raises HandedOver, CameByHandover: the two villages settled it already.
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


def _office(office: object) -> str:
    return str(getattr(office, "title", ""))
