"""What the rules between answers share: a problem, and reading days, people and years out of the answers."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from modules.service.rules.people import Subject


@dataclass(frozen=True)
class Problem:
    """What is wrong with an answer, in words for the person who gave it; without a field it is a warning."""

    field: str | None
    text: str


Answers = Mapping[str, Any]
Check = Callable[[Answers, Subject, date], Iterator[Problem]]
YOUNGEST_PARENT = 12


def nik_of(answers: Answers, who: str, relation: str, subject: Subject) -> str | None:
    return subject.nik if answers.get("relation") == relation else answers.get(f"{who}.nik")


def same(one: str | None, other: str | None) -> bool:
    return bool(one) and one == other


def day_of(answers: Answers, key: str) -> date | None:
    value = answers.get(key)
    return date.fromisoformat(value) if value else None


def years_between(since: date, until: date) -> int:
    return until.year - since.year - ((until.month, until.day) < (since.month, since.day))
