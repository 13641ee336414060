"""What a form is filled from: the office, the applicant, the family and the answers of a letter; all of it may be missing."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

from modules.service.rules import repeating
from modules.service.rules.kind import Kind
from modules.service.rules.people import Subject

#: The register's code of a parent's citizenship (`registry.codes.Citizenship`) as the form writes it.
_CITIZENSHIP: Mapping[Any, str] = {1: "WNI", 2: "WNA", 3: "Dua kewarganegaraan"}


def _day(said: Any) -> date | None:
    try:
        return date.fromisoformat(str(said or ""))
    except ValueError:
        return None


@dataclass(frozen=True, kw_only=True)
class Member:
    """One of a family card, in the words and codes of F-1.01. Health is never among them: it is filled in with ink."""

    name: str
    nik: str = ""
    sex: str = ""
    birth_place: str = ""
    born_on: date | None = None
    citizenship: str = ""
    passport: str = ""
    passport_until: date | None = None
    birth_certificate: str = ""
    blood: str = ""
    religion: str = ""
    marital: str = ""
    marriage_certificate: str = ""
    married_on: date | None = None
    divorce_certificate: str = ""
    divorced_on: date | None = None
    relation: str = ""
    relation_code: str = ""
    education: str = ""
    occupation: str = ""
    permit: str = ""
    mother_nik: str = ""
    mother_name: str = ""
    father_nik: str = ""
    father_name: str = ""


@dataclass(frozen=True, kw_only=True)
class Place:
    """Where the office is, as the head of a form asks for it."""

    village: str = ""
    district: str = ""
    regency: str = ""
    province: str = ""
    #: 35.29.11.2010
    code: str = ""
    postcode: str = ""

    @property
    def digits(self) -> str:
        return self.code.replace(".", "")


@dataclass(frozen=True, kw_only=True)
class Filling:
    """
    Everything known for a form; with only `place` and `at` it is an empty one.

    :param today: the day beside the signatures; empty on an empty form.
    """

    place: Place
    at: datetime
    today: date | None = None
    kind: Kind | None = None
    subject: Subject | None = None
    answers: Mapping[str, Any] = field(default_factory=dict)
    kk: str = ""
    address: str = ""
    hamlet: str = ""
    rt: str = ""
    rw: str = ""
    phone: str = ""
    members: tuple[Member, ...] = ()
    #: What the register's event says of its report, where the letter is about one: witness1, witness1_nik and so on.
    reported: Mapping[str, Any] = field(default_factory=dict)

    @property
    def slug(self) -> str:
        return self.kind.slug if self.kind else ""

    @property
    def name(self) -> str:
        return self.subject.name if self.subject else ""

    @property
    def nik(self) -> str:
        return self.subject.nik if self.subject else ""

    def said(self, key: str) -> str:
        """An answer as it was given, or ""."""
        answer = self.answers.get(key)
        return "" if answer is None else str(answer)

    def day(self, key: str) -> date | None:
        return _day(self.said(key))

    def words(self, key: str) -> str:
        """The words of a chosen answer."""
        asked = next((one for one in self.kind.fields if one.key == key), None) if self.kind else None
        return asked.label_of(self.said(key)) if asked and self.said(key) else self.said(key)

    def coded(self, key: str) -> frozenset[int]:
        """A choice whose answers are the codes 1, 2, 3 of the form."""
        said = self.said(key)
        return frozenset({int(said) - 1}) if said.isascii() and said.isdigit() and int(said) > 0 else frozenset()

    def person(self, group: str) -> "Person":
        """Somebody of the answers; where that is the applicant, the applicant."""
        asked = self.kind.group_named(group) if self.kind else None
        if self.subject and asked and asked.copies_subject and asked.copies_subject.holds(self.answers):
            return Person.of(self.subject, self.kk)
        return Person(
            name=self.said(f"{group}.name"),
            nik=self.said(f"{group}.nik"),
            birth_place=self.said(f"{group}.birth_place"),
            born_on=self.day(f"{group}.born_on"),
            citizenship=self.said(f"{group}.citizenship"),
        )

    def witness(self, number: int) -> "Person":
        """A witness of the answers; where the letter asks for none, of the event in the register."""
        group = f"witness{number}"
        named = self.person(group)
        if named.name or named.nik:
            return named
        return Person(name=str(self.reported.get(group, "")), nik=str(self.reported.get(f"{group}_nik", "")))

    def parent(self, group: str) -> "Person":
        """The mother or father of the answers; what the letter leaves open of the same one, of the event in the register."""
        person = self.person(group)
        name = person.name or self.said(f"{group}_name")
        told = str(self.reported.get(f"{group}_name", ""))
        if not told or " ".join(name.split()).casefold() != " ".join(told.split()).casefold():
            return replace(person, name=name)
        return Person(
            name=name,
            nik=person.nik or str(self.reported.get(f"{group}_nik", "")),
            birth_place=person.birth_place or str(self.reported.get(f"{group}_birthplace", "")),
            born_on=person.born_on or _day(self.reported.get(f"{group}_born_on")),
            citizenship=person.citizenship or _CITIZENSHIP.get(self.reported.get(f"{group}_citizenship"), ""),
        )

    def rows(self, group: str) -> list[dict[str, str]]:
        """The answers of a group that is answered several times, one dict each."""
        asked = self.kind.group_named(group) if self.kind else None
        if asked is None or not asked.many:
            return []
        count = repeating.answered(asked, dict(self.answers))
        return [
            {one.key.partition(".")[2]: self.said(repeating.key_at(asked, one.key, number)) for one in asked.fields}
            for number in range(1, count + 1)
        ]


@dataclass(frozen=True, kw_only=True)
class Person:
    """Somebody a form names."""

    name: str = ""
    nik: str = ""
    birth_place: str = ""
    born_on: date | None = None
    citizenship: str = ""
    kk: str = ""

    @classmethod
    def of(cls, subject: Subject, kk: str = "") -> "Person":
        return cls(
            name=subject.name,
            nik=subject.nik,
            birth_place=subject.birth_place,
            born_on=subject.born_on,
            citizenship=subject.citizenship,
            kk=kk,
        )
