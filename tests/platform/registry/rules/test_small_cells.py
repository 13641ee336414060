"""Small numbers stay hidden from whoever knows every sum and can solve equations."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from registry.rules.small_cells import hidden

COUNTS = st.one_of(st.integers(0, 12), st.integers(0, 400))
TABLES = st.lists(st.tuples(COUNTS, COUNTS), min_size=1, max_size=7)


def with_sums(pairs):
    rows = [(men, women, men + women) for men, women in pairs]
    return [*rows, tuple(sum(column) for column in zip(*rows, strict=True))]


def equations(table, gone):
    """What an attacker knows: in every row and column the last cell is the sum of the others; (coefficients, known)."""
    rows, columns = len(table), 3
    lines = [[(row, column) for column in range(columns)] for row in range(rows)]
    lines += [[(row, column) for row in range(rows)] for column in range(columns)]
    places = sorted(gone)
    for line in lines:
        signs = dict.fromkeys(line[:-1], 1) | {line[-1]: -1}
        yield [Fraction(signs.get(place, 0)) for place in places]


def determined(table, gone):
    """Which hidden cells follow exactly from the rest: those on which every solution of the equations agrees."""
    places, rows = sorted(gone), [row for row in equations(table, gone) if any(row)]
    pivots, at = [], 0
    for column in range(len(places)):
        pivot = next((i for i in range(at, len(rows)) if rows[i][column]), None)
        if pivot is None:
            continue
        rows[at], rows[pivot] = rows[pivot], rows[at]
        rows[at] = [value / rows[at][column] for value in rows[at]]
        for i, row in enumerate(rows):
            if i != at and row[column]:
                rows[i] = [a - row[column] * b for a, b in zip(row, rows[at], strict=True)]
        pivots.append(column)
        at += 1
    free = [column for column in range(len(places)) if column not in pivots]
    return {places[column] for row, column in zip(rows, pivots, strict=False) if not any(row[f] for f in free)}


@given(TABLES)
def test_no_hidden_number_can_be_computed(pairs):
    table = with_sums(pairs)
    gone = hidden(table)

    assert {(r, c) for r, row in enumerate(table) for c, n in enumerate(row) if 0 < n < 10} <= gone
    assert not determined(table, gone)


@given(TABLES)
def test_no_sum_of_hidden_numbers_is_small(pairs):
    table = with_sums(pairs)
    gone = hidden(table)

    for column in range(3):
        inside = [table[row][column] for row in range(len(pairs)) if (row, column) in gone]
        if inside and (len(pairs), column) not in gone:
            assert sum(inside) >= 10


def test_one_small_number_takes_another_with_it():
    table = with_sums([(3, 50), (120, 130), (40, 60)])

    assert hidden(table) == {(0, 0), (0, 1), (2, 0), (2, 1)}


def test_large_numbers_and_zeros_stay():
    assert hidden(with_sums([(50, 60), (0, 0), (10, 0)])) == set()
