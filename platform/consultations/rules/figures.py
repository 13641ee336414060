"""Reading the figures of a budget from rows of cells: code, name, amount (pure)."""

import re
from collections.abc import Collection, Iterable, Sequence
from typing import Any

from consultations.rules import codes
from consultations.rules.budget import Line
from messaging.rules import wording

#: A whole budget by activity and kind of spending; each line has two fields on the page of the kecamatan.
MOST_LINES = 400
LONGEST_NAME = 120
#: Whole rupiah; no village has a thousand thousand million.
LARGEST = 10**15
_AMOUNT = re.compile(r"-?[0-9]{1,3}(\.[0-9]{3})+|-?[0-9]+")
_DIGITS = re.compile(r"[0-9][0-9. ]*")
_HEADS = {"code": ("kode", "rekening"), "name": ("uraian", "nama"), "amount": ("anggaran", "jumlah")}
_OBJECT = 3


class FiguresRefused(ValueError):
    """The figures cannot be read; the message says in Indonesian what to do, and names the line."""


class NoFigures(FiguresRefused):
    """There is no column of codes and none of amounts."""


def read(rows: Iterable[Sequence[Any]], flawed: Collection[tuple[int, int]] = ()) -> list[Line]:
    """
    The accounts and activities of a table, down to the fourth part of an account; where that is too much, to the third.

    :param flawed: cells that are not what they show, (row, column) from 0: merged, or a formula nobody worked out.
    :raises FiguresRefused, NoFigures: see there.
    """
    places: dict[str, int] | None = None
    found: list[Line] = []
    reader = codes.Reader()
    for number, row in enumerate(rows):
        if number > 20 * MOST_LINES:
            raise FiguresRefused(f"Tabelnya terlalu panjang. Sisakan paling banyak {MOST_LINES} rekening.")
        cells = [_text(cell) for cell in row]
        if any(wording.has_long_number(cell) for cell in cells):
            raise FiguresRefused(
                f"Baris {number + 1} berisi nomor seperti NIK. Hapus dahulu; rekap anggaran tanpa nama."
            )
        if places is None:
            places = _places(cells)
            if places is None and _starts_with_code(cells):
                places = {"code": 0, "name": 1, "amount": 2}
            elif places is None or not _starts_with_code(cells):
                continue
        line = _line(cells, places, number, flawed, reader)
        if line is not None:
            found.append(line)
    if len(found) > MOST_LINES:
        found = [line for line in found if codes.split(line.code)[1].count(".") < _OBJECT]
    if len(found) > MOST_LINES:
        raise FiguresRefused(f"Paling banyak {MOST_LINES} rekening. Kirim sampai jenis saja.")
    if not found:
        raise NoFigures
    return found


def written(lines: Iterable[Line]) -> str:
    """The same as text, one line each, for the field where they may be typed; accounts first, so that none is read into an activity."""
    arranged = sorted(lines, key=lambda line: line.code.startswith("0"))
    return "\n".join(f"{line.code}; {line.name}; {line.amount}" for line in arranged)


def _line(
    cells: list[str], places: dict[str, int], number: int, flawed: Collection[tuple[int, int]], reader: codes.Reader
) -> Line | None:
    name = _cell(cells, places["name"])[:LONGEST_NAME]
    if name.isdigit():
        # The row of numbers below a head: 1, 2, 3.
        return None
    text = _code_text(cells, places)
    try:
        code = reader.read(text, name)
    except codes.NotACode:
        raise FiguresRefused(
            f"Baris {number + 1}: kode “{text[:20]}” bukan rekening (4, 5, 6) atau kegiatan (1 sampai 5)."
        ) from None
    if not code:
        return None
    if {(number, places["code"]), (number, places["amount"])} & set(flawed):
        raise FiguresRefused(f"Baris {number + 1}: sel digabung atau rumusnya belum dihitung. Tulis angkanya.")
    return Line(code, name or codes.name_of(code)[:LONGEST_NAME], _amount(_cell(cells, places["amount"]), number))


def _code_text(cells: list[str], places: dict[str, int]) -> str:
    """The code; where activity and account have a column each, both."""
    first, name = places["code"], places["name"]
    beside = cells[first + 1 : name] if name > first else []
    return " ".join([_cell(cells, first), *(cell for cell in beside if _DIGITS.fullmatch(cell))]).strip()


def _amount(text: str, number: int) -> int:
    plain = text.replace("Rp", "").replace(" ", "").replace("−", "-")
    if plain.startswith("(") and plain.endswith(")"):
        plain = f"-{plain[1:-1]}"
    plain = re.sub(r",(00|-)$", "", plain) or "0"
    plain = "0" if plain == "-" else plain
    if not _AMOUNT.fullmatch(plain):
        raise FiguresRefused(f"Baris {number + 1}: anggaran “{text[:20]}” bukan rupiah bulat.")
    amount = int(plain.replace(".", ""))
    if abs(amount) > LARGEST:
        raise FiguresRefused(f"Baris {number + 1}: anggaran sebesar itu tidak mungkin. Periksa angkanya.")
    return amount


def _places(cells: list[str]) -> dict[str, int] | None:
    """Where the columns stand, when this row is their head."""
    places = {}
    for what, words in _HEADS.items():
        at = next((at for at, cell in enumerate(cells) if any(word in cell.lower() for word in words)), None)
        if at is None:
            return None
        places[what] = at
    return places if len(set(places.values())) == len(places) else None


def _starts_with_code(cells: list[str]) -> bool:
    return len(cells) >= 3 and codes.looks_like_code(cells[0], cells[1])


def _cell(cells: list[str], at: int) -> str:
    return cells[at] if at < len(cells) else ""


def _text(cell: Any) -> str:
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else f"{cell:.10g}"
    return "" if cell is None else str(cell).strip()
