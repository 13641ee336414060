"""
The population's main book (BIP) as the civil registry prints it: a line for each family, and below it its members.

Three prints are known. They differ in where the family's number stands and how its address is written, and these
differences are kept here as patterns and column places. Each member becomes one line of a plain list, with the family's
number and place in front.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice

from registry.incoming import formats
from registry.incoming.tables import cell_text

FAMILY_HEADINGS = ("no_kk", "alamat", "dusun", "rw", "rt")
LOOK_WITHIN = 200

_NUMBER_INSIDE = re.compile(r"^NO\.?\s*KK\s*:?\s*([0-9 .]{16,24})$", re.IGNORECASE)
_NUMBER_BELOW = re.compile(r"^NO\.?\s*KK$", re.IGNORECASE)
_SIXTEEN = re.compile(r"^[0-9]{16}$")
_BOTH = re.compile(r"RT\s*/\s*RW\s*:\s*([0-9-]*)\s*/\s*([0-9-]*)", re.IGNORECASE)
_RT = re.compile(r"\bRT\s*[:.]\s*([0-9-]*)", re.IGNORECASE)
_RW = re.compile(r"\bRW\s*[:.]\s*([0-9-]*)", re.IGNORECASE)
_HAMLET = re.compile(
    r"\b(?:NAMA\s+)?(?:DUSUN|DSN)\b\.?\s*:?\s*([^,:]*?)(?=\s*(?:,|$|\bRT\b|\bRW\b|\bNO\b))", re.IGNORECASE
)
_ADDRESS = re.compile(r"\bALAMAT\s*:\s*([^,]*)", re.IGNORECASE)
_POSTCODE = re.compile(r"\bKODE\s*POS\s*:?\s*[0-9-]*", re.IGNORECASE)
_END = re.compile(r"^KETERANGAN\s*:", re.IGNORECASE)

# Where the columns of each print stand when its headings are missing, counted from 0.
_PLACES: dict[str, dict[str, int]] = {
    "2016": {
        heading: place
        for place, heading in enumerate(
            """nama nik tempatlahir tanggallahir sex kk_level agama_id pendidikan_kk_id pekerjaan_id nama_ibu
            nama_ayah""".split(),  # noqa: SIM905 - a list of words reads better than a list of quotes
            1,
        )
    },
    "2012": {
        heading: place
        for place, heading in enumerate(
            """nik nama sex tempatlahir tanggallahir - agama_id status_kawin kk_level pendidikan_kk_id pekerjaan_id
            nama_ibu nama_ayah akta_lahir""".split(),  # noqa: SIM905 - a list of words reads better than a list of quotes
            2,
        )
        if heading != "-"
    },
    "KTP": {
        heading: place
        for place, heading in enumerate(
            """nama nik tempatlahir tanggallahir sex status_kawin golongan_darah_id kk_level agama_id pendidikan_kk_id
            akta_lahir pekerjaan_id nama_ibu nama_ayah - ktp_el - status_rekam""".split(),  # noqa: SIM905 - a list of words reads better than a list of quotes
            1,
        )
        if heading != "-"
    },
}

Row = list[object]
Numbered = tuple[int, list[str]]


@dataclass
class Family:
    """What the line of a family says."""

    number: str
    column: int
    print: str
    address: str = ""
    hamlet: str = ""
    rw: str = ""
    rt: str = ""

    def cells(self) -> list[str]:
        return [self.number, self.address, self.hamlet, self.rw, self.rt]


@dataclass
class Flat:
    """The book as a plain list: its headings, its lines with their row numbers, and the column of the family's number."""

    headings: list[str]
    lines: Iterator[Numbered]
    family_column: int


def flatten(rows: Iterable[Row]) -> Flat | None:
    """Read a book of families; None when the first rows tell of no family."""
    texts = ([cell_text(cell) for cell in row] for row in rows)
    opening = list(islice(texts, LOOK_WITHIN))
    first = next((family for at in range(len(opening)) if (family := _family(opening, at))), None)
    if first is None:
        return None
    headings = next((line for line in opening if _is_heading(line)), None) or _usual_headings(first.print)
    numbered = enumerate(chain(opening, texts), 1)
    return Flat([*FAMILY_HEADINGS, *headings], _members(numbered, headings), first.column)


def hamlet_in(address: str) -> str:
    """Find the hamlet written inside an address: "JL MELATI DSN LIWET" lies in LIWET."""
    found = _HAMLET.search(address)
    return _named(found.group(1)) if found else ""


def _members(numbered: Iterable[tuple[int, list[str]]], headings: Sequence[str]) -> Iterator[Numbered]:
    places = formats.understand(headings, formats.BIP).places
    family: Family | None = None
    waiting: list[str] | None = None
    for number, line in numbered:
        if line and _END.match(line[0]):
            return
        found = _family([waiting, line] if waiting else [line, []], 0)
        waiting = line if any(_NUMBER_BELOW.match(cell) for cell in line) and not _is_heading(line) else None
        if found:
            family = found
        elif family and not waiting and _is_member(line, places):
            yield number, [*family.cells(), *line]


def _is_member(line: list[str], places: dict[str, int]) -> bool:
    name, nik = (line[places[heading]] if places[heading] < len(line) else "" for heading in ("nama", "nik"))
    return bool(name and any(mark.isdigit() for mark in nik)) and not name.isdigit()


def _family(lines: list[list[str]], at: int) -> Family | None:
    """Recognise the line of a family, in any of the three prints."""
    line = lines[at]
    if not line or _is_heading(line):
        return None
    for column, cell in enumerate(line):
        if inside := _NUMBER_INSIDE.match(cell):
            return _placed(Family("".join(inside.group(1).split()).replace(".", ""), column, "2016"), line)
        if _NUMBER_BELOW.match(cell) and at + 1 < len(lines) and column < len(lines[at + 1]):
            below = "".join(mark for mark in lines[at + 1][column] if mark.isdigit())
            return _placed(Family(below, column, "2012"), lines[at + 1]) if len(below) == 16 else None
    if _SIXTEEN.match(line[0]) and (len(line) < 2 or not line[1]):
        return _placed(Family(line[0], 0, "KTP"), line)
    return None


def _placed(family: Family, line: list[str]) -> Family:
    place = " , ".join(cell for cell in line if cell)
    both, rt, rw = _BOTH.search(place), _RT.search(place), _RW.search(place)
    family.rt = _named(both.group(1) if both else rt.group(1) if rt else "")
    family.rw = _named(both.group(2) if both else rw.group(1) if rw else "")
    family.hamlet = hamlet_in(place)
    address = _ADDRESS.search(place)
    family.address = _named(address.group(1)) if address else _street(line)
    return family


def _street(line: list[str]) -> str:
    """What is left of the cell with the RT when hamlet, RT, RW and postcode are taken away."""
    cell = next((cell for cell in line if _RT.search(cell) and not _BOTH.search(cell)), "")
    for pattern in (_HAMLET, _RT, _RW, _POSTCODE):
        cell = pattern.sub("", cell)
    return _named(re.sub(r"(\s*,\s*)+", ", ", cell))


def _named(text: str) -> str:
    text = text.strip(" ,-:")
    return text if text.strip("0") else ""


def _is_heading(line: Sequence[str]) -> bool:
    places = formats.understand(line, formats.BIP).places
    return len(places) >= 5 and "nama" in places and "nik" in places


def _usual_headings(which: str) -> list[str]:
    places = _PLACES[which]
    headings = [""] * (max(places.values()) + 1)
    for heading, place in places.items():
        headings[place] = heading
    return headings
