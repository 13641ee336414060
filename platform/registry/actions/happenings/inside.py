"""Moving within the village: a whole family, or part of it."""

import uuid
from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction

from registry import ledger
from registry.actions.happenings.beginning import begin, born_by, living, refuse
from registry.actions.happenings.heads import NewHead, family_joined, refuse_guest, settle
from registry.actions.happenings.moves import NOBODY_NEW, going_of, tell_rest
from registry.actions.happenings.places import Card, Place, family_made, place_of
from registry.actions.happenings.problems import HappeningImpossible
from registry.codes import Relation
from registry.models import Event, Family, Resident
from registry.rules import arrivals, moves


@transaction.atomic
def record_move_inside(
    *,
    resident: Resident,
    movers: Collection[int],
    place: Place,
    details: Mapping[str, Any],
    card: Card | None = None,
    relations: Mapping[int, int] | None = None,
    new_head: NewHead = NOBODY_NEW,
    happened_on: date,
    reported_on: date,
    key: uuid.UUID | None,
    by: Any,
    at: datetime,
) -> Event:
    """
    Let a resident, and of the family whoever goes along, live elsewhere in the village; when all go, the family's address follows.

    :param movers: ids of those who go, of one family.
    :param card: under which card they come; without one they stay under theirs.
    :param relations: what each of them is in the new family, by resident; needed with a card.
    :param new_head: of those who stay, when the head comes under another card, or the other card they come onto.
    :raises HappeningImpossible: nothing would change, or the family cannot be; see there.
    :raises MonthClosed, EventOutOfOrder: see the ledger.
    """
    entry = begin(
        kind=Event.Kind.INSIDE, happened_on=happened_on, reported_on=reported_on, key=key, by=by, at=at,
        details={**details},
    )  # fmt: skip
    if found := ledger.known(key):
        return found
    resident = living(resident, on=happened_on)
    going, members = going_of(resident, movers)
    for mover in going:
        born_by(mover, on=happened_on)
    old, all_go = resident.family, len(going) == len(members)
    family = _card(entry, card, place, old)
    there = place.fields() if not place.is_blank else place_of(family if family and card else resident)
    entry.event.resident, entry.event.family = resident, family or old
    rest = None
    if card is None:
        for mover in going:
            entry.change(mover, **there)
    else:
        _come_under(entry, going, family, card, relations or {}, there)
        rest = settle(entry, old, leaving={mover.pk for mover in going}, choice=new_head)
    tell_rest(entry, rest)
    if card is None and all_go and old is not None:
        entry.change_family(old, **there)
    if not entry.changes_anything:
        raise HappeningImpossible("hamlet", moves.MoveRefusal.NOWHERE.value)
    return entry.write()


def _card(entry: ledger.Entry, card: Card | None, place: Place, old: Family | None) -> Family | None:
    if card is None:
        return None
    if not card.is_new:
        joined = family_joined(card.joins)
        if old is not None and joined.pk == old.pk:
            raise HappeningImpossible("join_no_kk", "Mereka sudah di KK ini.")
        return joined
    if old is not None and card.no_kk and old.no_kk == card.no_kk:
        raise HappeningImpossible("movers_no_kk", "Ini nomor KK lama. Isi nomor KK yang baru.")
    return family_made(entry, card.no_kk, {} if place.is_blank else place.fields(), field="movers_no_kk")


def _come_under(
    entry: ledger.Entry,
    going: Sequence[Resident],
    family: Family | None,
    card: Card,
    relations: Mapping[int, int],
    there: Mapping[str, Any],
) -> None:
    if card.is_new and len(going) == 1:
        relations = {going[0].pk: Relation.HEAD, **relations}
    chosen = [relations.get(mover.pk) for mover in going]
    for number, verdict in arrivals.check_relations(chosen, is_new_family=card.is_new):
        refuse(f"relation_{going[number].pk}", verdict)
    for mover, relation in zip(going, chosen, strict=True):
        if relation == Relation.HEAD:
            refuse_guest(mover, going, field="")
        before = {"previous_no_kk": mover.family.no_kk} if mover.family and mover.family.no_kk else {}
        entry.change(mover, family=family, relation=relation, **before, **there)
