"""
One office, and what somebody with a pencil knows of it: what was told aloud when it happened, and by when each thing was promised.

Nothing here is read from the tables that are counted, and no rule of the product is asked.
"""

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("Asia/Jakarta")
FLOWS = ("births", "deaths", "arrivals", "departures", "letters_issued", "head_complaints", "requests")
OF_PEOPLE = {"births", "deaths", "arrivals", "departures", "residents", "birth_certificates"}
#: Told as they are on the day they are asked; the month that is over keeps what was told while it ran.
OF_TODAY = ("requests_late", "birth_certificates")
#: What has no month of its own while it runs: an evaluation is counted by the year.
BUDGET = "evaluasi-rapbdes"
#: The offices are opened in its first days, and owe nothing of the month before.
FIRST = "2026-10"


@dataclass
class Promise:
    """Something with a last moment: a letter, a complaint, an assignment, a question to the kecamatan."""

    due: datetime | date
    done: datetime | None = None
    #: What did not end with what was asked for, and what was taken back after it had.
    left: datetime | None = None
    undone: bool = False
    #: Of an assignment: the kecamatan has accepted it. Of a question: what it is about.
    accepted: bool = False
    about: str = ""
    key: Any = None

    def falls_in(self, month: str) -> bool:
        day = self.due.astimezone(ZONE) if isinstance(self.due, datetime) else self.due
        return f"{day:%Y-%m}".startswith(month)

    def is_past(self, at: datetime) -> bool:
        """A day is over when the next has begun where the office is."""
        return at > self.due if isinstance(self.due, datetime) else at.astimezone(ZONE).date() > self.due


@dataclass
class Report:
    """A recapitulation: first sent, first looked at, ever returned."""

    sent: date | None = None
    looked_at: str = ""
    returned: bool = False
    waits: bool = False
    key: Any = None


class Pencil:
    """One office; `told` says every figure it knows of a month."""

    def __init__(self, office: Any, residents: int = 0, signs: bool = False, by: Any = None) -> None:
        self.office, self.signs, self.by = office, signs, by
        self.residents, self.certified, self.children = residents, 0, 0
        self.flows: dict[str, Counter[str]] = defaultdict(Counter)
        self.letters: list[Promise] = []
        self.complaints: list[Promise] = []
        self.tasks: list[Promise] = []
        self.questions: list[Promise] = []
        self.reports: dict[str, Report] = defaultdict(Report)
        self.closed: dict[str, dict[str, Any]] = {}

    def fresh(self) -> "Pencil":
        """The same office, before anything was noted."""
        return Pencil(self.office, self.residents, self.signs, self.by)

    def told(self, month: str, now: datetime) -> dict[str, Any]:
        """Every figure of a month as it must be published; None for what is no figure."""
        flows = self.flows[month]
        figures: dict[str, Any] = {name: (flows[name], None) for name in FLOWS[:-1]}
        figures |= {
            "residents": (self.residents, None),
            "requests_per_1000": (flows["requests"], self.residents),
            "birth_certificates": share(self.certified, self.children),
            "balance_closes": (1, 1),
            "requests_late": (sum(not one.done and not one.left and one.is_past(now) for one in self.letters), None),
            "requests_on_time": kept(self.letters, month, now),
            "complaints_in_time": kept(self.complaints, month, now),
            "assignments_in_time": self.assigned(month, now),
            **self.reported(month, now),
        }
        return {code: hidden(pair) if code in OF_PEOPLE else pair for code, pair in figures.items()}

    def told_of_clocks(self, month: str, now: datetime) -> dict[str, Any]:
        """What a kecamatan tells of itself: of a month, and of its year."""
        budgets = [one for one in self.questions if one.about == BUDGET]
        return {
            (month, "consultations_in_time"): kept(self.questions, month, now),
            (month[:4], "budgets_evaluated"): kept(budgets, month[:4], now),
        }

    def assigned(self, month: str, now: datetime) -> Any:
        """Accepted, or past its day and not reported by then; what was reported in time and waits for the kecamatan is not judged."""
        judged = [one for one in self.tasks if one.falls_in(month) and (one.accepted or _missed(one, now))]
        return share(sum(one.accepted and not _missed(one, now) for one in judged), len(judged))

    def reported(self, month: str, now: datetime) -> dict[str, Any]:
        """The recapitulation of the month before is due on the tenth; from October to February nothing else is."""
        due, report = date(int(month[:4]), int(month[5:]), 10), self.reports[_before(month)]
        is_judged = report.sent or now.astimezone(ZONE).date() > due
        in_time = (bool(report.sent and report.sent <= due), 1) if is_judged and _before(month) >= FIRST else None
        looked_at = [one for one in self.reports.values() if one.looked_at == month]
        return {
            "reports_on_time": in_time,
            "recap_on_time": in_time,
            "reports_returned": share(sum(one.returned for one in looked_at), len(looked_at)),
        }


def kept(promises: list[Promise], month: str, now: datetime) -> Any:
    """Done by their last moment, of those that were done or let pass; what was broken stays broken, whatever came afterwards."""
    in_time = judged = 0
    for one in promises:
        if one.falls_in(month):
            is_broken = one.is_past(one.done or one.left or now)
            is_kept = one.done is not None and not one.undone and not is_broken
            in_time, judged = in_time + is_kept, judged + (is_kept or is_broken)
    return share(in_time, judged)


def share(part: int, whole: int) -> tuple[int, int] | None:
    return (part, whole) if whole else None


def hidden(pair: Any) -> Any:
    """By the words of the rule: fewer than ten people are not told, nor a part, a rest or a whole of fewer than ten."""
    if pair is None:
        return None
    part, whole = pair
    groups = [part] if whole is None else [part, whole - part]
    is_few = any(1 <= group <= 9 for group in groups) or (whole is not None and whole <= 9)
    return (None, None) if is_few else (part, whole)


def _missed(one: Promise, now: datetime) -> bool:
    return one.is_past(one.done or now)


def _before(month: str) -> str:
    year, number = int(month[:4]), int(month[5:])
    return f"{year}-{number - 1:02d}" if number > 1 else f"{year - 1}-12"
