"""Moving out of the village and into it (form F-1.03)."""

import uuid
from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction

from exchange.handovers import ReceiverAway
from registry import ledger
from registry.actions.happenings import offering
from registry.actions.happenings.arriving import Newcomer, bring_in
from registry.actions.happenings.beginning import begin, born_by, living, members_of, refuse
from registry.actions.happenings.heads import NewHead, family_joined, settle
from registry.actions.happenings.places import Card, Place, family_made, place_of
from registry.actions.happenings.problems import HappeningImpossible
from registry.codes import BaseStatus, CardOfStayers, Relation, Residency
from registry.models import Event, Family, Resident
from registry.rules import arrivals, moves

NOBODY_NEW = NewHead()


@transaction.atomic
def record_move_out(
    *,
    resident: Resident,
    movers: Collection[int],
    details: Mapping[str, Any],
    new_head: NewHead = NOBODY_NEW,
    to: Any = None,
    happened_on: date,
    reported_on: date,
    key: uuid.UUID | None,
    by: Any,
    at: datetime,
) -> Event:
    """
    Let a resident, and of the family whoever goes along, move away; a village of this deployment is offered them in the same act.

    :param movers: ids of those who go, of one family.
    :param details: the fields of form F-1.03: `reason`, `move_class`, `destination`, `movers_card`, `letter_number`, `note`;
        `rest_card` follows from what becomes of those who stay.
    :param new_head: of those who stay when their head goes, or the other card they come onto.
    :param to: the village (an Office) they move to, if it is one of the deployment; how far it is follows from it.
    :raises HappeningImpossible: somebody does not live here, or a new head is needed; see there.
    :raises MonthClosed, EventOutOfOrder: see the ledger.
    """
    entry = begin(
        kind=Event.Kind.MOVE_OUT, happened_on=happened_on, reported_on=reported_on, key=key, by=by, at=at,
        details={**details},
    )  # fmt: skip
    if found := ledger.known(key):
        return found
    resident = living(resident, on=happened_on)
    if resident.residency == Residency.TEMPORARY:
        raise HappeningImpossible("", f"{resident.name} penduduk sementara. Catat sebagai penduduk sementara pergi.")
    going, members = going_of(resident, movers)
    for mover in going:
        born_by(mover, on=happened_on)
    said = entry.event.details
    said["kind"] = moves.kind_of_move(
        has_head=resident.family is None or any(mover.relation == Relation.HEAD for mover in going),
        movers=len(going),
        members=len(members),
    )
    if to is not None:
        said |= offering.destination(to, address=said.get("destination", ""))
    for field, verdict in moves.check_destination(
        move_class=said.get("move_class"), destination=said.get("destination", "")
    ):
        refuse(field, verdict)
    entry.event.resident, entry.event.family = resident, resident.family
    # Written before anybody is changed: the offer says what the card said.
    people = [offering.told_of(mover) for mover in going]
    for mover in going:
        entry.change(mover, status=BaseStatus.MOVED)
    rest = settle(entry, resident.family, leaving={mover.pk for mover in going}, choice=new_head)
    tell_rest(entry, rest)
    event = entry.write()
    if to is not None:
        try:
            offering.make(event, to=to, people=people, by=by, at=at)
        except ReceiverAway as away:
            raise HappeningImpossible("office", f"{to.title} sedang ditutup. Tulis tujuannya tanpa tawaran.") from away
    return event


@transaction.atomic
def record_move_in(
    *,
    newcomers: Sequence[Newcomer],
    place: Place,
    card: Card,
    details: Mapping[str, Any],
    offer: uuid.UUID | None = None,
    happened_on: date,
    reported_on: date,
    key: uuid.UUID | None,
    by: Any,
    at: datetime,
) -> Event:
    """
    Let people come to live here: as a new family, or joining one. Whoever was in the register before keeps the row.

    :param newcomers: in the order of the card; without a word of them where an offer says who comes.
    :param place: where they live; left blank by those who join a family, they live where it does.
    :param details: `origin`, `letter_number`, `letter_on`, `reason`, `note`.
    :param offer: the key of another village's offer, which is accepted in the same act.
    :raises HappeningImpossible: somebody cannot come, or the family cannot be.
    :raises OfferUnknown, OfferAnswered, OfferUnreadable: see `exchange.handovers`.
    :raises MonthClosed, EventOutOfOrder: see the ledger.
    """
    entry = begin(
        kind=Event.Kind.MOVE_IN, happened_on=happened_on, reported_on=reported_on, key=key, by=by, at=at,
        details={**details},
    )  # fmt: skip
    if found := ledger.known(key):
        return found
    held = offering.held(offer) if offer else None
    if held is not None:
        newcomers = offering.newcomers(held, [newcomer.relation for newcomer in newcomers])
        entry.event.details |= offering.origin(held)
    else:
        offering.refuse_offered(newcomers)
    if not newcomers:
        raise HappeningImpossible("person_0_name", moves.MoveRefusal.NOBODY.value)
    _check_relations(newcomers, card)
    family = _family(entry, place, card)
    residents = bring_in(
        entry,
        newcomers,
        residency=Residency.PERMANENT,
        place=place.fields() if card.is_new or not place.is_blank else place_of(family),
        family=family,
        on=ledger.today(at),
        since=happened_on,
    )
    offering.refuse_still_offered(residents)
    entry.event.resident, entry.event.family = residents[0], family
    event = entry.write()
    if held is not None:
        offering.accept(held, event, by=by, at=at)
    return event


def going_of(resident: Resident, movers: Collection[int]) -> tuple[list[Resident], list[Resident]]:
    """
    Those who move and all of the family who live here, in the order of the card; somebody without a family is alone.

    :raises HappeningImpossible: nobody was chosen, or somebody of another family.
    """
    members = members_of(resident.family) or [resident]
    going = [member for member in members if member.pk in movers]
    if not going:
        raise HappeningImpossible("movers", moves.MoveRefusal.NOBODY.value)
    if len(going) != len(set(movers)):
        raise HappeningImpossible("movers", moves.MoveRefusal.STRANGER.value)
    return going, members


def tell_rest(entry: ledger.Entry, rest: CardOfStayers | None) -> None:
    """
    Keep in the event under which card those who stayed came.

    :raises HappeningImpossible: a card was chosen for them, and their head stays or nobody does.
    """
    if rest is not None:
        entry.event.details["rest_card"] = int(rest)
    elif entry.event.details.get("rest_card"):
        raise HappeningImpossible("rest_card", moves.MoveRefusal.NO_REST.value)


def _check_relations(newcomers: Sequence[Newcomer], card: Card) -> None:
    relations = [newcomer.relation for newcomer in newcomers]
    for number, verdict in arrivals.check_relations(relations, is_new_family=card.is_new):
        refuse(f"person_{number}_relation", verdict)


def _family(entry: ledger.Entry, place: Place, card: Card) -> Family:
    if card.is_new:
        return family_made(entry, card.no_kk, place.fields())
    return family_joined(card.joins)
