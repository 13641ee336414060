"""Numbers as people read and hear them."""

import re

_DIGITS = ("nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan")
_NAME = re.compile(r"\s*([A-Fa-f])[\s-]?([0-9]{1,3})\s*")


def name(letter: str, number: int) -> str:
    """A-014."""
    return f"{letter}-{number:03d}"


def parts(text: str) -> tuple[str, int] | None:
    """The letter and the number of "A-014", "a14" and the like; None when it is no number."""
    found = _NAME.fullmatch(text) if text.isascii() else None
    return (found[1].upper(), int(found[2])) if found else None


def spoken(letter: str, number: int, desk: str) -> str:
    """What the loudspeaker says; digit by digit, because "empat belas" and "empat puluh" sound alike from afar."""
    digits = " ".join(_DIGITS[int(digit)] for digit in f"{number:03d}")
    place = re.sub(r"\d", lambda found: _DIGITS[int(found[0])], desk)
    return f"Nomor antrean {letter}, {digits}. Silakan ke {place}."
