"""What may stand in what people write: no invisible characters, no full NIK or family card number, not a whole book."""

import re
import unicodedata

#: Letters. A page and a half; what is longer is told in the talk that follows.
LONGEST = 5000
SHORTEST = 10
# Characters that turn the direction of writing or hide others, so that a line reads otherwise than it is.
_HIDDEN = re.compile("[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_HEAD = re.compile(
    r"\b(?:kades|kepala desa|kuwu|klebun|kalebun|petinggi|pak lurah|bu lurah|lurah desa)\b", re.IGNORECASE
)
_SIXTEEN = re.compile(r"(?<!\d)(?:\d[ .\-]?){15}\d(?!\d)")

#: What stands in the place of somebody's name or of a telephone number.
MASK = "(disamarkan)"
#: A part of a name shorter than this is an initial.
SHORTEST_WORD = 3
_BETWEEN = r"[\s.\-]*"
_MOBILE = re.compile(rf"(?<!\d)(?:\+?62|0){_BETWEEN}8(?:{_BETWEEN}\d){{7,11}}(?!\d)")


class TextRefused(ValueError):
    """The text cannot be taken; the message says in Indonesian what to do."""


def cleaned(text: str, *, least: int = 1, most: int = LONGEST) -> str:
    """
    The text as it is kept: one way of writing each letter, sixteen digits in a row masked.

    :param least: letters, :param most: letters.
    :raises TextRefused: too short or too long.
    """
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    text = _CONTROL.sub(" ", _HIDDEN.sub("", text))
    text = re.sub(r"\n{3,}", "\n\n", re.sub(r"[ \t]+", " ", text)).strip()
    if len(text) < least:
        raise TextRefused("Tulis sedikit lebih banyak, agar petugas mengerti." if text else "Tulis ceritanya.")
    if len(text) > most:
        raise TextRefused(f"Paling panjang {_number(most)} huruf. Tulisan ini {_number(len(text))} huruf.")
    return without_numbers(text)


def without_numbers(text: str) -> str:
    """The text with every NIK and family card number masked as everywhere else: 3529 1155 •••• 0003."""
    return _SIXTEEN.sub(lambda found: _masked(re.sub(r"\D", "", found[0])), text)


def without_person(text: str, *, name: str = "", phone: str = "") -> str:
    """
    Words for somebody who may not know of whom they are: each word of the name, the number and every mobile number are taken out, also
    where another person bears the same name.
    """
    text = _MOBILE.sub(MASK, text)
    number = re.sub(r"\D", "", phone).removeprefix("62").lstrip("0")
    if number:
        text = re.sub(rf"(?:\+?62|0)?{_BETWEEN}{_BETWEEN.join(number)}", MASK, text)
    for word in name.split():
        if len(word) >= SHORTEST_WORD:
            text = re.sub(rf"(?<!\w){re.escape(word)}(?!\w)", MASK, text, flags=re.IGNORECASE)
    return text


def names_head(text: str) -> bool:
    """Whether it speaks of the head of the village, by the words used for him here."""
    return bool(_HEAD.search(text))


def has_numbers(text: str) -> bool:
    """Whether sixteen digits stand in it, or did before they were masked."""
    return bool(_SIXTEEN.search(text)) or "••••" in text


def _masked(digits: str) -> str:
    return f"{digits[:4]} {digits[4:8]} •••• {digits[12:]}"


def _number(count: int) -> str:
    return f"{count:,}".replace(",", ".")
