"""What a kecamatan wants to see of a thing done, and whether it was given."""

import re
from collections.abc import Collection, Mapping
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from types import MappingProxyType


class Evidence(StrEnum):
    PHOTO = "FOTO"
    PDF = "PDF"
    NUMBER = "ANGKA"
    WORD = "KATA"


LABELS: Mapping[str, str] = MappingProxyType(
    {
        Evidence.PHOTO: "Foto",
        Evidence.PDF: "Berkas PDF",
        Evidence.NUMBER: "Sebuah angka",
        Evidence.WORD: "Keterangan tertulis",
    }
)
_SIXTEEN = re.compile(r"(?<!\d)(?:\d[ .\-]?){15}\d(?!\d)")
_TYPES: Mapping[str, Collection[str]] = MappingProxyType(
    {Evidence.PHOTO: ("image/jpeg", "image/png"), Evidence.PDF: ("application/pdf",)}
)
_MISSING: Mapping[str, str] = MappingProxyType(
    {
        Evidence.PHOTO: "Lampirkan sedikitnya satu foto.",
        Evidence.PDF: "Lampirkan berkas PDF.",
        Evidence.NUMBER: "Isi angkanya.",
        Evidence.WORD: "Tulis apa yang sudah dikerjakan.",
    }
)


class EvidenceMissing(ValueError):
    """What was asked for is not there; the message says in Indonesian what is."""


class NumberInTitle(ValueError):
    """Sixteen digits stand in a title, which travels to other offices and into messages."""


def judged(wanted: str, *, text: str, number: str, types: Collection[str]) -> str:
    """
    The number as it is kept, or "".

    :param types: content types of the files handed in.
    :raises EvidenceMissing: see there.
    """
    if wanted == Evidence.NUMBER:
        return read_number(number)
    given = any(one in _TYPES[wanted] for one in types) if wanted in _TYPES else len(text.strip()) >= 3
    if not given:
        raise EvidenceMissing(_MISSING.get(wanted, _MISSING[Evidence.WORD]))
    return ""


def read_number(typed: str) -> str:
    """
    A number as people here write it: 1.250 or 1.250,5.

    :raises EvidenceMissing: none, or not below a million million.
    """
    plain = re.sub(r"[\s.]", "", typed).replace(",", ".")
    try:
        number = Decimal(plain) if re.fullmatch(r"-?\d{1,15}(\.\d{1,4})?", plain) else None
    except InvalidOperation:
        number = None
    if number is None or abs(number) >= 10**12:
        raise EvidenceMissing("Isi dengan angka saja, misalnya 125 atau 12,5.")
    return format(number, "f")


def has_long_number(text: str) -> bool:
    """Whether sixteen digits stand in it: a NIK or the number of a family card."""
    return bool(_SIXTEEN.search(text))


def plain_title(text: str) -> str:
    """
    A title in one line.

    :raises NumberInTitle: see there.
    """
    title = " ".join(text.split())
    if has_long_number(title):
        raise NumberInTitle(title[:20])
    return title
