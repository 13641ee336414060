"""How hamlets, RW and RT are written, so that one place has one spelling."""

import re

_NUMBERED = re.compile(r"^[0-9]{1,3}$")
_PREFIX = re.compile(r"^\s*DUSUN\s+", re.IGNORECASE)
_BLANKS = re.compile(r"\s+")


def hamlet_name(text: str) -> str:
    """Write a hamlet in capitals without the word Dusun before it; a lone dash or zero means none."""
    name = _BLANKS.sub(" ", _PREFIX.sub("", text.strip().lstrip("'"))).strip().upper()
    return "" if name in {"-", "0"} else name


def rt_rw(text: str) -> str | None:
    """
    Write an RT or RW as three digits; empty, dash and zero mean there is none.

    :return: None when the text is no number of one to three digits.
    """
    text = text.strip().lstrip("'").strip()
    if text in {"", "-"} or not text.strip("0"):
        return ""
    return text.zfill(3) if _NUMBERED.match(text) else None
