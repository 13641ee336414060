"""What lies on the counter's desk, and the questions on it, group by group and row by row."""

import dataclasses
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from modules.service import actions, queries
from modules.service.forms import AnswerForm, OutsiderForm
from modules.service.models import LetterKind
from modules.service.rules import answers as asking
from modules.service.rules import paper, repeating, wording
from modules.service.rules.kind import Field, Group, Kind
from modules.service.rules.people import Subject
from modules.service.views import filling
from registry.models import Resident


@dataclass
class Desk:
    """What lies on the desk: the person, the kind of letter, what was typed, and what is wrong with it."""

    kinds: list[LetterKind]
    resident: Resident | None = None
    is_outsider: bool = False
    is_internal: bool = False
    outsider: OutsiderForm | None = None
    kind: LetterKind | None = None
    typed: dict[str, Any] = dataclasses.field(default_factory=dict)
    faults: dict[str, str] = dataclasses.field(default_factory=dict)
    repeats: Any = None
    phone: str = ""
    wants_news: bool = False
    key: str = ""
    text: str = ""
    candidates: dict[str, list[Resident]] = dataclasses.field(default_factory=dict)

    @cached_property
    def subject(self) -> Subject | None:
        if self.resident is not None:
            return queries.subject_of(self.resident)
        if self.outsider is not None and self.outsider.is_bound and self.outsider.is_valid():
            return Subject(**self.outsider.cleaned_data, is_resident=False)
        return actions.office_as_subject(queries.issuer()) if self.is_internal else None

    @property
    def has_person(self) -> bool:
        return self.resident is not None or self.is_outsider or self.is_internal


def sections_of(laid: Desk) -> list[dict[str, Any]]:
    """The questions in groups; those the register answered are folded away."""
    if laid.kind is None:
        return []
    kind, subject = laid.kind.definition, laid.subject or nobody()
    known = paper.starting_answers(kind, subject, queries.issuer())
    chips = {asked.key: kind.purposes for asked in kind.fields if asked.type == "purpose"}
    family = filling.family_of(laid.resident)
    found = []
    for group, number in _rows(kind, laid, subject):
        fields = repeating.fields_at(group, number) if number else group.fields
        prefix = repeating.prefix(group, number) if number else group.key
        folded = [asked for asked in fields if asked.key in known and asked.key not in laid.faults]
        opened = [asked for asked in fields if asked not in folded and _is_shown(asked, laid)]
        found.append(
            {
                "group": group,
                "title": f"{group.short_title} {number}" if number else group.short_title,
                "prefix": prefix,
                **(_row_rights(group, number, laid) if number else {}),
                "form": _form(opened, laid, chips),
                "is_wide": len(opened) > 3,
                "folded": _form(folded, laid, chips) if folded else None,
                "folded_text": " · ".join(wording.written(asked, laid.typed.get(asked.key)) for asked in folded),
                "relatives": _not_yet_named(filling.relatives(group, family), laid),
                "candidates": laid.candidates.get(prefix),
            }
        )
    return found


def _rows(kind: Kind, laid: Desk, subject: Subject) -> Iterator[tuple[Group, int]]:
    """The pages, each as often as it is to be drawn: number 0 for one that is answered once."""
    for group in asking.asked_groups(kind, laid.typed, subject=subject):
        if group.many:
            yield from ((group, number) for number in range(1, repeating.shown(group, laid.typed) + 1))
        else:
            yield group, 0


def _row_rights(group: Group, number: int, laid: Desk) -> dict[str, Any]:
    assert group.many
    count = repeating.shown(group, laid.typed)
    return {
        "count": count,
        "is_first": number == 1,
        "may_add": number == count < group.many.most,
        "may_drop": count > group.many.least,
    }


def _not_yet_named(people: list[Resident], laid: Desk) -> list[Resident]:
    return [person for person in people if person.nik not in laid.typed.values()]


def _is_shown(asked: Field, laid: Desk) -> bool:
    """A question that depends on another is shown once that one is answered so."""
    return asked.when is None or asked.when.holds(laid.typed) or asked.key in laid.faults


def _form(asked: list[Any], laid: Desk, chips: dict[str, Any]) -> AnswerForm:
    return AnswerForm(
        asked, answers=laid.typed, faults=laid.faults, chips=chips, is_dense=True, deciding=_deciding(laid)
    )


def _deciding(laid: Desk) -> set[str]:
    """The questions whose answer decides what else is asked."""
    assert laid.kind is not None
    kind = laid.kind.definition
    asked = [one for group in kind.groups for one in repeating.shown_fields(group, laid.typed)]
    conditions = [group.copies_subject for group in kind.groups] + [one.when for one in asked]
    return {condition.field for condition in conditions if condition}


def nobody() -> Subject:
    return Subject(name=paper.BLANK, nik=paper.BLANK, is_resident=False)
