"""What an invitation says before it is sealed: "t12" a ticket, "s34" a letter, "pintu" the poster at the door."""

import re
from dataclasses import dataclass

POSTER = "pintu"
_SAID = re.compile(r"(?P<about>(?P<kind>[ts])(?P<number>[0-9a-z]{1,10})|pintu)-(?P<seal>[0-9a-f]{20})")
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


class NotAToken(ValueError):
    """The text cannot be an invitation."""


@dataclass(frozen=True)
class Said:
    """What the address claims; `about` is what the seal is made of."""

    about: str
    seal: str
    kind: str
    number: int


def read(text: str) -> Said:
    """:raises NotAToken: see there."""
    found = _SAID.fullmatch(text) if len(text) < 50 else None
    if found is None:
        raise NotAToken(text)
    return Said(found["about"], found["seal"], found["kind"] or "", int(found["number"] or "0", 36))


def about(kind: str, number: int) -> str:
    """The first part of an address: "t" and the number in base 36."""
    digits = ""
    while True:
        number, rest = divmod(number, 36)
        digits = _DIGITS[rest] + digits
        if not number:
            return kind + digits
