"""The sample village is plausible, repeatable and made of numbers no living person has."""

from datetime import date

import pytest

from registry import synthetic
from registry.incoming import across, rows
from registry.incoming.sheets import cell_text

DAY = date(2026, 11, 22)


@pytest.fixture(scope="module")
def village():
    return synthetic.make_village(600, seed=7, on=DAY)


def readings(village):
    return [
        (number, rows.read_row({heading: cell_text(cell) for heading, cell in row.items() if cell != ""}, on=DAY))
        for number, row in enumerate(village, 2)
    ]


def test_the_same_seed_makes_the_same_village(village):
    assert synthetic.make_village(600, seed=7, on=DAY) == village
    assert synthetic.make_village(600, seed=8, on=DAY) != village


def test_every_line_is_sound_and_without_a_warning(village):
    for _, reading in readings(village):
        assert reading.errors == []
        assert reading.warnings == []
        assert rows.missing_of_new(reading) == []


def test_every_family_has_one_head_and_nobody_comes_twice(village):
    values = [(number, reading.values) for number, reading in readings(village)]

    assert across.twice(values) == {}
    assert across.second_heads(values) == {}
    assert across.headless(values) == {}


def test_every_number_is_of_a_regency_that_does_not_exist(village):
    assert all(str(row["nik"]).startswith("3599") and str(row["no_kk"]).startswith("3599") for row in village)


def test_planted_mistakes_are_told_and_touch_one_row_each(village):
    spoiled = [dict(row) for row in village]

    mistakes = synthetic.plant(spoiled, 24, seed=7, on=DAY)

    changed = [number for number, (old, new) in enumerate(zip(village, spoiled, strict=True), 2) if old != new]
    assert changed == [mistake.row for mistake in mistakes]
    assert len(changed) == 24
