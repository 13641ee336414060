"""
Looking into an .xlsx before it is read: bombs, stray cells, and formulas that were never worked out.

The sheets are read as a stream of bytes, once, so that nothing of a harmful file is unpacked into memory.
"""

import html
import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field

from registry.incoming.refusal import BROKEN, LARGEST_UNPACKED, MOST_CELLS, MOST_MEMBERS, FileRefused, refuse_giants

# A cell with something in it; one that is only painted ends in "/>" and takes no room.
_COLUMN = re.compile(rb'<(?:\w+:)?c\s[^>]*?\br="([A-Z]{1,3})[0-9]{1,7}"[^>]*(?<!/)>')
_ROW = re.compile(rb'<(?:\w+:)?c\s[^>]*?\br="[A-Z]{1,3}([0-9]{1,7})"[^>]*(?<!/)>')
_HOLLOW = re.compile(
    rb'<c\s[^>]*?\br="([A-Z]{1,3}[0-9]{1,7})"[^>]*>\s*<f\b[^<]*(?:</f>)?\s*(?:<v\s*/>|<v></v>)?\s*</c>'
)
_TAG = re.compile(r"<(?:\w+:)?(sheet|Relationship)\s([^>]*)>")
_ATTRIBUTE = re.compile(r'([\w:]+)="([^"]*)"')
_CHUNK = 1 << 20
_OVERLAP = 4_096
_MOST_HOLLOW = 2_000
_LARGEST_INDEX = 1 << 20


@dataclass
class Sight:
    """What was seen of one sheet: its last column and row, and the places of formulas without a value ("D5")."""

    widest: int = 0
    lowest: int = 0
    cells: int = 0
    hollow: set[str] = field(default_factory=set)


def examine(content: bytes) -> dict[str, Sight]:
    """
    Look at every sheet of a packed workbook, by its name.

    :raises FileRefused: no workbook, broken, too large when unpacked, or with cells far outside any table.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            members = packed.infolist()
            if "xl/workbook.xml" not in {member.filename for member in members}:
                raise FileRefused("Berkas ini bukan lembar kerja Excel (.xlsx atau .xlsm).")
            if len(members) > MOST_MEMBERS or sum(member.file_size for member in members) > LARGEST_UNPACKED:
                raise FileRefused("Isi berkas terlalu besar bila dibuka. Simpan ulang hanya lembar data penduduk.")
            seen = {member.filename: _look(packed, member) for member in members}
            return {name: seen[place] for name, place in _sheets(packed) if place in seen}
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, KeyError) as error:
        raise FileRefused(BROKEN) from error


def _look(packed: zipfile.ZipFile, member: zipfile.ZipInfo) -> Sight:
    """Read a member to its end: it must be as large as it says, or reading it elsewhere would fill the memory."""
    sight, tail = Sight(), b""
    is_sheet = member.filename.startswith("xl/worksheets/")
    with packed.open(member) as stream:
        while chunk := stream.read(_CHUNK):
            if is_sheet:
                _count(sight, tail, chunk)
                tail = chunk[-_OVERLAP:]
    return sight


def _count(sight: Sight, tail: bytes, chunk: bytes) -> None:
    seen = tail + chunk
    columns, rows = set(_COLUMN.findall(seen)), set(_ROW.findall(seen))
    sight.widest = max(sight.widest, *map(_number, columns)) if columns else sight.widest
    sight.lowest = max(sight.lowest, *map(int, rows)) if rows else sight.lowest
    sight.cells += chunk.count(b"</c>") + chunk.count(b":c>")
    refuse_giants(sight.lowest, sight.widest)
    if sight.cells > MOST_CELLS:
        raise FileRefused("Lembar kerja berisi terlalu banyak sel. Sisakan hanya tabel penduduk, lalu unggah lagi.")
    if b"<f" in seen and len(sight.hollow) < _MOST_HOLLOW:
        sight.hollow.update(place.decode() for place in _HOLLOW.findall(seen))


def _number(letters: bytes) -> int:
    number = 0
    for byte in letters:
        number = number * 26 + byte - 64
    return number


def _sheets(packed: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    """Name each sheet and where it lies in the file."""
    targets = {
        found.get("Id"): found.get("Target", "")
        for found in _tags(packed, "xl/_rels/workbook.xml.rels", "Relationship")
    }
    for found in _tags(packed, "xl/workbook.xml", "sheet"):
        target = targets.get(next((value for key, value in found.items() if key.endswith(":id")), None), "")
        if target:
            yield html.unescape(found.get("name", "")), target.lstrip("/") if target[0] == "/" else f"xl/{target}"


def _tags(packed: zipfile.ZipFile, name: str, wanted: str) -> Iterator[dict[str, str]]:
    if name not in packed.namelist():
        return
    with packed.open(name) as stream:
        text = stream.read(_LARGEST_INDEX).decode("utf-8", errors="replace")
    for tag, attributes in _TAG.findall(text):
        if tag == wanted:
            yield dict(_ATTRIBUTE.findall(attributes))
