"""The kecamatan of the country, as the six digits with which a NIK begins; read from the list that ships, without a database."""

import lzma
from functools import cache
from pathlib import Path

#: The whole list, 91,599 rows; where they come from stands in data/README.md.
COUNTRY = Path(__file__).parent / "data" / "regions.csv.xz"
_WRITTEN = len("35.29.11")


@cache
def districts() -> frozenset[str]:
    """All 7,285 as 352911: read once in a process, about a megabyte."""
    with lzma.open(COUNTRY, "rt", encoding="utf-8") as file:
        codes = (line.partition(",")[0] for line in file)
        return frozenset(code.replace(".", "") for code in codes if len(code) == _WRITTEN)
