"""How wide letters of the vendored fonts are, read from the font files themselves (OpenType: head, hhea, hmtx, cmap format 4)."""

import struct
from functools import cache
from pathlib import Path

_FONTS = Path(__file__).resolve().parents[1] / "fonts"


class Widths(dict[str, float]):
    """Letter to width in ems; a letter the font lacks is taken to be as wide as a capital M."""

    def __missing__(self, letter: str) -> float:
        return self["M"]

    def of(self, text: str) -> float:
        """The width of a line without kerning, in ems."""
        return sum(map(self.__getitem__, text))


@cache
def widths(name: str) -> Widths:
    """The letters of one vendored font file, e.g. LiberationSans-Regular.ttf."""
    data = (_FONTS / name).read_bytes()
    tables = _tables(data)
    (units,) = struct.unpack_from(">H", data, tables["head"] + 18)
    (measured,) = struct.unpack_from(">H", data, tables["hhea"] + 34)
    advances = struct.unpack_from(f">{2 * measured}H", data, tables["hmtx"])[::2]
    found = Widths()
    for code, glyph in _characters(data, tables["cmap"]):
        found[chr(code)] = advances[min(glyph, measured - 1)] / units
    return found


def _tables(data: bytes) -> dict[str, int]:
    (count,) = struct.unpack_from(">H", data, 4)
    records = (struct.unpack_from(">4sIII", data, 12 + 16 * place) for place in range(count))
    return {tag.decode(): offset for tag, _, offset, _ in records}


def _characters(data: bytes, cmap: int) -> list[tuple[int, int]]:
    """Code points of the first plane with their glyphs, of the Windows Unicode table every such font has."""
    (count,) = struct.unpack_from(">H", data, cmap + 2)
    records = [struct.unpack_from(">HHI", data, cmap + 4 + 8 * place) for place in range(count)]
    start = cmap + next(offset for platform, encoding, offset in records if (platform, encoding) == (3, 1))
    (double,) = struct.unpack_from(">H", data, start + 6)
    many = double // 2
    last = struct.unpack_from(f">{many}H", data, start + 14)
    first = struct.unpack_from(f">{many}H", data, start + 16 + double)
    delta = struct.unpack_from(f">{many}H", data, start + 16 + 2 * double)
    ranges = start + 16 + 3 * double
    offsets = struct.unpack_from(f">{many}H", data, ranges)
    found = []
    for place in range(many):
        for code in range(first[place], min(last[place], 0xFFFE) + 1):
            glyph = code
            if offsets[place]:
                (glyph,) = struct.unpack_from(
                    ">H", data, ranges + 2 * place + offsets[place] + 2 * (code - first[place])
                )
            if glyph or not offsets[place]:
                found.append((code, (glyph + delta[place]) & 0xFFFF))
    return [(code, glyph) for code, glyph in found if glyph]
