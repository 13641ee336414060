"""What is owed, what was sent, and how it stands, as the three kinds of office ask for it."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from types import MappingProxyType
from typing import Any

import structlog
from django.db.models import Min, Q, QuerySet

from exchange import holidays
from exchange.matters import queries as matters
from exchange.matters.models import Matter
from exchange.models import Obligation as Published
from exchange.rules import digest_of
from submissions.permissions import SubmissionPermission
from submissions.rules import obligations as rules
from submissions.rules.obligations import Due, DueBy, Obligation, ObligationWrong
from submissions.rules.own import AS_PUBLISHED, Refined
from submissions.rules.standing import SHORT, SHOWN, Five, Standing, five, standing
from submissions.rules.terms import NotATerm, Rhythm, Term
from tenants.models import Office
from walls import current, fleeting
from walls.current import today as today
from web import indonesian
from web.clocks import Clock

log = structlog.get_logger(__name__)
KIND = "submission"
KEPT_S = 300
_KEY = "obligations"
#: Days ahead that a village is shown.
AHEAD = 60
#: Days back within which what was never sent is still asked for.
BACK = 731


class NotOwed(LookupError):
    """No such obligation or period: never, not here, or no longer."""


def _shipped() -> dict[str, Obligation]:
    text = (Path(__file__).parent / "shipped.toml").read_text(encoding="utf-8")
    return {code: rules.read(code, said) for code, said in tomllib.loads(text).items()}


SHIPPED: Mapping[str, Obligation] = MappingProxyType(_shipped())


@dataclass(frozen=True)
class Duty:
    """One report that is owed, by one village, for one period."""

    obligation: Obligation
    term: Term
    due_on: date
    today: date
    matter: Matter | None = None
    village: Office | None = None
    #: The village's own word on it, where a page of the village laid it over (own/queries.py); no figure knows it.
    refined: Refined = AS_PUBLISHED

    @property
    def inside_on(self) -> date:
        """Until when the village wants it to lie ready; the last day where it says nothing."""
        return self.refined.inside_on(self.due_on)

    @property
    def prepared_by(self) -> str:
        """The post that prepares it, as a code."""
        return self.refined.post or self.obligation.post

    @property
    def received_on(self) -> date | None:
        """The day of the first sending, in the office's own time; of what goes to somebody else, the day it was handed over."""
        return None if self.matter is None else came_on(self.matter)

    @property
    def standing(self) -> Standing:
        return standing(self.matter.state if self.matter else "", self.received_on, self.due_on, self.today)

    @property
    def words(self) -> str:
        return SHOWN[self.standing][0]

    @property
    def short(self) -> str:
        return SHORT[self.standing]

    @property
    def sign(self) -> str:
        return SHOWN[self.standing][1]

    @property
    def tone(self) -> str:
        return SHOWN[self.standing][2]

    @property
    def is_late(self) -> bool:
        return self.standing is Standing.MISSING

    @property
    def needs_doing(self) -> bool:
        """The village has to act."""
        return self.standing in (Standing.MISSING, Standing.OPEN, Standing.RETURNED)

    @property
    def may_be_sent(self) -> bool:
        return self.needs_doing and self.today >= self.opens_on

    @property
    def opens_on(self) -> date:
        return self.obligation.opens_on(self.term, self.due_on)


def obligations() -> dict[str, Obligation]:
    """All obligations of the kabupaten by code, also those that are switched off; one query at most."""
    kept: dict[str, Obligation] | None = fleeting.get(_KEY)
    if kept is None:
        kept = dict(SHIPPED)
        for code, said in Published.objects.values_list("code", "said"):
            try:
                kept[code] = rules.read(code, said)
            except ObligationWrong as error:
                log.error("obligation cannot be read", code=code, why=str(error))
        fleeting.put(_KEY, kept, seconds=KEPT_S)
    return kept


def basis() -> str:
    """Another text whenever the kabupaten, or a new release, asks for other reports or other days; for the figures counted by them."""
    return digest_of([{code: rules.written(one) for code, one in obligations().items()}, sorted(holidays.off())])


def forget() -> None:
    """Ask again; other offices hear of a change within `KEPT_S` seconds."""
    fleeting.drop(_KEY)


def first_opening() -> date | None:
    """The day on which the first village of this kabupaten began to work here; None while there is none."""
    below = Office.objects.standing().filter(kind=Office.Kind.VILLAGE, parent__parent_id=current.office().pk)
    found = below.aggregate(first=Min("opened_at"))["first"]
    return None if found is None else today(found)


def name_of(code: str) -> str:
    """What a report is called; one that is gone keeps its code."""
    found = obligations().get(code)
    return found.name if found else code


def came_on(matter: Matter) -> date:
    """
    The day that decides whether it was in time: that of the first sending.

    What was returned keeps it (docs/adr/0035-reports-owed.md).
    """
    handed = matter.details.get("handed_on")
    return date.fromisoformat(handed) if handed else today(matter.opened_at)


def due_of(matter: Matter) -> date:
    """Its last day, as it was when it was sent."""
    return date.fromisoformat(matter.details["due_on"])


def submissions() -> QuerySet[Matter]:
    """All reports of this office, sent or received, the newest first."""
    return matters.matters(KIND)


def duties(day: date, first: date, last: date) -> list[Duty]:
    """What this village owes with a last day in these days, by that day; two queries at most."""
    found = assembled([current.office()], day, first, last).values()
    return sorted(found, key=lambda duty: (duty.due_on, duty.obligation.name))


def duty(code: str, text: str, day: date) -> Duty:
    """
    One report of this village; what was sent stays to be seen when it is owed no more.

    :raises NotOwed: see there.
    """
    try:
        term = Term(text)
    except NotATerm as error:
        raise NotOwed(text) from error
    matter = submissions().filter(from_office_id=current.office().pk, topic=code, period=term).first()
    if matter is not None:
        return sent(matter, day)
    obligation = obligations().get(code)
    if obligation is None:
        raise NotOwed(code)
    office: Any = current.office()
    due_on = obligation.due_for(term, opened_on=today(office.opened_at), off=holidays.off())
    if due_on is None:
        raise NotOwed(f"{code} {text}")
    return Duty(obligation, term, due_on, day)


def sent(matter: Matter, day: date) -> Duty:
    """A report as it was sent or received; of an obligation that is gone only its code is left."""
    known = obligations().get(matter.topic) or _gone(matter.topic)
    return Duty(known, Term(matter.period), due_of(matter), day, matter, matter.from_office)


def to_check() -> QuerySet[Matter]:
    """What waits for this kecamatan, the oldest first."""
    return submissions().filter(matters.waiting()).order_by("opened_at", "key")


def counted(day: date, first: date, last: date, code: str = "") -> Five:
    """The five numbers of this village's reports with a last day in these days; of one obligation when it is named."""
    return five(reports_of(duty for duty in duties(day, first, last) if not code or duty.obligation.code == code), day)


def waiting_for(account: Any, *permissions: Any) -> QuerySet[Matter] | None:
    """Reports in which it is this office's turn; None for who may do nothing about them."""
    if not any(account.may(permission) for permission in permissions):
        return None
    return Matter.objects.filter(matters.waiting(), kind=KIND)


def month_span(first: date) -> tuple[date, date]:
    """The first and the last day of a month."""
    return first, (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)


def month_before(first: date) -> date:
    return (first - timedelta(days=1)).replace(day=1)


def month_after(first: date) -> date:
    return month_span(first)[1] + timedelta(days=1)


def _gone(code: str) -> Obligation:
    return Obligation(
        code=code, name=code, basis="–", rhythm=Rhythm.YEAR, due=Due(DueBy.LAST), post="", is_active=False
    )


def assembled(offices: list[Any], day: date, first: date, last: date) -> dict[tuple[int, str, str], Duty]:
    """
    (office, code, term) -> what these villages owe with a last day in these days.

    What was sent keeps the last day it had then, whatever the kabupaten has said since.
    """
    known, off = obligations(), holidays.off()
    owed = {
        (office.pk, one.code, str(term)): Duty(one, term, due_on, day, village=office)
        for office in offices
        for one in known.values()
        for term, due_on in one.owed(first, last, opened_on=today(office.opened_at), off=off)
    }
    then = Q(details__due_on__gte=first.isoformat(), details__due_on__lte=last.isoformat())
    now = Q(topic__in={code for _, code, _ in owed}, period__in={term for _, _, term in owed})
    below = {office.pk: office for office in offices}
    for sent in submissions().filter(then | now, from_office_id__in=below):
        key, due_on = (sent.from_office_id, sent.topic, sent.period), due_of(sent)
        owed.pop(key, None)
        if first <= due_on <= last and sent.topic in known:
            owed[key] = Duty(known[sent.topic], Term(sent.period), due_on, day, sent, below[sent.from_office_id])
    return owed


def reports_of(cells: Iterable[Duty | None]) -> list[tuple[date, date | None]]:
    """What the five numbers are counted from; what is not owed is left out."""
    return [(cell.due_on, cell.received_on) for cell in cells if cell]


def clocks(account: Any, day: date) -> list[Clock]:
    """What waits for this kecamatan's look, for its first page; from the one query of all clocks."""
    if current.office().kind != "district" or not account.may(SubmissionPermission.CHECK_REPORTS):
        return []
    groups = matters.open_groups()
    found = [one for one in groups if one.kind == KIND and not one.is_mine and one.turn == Matter.Turn.TO]
    if not found:
        return []
    since = indonesian.long_date(today(min(one.opened for one in found)))
    count, link = sum(one.size for one in found), "/penyampaian/"
    return [Clock("Laporan desa menunggu diperiksa", link, tone="info", count=count, note=f"sejak {since}")]
