"""All answers to a kind of letter together: which are asked, which are wrong, and what an officer should look at twice."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from modules.service.rules import checks, reading, repeating
from modules.service.rules.kind import Field, Group, Kind
from modules.service.rules.people import Subject


@dataclass
class Checked:
    """What came of validating: answers to store, errors by question, warnings that stop nothing."""

    answers: dict[str, Any] = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)
    warnings: list[str] = field(default_factory=list)

    @property
    def is_complete(self) -> bool:
        return not self.errors


def validate(
    kind: Kind,
    typed: Mapping[str, Any],
    *,
    subject: Subject,
    today: date,
    groups: Iterable[Group] | None = None,
    by_officer: bool = False,
) -> Checked:
    """
    Read every question that is asked. Answers to questions that are not asked are dropped.

    :param typed: question -> text as typed, or as stored earlier.
    :param groups: only these pages; the rules of the whole kind run only when all pages are read.
    """
    found = Checked()
    typed = repeating.without_gaps(kind, typed)
    known: dict[str, Any] = dict(typed)
    for asked in asked_fields(kind, known, subject=subject, groups=groups, by_officer=by_officer):
        if asked.when and not asked.when.holds(known):
            continue
        try:
            answer = reading.read(asked, str(typed.get(asked.key, "") or ""), today=today)
        except reading.Unreadable as error:
            found.errors[asked.key] = str(error)
            continue
        known[asked.key] = "" if answer is None else answer
        if answer is not None:
            found.answers[asked.key] = answer
    found.errors |= dict(_too_many(kind, typed))
    if groups is None:
        _run_checks(kind, found, subject, today)
    return found


def _too_many(kind: Kind, typed: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for group in kind.groups:
        if group.many and repeating.answered(group, typed) > group.many.most:
            key = repeating.fields_at(group, group.many.most + 1)[0].key
            yield key, f"{group.short_title} paling banyak {group.many.most}."


def asked_fields(
    kind: Kind,
    known: Mapping[str, Any],
    *,
    subject: Subject,
    groups: Iterable[Group] | None = None,
    by_officer: bool = False,
) -> list[Field]:
    """
    The questions of these pages, without those only officers answer and those the register has answered.

    :param known: answers; a group that is answered several times is asked as often as it has answers here.
    """
    pages = asked_groups(kind, known, subject=subject)
    wanted = pages if groups is None else [group for group in groups if group in pages]
    asked = [asked for group in wanted for asked in repeating.asked_fields(group, known)]
    return [one for one in asked if by_officer or not one.officers_only]


def asked_groups(kind: Kind, known: Mapping[str, Any], *, subject: Subject) -> list[Group]:
    """The pages to show: a person who is the subject is not asked about."""
    return [group for group in kind.groups if not (group.copies_subject and group.copies_subject.holds(known))]


def _run_checks(kind: Kind, found: Checked, subject: Subject, today: date) -> None:
    age = subject.age_on(today)
    if kind.minimum_age and age is not None and age < kind.minimum_age:
        found.errors["subject"] = f"Pemohon berumur {age} tahun. Surat ini untuk umur {kind.minimum_age} tahun ke atas."
    for name in kind.checks:
        for problem in checks.CHECKS[name](found.answers, subject, today):
            if problem.field is None:
                found.warnings.append(problem.text)
            else:
                found.errors.setdefault(problem.field, problem.text)
