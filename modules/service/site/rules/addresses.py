"""Addresses of what is written: readable, lasting, and the shelves they lie on."""

import re
import unicodedata
from collections.abc import Collection

#: Letters.
LONGEST = 70
#: Word in the address -> kinds that lie there.
SHELVES: dict[str, tuple[str, ...]] = {"berita": ("NEWS", "NOTICE"), "profil": ("PAGE",), "program": ("PROGRAMME",)}


def slug_of(title: str, taken: Collection[str] = ()) -> str:
    """The words of a title as an address nobody else has: `gotong-royong-minggu`, then `gotong-royong-minggu-2`."""
    plain = _plain(title) or "tulisan"
    number, found = 1, plain
    while found in taken:
        number += 1
        found = f"{plain}-{number}"
    return found


def shelf_of(kind: str) -> str:
    """Where a kind lies."""
    return next(word for word, kinds in SHELVES.items() if kind in kinds)


def _plain(title: str) -> str:
    letters = unicodedata.normalize("NFKD", title.lower()).encode("ascii", "ignore").decode()
    words = re.sub(r"[^a-z0-9]+", "-", letters).strip("-")
    return words if len(words) <= LONGEST else (words[:LONGEST].rpartition("-")[0] or words[:LONGEST])
