"""Planting known mistakes into a sample village, to prove that an import finds exactly these."""

import random
from dataclasses import dataclass
from datetime import date

from registry.codes import Relation
from registry.synthetic.village import Row

FIRST_ROW = 2


@dataclass(frozen=True)
class Mistake:
    """Where a mistake was planted: the row number the spreadsheet shows, and the heading."""

    row: int
    heading: str


def plant(rows: list[Row], count: int, *, seed: int, on: date) -> list[Mistake]:
    """
    Spoil one cell in each of `count` rows, at most one row a family, and say where.

    :raises ValueError: there are not enough families with two members.
    """
    dice = random.Random(seed)  # noqa: S311 - dice for samples, no secret
    spots = _spots(rows)
    if count > len(spots):
        raise ValueError(f"only {len(spots)} mistakes fit into this village")
    chosen = sorted(dice.sample(spots, count))
    sound = _sound_row(rows, chosen)
    return [_spoil(rows, spot, turn, sound, on) for turn, spot in enumerate(chosen)]


def _spots(rows: list[Row]) -> list[int]:
    """Choose of each family the line after its head: it is no head, and its head stands in the file."""
    return [
        number
        for number in range(1, len(rows))
        if rows[number]["no_kk"] == rows[number - 1]["no_kk"] and rows[number - 1]["kk_level"] == Relation.HEAD
    ]


def _sound_row(rows: list[Row], chosen: list[int]) -> Row:
    return next(row for number, row in enumerate(rows) if number not in set(chosen))


def _spoil(rows: list[Row], spot: int, turn: int, sound: Row, on: date) -> Mistake:
    row = rows[spot]
    kinds: tuple[tuple[str, str | int | date], ...] = (
        ("nik", str(row["nik"])[:15]),
        ("nama", ""),
        ("tanggallahir", date(on.year + 1, 1, 1)),
        ("agama_id", "Agama Contoh"),
        ("nik", str(row["nik"])[:8] + "13" + str(row["nik"])[10:]),
        ("no_kk", str(row["no_kk"])[:14]),
        ("sex", 3),
        ("kk_level", int(Relation.HEAD)),
        ("pekerjaan_id", 999),
        ("nik", sound["nik"]),
        ("tanggallahir", "31/02/1990"),
        ("rt", "0001"),
    )
    heading, cell = kinds[turn % len(kinds)]
    row[heading] = cell
    return Mistake(spot + FIRST_ROW, heading)
