"""From a kind, its answers and the subject to a paper ready to be set."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from modules.service.rules import answers as asking
from modules.service.rules import wording
from modules.service.rules.kind import Kind, Part, Row
from modules.service.rules.people import LABELS, SUBJECT_ROWS, Subject
from papers.layout import (
    Block,
    Identities,
    Identity,
    Letterhead,
    LetterPaper,
    PaperSize,
    Paragraph,
    Post,
    Signature,
    Typeface,
    Verification,
)
from web import indonesian

#: Stands in a preview where an answer is still missing.
BLANK = wording.DOTS


@dataclass(frozen=True, kw_only=True)
class Issuer:
    """The office as its letters name it."""

    #: Desa Pragaan Laok
    title: str
    #: Pragaan Laok
    place: str
    #: Kecamatan Pragaan, Kabupaten Sumenep
    above: str
    #: Kepala Desa Pragaan Laok
    head: str
    regency: str
    zone: str
    region_code: str
    letterhead: Letterhead
    size: PaperSize = PaperSize.F4
    typeface: Typeface = Typeface.BOOKMAN


@dataclass(frozen=True, kw_only=True)
class Signing:
    """What only the moment of signing knows; a preview has none of it but the name."""

    on: date
    at: datetime
    name: str
    number: str = ""
    verification: Verification | None = None

    @property
    def is_draft(self) -> bool:
        return self.verification is None


def letter_paper(
    kind: Kind, answers: Mapping[str, Any], *, subject: Subject, issuer: Issuer, signing: Signing
) -> LetterPaper:
    """Build the paper. Without verification it is a draft, in which missing answers are dots."""
    known = {**answers, **asking.facts_of(subject)}
    values = _values(kind, answers, subject, issuer, signing)
    if signing.is_draft:
        values |= _dots(kind, known, values, subject)
    return LetterPaper(
        letterhead=issuer.letterhead,
        title=kind.title,
        number=signing.number,
        blocks=tuple(_blocks(kind, known, values)),
        closing=kind.closing,
        signature=Signature(
            place_and_date=f"{issuer.place}, {indonesian.long_date(signing.on)}",
            head=Post(issuer.head),
            name=signing.name,
        ),
        made_at=signing.at,
        verification=signing.verification,
        draft=signing.is_draft,
        size=issuer.size,
        typeface=issuer.typeface,
    )


def about(kind: Kind, answers: Mapping[str, Any], subject: Subject) -> str:
    """The name of the person the letter is about: the child of a birth letter, otherwise the subject."""
    return (
        wording.fill(kind.about, {"subject.name": subject.name, **wording.written_answers(kind, answers)})
        or subject.name
    )


def valid_until(kind: Kind, on: date) -> date:
    return on + timedelta(days=kind.validity_days)


def starting_answers(kind: Kind, subject: Subject, issuer: Issuer) -> dict[str, str]:
    """What the register or the office already knows of the answers."""
    known = {"subject.address": subject.address, "office.regency": issuer.regency}
    filled = {asked.key: wording.fill(asked.default, known) for asked in kind.fields if asked.default}
    return {key: text for key, text in filled.items() if text}


def _values(
    kind: Kind, answers: Mapping[str, Any], subject: Subject, issuer: Issuer, signing: Signing
) -> dict[str, str]:
    values = wording.written_answers(kind, answers)
    for group in kind.groups:
        if group.person and group.copies_subject and group.copies_subject.holds(answers):
            values.update(_copied(group.key, subject))
    values.update({f"subject.{name}": value for name, value in _particulars(subject).items()})
    return values | {
        "office.title": issuer.title,
        "office.above": issuer.above,
        "office.head": issuer.head,
        "office.regency": issuer.regency,
        "office.zone": issuer.zone,
        "today": indonesian.long_date(signing.on),
        "valid_until": indonesian.long_date(valid_until(kind, signing.on)),
    }


def _copied(group: str, subject: Subject) -> dict[str, str]:
    born_on = indonesian.long_date(subject.born_on) if subject.born_on else ""
    said = {"name": subject.name, "nik": subject.nik, "birth_place": subject.birth_place, "born_on": born_on}
    said |= {"occupation": subject.occupation, "address": subject.address}
    return {f"{group}.{name}": value for name, value in said.items()}


def _particulars(subject: Subject) -> dict[str, str]:
    return {name: getattr(subject, name) for name in SUBJECT_ROWS if name != "birth"} | {
        "birth": _birth(subject.birth_place, indonesian.long_date(subject.born_on) if subject.born_on else "")
    }


def _birth(place: str, day: str) -> str:
    return ", ".join(part for part in (place, day) if part)


def _dots(kind: Kind, known: Mapping[str, Any], values: Mapping[str, str], subject: Subject) -> dict[str, str]:
    """Dots for the answers that are asked and still missing."""
    asked = asking.asked_fields(kind, known, subject=subject)
    missing = (field for field in asked if field.required and not values.get(field.key))
    return {field.key: BLANK for field in missing if field.when is None or field.when.holds(known)}


def _blocks(kind: Kind, known: Mapping[str, Any], values: Mapping[str, str]) -> Iterator[Block]:
    for part in kind.body:
        if not _belongs(part, known, values):
            continue
        if part.text:
            yield Paragraph(wording.fill(part.text, values), indented=not part.flush)
        else:
            rows = tuple(_rows(part, values))
            if rows:
                yield Identities(rows)


def _belongs(part: Part, known: Mapping[str, Any], values: Mapping[str, str]) -> bool:
    if part.when and not part.when.holds(known):
        return False
    return all(values.get(key) for key in part.needs) and not any(values.get(key) for key in part.lacks)


def _rows(part: Part, values: Mapping[str, str]) -> Iterator[Identity]:
    for row in part.rows or _person_rows(part.person):
        value = wording.fill(row.value, values).strip(" ,")
        if value:
            yield Identity(row.label, value, row.strong)


def _person_rows(person: str) -> tuple[Row, ...]:
    if person == "subject":
        return tuple(_subject_row(name) for name in SUBJECT_ROWS)
    return (
        Row(label=LABELS["name"], value=f"{{{person}.name:upper}}", strong=True),
        Row(label=LABELS["nik"], value=f"{{{person}.nik}}"),
        Row(label=LABELS["birth"], value=f"{{{person}.birth_place}}{{{person}.born_on:after_comma}}"),
        Row(label=LABELS["occupation"], value=f"{{{person}.occupation}}"),
        Row(label=LABELS["address"], value=f"{{{person}.address}}"),
    )


def _subject_row(name: str) -> Row:
    if name == "name":
        return Row(label=LABELS[name], value="{subject.name:upper}", strong=True)
    return Row(label=LABELS[name], value=f"{{subject.{name}}}")
