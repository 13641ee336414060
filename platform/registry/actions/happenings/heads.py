"""The one place for the rule that a family with living members has exactly one head."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from registry.actions.happenings.beginning import members_of, refuse
from registry.actions.happenings.problems import HappeningImpossible
from registry.codes import CardOfStayers, Relation, Residency
from registry.ledger import Entry
from registry.models import Family, Resident
from registry.rules import kk, relations


@dataclass(frozen=True)
class NewHead:
    """
    Who leads a family when its head leaves, what the others are to them, and the number of the new card.

    `relations` holds only what the officer decided, by resident; the rest follows the rule. Without a number the family has
    none until its new card has come, unless it keeps the one it has.

    :param joins: the number of another family's card, if those who stay come onto that one; then nobody leads them here.
    """

    head: int | None = None
    relations: Mapping[int, int] = field(default_factory=dict)
    no_kk: str = ""
    keeps_number: bool = False
    joins: str = ""


def settle(entry: Entry, family: Family | None, *, leaving: Collection[int], choice: NewHead) -> CardOfStayers | None:
    """
    Give a family its new head, or those who stay another card, when those who leave take the old head with them.

    The caller changes whoever leaves, first.

    :param leaving: ids of the residents who leave the family by this event.
    :returns: under which card those who stay come; None where nobody stays, or the head does.
    :raises HappeningImpossible: a new head is needed and none, or an impossible one, was chosen, or the other card cannot be.
    """
    everybody = members_of(family)
    staying = [member for member in everybody if member.pk not in leaving]
    if family is None or not staying or any(member.relation == Relation.HEAD for member in staying):
        return None
    if choice.joins:
        _come_onto(entry, family, staying, choice)
        return CardOfStayers.JOINS
    old = next((member for member in everybody if member.pk in leaving and member.relation == Relation.HEAD), None)
    install(entry, family, staying, choice, old=old)
    return CardOfStayers.SAME_CARD if choice.keeps_number else CardOfStayers.NEW_CARD


def _come_onto(entry: Entry, left: Family, staying: list[Resident], choice: NewHead) -> None:
    """Those who stay where they live come onto the card of another family (numpang KK)."""
    host = family_joined(choice.joins, field="rest_join_no_kk")
    if host.pk == left.pk:
        raise HappeningImpossible("rest_join_no_kk", "Ini KK mereka sendiri. Pilih nomor KK tetap.")
    if not any(member.relation == Relation.HEAD for member in members_of(host)):
        raise HappeningImpossible("rest_join_no_kk", "Keluarga yang dituju belum punya kepala keluarga.")
    for member in staying:
        relation = choice.relations.get(member.pk) or Relation.KIN
        if relation == Relation.HEAD:
            raise HappeningImpossible(f"relation_{member.pk}", "Kepala keluarga hanya satu.")
        entry.change(member, family=host, relation=relation, **_number_before(left))


def family_joined(no_kk: str, *, field: str = "join_no_kk") -> Family:
    """
    The family of a number that somebody joins.

    :raises HappeningImpossible: nobody lives here under that number, or a guest heads it, by whom no family is counted.
    """
    family = Family.objects.select_related("hamlet").filter(no_kk=no_kk).first()
    if family is None or not members_of(family):
        raise HappeningImpossible(field, "Tidak ada keluarga dengan nomor KK ini yang tinggal di desa.")
    if any(
        member.relation == Relation.HEAD and member.residency == Residency.TEMPORARY for member in members_of(family)
    ):
        raise HappeningImpossible(field, "Kepala keluarga dengan nomor KK ini penduduk sementara.")
    return family


def install(
    entry: Entry, family: Family, members: list[Resident], choice: NewHead, *, old: Resident | None = None
) -> None:
    """
    Make one of the members the head and set what the others are to them; the number of the old card ends, unless it is kept.

    :raises HappeningImpossible: nobody, or nobody of these, was chosen, or a relation or a number cannot be.
    """
    head = next((member for member in members if member.pk == choice.head), None)
    if choice.head is None:
        raise HappeningImpossible("new_head", _ask(family, old))
    if head is None:
        raise HappeningImpossible("new_head", "Pilih salah satu anggota keluarga yang tinggal.")
    refuse_guest(head, members, field="new_head")
    # Worked out before anything changes: a rule that reads a changed relation would be wrong.
    settled = {member.pk: _relation(head, member, choice) for member in members}
    before = {} if choice.keeps_number else _number_before(family)
    for member in sorted(members, key=lambda member: settled[member.pk] == Relation.HEAD):
        entry.change(member, relation=settled[member.pk], **before)
    if not choice.keeps_number:
        renumber(entry, family, choice.no_kk)


def refuse_guest(head: Resident, members: Collection[Resident], *, field: str) -> None:
    """:raises HappeningImpossible: a guest would head residents, and a family is counted by its head."""
    if head.residency == Residency.TEMPORARY and any(one.residency == Residency.PERMANENT for one in members):
        raise HappeningImpossible(
            field, f"{head.name} penduduk sementara. Pilih penduduk tetap sebagai kepala keluarga."
        )


def renumber(entry: Entry, family: Family, no_kk: str) -> None:
    """
    Give a family the number of its new card, or none until it has come.

    :raises HappeningImpossible: the number cannot be, or another family has it.
    """
    if no_kk:
        check_number(no_kk, family)
    entry.change_family(family, no_kk=no_kk or None)


def check_number(no_kk: str, family: Family | None = None, *, field: str = "new_no_kk") -> None:
    """:raises HappeningImpossible: a card number cannot be, or another family has it."""
    refuse(field, kk.check_kk(no_kk))
    others = Family.objects.filter(no_kk=no_kk)
    if (others.exclude(pk=family.pk) if family else others).exists():
        raise HappeningImpossible(field, "Nomor KK ini sudah dipakai keluarga lain.")


def as_member(resident: Resident) -> relations.Member:
    """A resident as the rules of relations see them."""
    return relations.Member(
        pk=resident.pk,
        relation=resident.relation or Relation.OTHER,
        sex=resident.sex,
        born_on=resident.born_on,
        father=resident.father_id,
        mother=resident.mother_id,
    )


def suggested(members: list[Resident], *, on: Any) -> Resident | None:
    """Who of the members would lead the family by the rule."""
    settled = [member for member in members if member.residency == Residency.PERMANENT]
    found = relations.next_head([as_member(member) for member in settled or members], on=on)
    return next((member for member in members if found and member.pk == found.pk), None)


def _relation(head: Resident, member: Resident, choice: NewHead) -> int:
    if member.pk == head.pk:
        return Relation.HEAD
    decided = choice.relations.get(member.pk) or relations.towards(as_member(head), as_member(member))
    if decided == Relation.HEAD:
        raise HappeningImpossible(f"relation_{member.pk}", "Kepala keluarga hanya satu.")
    return decided


def _number_before(family: Family) -> dict[str, str]:
    return {"previous_no_kk": family.no_kk} if family.no_kk else {}


def _ask(family: Family, old: Resident | None) -> str:
    if old is None:
        return "Keluarga ini belum punya kepala keluarga. Pilih kepala keluarga."
    return f"{old.name} kepala keluarga. Pilih kepala keluarga yang baru."
