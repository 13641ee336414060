"""
What becomes of somebody who was sent outside the village.

An agency has no desk here: on the day of its follow-up the referral comes back to whoever made it, who writes down what came of it. The
kecamatan has one: the referral is a matter of the two offices, called by its own key, and its answer stands on both timelines.
"""

from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from django.db import transaction

import audit
from accounts.posts import Post
from exchange.matters import actions as matters
from exchange.matters import queries as journals
from exchange.matters.actions import OfficeAway, Said
from exchange.matters.models import Entry, Matter
from exchange.matters.queries import Line
from messaging import actions as messaging
from messaging.events import Event
from modules.service.contract import texts
from modules.service.referrals import queries, rules
from modules.service.referrals.actions import story
from modules.service.referrals.models import Outcome, Referral, State
from modules.service.referrals.permissions import RECEIVERS
from modules.service.referrals.queries import HANDED
from modules.service.referrals.rules.handed import Step
from walls import current
from web import badges, workdays

TOPIC = "arahan"
ARRIVED = Event("referral.handed_up", "Warga diarahkan ke kecamatan", "{desa} mengarahkan seorang warga ke kecamatan.",
                {"desa": "Desa Contoh"})  # fmt: skip


class DayRefused(ValueError):
    """A follow-up is on a day to come."""


def follow_up_day(at: datetime) -> date:
    """The day on which a referral to the outside comes back, unless its maker names another."""
    return workdays.after(queries.today(at), rules.FOLLOW_UP, queries.off())


def hand_up(referral: Referral, *, may_name: bool, by: Any, at: datetime) -> None:
    """
    Tell the kecamatan whom the village sends; a kecamatan that is away leaves it to the follow-up.

    :param may_name: the person agreed that name and number go along; else they are taken out of the words as well.
    """
    office: Any = current.office()
    if office.parent is None:
        return
    person = {"name": referral.name, "phone": referral.phone}
    told = {"need": referral.need, "reason": referral.reason, "bring": referral.bring}
    if not may_name:
        told = {word: texts.without_person(said, **person) for word, said in told.items()}
    data = told | {"code": referral.code} | (person if may_name else {})
    try:
        with transaction.atomic():
            matters.begin(
                kind=HANDED, topic=TOPIC, to=office.parent, subject=told["need"], key=referral.key, by=by, at=at,
                said=Said(next(iter(getattr(by, "posts", [])), ""), "arahkan", Step.GIVEN, data=data),
                due_at=datetime.combine(workdays.after(queries.today(at), rules.ABOVE_WITHIN, queries.off()), time.max, office.tzinfo),
            )  # fmt: skip
    except OfficeAway:
        return


@transaction.atomic
def follow_up(
    *, referral: Referral, outcome: str, note: str, by: Any, at: datetime, again_on: date | None = None
) -> Referral:
    """
    Write down what came of it outside; while nothing did, it comes back on another day.

    :raises NotThere, ReferralClosed, TextRefused: see there.
    :raises DayRefused: it is still pending and no day to come is named.
    """
    matter = _held_matter(referral)
    referral = story.held(referral, by, State.OPEN, State.ACCEPTED, State.RETURNED)
    if not referral.agency_id:
        raise story.ReferralClosed(referral.state)
    said = texts.cleaned(note, least=0, most=1000)
    referral.outcome = Outcome(outcome)
    label = referral.get_outcome_display()
    if outcome == Outcome.PENDING:
        if again_on is None or again_on <= queries.today(at):
            raise DayRefused(again_on)
        referral.follow_up_on = again_on
        return story.tell(referral, label, "follow_up", by=by, at=at, note=said)
    referral.state, referral.ended_at, referral.follow_up_on = State.ANSWERED, at, None
    story.tell(referral, label, "follow_up", by=by, at=at, note=said)
    if matter is not None and not matter.is_settled:
        words = Said(next(iter(by.posts), ""), "tutup", Step.ENDED, label)
        matters.say(matter, words, by=by, at=at, turn=Matter.Turn.NOBODY, settled_at=at)
    return referral


@transaction.atomic
def answer_village(*, key: UUID, step: str, text: str, by: Any, at: datetime) -> Matter:
    """
    The kecamatan takes the person, says what came of it, or that it is not for the kecamatan. Said twice, it is said once.

    :raises MatterUnknown: there is none, or this office began it.
    :raises ReferralClosed: it is over, or was taken before.
    :raises TextRefused: an answer and a return need words.
    """
    matter = matters.held(key)
    if matter.kind != HANDED or journals.is_mine(matter):
        raise journals.MatterUnknown(key)
    verb = rules.handed.VERBS[step]
    if matter.is_settled or matter.state == verb.state:
        raise story.ReferralClosed(matter.state)
    said = texts.cleaned(text, least=3 if verb.ends else 0, most=1000)
    ends: dict[str, Any] = (
        {"turn": Matter.Turn.NOBODY, "settled_at": at, "answered_at": at} if verb.ends else {"taken_at": at}
    )
    matters.say(matter, Said(next(iter(by.posts), ""), step, verb.state, said), by=by, at=at, **ends)
    audit.record(f"handed_up.{verb.log}", by=by, at=at, detail={"village": matter.from_office.region_code})
    badges.changed(HANDED)
    return matter


def hears(matter: Matter, entry: Entry) -> None:
    """What the other side said: in the kecamatan its officers hear of it, in the village the referral's own story."""
    badges.changed(HANDED)
    if journals.is_mine(matter):
        _hear_answer(matter, entry)
    elif entry.verb == "arahkan":
        messaging.tell_posts(
            ARRIVED.key, RECEIVERS, subject=f"{matter.key}:{entry.number}", path=f"/arahan-warga/{matter.key}/", at=entry.at,
            values={"desa": matter.from_office.title},
        )  # fmt: skip


def _hear_answer(matter: Matter, entry: Entry) -> None:
    referral = Referral.objects.select_for_update(of=("self",)).filter(key=matter.key).first()
    if referral is None or not referral.is_waiting or not referral.agency_id:
        return
    (line,) = (line for line in journals.journal(matter) if line.number == entry.number)
    verb = rules.handed.VERBS[entry.verb]
    referral.state = State(verb.village)
    if referral.state == State.ANSWERED:
        referral.ended_at, referral.follow_up_on, referral.outcome = entry.at, None, Outcome.SERVED
    story.tell(referral, verb.words, verb.log, at=entry.at, who=speaker(line), note=line.text)


def speaker(line: Line) -> str:
    """The post that spoke and its office, never a name."""
    return f"{Post(line.post).label}, {line.office.title}" if line.post in Post else line.office.title


def _held_matter(referral: Referral) -> Matter | None:
    try:
        return matters.held(referral.key)
    except journals.MatterUnknown:
        return None
