"""What a NIK and a family card number have in common: sixteen digits, a place, a day, a serial."""

import re

from tenants.districts import districts

LENGTH = 16

#: East Timor, which issued numbers until 1999 and whose kecamatan stand in no list.
TIMOR = "54"
#: The regency of samples: there is none of this code, so nobody has such a number (registry.synthetic).
OF_SAMPLES = "3599"
# The two digits of the provinces in force, and of East Timor.
PROVINCES = frozenset(
    str(code)
    for codes in (
        range(11, 20),
        (21,),
        range(31, 37),
        range(51, 55),
        range(61, 66),
        range(71, 77),
        (81, 82),
        range(91, 97),
    )
    for code in codes
)

_NOT_DIGITS = re.compile(r"[^0-9]")


def digits_of(text: str) -> str:
    """Drop the blanks, dots, dashes and quotes people write between the digits."""
    return _NOT_DIGITS.sub("", text)


def masked(number: str | None) -> str:
    """
    Show the province and the last four digits only: ``35•• •••• •••• 0001``.

    Anything that is not sixteen digits is hidden but for its last four characters.
    """
    if not number:
        return "–"
    if len(number) != LENGTH:
        return "•••• " + number[-4:]
    return f"{number[:2]}•• •••• •••• {number[-4:]}"


def grouped(number: str) -> str:
    """Set a full number in groups of four, as people read it aloud."""
    return " ".join(number[start : start + 4] for start in range(0, len(number), 4))


def has_known_province(number: str) -> bool:
    return number[:2] in PROVINCES


def has_listed_district(number: str) -> bool:
    """Whether the first six digits are a kecamatan of the present list; one that was renamed or split may be none any more."""
    return number.startswith((TIMOR, OF_SAMPLES)) or number[:6] in districts()
