"""Taking events back, also those another village has answered."""

from datetime import datetime

from config.simulation.acts.moving import move_in
from config.simulation.acts.playing import refused
from config.simulation.pencil import Noted
from config.simulation.world import Offer, Village, World
from registry import ledger
from registry.actions import happenings
from registry.models import Event


def undo_event(world: World, village: Village, at: datetime) -> None:
    """This will take an event back; what two villages have settled is refused, and so is what was undone before."""
    if not village.register.may_be_undone():
        move_in(world, village, at)
    noted = world.dice.choice(village.register.may_be_undone()[:3])
    offer = world.offers.get(noted.key)
    if noted.is_handed:
        with refused(ledger.CameByHandover):
            _undo(world, village, noted, at)
    elif offer is not None and offer.state == "ACCEPTED":
        with refused(ledger.HandedOver):
            _undo(world, village, noted, at)
    else:
        _take_back(world, village, noted, offer, at)


def _take_back(world: World, village: Village, noted: Noted, offer: Offer | None, at: datetime) -> None:
    if offer is not None and offer.state == "REFUSED":
        with refused(ledger.NotAnsweredByArrival):
            _undo(world, village, noted, at)
    _undo(world, village, noted, at, confirmed=True)
    village.register.undo(noted, month=village.month(at))
    world.offers.pop(noted.key, None)
    with refused(ledger.AlreadyUndone):
        _undo(world, village, noted, at)


def _undo(world: World, village: Village, noted: Noted, at: datetime, *, confirmed: bool = False) -> None:
    happenings.undo_event(
        event=Event.objects.get(key=noted.key),
        reason=f"Salah catat {village.word}",
        key=world.key(),
        by=village.clerk,
        at=at,
        confirmed=confirmed,
    )
