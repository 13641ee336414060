"""A request for information: asking, a longer term, the answer, the objection and the head's decision."""

import json
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, connection, transaction
from django.db.models import Max

import archive.actions
import audit
from archive.retention import RetentionClass
from archive.uploads import Upload
from modules.service.contract import texts
from modules.service.site import queries
from modules.service.site.models import InformationRequest
from modules.service.site.rules import clock
from papers.codes import new_code
from walls import keys
from web import badges

AREA = "permohonan-informasi"
State, Outcome = InformationRequest.State, InformationRequest.Outcome


class NotInState(RuntimeError):
    """The request has gone on, and this step does not apply any more."""


class TooLate(RuntimeError):
    """The last day for it has passed."""


@transaction.atomic
def ask_for_information(
    *,
    key: UUID,
    wanted: str,
    purpose: str,
    name: str,
    at: datetime,
    address: str = "",
    contact: str = "",
    way: str = InformationRequest.Way.HERE,
) -> InformationRequest:
    """
    Take a request; its clock begins, and it gets the next number of the year. The same key twice is one request.

    :raises TextRefused: too little to understand, or too much.
    """
    earlier = InformationRequest.objects.filter(key=key).first()
    if earlier is not None:
        return earlier
    today = queries.today(at)
    # One after the other, so that the register has no gap and no double.
    with connection.cursor() as cursor:
        cursor.execute(f"LOCK TABLE {InformationRequest._meta.db_table} IN SHARE ROW EXCLUSIVE MODE")
    last = InformationRequest.objects.filter(year=today.year).aggregate(last=Max("number"))["last"] or 0
    asked = InformationRequest(
        key=key,
        code=new_code(),
        year=today.year,
        number=last + 1,
        applicant_sealed=_sealed(key, name=name, address=address, contact=contact),
        wanted=texts.cleaned(wanted, least=texts.SHORTEST, most=3000),
        purpose=texts.cleaned(purpose, least=3, most=500),
        way=way,
        received_at=at,
        due_on=clock.due(today, queries.off()),
    )
    try:
        with transaction.atomic():
            asked.save(force_insert=True)
    except IntegrityError:
        # A second click was quicker by a breath.
        earlier = InformationRequest.objects.filter(key=key).first()
        if earlier is None:
            raise
        return earlier
    _count_anew()
    audit.record("information_request.ask", asked, at=at, detail={"number": asked.number})
    return asked


@transaction.atomic
def extend_term(*, request: InformationRequest, reason: str, by: Any, at: datetime) -> InformationRequest:
    """
    Seven working days more, once, and the applicant reads why.

    :raises NotInState: it was answered, or extended before.
    :raises TooLate: its term ran out already; TextRefused: no reason.
    """
    asked = _held(request, State.RECEIVED)
    if asked.extended_on is not None:
        raise NotInState("extended")
    today = queries.today(at)
    if asked.due_on < today:
        raise TooLate(asked.due_on)
    asked.extension_reason = texts.cleaned(reason, least=10, most=500)
    asked.extended_on = today
    asked.due_on = clock.due(queries.today(asked.received_at), queries.off(), is_extended=True)
    asked.save(update_fields=["extension_reason", "extended_on", "due_on"])
    _count_anew()
    audit.record("information_request.extend", asked, by=by, at=at, detail={"number": asked.number})
    return asked


@transaction.atomic
def answer_request(
    *,
    request: InformationRequest,
    outcome: str,
    answer: str,
    by: Any,
    at: datetime,
    refusal_basis: str = "",
    document: Upload | None = None,
) -> InformationRequest:
    """
    Give what was asked for, a part of it, or say by which law it is refused.

    :raises NotInState: it was answered meanwhile.
    :raises TextRefused: no answer, or a refusal without its law.
    :raises ValueError: no such outcome; LimitReached: the office's storage is full.
    """
    asked = _held(request, State.RECEIVED)
    if outcome not in Outcome.values:
        raise ValueError(outcome)
    is_given = outcome == Outcome.GIVEN
    asked.outcome, asked.state = outcome, State.ANSWERED
    asked.answer = texts.cleaned(answer, least=10)
    asked.refusal_basis = "" if is_given else texts.cleaned(refusal_basis, least=5, most=300)
    asked.answered_at, asked.answered_by = at, getattr(by, "name", "")
    if document is not None and outcome != Outcome.REFUSED:
        asked.document = archive.actions.keep(
            area=AREA,
            name=document.name,
            content_type=document.content_type,
            data=document.data,
            retention=RetentionClass.ROUTINE_LETTER,
            basis={"title": "Jawaban permohonan informasi", "number": f"{asked.number}/{asked.year}"},
            at=at,
            by=by,
        )
    asked.save()
    _count_anew()
    audit.record("information_request.answer", asked, by=by, at=at, detail={"number": asked.number, "outcome": outcome})
    return asked


@transaction.atomic
def object_to_answer(*, request: InformationRequest, reason: str, at: datetime) -> InformationRequest:
    """
    Whoever asked objects to the answer, or to there being none in time; the head decides.

    :raises NotInState: it is still under way within its term, or was objected to before.
    :raises TooLate: thirty working days have passed; TextRefused: no reason.
    """
    asked = _held(request, State.RECEIVED, State.ANSWERED)
    if not may_object(asked, queries.today(at)):
        raise (TooLate if asked.answered_at else NotInState)(asked.state)
    asked.objection = texts.cleaned(reason, least=10, most=3000)
    asked.objected_at, asked.state = at, State.OBJECTED
    asked.due_on = clock.decide_by(queries.today(at), queries.off())
    asked.save(update_fields=["objection", "objected_at", "state", "due_on"])
    _count_anew()
    audit.record("information_request.object", asked, at=at, detail={"number": asked.number})
    return asked


@transaction.atomic
def decide_objection(*, request: InformationRequest, decision: str, by: Any, at: datetime) -> InformationRequest:
    """
    The head's answer to an objection, with which the village is done.

    :raises NotInState: nobody objects; TextRefused: no reasons.
    """
    asked = _held(request, State.OBJECTED)
    asked.decision = texts.cleaned(decision, least=10)
    asked.decided_at, asked.decided_by, asked.state = at, getattr(by, "name", ""), State.DECIDED
    asked.save(update_fields=["decision", "decided_at", "decided_by", "state"])
    _count_anew()
    audit.record("information_request.decide", asked, by=by, at=at, detail={"number": asked.number})
    return asked


def may_object(asked: InformationRequest, today: date) -> bool:
    """Whether whoever asked may object today: to an answer, or when the term ran out without one."""
    if asked.state == State.RECEIVED:
        return asked.due_on < today <= clock.object_by(asked.due_on, queries.off())
    if asked.state != State.ANSWERED or asked.answered_at is None:
        return False
    return today <= clock.object_by(queries.today(asked.answered_at), queries.off())


def applicant_of(asked: InformationRequest) -> dict[str, str]:
    """
    Who asked: {"name", "address", "contact"}.

    :raises walls.keys.Unreadable: it was changed, or sealed for another request.
    """
    opened: dict[str, str] = json.loads(keys.unseal(_purpose(asked.key), asked.applicant_sealed))
    return opened


def _held(request: InformationRequest, *states: str) -> InformationRequest:
    asked = InformationRequest.objects.select_for_update(of=("self",)).get(pk=request.pk)
    if asked.state not in states:
        raise NotInState(asked.state)
    return asked


def _count_anew() -> None:
    badges.changed("information")
    badges.changed("information-late")


def _sealed(key: UUID, *, name: str, address: str, contact: str) -> str:
    kept = {
        "name": texts.cleaned(name, least=2, most=100),
        "address": texts.cleaned(address, least=0, most=200),
        "contact": texts.cleaned(contact, least=0, most=100),
    }
    return keys.seal(_purpose(key), json.dumps(kept))


def _purpose(key: UUID) -> str:
    return f"information request {key}"
