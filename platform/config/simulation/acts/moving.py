"""Who comes and who goes: from and to elsewhere, and from one village of the kabupaten to another."""

from datetime import datetime, timedelta
from typing import Any

from config.simulation.acts.playing import aged, ids_of, new_head, resident_of
from config.simulation.pencil import Person
from config.simulation.world import Offer, Village, World, at_work
from registry.actions.happenings.arriving import Newcomer
from registry.actions.happenings.moves import record_move_in, record_move_out
from registry.actions.happenings.offering import refuse_offer
from registry.actions.happenings.places import Card, Place
from registry.codes import MoveClass, Relation, Sex
from walls import current


def move_in(world: World, village: Village, at: datetime, *, sex: int = 0) -> None:
    """This will let somebody come from elsewhere and begin a family: now and then one who moved away before."""
    gone = [one for nik, one in village.register.left.items() if nik not in village.register.people]
    if gone and not sex and world.dice.random() < 0.5:
        person = world.dice.choice(gone)
    else:
        born = current.today(at) - timedelta(days=world.dice.randrange(8000, 14000))
        sex = sex or world.dice.choice((Sex.MALE, Sex.FEMALE))
        person = Person(nik=world.nik(sex, born), sex=sex, born_on=born, may_marry=True)
    told = {"name": "PENDATANG SIMULASI", "nik": person.nik, "sex": person.sex, "born_on": person.born_on}
    comer = Person(person.nik, person.sex, person.born_on, person.may_marry)
    details = {"origin": f"Kota Contoh {village.word}"}
    _let_in(world, village, [comer], [Newcomer(told, Relation.HEAD)], details, at)


def move_out(world: World, village: Village, at: datetime) -> None:
    """This will let somebody move to a place that is no village of ours."""
    if len(village.register.people) < 2:
        move_in(world, village, at)
    person = world.dice.choice(list(village.register.people.values()))
    _let_go(world, village, [person], at)
    village.register.left[person.nik] = person


def hand_over(world: World, village: Village, at: datetime) -> None:
    """This will offer a family, or one of it, to another village, which mostly answers at once."""
    offer = _offer(world, village, at)
    if world.dice.random() < 0.6:
        _answer(world, offer, at)


def answer_offer(world: World, village: Village, at: datetime) -> None:
    """This will have the oldest open offer of the kabupaten answered by the village it was made to."""
    waiting = [one for one in world.offers.values() if one.state == "OFFERED"]
    _answer(world, waiting[0] if waiting else _offer(world, village, at), at)


def _offer(world: World, village: Village, at: datetime) -> Offer:
    grown = [one for one in aged(village, 17, 120, on=at) if one.family]
    if not grown:
        move_in(world, village, at)
        grown = [one for one in aged(village, 17, 120, on=at) if one.family]
    first = world.dice.choice(grown)
    card = village.register.members(first.family)
    going = card if world.dice.random() < 0.5 else [first]
    receiver = world.other_than(village)
    key = _let_go(world, village, going, at, to=receiver)
    for one in going:
        village.register.left.pop(one.nik, None)
    world.offers[key] = Offer(key, village.index, receiver.index, going, len(going) == len(card))
    return world.offers[key]


def _answer(world: World, offer: Offer, at: datetime) -> None:
    receiver = world.villages[offer.receiver]
    with at_work(world, receiver, at=at) as at:
        if world.dice.random() < 0.25:
            refuse_offer(key=offer.key, reason="Tidak pernah datang.", by=receiver.head, at=at)
            offer.state = "REFUSED"
            return
        comers = [Person(one.nik, one.sex, one.born_on, one.may_marry, is_head=one.is_head) for one in offer.people]
        # A whole family comes as it stood on its card; somebody alone begins one.
        newcomers = [] if offer.is_whole_family else [Newcomer(relation=Relation.HEAD)]
        _let_in(world, receiver, comers, newcomers, {"note": receiver.word}, at, offer=offer)
        offer.state = "ACCEPTED"


def _let_in(
    world: World,
    village: Village,
    comers: list[Person],
    newcomers: list[Newcomer],
    details: dict[str, Any],
    at: datetime,
    *,
    offer: Offer | None = None,
) -> None:
    no_kk, key, today = world.no_kk(), world.key(), current.today(at)
    with village.register.noting(key=key, flow="came", month=village.month(at), is_handed=offer is not None):
        record_move_in(
            newcomers=newcomers,
            place=Place(address="Jalan Baru"),
            card=Card(no_kk=no_kk),
            details=details,
            offer=offer.key if offer else None,
            happened_on=today,
            reported_on=today,
            key=key,
            by=village.clerk,
            at=at,
        )
        for one in comers:
            one.family, one.is_head = no_kk, one.is_head or len(comers) == 1
            village.register.people[one.nik] = one


def _let_go(world: World, village: Village, going: list[Person], at: datetime, *, to: Village | None = None) -> Any:
    """This will let people of one card move away. Returns the key of the event, which is that of an offer."""
    register, key, today = village.register, world.key(), current.today(at)
    choice, heir = new_head(village, going)
    elsewhere = {"move_class": int(MoveClass.BETWEEN_PROVINCES), "destination": f"Kota Contoh {village.word}"}
    with register.noting(key=key, flow="moved", month=village.month(at), families=[going[0].family]):
        record_move_out(
            resident=resident_of(going[0]),
            movers=ids_of(going),
            details={} if to else elsewhere,
            new_head=choice,
            to=to.office if to else None,
            happened_on=today,
            reported_on=today,
            key=key,
            by=village.clerk,
            at=at,
        )
        for one in going:
            del register.people[one.nik]
        if heir:
            heir.is_head = True
    return key
