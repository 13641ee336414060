"""
How an office's letters look, and whose certificates sign them: what the kabupaten prescribes and what the village decides.

A village follows its kabupaten's regulation on official papers (Permendagri 1/2023, Peraturan Bupati tentang tata naskah dinas) and
refines only what that leaves open. Both are kept as names and plain values; nothing of what came from elsewhere is believed unread.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields, replace
from enum import StrEnum
from typing import Any

from modules.service.rules import number
from modules.service.rules.kind import Kind, Requirement
from papers.layout import ELECTRONIC_WORDS, Margins, PaperSize, Typeface
from papers.statements import SignerKind

#: Names in a publication that are no rule of their own.
LEFT_OPEN, LOGO = "left_open", "logo"
LEAST_MARGIN, MOST_MARGIN = 10, 40
LONGEST_WORDS = 60
CODE_LISTS = ("2022", "2012")


class RtLetter(StrEnum):
    """For which letters an applicant brings one of the RT; national rules ask for it nowhere (Perpres 96/2018)."""

    NONE = "NONE"
    #: All but population and civil registration.
    OTHERS = "OTHERS"
    ALL = "ALL"


#: Archive codes of population and civil registration (Permendagri 83/2022).
CIVIL_REGISTRATION = "400.12."
RT_LETTER = Requirement(key="pengantar-rt", text="Surat pengantar RT/RW")


class HouseRefused(ValueError):
    """These are no rules that could be followed; the message says which name is wrong."""


@dataclass(frozen=True, kw_only=True)
class House:
    """The rules in force in an office. Margins are millimetres; an empty pattern or list leaves the office's own."""

    signer: str = SignerKind.LOCAL.value
    size: str = PaperSize.F4.name
    typeface: str = Typeface.BOOKMAN.name
    margin_top: int = 15
    margin_right: int = 20
    margin_bottom: int = 22
    margin_left: int = 25
    #: Whether the letterhead names the village's web address.
    shows_site: bool = True
    #: What stands in the signature block where there is no ink.
    signed_words: str = ELECTRONIC_WORDS
    rt_letter: str = RtLetter.NONE.value
    number_pattern: str = ""
    code_list: str = ""

    @property
    def signer_kind(self) -> SignerKind:
        return SignerKind(self.signer)

    @property
    def rt_rule(self) -> RtLetter:
        return RtLetter(self.rt_letter)

    @property
    def paper_size(self) -> PaperSize:
        return PaperSize[self.size]

    @property
    def face(self) -> Typeface:
        return Typeface[self.typeface]

    @property
    def margins(self) -> Margins:
        return Margins(self.margin_top, self.margin_right, self.margin_bottom, self.margin_left)


NAMES = tuple(part.name for part in fields(House))
USUAL = House()
_CHOICES = {
    "signer": tuple(SignerKind),
    "size": (PaperSize.F4.name, PaperSize.A4.name),
    "typeface": tuple(face.name for face in Typeface),
    "rt_letter": tuple(RtLetter),
    "code_list": ("", *CODE_LISTS),
}


def house_of(regency: Mapping[str, Any], own: Mapping[str, Any]) -> House:
    """What holds in a village: its own word where the kabupaten leaves it one, else the kabupaten's, else what is usual."""
    free = left_open(regency)
    chosen = {name: said[name] for said in (regency, {k: v for k, v in own.items() if k in free}) for name in said}
    return House(**{name: value for name, value in chosen.items() if name in NAMES})


def left_open(regency: Mapping[str, Any]) -> frozenset[str]:
    """What the village may decide: everything while the kabupaten has published nothing."""
    if not regency:
        return frozenset({*NAMES, LOGO})
    return frozenset(regency.get(LEFT_OPEN, ())) | (frozenset({*NAMES, LOGO}) - regency.keys())


def read(said: Mapping[str, Any]) -> dict[str, Any]:
    """
    Rules as somebody else wrote them, each of its kind; names this release does not know are left out.

    :raises HouseRefused: a value is none of those possible.
    """
    found = {name: _read(name, said[name]) for name in NAMES if name in said}
    opened = said.get(LEFT_OPEN, [])
    if not isinstance(opened, list) or not all(isinstance(name, str) for name in opened):
        raise HouseRefused(LEFT_OPEN)
    return found | {LEFT_OPEN: sorted({*opened} & {*NAMES, LOGO})}


def requirements_of(kind: Kind, rule: RtLetter) -> tuple[Requirement, ...]:
    """What an applicant brings for a kind, with the letter of the RT where the office asks for one."""
    is_civil = kind.code_2022.startswith(CIVIL_REGISTRATION)
    if kind.internal or rule == RtLetter.NONE or (rule == RtLetter.OTHERS and is_civil):
        return kind.requirements
    named = next((one for one in kind.requirements if "pengantar RT" in one.text), None)
    if named is None:
        return (RT_LETTER, *kind.requirements)
    asked = replace(named, text=named.text.partition(",")[0], required=True)
    return tuple(asked if one is named else one for one in kind.requirements)


def as_said(house: House) -> dict[str, Any]:
    """The rules as plain values."""
    return asdict(house)


def _read(name: str, value: Any) -> Any:
    usual = getattr(USUAL, name)
    if type(value) is not type(usual):
        raise HouseRefused(name)
    if name in _CHOICES and value not in _CHOICES[name]:
        raise HouseRefused(name)
    if isinstance(value, int) and not isinstance(value, bool) and not LEAST_MARGIN <= value <= MOST_MARGIN:
        raise HouseRefused(name)
    if name == "signed_words" and not 0 < len(value.strip()) <= LONGEST_WORDS:
        raise HouseRefused(name)
    if name == "number_pattern" and value:
        _check_pattern(value)
    return value.strip() if isinstance(value, str) else value


def _check_pattern(pattern: str) -> None:
    try:
        number.check_pattern(pattern)
    except number.PatternRefused as refused:
        raise HouseRefused("number_pattern") from refused
