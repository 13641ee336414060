"""
Looking into an old .xls before it is read: how far its cells reach, and whether it is locked.

An .xls is a small file system ([MS-CFB]) with one stream of records ([MS-XLS] 2.3). Only the places of the cells are
read here; a reader would set aside memory for the whole rectangle up to the last of them.
"""

import struct
from collections.abc import Iterator

from registry.incoming.refusal import BROKEN, FileRefused, refuse_giants

MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_END = 0xFFFFFFFA
_CELLS = {0x0006, 0x00BD, 0x00D6, 0x00FD, 0x0203, 0x0204, 0x0205, 0x027E}
_MANY_NUMBERS = 0x00BD
_BEGIN, _LOCK = 0x0809, 0x002F


def examine(content: bytes) -> None:
    """
    Look at the cells of an old workbook.

    :raises FileRefused: broken, locked, or with cells far outside any table.
    """
    lowest = widest = 0
    try:
        for kind, row, column in _records(_workbook(content)):
            if kind == _LOCK:
                raise FileRefused("Berkas dikunci sandi. Simpan tanpa sandi, lalu unggah lagi.")
            if kind == _BEGIN:
                lowest = widest = 0
            else:
                lowest, widest = max(lowest, row + 1), max(widest, column + 1)
                refuse_giants(lowest, widest)
    except (struct.error, IndexError, ValueError) as error:
        raise FileRefused(BROKEN) from error


def _records(stream: bytes) -> Iterator[tuple[int, int, int]]:
    """Yield (kind, row, column) of each cell, and each beginning of a sheet, counted from 0."""
    at = 0
    while at + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, at)
        if kind in _CELLS and length >= 4:
            row, column = struct.unpack_from("<HH", stream, at + 4)
            if kind == _MANY_NUMBERS:
                (column,) = struct.unpack_from("<H", stream, at + 2 + length)
            yield kind, row, column
        elif kind in (_BEGIN, _LOCK):
            yield kind, 0, 0
        at += 4 + length


def _workbook(content: bytes) -> bytes:
    """
    Put together the stream of the workbook.

    :raises ValueError: there is none, or its sectors run in a ring.
    """
    sector, small = 1 << _short(content, 30), 1 << _short(content, 32)
    if sector not in (512, 4096) or small != 64:
        raise ValueError(sector)
    fat = _table(content, _fat_sectors(content, sector), sector)
    folder = _chain(content, _long(content, 48), fat, sector, 1)
    entries = [folder[at : at + 128] for at in range(0, len(folder) - 127, 128)]
    named = {entry[: _short(entry, 64)].decode("utf-16-le", "replace").rstrip("\0"): entry for entry in entries}
    book = named.get("Workbook") or named.get("Book")
    if book is None:
        raise ValueError("no workbook")
    start, size = _long(book, 116), _long(book, 120)
    if size >= _long(content, 56):
        return _chain(content, start, fat, sector, 1)[:size]
    nest = _chain(content, _long(entries[0], 116), fat, sector, 1)
    small_fat = _numbers(_chain(content, _long(content, 60), fat, sector, 1))
    return _chain(nest, start, small_fat, small, 0)[:size]


def _fat_sectors(content: bytes, sector: int) -> list[int]:
    listed = list(struct.unpack_from("<109I", content, 76))
    more, left = _long(content, 68), _long(content, 72)
    while more < _END and left > 0:
        block = _numbers(content[(more + 1) * sector : (more + 2) * sector])
        listed += block[:-1]
        more, left = block[-1], left - 1
    return [number for number in listed if number < _END][: len(content) // sector]


def _table(content: bytes, sectors: list[int], sector: int) -> list[int]:
    return [number for at in sectors for number in _numbers(content[(at + 1) * sector : (at + 2) * sector])]


def _chain(content: bytes, start: int, fat: list[int], sector: int, skipped: int) -> bytes:
    """Follow the sectors from the first to the last; a ring would never end."""
    pieces: list[bytes] = []
    at = start
    while at < _END:
        if len(pieces) > len(fat):
            raise ValueError("ring")
        pieces.append(content[(at + skipped) * sector : (at + skipped + 1) * sector])
        at = fat[at]
    return b"".join(pieces)


def _numbers(block: bytes) -> list[int]:
    return list(struct.unpack(f"<{len(block) // 4}I", block[: len(block) // 4 * 4]))


def _short(block: bytes, at: int) -> int:
    return int(struct.unpack_from("<H", block, at)[0])


def _long(block: bytes, at: int) -> int:
    return int(struct.unpack_from("<I", block, at)[0])
