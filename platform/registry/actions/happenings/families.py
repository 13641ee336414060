"""Changes of families: split, joined, another head, another card number."""

from collections.abc import Collection, Mapping
from datetime import date
from enum import StrEnum
from typing import Any

from django.db import transaction

from registry import ledger
from registry.actions.happenings.beginning import begin, living, members_of
from registry.actions.happenings.heads import NewHead, as_member, check_number, install, refuse_guest, renumber, settle
from registry.actions.happenings.problems import HappeningImpossible
from registry.codes import Relation
from registry.ledger import Entry
from registry.models import Event, Family, Resident
from registry.rules import relations as rules


class Change(StrEnum):
    """What an event of the kind FAMILY did."""

    SPLIT = "split"
    JOIN = "join"
    HEAD = "head"
    NUMBER = "number"


@transaction.atomic
def split_family(
    *,
    resident: Resident,
    going_along: Collection[int] = (),
    relations: Mapping[int, int] | None = None,
    new_head: NewHead,
    no_kk: str = "",
    **said: Any,
) -> Event:
    """
    Let a member begin a family of their own, alone or with others of the card.

    :param relations: what those who go along are to the new head, where the officer decided.
    :param new_head: who leads those who stay when their head leaves.
    :raises HappeningImpossible: nobody would stay, somebody is no member, or a head is missing.
    """
    entry, known = _begin(Change.SPLIT, **said)
    if known:
        return known
    head = living(resident, on=said["happened_on"])
    entry.event.resident, entry.event.family = head, head.family
    split(entry, head, going_along=going_along, new_head=new_head, no_kk=no_kk, relations=relations)
    return entry.write()


@transaction.atomic
def join_family(
    *,
    resident: Resident,
    host: Resident,
    relations: Mapping[int, int],
    new_head: NewHead,
    takes_address: bool = True,
    **said: Any,
) -> Event:
    """
    Let a resident, alone or with others of the card, come onto the card of another family (numpang KK).

    :param host: anybody of that family; :param relations: by resident, what each who comes is to its head.
    :raises HappeningImpossible: it is their own family or has no living member, or a head is missing.
    """
    entry, known = _begin(Change.JOIN, **said)
    if known:
        return known
    guest, family = living(resident, on=said["happened_on"]), _card_of(living(host, on=said["happened_on"]))
    if family.pk == guest.family_id:
        raise HappeningImpossible("", "Keduanya sudah dalam satu keluarga.")
    entry.event.resident, entry.event.family = guest, family
    join(entry, guest, family, relations=relations, new_head=new_head, takes_address=takes_address)
    return entry.write()


@transaction.atomic
def change_head(*, resident: Resident, new_head: NewHead, **said: Any) -> Event:
    """
    Give a family another head while the old one stays a member; also a family that has none.

    :raises HappeningImpossible: nobody else was chosen.
    """
    entry, known = _begin(Change.HEAD, **said)
    if known:
        return known
    family = _card_of(living(resident, on=said["happened_on"]))
    members = members_of(family)
    old = next((one for one in members if one.relation == Relation.HEAD), None)
    if old is not None and old.pk == new_head.head:
        raise HappeningImpossible("new_head", f"{old.name} sudah kepala keluarga.")
    install(entry, family, members, new_head, old=old)
    entry.event.resident, entry.event.family = next(one for one in members if one.pk == new_head.head), family
    return entry.write()


@transaction.atomic
def change_number(*, resident: Resident, no_kk: str, printed_on: date | None = None, **said: Any) -> Event:
    """
    Write the number of a family's new card; the old one ends.

    :raises HappeningImpossible: the number cannot be, is the present one, or another family has it.
    """
    entry, known = _begin(Change.NUMBER, **said)
    if known:
        return known
    member = living(resident, on=said["happened_on"])
    family = _card_of(member)
    if not no_kk or no_kk == family.no_kk:
        raise HappeningImpossible("family_no_kk", "Isi nomor KK yang baru.")
    check_number(no_kk, family, field="family_no_kk")
    for one in members_of(family):
        if family.no_kk:
            entry.change(one, previous_no_kk=family.no_kk)
    renumber(entry, family, no_kk)
    if printed_on:
        entry.change_family(family, card_printed_on=printed_on)
    entry.event.resident, entry.event.family = member, family
    entry.about(*members_of(family))
    return entry.write()


def split(
    entry: Entry,
    head: Resident,
    *,
    going_along: Collection[int],
    new_head: NewHead,
    no_kk: str,
    others: Collection[Resident] = (),
    relations: Mapping[int, int] | None = None,
) -> Family:
    """
    Put a resident at the head of a new family with some of the same card, and `others` from elsewhere.

    :raises HappeningImpossible: as `split_family`.
    """
    old, decided = head.family, relations or {}
    chosen, staying = _mates(head, going_along)
    along = [*chosen, *others]
    leaving = {head.pk, *(member.pk for member in along)}
    if old is not None and not staying and not others:
        raise HappeningImpossible("going_along", "Paling sedikit satu anggota tinggal di keluarga lama.")
    refuse_guest(head, along, field="")
    if no_kk:
        check_number(no_kk, field="family_no_kk")
    place = _place(head)
    family = entry.add_family(Family(no_kk=no_kk or None, **place))
    before = {member.pk: _card(member) for member in [head, *along]}
    towards = {
        one.pk: decided.get(one.pk) or rules.towards(as_member(head), as_member(one), goes_along=True) for one in along
    }
    families = [one for one in {one.family_id: one.family for one in [head, *along]}.values() if one is not None]
    for member in along:
        _refuse_second_head(towards[member.pk], field=f"along_relation_{member.pk}")
        entry.change(member, family=family, relation=towards[member.pk], **place, **before[member.pk])
    entry.change(head, family=family, relation=Relation.HEAD, **before[head.pk])
    for left in families:
        settle(entry, left, leaving=leaving, choice=new_head)
    return family


def join(
    entry: Entry,
    guest: Resident,
    family: Family,
    *,
    relations: Mapping[int, int],
    new_head: NewHead,
    takes_address: bool,
) -> None:
    """
    Put a resident, and whoever else `relations` names of the same card, onto another family's card.

    :raises HappeningImpossible: as `join_family`.
    """
    head = next((one for one in members_of(family) if one.relation == Relation.HEAD), None)
    if head is None:
        raise HappeningImpossible("", "Keluarga yang dituju belum punya kepala keluarga.")
    old, place = guest.family, _place(head) if takes_address else {}
    chosen, _ = _mates(guest, [pk for pk in relations if pk != guest.pk])
    coming = [guest, *chosen]
    refuse_guest(head, coming, field="")
    for member in coming:
        relation = relations.get(member.pk) or Relation.KIN
        _refuse_second_head(relation, field="relation_there")
        entry.change(member, family=family, relation=relation, **place, **_card(member))
    settle(entry, old, leaving={member.pk for member in coming}, choice=new_head)


def _begin(change: Change, **said: Any) -> tuple[Entry, Event | None]:
    details = {**said.pop("details", {}), "change": str(change)}
    entry = begin(kind=Event.Kind.FAMILY, details=details, **said)
    return entry, ledger.known(said.get("key"))


def _card_of(member: Resident) -> Family:
    """:raises HappeningImpossible: the member is on no card."""
    if member.family is None:
        raise HappeningImpossible("", f"{member.name} belum masuk KK.")
    return member.family


def _mates(resident: Resident, chosen: Collection[int]) -> tuple[list[Resident], list[Resident]]:
    """
    The others of the card of a resident: those who were chosen, and those who were not.

    :raises HappeningImpossible: somebody who was chosen is of another card.
    """
    mates = {member.pk: member for member in members_of(resident.family, without=[resident.pk])}
    if any(pk not in mates for pk in chosen):
        raise HappeningImpossible("going_along", "Pilih anggota dari keluarga yang sama.")
    return [mates[pk] for pk in chosen], [mate for pk, mate in mates.items() if pk not in chosen]


def _place(head: Resident) -> dict[str, Any]:
    """Where everybody of a card lives: where its head does."""
    return {"hamlet": head.hamlet, "rw": head.rw, "rt": head.rt, "address": head.address}


def _refuse_second_head(relation: int, *, field: str) -> None:
    if relation == Relation.HEAD:
        raise HappeningImpossible(field, "Kepala keluarga hanya satu.")


def _card(resident: Resident) -> dict[str, str]:
    return {"previous_no_kk": resident.family.no_kk} if resident.family and resident.family.no_kk else {}
