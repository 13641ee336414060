"""From a kind, its answers and the subject to a paper ready to be set."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from modules.service.rules import answers as asking
from modules.service.rules import authority, naskah, repeating, wording
from modules.service.rules.authority import OF_THE_HEAD, Right
from modules.service.rules.kind import Group, Kind, Shape
from modules.service.rules.naskah.marks import Line, Place, Spot
from modules.service.rules.naskah.values import DOTS, Sort, Value
from modules.service.rules.people import LABELS, PERSON_ROWS, SUBJECT_ROWS, Subject
from papers.layout import (
    ELECTRONIC_WORDS,
    USUAL_MARGINS,
    Acknowledgement,
    Address,
    Block,
    Letterhead,
    LetterPaper,
    Margins,
    PaperSize,
    Paragraph,
    Signature,
    Signer,
    Typeface,
    Verification,
    Witness,
)
from web import indonesian

#: Stands in a preview where an answer is still missing.
BLANK = DOTS
#: The day of a letter without an end; it stands in no text and on no page.
NO_END = date(9999, 12, 31)
_LONGEST_CLOSING = 800
_NOWHERE = Spot(1, 1, 0, 0)


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
    #: Pragaan
    district: str = ""
    regency: str
    zone: str
    region_code: str
    letterhead: Letterhead
    size: PaperSize = PaperSize.F4
    typeface: Typeface = Typeface.BOOKMAN
    margins: Margins = USUAL_MARGINS
    signed_words: str = ELECTRONIC_WORDS


@dataclass(frozen=True, kw_only=True)
class Signing:
    """What only the moment of signing knows; a preview has none of it but the names and in whose name it would be signed."""

    on: date
    at: datetime
    name: str
    #: NIP of whoever signs; empty for all but civil servants.
    employee_number: str = ""
    right: Right = OF_THE_HEAD
    #: The head in whose name another signs; empty when `name` is the head or acts as the head.
    head_name: str = ""
    number: str = ""
    verification: Verification | None = None

    @property
    def is_draft(self) -> bool:
        return self.verification is None


def letter_paper(
    kind: Kind, answers: Mapping[str, Any], *, subject: Subject, issuer: Issuer, signing: Signing
) -> LetterPaper:
    """Build the paper. Without verification it is a draft, in which missing answers are dots."""
    sources = _sources(kind, answers, subject, issuer, signing)
    blocks, closing = _closing_apart(naskah.printed(kind.text, sources))
    head, deputy, officer = authority.signature_posts(signing.right, issuer.head)
    return LetterPaper(
        letterhead=issuer.letterhead,
        title=kind.title,
        number=signing.number,
        blocks=blocks,
        closing=closing,
        signature=Signature(
            place_and_date=f"{issuer.place}, {indonesian.long_date(signing.on)}",
            head=head,
            deputy=deputy,
            officer=officer,
            name=signing.name,
            employee_number=indonesian.spaced_nip(signing.employee_number),
        ),
        made_at=signing.at,
        verification=signing.verification,
        draft=signing.is_draft,
        size=issuer.size,
        typeface=issuer.typeface,
        margins=issuer.margins,
        signed_words=issuer.signed_words,
        shape=kind.shape,
        model=kind.model,
        has_letterhead=kind.letterhead,
        address=_address(kind, sources.values),
        copies=tuple(filter(None, (naskah.fill(line, sources.values) for line in kind.copies))),
        signers=_signers(kind, sources) if kind.shape == Shape.DECLARATION else (),
        signed_as=kind.signed_as if kind.shape == Shape.DECLARATION else "",
        needs_duty_stamp=kind.needs_meterai and kind.shape == Shape.DECLARATION,
        witnesses=tuple(_witness(number, sources.values) for number in range(1, kind.witnesses + 1)),
        acknowledgement=Acknowledgement(f"Camat {issuer.district or BLANK}") if kind.needs_camat else None,
    )


def _closing_apart(blocks: tuple[Block, ...]) -> tuple[tuple[Block, ...], str]:
    """The last paragraph stays with the signature, on whichever page it comes to stand."""
    last = blocks[-1] if len(blocks) > 1 else None
    if isinstance(last, Paragraph) and last.indented and len(last.text) <= _LONGEST_CLOSING:
        return blocks[:-1], last.text
    return blocks, ""


def _address(kind: Kind, values: naskah.printing.Values) -> Address | None:
    if not kind.addressed:
        return None
    lines = (naskah.fill(line, values) for line in kind.addressed.strip().split("\n"))
    return Address(
        to=tuple(filter(None, lines)),
        matter=naskah.fill(kind.matter, values) or kind.title,
        confidentiality=kind.confidentiality,
        enclosures=naskah.fill(kind.enclosures, values) or "-",
    )


def _signers(kind: Kind, sources: naskah.Sources) -> tuple[Signer, ...]:
    found = []
    for who in kind.signers:
        rows = sources.rows.get(who, (sources.values,))
        group = kind.group_named(who)
        # Two parties sign under what each of them is, the heirs under how they are related.
        role = group.short_title if group and not group.many and len(kind.signers) > 1 else ""
        found += [
            Signer(row[f"{who}.name"].text, _text(row, f"{who}.relation") or role)
            for row in rows
            if _text(row, f"{who}.name")
        ]
    return tuple(found)


def _witness(number: int, values: naskah.printing.Values) -> Witness:
    return Witness(_text(values, f"witness{number}.name").upper() or BLANK)


def _text(values: naskah.printing.Values, key: str) -> str:
    return values[key].text if key in values else ""


def about(kind: Kind, answers: Mapping[str, Any], subject: Subject) -> str:
    """The name of the person the letter is about: the child of a birth letter, otherwise the subject."""
    asked = {field.key: wording.value_of(field, answers.get(field.key)) for field in kind.fields}
    return naskah.fill(kind.about, {"subject.name": Value(subject.name), **asked}) or subject.name


def valid_until(kind: Kind, on: date) -> date:
    """The last day a letter of this day holds; NO_END when it has none."""
    return on + timedelta(days=kind.validity_days) if kind.validity_days else NO_END


def starting_answers(kind: Kind, subject: Subject, issuer: Issuer) -> dict[str, str]:
    """What the register or the office already knows of the answers."""
    known = {
        "subject.address": Value(subject.address),
        "office.regency": Value(issuer.regency),
        "office.regency_title": Value(issuer.letterhead.regency),
    }
    filled = {asked.key: naskah.fill(asked.default, known) for asked in kind.fields if asked.default}
    return {key: text for key, text in filled.items() if text}


def _sources(
    kind: Kind, answers: Mapping[str, Any], subject: Subject, issuer: Issuer, signing: Signing
) -> naskah.Sources:
    known = repeating.without_gaps(kind, answers)
    missing = _missing(kind, known, subject) if signing.is_draft else frozenset()

    def value(asked: Any, key: str) -> Value:
        said = wording.value_of(asked, known.get(key), signing.on)
        return Value(BLANK, sort=said.sort) if not said.text and key in missing else said

    values = {asked.key: value(asked, asked.key) for group in kind.groups if not group.many for asked in group.fields}
    for group in kind.groups:
        if group.person and group.copies_subject and group.copies_subject.holds(known):
            values |= _copied(group.key, subject, signing.on)
    rows = {
        group.key: tuple(
            {asked.key: value(asked, repeating.key_at(group, asked.key, number)) for asked in group.fields}
            for number in range(1, repeating.answered(group, known) + 1)
        )
        for group in kind.groups
        if group.many
    }
    values |= _particulars(subject, signing.on) | _office(kind, issuer, signing)
    people = {group.key: _person_rows(group) for group in kind.groups if group.person}
    return naskah.Sources(values, rows, {"subject": _SUBJECT_LINES} | people)


def _missing(kind: Kind, known: Mapping[str, Any], subject: Subject) -> frozenset[str]:
    """The answers that are asked and still to come."""
    asked = asking.asked_fields(kind, known, subject=subject)
    return frozenset(one.key for one in asked if one.required and (one.when is None or one.when.holds(known)))


def _office(kind: Kind, issuer: Issuer, signing: Signing) -> dict[str, Value]:
    until = {"valid_until": _day(valid_until(kind, signing.on), signing.on)} if kind.validity_days else {}
    return until | {
        "office.title": Value(issuer.title),
        "office.place": Value(issuer.place),
        "office.above": Value(issuer.above),
        "office.head": Value(authority.head_line(signing.right, issuer.head)),
        "office.head_name": Value(signing.head_name or signing.name),
        "office.district": Value(issuer.district),
        "office.regency": Value(issuer.regency),
        "office.regency_title": Value(issuer.letterhead.regency),
        "office.address": Value(issuer.letterhead.address),
        "office.zone": Value(issuer.zone),
        "number": Value(signing.number or BLANK),
        "today": _day(signing.on, signing.on),
    }


def _day(day: date | None, today: date) -> Value:
    return Value(indonesian.long_date(day), day.isoformat(), Sort.DATE, today) if day else Value("", sort=Sort.DATE)


def _copied(group: str, subject: Subject, today: date) -> dict[str, Value]:
    names = ("name", "nik", "birth_place", "sex", "religion", "marital", "occupation", "citizenship", "address")
    said = {name: Value(getattr(subject, name)) for name in names} | {"born_on": _day(subject.born_on, today)}
    return {f"{group}.{name}": value for name, value in said.items()}


def _particulars(subject: Subject, today: date) -> dict[str, Value]:
    age = subject.age_on(today)
    said = {name: Value(getattr(subject, name)) for name in SUBJECT_ROWS if name != "birth"} | {
        "birth_place": Value(subject.birth_place),
        "born_on": _day(subject.born_on, today),
        "age": Value("" if age is None else f"{age}", age, Sort.NUMBER),
        "resident": Value("", subject.is_resident, Sort.FACT),
        "outsider": Value("", not subject.is_resident, Sort.FACT),
    }
    birth = ", ".join(part for part in (subject.birth_place, said["born_on"].text) if part)
    return {f"subject.{name}": value for name, value in said.items()} | {"subject.birth": Value(birth)}


def _person_rows(group: Group) -> tuple[tuple[str, Line], ...]:
    """The lines of a person's particulars, of what is asked about them."""
    asked = {*group.person, *(("birth",) if {"birth_place", "born_on"} & set(group.person) else ())}
    return tuple((LABELS[name], _person_line(group.key, name)) for name in PERSON_ROWS if name in asked)


def _person_line(who: str, name: str) -> Line:
    if name == "birth" and who != "subject":
        return (_place(who, "birth_place"), ", ", _place(who, "born_on"))
    return (_place(who, name, "upper" if name == "name" else ""),)


def _place(who: str, name: str, manner: str = "") -> Place:
    return Place(f"{who}.{name}", manner, _NOWHERE)


_SUBJECT_LINES = tuple((LABELS[name], _person_line("subject", name)) for name in SUBJECT_ROWS)
