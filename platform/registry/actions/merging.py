"""
Two records of one person become one, by an event that can be undone.

The record that stays takes what was chosen from the other, which becomes invalid and says into whom it went. What other rooms keep
under the other's id stays there; the person's page shows both.
"""

import uuid
from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Q

import audit
from registry.codes import BaseStatus, NikStatus, Relation, Residency
from registry.ledger import Entry, known, today
from registry.models import Event, Resident, Settled
from registry.particulars import HEALTH, PLAIN

#: What may be chosen from either record. Place, family and relation go together, as do marriage papers each by itself.
CHOSEN_TOGETHER = {
    "nik": ("nik", "nik_status"),
    "place": ("hamlet_id", "rw", "rt", "address"),
    "family": ("family_id", "relation"),
    "father": ("father_id",),
    "mother": ("mother_id",),
    "photo": ("photo_id",),
}
PARENTS = ("father_id", "mother_id")
CHOICES = (*CHOSEN_TOGETHER, *(name for name in PLAIN if name not in {*HEALTH, "rw", "rt", "address", "relation"}))


class MergeImpossible(ValueError):
    """The two cannot become one; the message says why, in Indonesian."""


@transaction.atomic
def merge_residents(
    *,
    keep: Resident,
    other: Resident,
    from_other: Collection[str],
    by: Any,
    at: datetime,
    key: uuid.UUID | None = None,
) -> Event:
    """
    Merge `other` into `keep`; `from_other` names the choices (CHOICES) that are taken from `other`.

    What is unknown of `keep`'s health is taken from `other` without being shown.

    :raises MergeImpossible: one person with themselves, a record that is merged or invalid, or a family that would lose its head.
    :raises MonthClosed, EventOutOfOrder: see the ledger.
    """
    done = known(key)
    if done is not None:
        return done
    day = today(at)
    entry = Entry(kind=Event.Kind.MERGE, happened_on=day, reported_on=day, by=by, at=at, key=key, resident=keep)
    entry.event.details = {"other": other.pk, "from_other": sorted(set(from_other) & set(CHOICES))}
    records = Resident.objects.select_related("family").in_bulk([keep.pk, other.pk])
    if len(records) != 2:
        raise MergeImpossible("Pilih dua data yang berbeda.")
    keep, other = records[keep.pk], records[other.pk]
    _check(keep, other)
    changes = _taken(keep, other, from_other)
    _check_families(keep, other, changes)
    # First the one who gives: a NIK and a place as head are had by one at a time.
    _empty(entry, other, into=keep)
    entry.change(keep, **changes)
    _lead_others_to(entry, keep, other)
    event = entry.write(is_told=False)
    detail = {"name": keep.name, "other": other.pk, "from_other": entry.event.details["from_other"]}
    audit.record("event.merge", event, by=by, at=at, detail=detail)
    return event


@transaction.atomic
def say_not_same(*, first: Resident, second: Resident, by: Any, at: datetime) -> None:
    """Note that two people who look like one are two; they are not offered again."""
    first, second = sorted((first, second), key=lambda resident: resident.pk)
    said = {"verdict": Settled.Verdict.NOT_SAME, "said_at": at, "said_by": by}
    _, is_new = Settled.objects.get_or_create(resident=first, other=second, defaults=said)
    if is_new:
        audit.record("resident.not_same", first, by=by, at=at, detail={"other": second.pk})


def _check(keep: Resident, other: Resident) -> None:
    for resident in (keep, other):
        if resident.status == BaseStatus.INVALID:
            raise MergeImpossible(f"Data {resident.name} sudah tidak berlaku.")
    if other.pk in (keep.father_id, keep.mother_id) or keep.pk in (other.father_id, other.mother_id):
        raise MergeImpossible("Yang satu tertulis sebagai orang tua yang lain.")
    if keep.status != other.status and BaseStatus.LIVING not in (keep.status, other.status):
        raise MergeImpossible("Status dasar kedua data berbeda. Perbaiki dahulu lewat peristiwanya.")


def _check_families(keep: Resident, other: Resident, changes: dict[str, Any]) -> None:
    """No family may lose its head and keep its members."""
    family, relation = changes.get("family_id", keep.family_id), changes.get("relation", keep.relation)
    left = {one.family_id for one in (keep, other) if one.relation == Relation.HEAD and one.status == BaseStatus.LIVING}
    if relation == Relation.HEAD and keep.status == BaseStatus.LIVING:
        left.discard(family)
    is_left_there = keep.status == BaseStatus.LIVING and family in left
    gone = [other.pk] if is_left_there else [keep.pk, other.pk]
    members = Resident.objects.filter(family__in=left - {None}, status=BaseStatus.LIVING).exclude(pk__in=gone)
    if member := members.first():
        raise MergeImpossible(f"Keluarga {member.name} akan tanpa kepala. Pilih kepala keluarga baru dahulu.")
    guests = Resident.objects.filter(
        family=family, status=BaseStatus.LIVING, relation=Relation.HEAD, residency=Residency.TEMPORARY
    )
    is_settled = keep.status == BaseStatus.LIVING and keep.residency == Residency.PERMANENT
    if family and is_settled and (head := guests.exclude(pk__in=[keep.pk, other.pk]).first()):
        raise MergeImpossible(f"Kepala keluarga ini, {head.name}, penduduk sementara. Pilih keluarga yang lain.")


def _taken(keep: Resident, other: Resident, from_other: Collection[str]) -> dict[str, Any]:
    changes: dict[str, Any] = {}
    for choice in set(from_other) & set(CHOICES):
        for name in CHOSEN_TOGETHER.get(choice, (choice,)):
            changes[name] = getattr(other, name)
    for name in HEALTH:
        if getattr(keep, name) in (None, ""):
            changes[name] = getattr(other, name)
    # Nobody is their own parent, also not after both have become one.
    return {name: value for name, value in changes.items() if not (name in PARENTS and value in (keep.pk, other.pk))}


def _empty(entry: Entry, other: Resident, *, into: Resident) -> None:
    entry.change(
        other,
        status=BaseStatus.INVALID,
        merged_into=into,
        nik=None,
        nik_status=NikStatus.MISSING,
        family=None,
        relation=None,
        household=None,
        household_role=None,
    )


def _lead_others_to(entry: Entry, keep: Resident, other: Resident) -> None:
    """Children of the other record become children of the one that stays, and so do records merged into it before."""
    for relative in Resident.objects.filter(Q(father=other) | Q(mother=other) | Q(merged_into=other)).exclude(
        pk=keep.pk
    ):
        for link in ("father_id", "mother_id", "merged_into_id"):
            if getattr(relative, link) == other.pk:
                entry.change(relative, **{link: keep.pk})
