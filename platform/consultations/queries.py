"""Consultations as pages, counts and clocks ask for them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from typing import Any
from uuid import UUID

from django.db.models import Case as When
from django.db.models import F, IntegerField, Q, QuerySet, Value
from django.db.models import When as If

from consultations import catalogue
from consultations.catalogue import Catalogue
from consultations.models import Draft, State
from consultations.permissions import ConsultationPermission
from consultations.rules import clock, judging, steps
from consultations.rules.budget import Line
from consultations.rules.clock import Pause
from consultations.rules.judging import Case
from consultations.rules.steps import OVER, Standing
from consultations.rules.topics import Topic
from exchange import holidays
from exchange.matters import queries as matters
from exchange.matters.models import Matter
from exchange.matters.queries import Line as Entry
from exchange.matters.queries import MatterUnknown
from signatories import queries as signatories
from signatories.rules import Right
from walls import current
from walls.current import today as today
from web.clocks import Clock

KIND = "consultation"
#: The kecamatan's list.
LIST = "/konsultasi/"
__all__ = ["MatterUnknown"]


@dataclass(frozen=True)
class Row:
    """A consultation in a list; words opened, the clock read."""

    matter: Matter
    title: str
    subject: str
    office: str
    state: str
    tone: str
    due_on: date | None
    left: str
    clock_tone: str
    is_mine_to_act: bool


def zone() -> tzinfo:
    found: tzinfo = current.office().tzinfo
    return found


def side() -> str:
    """On which side this office stands: the village asks, the kecamatan answers; a kabupaten on none."""
    return str(current.office().kind)


def consultations() -> QuerySet[Matter]:
    """Those of this office, the newest first."""
    return matters.matters(KIND)


def consultation(key: UUID | str) -> Matter:
    """:raises MatterUnknown: none of this office."""
    return matters.named(key, KIND)


def listed(which: str) -> QuerySet[Matter]:
    """ME waits for this office, OTHER for the other side, DONE is over; what is due first stands first."""
    found = consultations()
    if which == "DONE":
        return found.filter(settled_at__isnull=False).order_by("-settled_at", "key")
    mine, open_ones = matters.waiting(), Q(settled_at__isnull=True)
    chosen = found.filter(mine) if which == "ME" else found.filter(open_ones).exclude(mine)
    urgent = When(If(due_at__isnull=True, then=Value(1)), default=Value(0), output_field=IntegerField())
    return chosen.order_by(urgent, F("due_at").asc(nulls_last=True), "opened_at", "key")


def waiting_for(account: Any) -> QuerySet[Matter]:
    """What the menu counts: a turn of this office."""
    return Matter.objects.filter(matters.waiting(), kind=KIND)


def drafts() -> list[Draft]:
    """What this village is still writing, the newest first."""
    return list(Draft.objects.filter(state=State.WRITING).order_by("-changed_at")[:25])


def draft_named(key: UUID) -> Draft | None:
    return Draft.objects.filter(key=key, matter__isnull=True).first() or Draft.objects.filter(key=key).first()


def answer_to(matter: Matter) -> Draft | None:
    """The kecamatan's own answer in the making."""
    return Draft.objects.select_related("drafted_by", "checked_by", "signed_by").filter(matter=matter.key).first()


def right_to_sign(account: Any, at: datetime) -> Right | None:
    """By what this person signs for the kecamatan now: as the camat, or acting as the camat; None is not at all."""
    return signatories.right_of(account, today(at)) if side() == steps.DISTRICT else None


def held_right_to_sign(account: Any, at: datetime) -> Right | None:
    """The same, held until the transaction of the signature ends."""
    return signatories.held_right_of(account, today(at)) if side() == steps.DISTRICT else None


def posts_at_desk(account: Any, at: datetime) -> list[str]:
    """The posts by which somebody acts at the kecamatan's desk: their own, and the camat's while they act as the camat."""
    right = right_to_sign(account, at)
    return [*account.posts, *steps.SIGNERS] if right and right.manner else list(account.posts)


def answer_by_code(code: str) -> Draft | None:
    """What was signed under a code anybody may ask for."""
    return Draft.objects.select_related("document", "signed_by").filter(code=code, state=State.GIVEN).first()


def rows(found: Iterable[Matter], at: datetime) -> list[Row]:
    """Lines of a list; one query at most, for the days off."""
    return _rows(found, today(at))


def standing_of(matter: Matter, day: date) -> Standing:
    """What decides which steps are open."""
    case = case_of(matter)
    topic = catalogue.of(matter)
    lapsed = bool(topic.silence) and judging.is_late(case, day, holidays.off())
    return Standing(matter.state, needs_fix=case.needs_fix, is_lapsed=lapsed)


def case_of(matter: Matter) -> Case:
    """What counting needs of a matter."""
    details = matter.details
    return Case(
        state=matter.state,
        taken_on=today(matter.taken_at) if matter.taken_at else None,
        answered_on=today(matter.answered_at) if matter.answered_at else None,
        days=details.get("days"),
        pauses=tuple(read_pauses(details)),
        due_on=_day(details.get("answer_due")),
        needs_fix=bool(details.get("needs_fix")),
        fix_due_on=_day(details.get("fix_due")),
        fixed_on=today(datetime.fromisoformat(details["fixed_at"])) if details.get("fixed_at") else None,
    )


def read_pauses(details: Mapping[str, Any]) -> list[Pause]:
    """The pauses as days."""
    return [
        (date.fromisoformat(begin), date.fromisoformat(end) if end else None)
        for begin, end in details.get("pauses", [])
    ]


def used_days(matter: Matter, at: datetime) -> int:
    """Working days that ran against the kecamatan; 0 before the receipt."""
    if matter.taken_at is None:
        return 0
    case = case_of(matter)
    assert case.taken_on
    return clock.used(case.taken_on, today(at), case.pauses, holidays.off())


def figures_of(journal: Iterable[Entry]) -> list[Line]:
    """The main figures as they were handed in last."""
    found: list[Line] = []
    for entry in journal:
        if "figures" in entry.data:
            found = read_lines(entry.data["figures"])
    return found


def answers_of(journal: Iterable[Entry]) -> dict[str, str]:
    """What the village answered to the questions of the type."""
    return next((dict(entry.data["answers"]) for entry in journal if "answers" in entry.data), {})


def as_data(lines: Iterable[Line]) -> list[list[Any]]:
    """Figures as they travel."""
    return [[line.code, line.name, line.amount] for line in lines]


def read_lines(data: Iterable[Any]) -> list[Line]:
    return [Line(str(code), str(name), int(amount)) for code, name, amount in data]


def clocks(account: Any, day: date) -> list[Clock]:
    """What runs against this kecamatan, one for each type, and what it has not received yet; two queries where there is any."""
    if side() != steps.DISTRICT or not account.may(ConsultationPermission.SEE):
        return []
    if not any(one.kind == KIND and not one.is_mine for one in matters.open_groups()):
        return []
    waiting = consultations().filter(matters.waiting()).order_by("due_at", "opened_at")[:200]
    grouped: dict[str, list[Row]] = {}
    for row in _rows(waiting, day):
        title = row.title if row.due_on else "" if row.matter.taken_at else "baru"
        grouped.setdefault(title, []).append(row)
    new = grouped.pop("baru", [])
    grouped.pop("", None)
    found = [_clock(title, group) for title, group in grouped.items()]
    return found + ([Clock(f"{len(new)} konsultasi belum diterima", LIST, tone="info", count=len(new))] if new else [])


def _clock(title: str, group: list[Row]) -> Clock:
    """The most pressing of a type, and how many there are."""
    first = min(group, key=lambda row: row.due_on or date.max)
    link = f"{LIST}{first.matter.key}/" if len(group) == 1 else LIST
    about = f"{title}: {first.office}" if len(group) == 1 else f"{len(group)} {title}"
    silence = catalogue.of(first.matter).silence
    note = "lewat batas berlaku sendiri" if silence else first.left
    return Clock(about, link, first.due_on, tone=first.clock_tone, count=len(group), note=note)


def _rows(found: Iterable[Matter], day: date) -> list[Row]:
    matters_found = list(found)
    # Where nothing runs nobody asks for the days off.
    off = holidays.off() if matters_found else frozenset()
    known = catalogue.catalogue() if matters_found else None
    return [_row(matter, day, off, known) for matter in matters_found]


def _row(matter: Matter, day: date, off: frozenset[date], known: Catalogue | None) -> Row:
    topic = catalogue.of(matter, known)
    words, tone = steps.STATE_WORDS[steps.State(matter.state)]
    due_on = _due_on(matter, day, off)
    return Row(
        matter=matter,
        title=topic.title,
        subject=matters.subject(matter),
        office=matters.other_office(matter).title,
        state=words,
        tone=tone,
        due_on=due_on,
        left=clock.words(due_on, day, off),
        clock_tone=_clock_tone(matter, topic, due_on, day, off),
        is_mine_to_act=matters.waits_for_me(matter),
    )


def _due_on(matter: Matter, day: date, off: frozenset[date]) -> date | None:
    """The last day of the clock that runs now; of nobody while it stands still or is over."""
    if matter.state in OVER or matter.paused_at is not None:
        return None
    case = case_of(matter)
    if case.answered_on is None:
        return judging.due_of(case, off)
    return case.fix_due_on if case.needs_fix and case.fixed_on is None else None


def _clock_tone(matter: Matter, topic: Topic, due_on: date | None, day: date, off: frozenset[date]) -> str:
    if due_on is None:
        return ""
    if due_on < day:
        return "danger"
    case = case_of(matter)
    if case.answered_on is not None or case.taken_on is None:
        return "info"
    rung = clock.alarm(clock.used(case.taken_on, day, case.pauses, off), topic.alarms)
    if not rung:
        return "info"
    return "warn" if rung == topic.alarms[0] else "danger"


def _day(text: Any) -> date | None:
    return date.fromisoformat(text) if text else None
