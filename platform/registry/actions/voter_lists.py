"""Keeping a list of voters as it is on a day."""

from collections.abc import Iterator
from datetime import date, datetime
from itertools import islice
from typing import Any
from uuid import UUID

from django.db import transaction

import audit
from registry import bulk
from registry.actions.refusals import reason_in
from registry.ledger.months import hold_ledger, today
from registry.models import ListedVoter, VoterList
from registry.rules.voters import Election
from registry.statistics.voters import remarks, voters


class NobodyVotes(ValueError):
    """Nobody of the register may vote in this election, so there is no list to keep."""


class ListWithdrawn(RuntimeError):
    """The list was withdrawn already."""


@transaction.atomic
def keep_voter_list(*, stage: str, election: Election, key: UUID, by: Any, at: datetime) -> VoterList:
    """
    Keep who may vote in an election by the register of today, of the whole village; the same key gives the list it made.

    :raises NobodyVotes: see there.
    """
    # One list is made of one state of the register, though it is read in parts.
    hold_ledger()
    if known := VoterList.objects.filter(key=key).first():
        return known
    kept = VoterList.objects.create(
        key=key,
        stage=stage,
        kind=election.kind.value,
        voting_on=election.voting_on,
        listed_on=election.listed_on,
        standing_on=today(at),
        made_at=at,
        made_by=by,
    )
    count = 0
    for part in _parts(election, kept.standing_on):
        bulk.copy_in([_listed(kept, count + n, stay, said) for n, (stay, said) in enumerate(part, 1)])
        count += len(part)
    if not count:
        raise NobodyVotes(f"{election}")
    detail = {"list": f"{kept}", "standing": f"{kept.standing_on}", "voters": count}
    audit.record("voter_list.keep", kept, by=by, at=at, detail=detail)
    return kept


@transaction.atomic
def withdraw_voter_list(*, kept: VoterList, reason: str, by: Any, at: datetime) -> VoterList:
    """
    Say that a kept list holds no longer, and why; it stays as it is, marked on every page and file.

    :raises DetailsImpossible: there is no reason.
    :raises ListWithdrawn: it was withdrawn before.
    """
    because = reason_in(reason)
    kept = VoterList.objects.select_for_update(of=("self",)).get(pk=kept.pk)
    if kept.is_withdrawn:
        raise ListWithdrawn(kept.pk)
    kept.withdrawn_at, kept.withdrawn_by, kept.withdrawn_because = at, by, because
    kept.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawn_because"])
    audit.record("voter_list.withdraw", kept, by=by, at=at, detail={"list": f"{kept}", "reason": because})
    return kept


def _parts(election: Election, day: date) -> Iterator[list[tuple[Any, str]]]:
    """A thousand voters at a time, each with what must still be found out."""
    found = voters(election, day=day).iterator(chunk_size=bulk.CHUNK)
    while part := list(islice(found, bulk.CHUNK)):
        yield list(zip(part, remarks(part, election), strict=True))


def _listed(kept: VoterList, number: int, stay: Any, remark: str) -> ListedVoter:
    person = stay.resident
    return ListedVoter(
        list=kept,
        number=number,
        resident=person,
        nik=person.nik or "",
        name=person.name,
        sex=stay.sex,
        birthplace=person.birthplace,
        born_on=person.born_on,
        age=person.age_on(kept.voting_on),
        marital=person.marital,
        address=stay.address,
        hamlet=stay.hamlet.name if stay.hamlet else "",
        rw=stay.rw,
        rt=stay.rt,
        remark=remark,
    )
