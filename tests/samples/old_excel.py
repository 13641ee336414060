"""A small old workbook (.xls), written by hand: [MS-CFB] around [MS-XLS] records, text cells only."""

import struct

SECTOR = 512
END, FREE, FAT = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD
WORKBOOK, SHEET = 0x0005, 0x0010


def write(cells: dict[tuple[int, int], str], name: str = "Data Penduduk") -> bytes:
    """The bytes of a workbook with one sheet of these texts by (row, column), counted from 0."""
    book = _record(0x0809, struct.pack("<HHHHII", 0x0600, WORKBOOK, 0x0DBB, 0x07CC, 0, 6))
    opening = len(book) + 4 + 8 + 2 * len(name) + 4
    book += _record(0x0085, struct.pack("<IBBBB", opening, 0, 0, len(name), 1) + name.encode("utf-16-le"))
    book += _record(0x000A, b"")
    book += _record(0x0809, struct.pack("<HHHHII", 0x0600, SHEET, 0x0DBB, 0x07CC, 0, 6))
    for (row, column), text in sorted(cells.items()):
        book += _record(0x0204, struct.pack("<HHHHB", row, column, 15, len(text), 1) + text.encode("utf-16-le"))
    return _file(book + _record(0x000A, b""))


def _record(kind: int, data: bytes) -> bytes:
    return struct.pack("<HH", kind, len(data)) + data


def _file(book: bytes) -> bytes:
    """Sector 0 is the table of sectors, 1 the folder, the book follows; it is made longer than a small stream."""
    book = book.ljust(max(4096, -(-len(book) // SECTOR) * SECTOR), b"\0")
    count = len(book) // SECTOR
    tables = -(-(count + 2) // 127)
    first = tables + 1
    chain = [FAT] * tables + [END] + [*range(first + 1, first + count), END]
    fat = struct.pack(f"<{tables * 128}I", *chain, *[FREE] * (tables * 128 - len(chain)))
    folder = _entry("Root Entry", 5, END, 0, child=1) + _entry("Workbook", 2, first, len(book)) + bytes(256)
    header = bytes.fromhex("d0cf11e0a1b11ae1").ljust(24, b"\0") + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6)
    header = header.ljust(44, b"\0") + struct.pack("<IIIIIIII", tables, tables, 0, 4096, END, 0, END, 0)
    header += struct.pack("<109I", *range(tables), *[FREE] * (109 - tables))
    return header + fat + folder + book


def _entry(name: str, kind: int, start: int, size: int, child: int = 0xFFFFFFFF) -> bytes:
    written = (name + "\0").encode("utf-16-le")
    entry = written.ljust(64, b"\0") + struct.pack("<HBBIII", len(written), kind, 1, FREE, FREE, child)
    return entry.ljust(116, b"\0") + struct.pack("<IQ", start, size)
