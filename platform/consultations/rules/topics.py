"""
The types of consultation, as files in `topics/`: what must come with each, its clock with its law, and what ends it.

What a law does not say, its file says too ("standar pelayanan kecamatan").
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from types import MappingProxyType
from typing import Any


class TopicUnknown(LookupError):
    """There is no such type of consultation."""


class Outcome(StrEnum):
    """What ends a consultation: a decision with an annex, an official letter, or a recommendation."""

    DECISION = "decision"
    LETTER = "letter"
    RECOMMENDATION = "recommendation"


OUTCOME_WORDS = {
    Outcome.DECISION: "Keputusan Camat",
    Outcome.LETTER: "Surat jawaban",
    Outcome.RECOMMENDATION: "Surat rekomendasi",
}


@dataclass(frozen=True)
class Attachment:
    """A file that comes with it; with `when` only if that question is answered so."""

    key: str
    text: str
    required: bool = True
    when: tuple[str, str] | None = None

    def is_asked(self, answers: Mapping[str, str]) -> bool:
        return self.when is None or answers.get(self.when[0]) == self.when[1]


@dataclass(frozen=True)
class Question:
    """Something asked when it is written; `kind` is choice, year or date."""

    key: str
    label: str
    kind: str
    choices: tuple[str, ...] = ()


@dataclass(frozen=True)
class Check:
    """Something the kecamatan looks at, with its law."""

    key: str
    text: str
    law: str


@dataclass(frozen=True)
class Conclusion:
    """How it may end; `sentence` stands on the paper."""

    key: str
    text: str
    sentence: str
    needs_fix: bool = False


@dataclass(frozen=True)
class Topic:
    """
    One type. `days` are working days from the receipt, None for no clock; at each of `alarms` the kecamatan is told.

    `silence` says what happens when nobody answers in time; `fix_days` are working days the village has after an answer that wants it.
    """

    code: str
    order: int
    title: str
    about: str
    laws: tuple[str, ...]
    outcome: Outcome
    archive_code: str
    attachments: tuple[Attachment, ...]
    questions: tuple[Question, ...]
    checklist: tuple[Check, ...]
    conclusions: tuple[Conclusion, ...]
    days: int | None = None
    clock_law: str = ""
    alarms: tuple[int, ...] = ()
    silence: str = ""
    has_figures: bool = False
    fix_days: int = 0
    fix_law: str = ""
    #: The days are the law's: a kabupaten may ask for fewer, not for more.
    days_by_law: bool = False
    #: Nothing new is begun of a type a kabupaten has switched off.
    is_active: bool = True

    @property
    def outcome_words(self) -> str:
        return OUTCOME_WORDS[self.outcome]

    def conclusion(self, key: str) -> Conclusion | None:
        return next((one for one in self.conclusions if one.key == key), None)

    def asked(self, answers: Mapping[str, str]) -> list[Attachment]:
        """The files that go with these answers."""
        return [one for one in self.attachments if one.is_asked(answers)]


def _read(path: Path) -> Topic:
    said: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))
    return Topic(
        code=path.stem,
        attachments=tuple(_attachment(one) for one in said.pop("attachments", [])),
        questions=tuple(
            Question(**{**one, "choices": tuple(one.get("choices", ()))}) for one in said.pop("questions", [])
        ),
        checklist=tuple(Check(**one) for one in said.pop("checklist", [])),
        conclusions=tuple(Conclusion(**one) for one in said.pop("conclusions")),
        laws=tuple(said.pop("laws")),
        outcome=Outcome(said.pop("outcome")),
        alarms=tuple(said.pop("alarms", ())),
        **said,
    )


def _attachment(said: dict[str, Any]) -> Attachment:
    when = said.pop("when", None)
    return Attachment(**said, when=(when["key"], when["is"]) if when else None)


#: code -> type, in the order in which they are offered.
TOPICS: Mapping[str, Topic] = MappingProxyType(
    {
        topic.code: topic
        for topic in sorted(
            map(_read, (Path(__file__).parents[1] / "topics").glob("*.toml")), key=lambda topic: topic.order
        )
    }
)
#: Those of which indicator H03 speaks.
BUDGETS = ("evaluasi-rapbdes", "evaluasi-perubahan-apbdes")


def named(code: str) -> Topic:
    """:raises TopicUnknown: see there."""
    try:
        return TOPICS[code]
    except KeyError:
        raise TopicUnknown(code) from None
