"""A question as people type it, down to the words that tell something."""

import re
import tomllib
import unicodedata
from pathlib import Path

from modules.service.ask.rules import typos

#: Characters of a question that are read.
LONGEST = 200
MOST_WORDS = 12

_SAID = tomllib.loads(Path(__file__).with_name("words.toml").read_text("utf-8"))
_PHRASES: dict[str, str] = _SAID["phrases"]
_WORDS: dict[str, str] = _SAID["words"]
_EVERYWHERE = (
    "surat",
    "keterangan",
    "pengantar",
    "permohonan",
    "mengurus",
    "bikin",
    "membuat",
    "syarat",
    "gimana",
    "bagaimana",
)
_STOP = frozenset(_SAID["stop"]["words"].split())


def telling(question: str) -> list[str]:
    """The words that tell something, in their order, each once; none for an empty question."""
    text = f" {plain(question)} "
    for phrase in sorted(_PHRASES, key=len, reverse=True):
        text = text.replace(f" {phrase} ", f" {_PHRASES[phrase]} ")
    said = [word for typed in text.split() for word in _WORDS.get(typed, typed).split()]
    found = [word for word in said if word not in _STOP and len(word) > 1]
    return list(dict.fromkeys(found))[:MOST_WORDS]


def tells(word: str) -> bool:
    return word not in _STOP


def is_slip_of_nothing(word: str) -> bool:
    """Whether it is one of the words of nearly every question, mistyped: "suart" for "surat"."""
    return len(word) > 4 and typos.nearest(word, _EVERYWHERE)[:1] == word[:1]


def plain(text: str) -> str:
    """Small letters and digits with single spaces; "F-1.01" is "f101"."""
    seen = unicodedata.normalize("NFKD", text[: LONGEST * 2].lower())
    joined = re.sub(r"(?<=\w)[-.](?=\d)", "", "".join(one for one in seen if not unicodedata.combining(one)))
    return " ".join(re.sub(r"[^a-z0-9]+", " ", joined).split())[:LONGEST]


def without_digits(question: str) -> str:
    """As it is kept when nobody could answer it: no run of digits longer than a year, no line of its own, no address of anybody."""
    text = re.sub(r"[0-9][0-9 .\-]{3,}[0-9]", "…", " ".join(question.split()))
    return re.sub(r"\S+@\S+", "…", text)[:LONGEST]
