"""
The rules of a person's name.

Permendagri 73/2022 asks for legible names of at most sixty characters, advises two words, and allows neither digits nor
punctuation. It binds names given after it; people registered earlier keep theirs, so only what no register can hold is
refused here and the rest is said as a warning when a name is new.
"""

import re
from enum import Enum

from registry.rules.findings import Verdict

LONGEST_STORED = 100
LONGEST_NEW = 60

_BLANKS = re.compile(r"\s+")
# Letters of any script with their accents, and the marks found in names of people already registered.
_WRITABLE = re.compile(r"^[^\W\d_](?:[^\W\d_]|[ .,'’`/()\-])*$")
_MARKS = re.compile(r"[.,'’`/()\-]")


class NameRefusal(Enum):
    EMPTY = "Nama belum diisi."
    TOO_LONG = "Nama paling banyak {most} huruf. Tertulis {count}."
    NOT_WRITABLE = "Nama hanya boleh berisi huruf, spasi, titik, koma, petik, dan tanda hubung."


class NameWarning(Enum):
    LONGER_THAN_NEW = "Nama baru paling banyak 60 huruf (Permendagri 73/2022)."
    ONE_WORD = "Nama baru sebaiknya paling sedikit dua kata (Permendagri 73/2022)."
    MARKS = "Nama baru tidak memakai tanda baca atau singkatan (Permendagri 73/2022)."


def squeezed(name: str) -> str:
    """Trim a name and leave one blank between its words."""
    return _BLANKS.sub(" ", name).strip()


def check_name(name: str, *, is_new: bool = False) -> Verdict:
    """Refuse a name no register can hold; of a newly given name also say what the rule on names advises."""
    verdict = Verdict()
    name = squeezed(name)
    if not name:
        return verdict.refuse(NameRefusal.EMPTY)
    if len(name) > LONGEST_STORED:
        return verdict.refuse(NameRefusal.TOO_LONG, most=LONGEST_STORED, count=len(name))
    if not _WRITABLE.match(name):
        return verdict.refuse(NameRefusal.NOT_WRITABLE)
    return _advised(name, verdict) if is_new else verdict


def initials(name: str) -> str:
    """Take the first letters of the first two words, for the round mark beside a name."""
    return "".join(word[0] for word in squeezed(name).split(" ")[:2] if word).upper()


def _advised(name: str, verdict: Verdict) -> Verdict:
    if len(name) > LONGEST_NEW:
        verdict.warn(NameWarning.LONGER_THAN_NEW)
    if " " not in name:
        verdict.warn(NameWarning.ONE_WORD)
    if _MARKS.search(name):
        verdict.warn(NameWarning.MARKS)
    return verdict
