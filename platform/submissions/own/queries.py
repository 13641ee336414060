"""What the village says to itself about its duties. Figures never ask here: they count what the kabupaten publishes."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

import structlog

from exchange import holidays
from exchange.own.models import About
from exchange.own.queries import said_of
from submissions.queries import Duty, today
from submissions.rules import own as rules
from submissions.rules.obligations import Obligation, ObligationWrong
from submissions.rules.own import Refined
from submissions.rules.terms import Term
from walls import current

log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class OwnDuty:
    """One duty of the village alone, for one period."""

    obligation: Obligation
    term: Term
    due_on: date
    today: date
    done_on: date | None = None

    @property
    def words(self) -> str:
        """Of its state; beside it a tone."""
        if self.done_on:
            return "Selesai"
        return "Lewat tenggat" if self.today > self.due_on else "Belum selesai"

    @property
    def tone(self) -> str:
        if self.done_on:
            return "ok"
        return "danger" if self.today > self.due_on else ""


@dataclass(frozen=True)
class Layer:
    """Everything the village says: its word on duties of the kabupaten, its own duties, and which of them were done when."""

    refined: dict[str, Refined] = field(default_factory=dict)
    own: dict[str, Obligation] = field(default_factory=dict)
    done: dict[str, dict[str, date]] = field(default_factory=dict)

    def over(self, duties: Iterable[Duty]) -> list[Duty]:
        """The duties of the kabupaten with the village's word beside each; their last days stay."""
        return [self.over_one(duty) for duty in duties]

    def over_one(self, duty: Duty) -> Duty:
        found = self.refined.get(duty.obligation.code)
        return replace(duty, refined=found) if found else duty

    def duties(self, day: date, first: date, last: date) -> list[OwnDuty]:
        """The village's own duties due in these days, by that day."""
        if not self.own:
            return []
        office: Any = current.office()
        opened_on, off = today(office.opened_at), holidays.off()
        found = [
            OwnDuty(one, term, due_on, day, self.done[one.code].get(term))
            for one in self.own.values()
            for term, due_on in one.owed(first, last, opened_on=opened_on, off=off)
        ]
        return sorted(found, key=lambda duty: (duty.due_on, duty.obligation.name))


def refined_among(codes: Collection[str]) -> set[str]:
    """Which of these duties the village has a word of its own on; one query."""
    return set(codes) & said_of(About.DUTY)[About.DUTY].keys()


def layer() -> Layer:
    """One query; what cannot be read any more is left out and logged."""
    said = said_of(About.DUTY, About.OWN_DUTY)
    found = Layer()
    for code, word in said[About.DUTY].items():
        try:
            found.refined[code] = rules.read_refined(word)
        except ObligationWrong as error:
            log.error("refinement cannot be read", code=code, why=str(error))
    for code, word in said[About.OWN_DUTY].items():
        try:
            found.own[code] = rules.read_own(code, word)
        except ObligationWrong as error:
            log.error("own duty cannot be read", code=code, why=str(error))
        else:
            found.done[code] = rules.done_of(word)
    return found
