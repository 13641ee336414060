"""People who move to or from another village of the deployment: what is written into an offer, and what becomes of it."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

import audit
from exchange import handovers
from exchange.models import Handover
from registry.actions.happenings.arriving import TOLD, Newcomer
from registry.actions.happenings.problems import HappeningImpossible
from registry.codes import MoveClass, MoveReason
from registry.models import Event, Resident
from registry.rules import moves
from walls import current

SHORTEST_REASON = 5
LONGEST_ADDRESS = 200


def destination(to: Any, *, address: str = "") -> dict[str, Any]:
    """How far a village of the deployment is, and how the books write it."""
    here: Any = current.office()
    return {
        "move_class": moves.class_between(here.region_code, to.region_code),
        "destination": ", ".join(part for part in (address.strip(), to.title, to.subtitle) if part),
        "office": to.key,
    }


def origin(offer: Handover) -> dict[str, Any]:
    """Where the people of an offer come from, as the books write it."""
    move = move_of(handovers.opened(offer))
    sender = offer.from_office
    return {
        "origin": ", ".join(part for part in (move.address, sender.title, sender.subtitle) if part),
        "office": sender.key,
        "offer": str(offer.key),
        "reason": move.reason,
        "move_class": move.move_class,
        "letter_number": move.letter_number,
    }


@dataclass(frozen=True)
class Move:
    """What an offer says of the move itself; whatever is not of its kind counts as not said."""

    address: str
    letter_number: str
    reason: int | None
    move_class: int | None
    happened_on: date | None


def move_of(said: dict[str, Any]) -> Move:
    """Read the move of an opened offer, believed no more than a form."""
    move = said.get("move")
    move = move if isinstance(move, dict) else {}
    reason, move_class = move.get("reason"), move.get("move_class")
    return Move(
        address=str(move.get("address") or "")[:LONGEST_ADDRESS],
        letter_number=str(move.get("letter_number") or "")[:60],
        reason=reason if isinstance(reason, int) and reason in MoveReason.values else None,
        move_class=move_class if isinstance(move_class, int) and move_class in MoveClass.values else None,
        happened_on=_day(str(move.get("happened_on") or "")),
    )


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def told_of(resident: Resident) -> dict[str, Any]:
    """What another village is told of somebody who moves there, as JSON."""
    found = {name: _written(getattr(resident, name)) for name in TOLD}
    return {**{name: value for name, value in found.items() if value not in (None, "")}, "relation": resident.relation}


def make(event: Event, *, to: Any, people: list[dict[str, Any]], by: Any, at: datetime) -> Handover:
    """
    Offer those who moved out by an event to the village they move to, in the same transaction.

    :raises ReceiverAway: see there.
    """
    said = event.details
    resident = event.resident
    content = {
        "reason": said.get("reason"),
        "move_class": said.get("move_class"),
        "letter_number": said.get("letter_number"),
        "happened_on": event.happened_on.isoformat(),
        "no_kk": (event.family.no_kk if event.family else "") or "",
        "address": resident.full_address if resident else "",
    }
    offer = handovers.offer(key=event.key, to=to, people=people, content=content, at=at)
    audit.record("handover.offer", event, by=by, at=at, detail={"office": to.title, "people": len(people)})
    return offer


@transaction.atomic
def look_into(*, key: uuid.UUID, by: Any, at: datetime) -> dict[str, Any]:
    """
    Show who is offered, and log who looked.

    :raises OfferUnknown, OfferAnswered, OfferUnreadable: see `exchange.handovers`.
    """
    offer = handovers.named(key)
    said = handovers.opened(offer)
    newcomers(offer)
    audit.record("handover.open", by=by, at=at, detail={"office": offer.from_office.title, "people": offer.people})
    return said


@transaction.atomic
def refuse_offer(*, key: uuid.UUID, reason: str, by: Any, at: datetime) -> Handover:
    """
    Say that the offered people did not come, and why.

    :raises HappeningImpossible: no reason was given.
    :raises OfferUnknown, OfferAnswered: see `exchange.handovers`.
    """
    if len(reason.strip()) < SHORTEST_REASON:
        raise HappeningImpossible("reason", "Tulis alasannya, paling sedikit 5 huruf.")
    offer = to_us(handovers.held(key))
    handovers.refuse(offer, reason=reason.strip()[:200], at=at)
    audit.record("handover.refuse", by=by, at=at, detail={"office": offer.from_office.title, "people": offer.people})
    return offer


def held(key: uuid.UUID) -> Handover:
    """
    An offer to this village, locked until the transaction ends.

    :raises OfferUnknown, OfferAnswered: see `exchange.handovers`.
    """
    return to_us(handovers.held(key))


def newcomers(offer: Handover, relations: Sequence[int | None] = ()) -> list[Newcomer]:
    """
    The people of an offer as they come here.

    :param relations: what they are in their family here, in the order of the offer; what is missing stays as it was there.
    :raises OfferUnreadable: see `exchange.handovers`.
    """
    people = handovers.opened(offer)["people"]
    chosen = [*relations, *[None] * len(people)]
    try:
        return [Newcomer(_read(person), chosen[number] or _relation(person)) for number, person in enumerate(people)]
    except (ValidationError, TypeError, AttributeError) as error:
        raise handovers.OfferUnreadable(offer.key) from error


def accept(offer: Handover, event: Event, *, by: Any, at: datetime) -> None:
    """Say that those people are here now."""
    handovers.accept(offer, at=at)
    audit.record(
        "handover.accept", event, by=by, at=at, detail={"office": offer.from_office.title, "people": offer.people}
    )


def refuse_offered(people: Sequence[Newcomer]) -> None:
    """
    Whom another village offers is let in by accepting the offer, or both would count them when it is taken back.

    :raises HappeningImpossible: an open offer names one of them.
    """
    wanted = {newcomer.told.get("nik"): number for number, newcomer in enumerate(people) if newcomer.told.get("nik")}
    wanted |= _niks_of_rows(people)
    for offer in handovers.incoming() if wanted else ():
        try:
            offered = handovers.opened(offer)["people"]
        except handovers.OfferUnreadable:
            continue
        for person in offered:
            if (number := wanted.get(person.get("nik"))) is not None:
                words = f"{offer.from_office.title} menawarkan orang ini. Terima tawarannya."
                raise HappeningImpossible(f"person_{number}_nik", words)


def refuse_still_offered(residents: Sequence[Resident]) -> None:
    """
    Whoever was offered to another village and not answered for comes back by undoing the move.

    :raises HappeningImpossible: an open offer of this village names one of them.
    """
    pks = [resident.pk for resident in residents if resident.pk]
    left = Event.objects.filter(kind=Event.Kind.MOVE_OUT, touched__overlap=pks, undone_by__isnull=True)
    keys = list(left.values_list("key", flat=True)) if pks else []
    open_offer = handovers.outgoing().filter(key__in=keys, state=Handover.State.OFFERED).first() if keys else None
    if open_offer is not None:
        words = f"Orang ini masih ditawarkan ke {open_offer.to_office.title}. Batalkan dulu peristiwa pindahnya."
        raise HappeningImpossible("person_0_nik", words)


def _niks_of_rows(people: Sequence[Newcomer]) -> dict[str | None, int]:
    pks = {newcomer.resident: number for number, newcomer in enumerate(people) if newcomer.resident}
    rows = Resident.objects.filter(pk__in=pks, nik__isnull=False).values_list("nik", "pk")
    return {nik: pks[pk] for nik, pk in rows}


def to_us(offer: Handover) -> Handover:
    """:raises OfferUnknown: it goes to another village."""
    if offer.to_office_id != current.office().pk:
        raise handovers.OfferUnknown(offer.key)
    return offer


def _written(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def _read(person: dict[str, Any]) -> dict[str, Any]:
    """Field values from what another village wrote, believed no more than a form; a temporary NIK of its own stays there."""
    told = {name: _field(name).clean(person[name], None) for name in TOLD if person.get(name) not in (None, "")}
    if str(told.get("nik") or "").startswith("0"):
        told.pop("nik")
    return told


def _relation(person: dict[str, Any]) -> int | None:
    relation: int | None = _field("relation").clean(person.get("relation"), None)
    return relation


def _field(name: str) -> Any:
    return Resident._meta.get_field(name)
