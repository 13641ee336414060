"""A village sends what it owes, and sends it again when it came back."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction

from exchange.matters import actions as matters
from exchange.matters.actions import File, Said
from exchange.matters.models import Matter
from submissions import queries, sources
from submissions.actions.steps import AlreadySent, NotForFiles, NothingToSend, NotYet, mark, note, post_of
from submissions.queries import KIND, Duty
from submissions.rules.standing import State
from walls import current

LONGEST_NOTE = 1_000


def send_report(
    *, code: str, term: str, files: Sequence[File], text: str, by: Any, at: datetime, from_source: bool = False
) -> Matter:
    """
    Send a report to the kecamatan; after a return, the next version of the same one.

    :param files: as `files.accept` gives them.
    :param from_source: take it from what the village's registers give (sources.py), beside the files.
    :raises NotOwed, NotYet, NotForFiles, NothingToSend, AlreadySent: see there.
    :raises OfficeAway: the kecamatan is closed for the time being.
    :raises SourceAway: what the registers give cannot be fetched now.
    """
    duty = _duty(code, term, at)
    if not duty.obligation.to_district:
        raise NotForFiles(code)
    _check_unsent(duty)
    taken = _from_source(duty, by, at) if from_source else ()
    if not (files or taken):
        raise NothingToSend(code)
    try:
        with transaction.atomic():
            matter = _say(duty, (*files, *taken), text[:LONGEST_NOTE], by=by, at=at)
            if taken and (source := sources.of(code)):
                source.sent(duty.term, by, at)
            return matter
    except IntegrityError as error:
        # A second click was quicker by a breath.
        if not queries.submissions().filter(topic=code, period=term).exists():
            raise
        raise AlreadySent(code) from error


def hand_on_report(*, code: str, term: str, handed_on: date, text: str, by: Any, at: datetime) -> Matter:
    """
    Tell the kecamatan on which day something was handed to whom it is for; the day alone, no file.

    :raises NotOwed, NotYet, NotForFiles, AlreadySent, OfficeAway: see there.
    :raises ValueError: the day has not come yet.
    """
    duty = _duty(code, term, at)
    if duty.obligation.to_district:
        raise NotForFiles(code)
    _check_unsent(duty)
    if handed_on > duty.today or handed_on < duty.term.first_day:
        raise ValueError(handed_on)
    details = {"due_on": duty.due_on.isoformat(), "handed_on": handed_on.isoformat(), "version": 1}
    said = Said(post_of(by), "catat", State.NOTED, text[:LONGEST_NOTE])
    try:
        with transaction.atomic():
            matter = _begun(duty, said, details, turn=Matter.Turn.NOBODY, by=by, at=at)
            matter.settled_at = at
            matter.save(update_fields=["settled_at"])
            _noted("hand_on", duty, matter, by=by, at=at)
    except IntegrityError as error:
        raise AlreadySent(code) from error
    return matter


def _duty(code: str, term: str, at: datetime) -> Duty:
    duty = queries.duty(code, term, queries.today(at))
    if duty.matter is None and duty.today < duty.opens_on:
        raise NotYet(term)
    return duty


def _check_unsent(duty: Duty) -> None:
    if duty.matter is not None and duty.matter.state != State.RETURNED:
        raise AlreadySent(duty.obligation.code)


def _from_source(duty: Duty, by: Any, at: datetime) -> tuple[File, ...]:
    source = sources.of(duty.obligation.code)
    made = source.make(duty.term, by, at) if source else None
    return (made,) if made else ()


def _say(duty: Duty, files: tuple[File, ...], text: str, *, by: Any, at: datetime) -> Matter:
    said = Said(post_of(by), "kirim", State.SENT, text, files=files)
    if duty.matter is None:
        details = {"due_on": duty.due_on.isoformat(), "version": 1}
        matter = _begun(duty, said, details, turn=Matter.Turn.TO, by=by, at=at)
    else:
        matter = matters.held(duty.matter.key)
        if matter.state != State.RETURNED:
            raise AlreadySent(duty.obligation.code)
        details = {**matter.details, "version": matter.details["version"] + 1}
        matters.say(matter, said, by=by, at=at, turn=Matter.Turn.TO, details=details)
    _noted("send", duty, matter, by=by, at=at, files=len(files), version=details["version"])
    return matter


def _begun(duty: Duty, said: Said, details: dict[str, Any], *, turn: str, by: Any, at: datetime) -> Matter:
    office: Any = current.office()
    return matters.begin(
        kind=KIND,
        topic=duty.obligation.code,
        period=duty.term,
        to=office.parent,
        subject=f"{duty.obligation.name}, {duty.term.words}",
        said=said,
        by=by,
        at=at,
        details=details,
        turn=turn,
    )


def _noted(verb: str, duty: Duty, matter: Matter, *, by: Any, at: datetime, **detail: Any) -> None:
    note(verb, matter, by=by, at=at, **detail)
    mark(duty.obligation.code, duty.due_on, at=at)
