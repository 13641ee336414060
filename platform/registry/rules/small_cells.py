"""Hiding small numbers of people in a table whose sums are shown, so that nobody can compute them (pure)."""

from collections.abc import Sequence

from exchange.rules import HIDDEN_UNDER

#: A number from one to nine says too much about single people, in a table as above the village.
SMALLEST = HIDDEN_UNDER

Place = tuple[int, int]


def hidden(table: Sequence[Sequence[int]]) -> set[Place]:
    """
    Which cells of a table to hide, as (row, column).

    In every row the last cell is the sum of the others, in every column too. Small cells are hidden, and others with them until
    no line has one hidden cell alone, and no column hides fewer than ten people altogether: a sum would tell them.
    """
    gone = {(row, column) for row, cells in enumerate(table) for column, count in enumerate(cells) if is_small(count)}
    while weak := next((line for line in _lines(table) if _tells(table, line, gone)), None):
        gone.add(min((place for place in weak if place not in gone), key=lambda place: _price(table, place)))
    return gone


def is_small(count: int) -> bool:
    return 0 < count < SMALLEST


def _lines(table: Sequence[Sequence[int]]) -> list[list[Place]]:
    """Every row and column; they are sums of which any cell follows from the others."""
    rows, columns = range(len(table)), range(len(table[0]) if table else 0)
    return [[(row, column) for column in columns] for row in rows] + [
        [(row, column) for row in rows] for column in columns
    ]


def _tells(table: Sequence[Sequence[int]], line: list[Place], gone: set[Place]) -> bool:
    inside = [place for place in line if place in gone]
    if not inside or len(inside) == len(line):
        return False
    is_column = line[0][1] == line[-1][1]
    few = is_column and line[-1] not in gone and sum(table[row][column] for row, column in inside) < SMALLEST
    return len(inside) == 1 or few


def _price(table: Sequence[Sequence[int]], place: Place) -> tuple[bool, int]:
    """The smallest number first; zeros last, for hiding nothing protects nobody."""
    count = table[place[0]][place[1]]
    return count == 0, count
