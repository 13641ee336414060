from datetime import timedelta
from decimal import Decimal

import pytest
from conftest import NOON

from supervision import rules
from supervision.rules import Standing


@pytest.mark.parametrize(
    ("numerator", "denominator", "about", "expected"),
    [
        (None, None, {}, Standing.MISSING),
        (Decimal(0), None, {}, Standing.PLAIN),
        (Decimal(0), Decimal(0), {"is_share": True}, Standing.EMPTY),
        (Decimal(3), Decimal(4), {"is_share": True}, Standing.FEW),
        (Decimal(18), Decimal(19), {"is_share": True}, Standing.FEW),
        (Decimal(19), Decimal(20), {"is_share": True}, Standing.PLAIN),
        (
            Decimal(0),
            Decimal(1),
            {"is_share": True, "direction": "up", "target": Decimal(100), "is_one_each": True},
            Standing.MISSED,
        ),
        (None, None, {"is_failed": True}, Standing.FAILED),
        (None, None, {"is_small": True}, Standing.HIDDEN),
        (Decimal(79), Decimal(100), {"is_share": True, "direction": "up", "target": Decimal(80)}, Standing.MISSED),
        (Decimal(80), Decimal(100), {"is_share": True, "direction": "up", "target": Decimal(80)}, Standing.MET),
        (Decimal(2), Decimal(19), {"is_share": True, "direction": "up", "target": Decimal(80)}, Standing.FEW),
        (Decimal(4), None, {"direction": "down", "target": Decimal(3)}, Standing.MISSED),
        (Decimal(4), None, {"direction": "context", "target": Decimal(3)}, Standing.PLAIN),
        # of people
        (Decimal(9), None, {"counts_people": True}, Standing.HIDDEN),
        (Decimal(10), None, {"counts_people": True}, Standing.PLAIN),
        (Decimal(0), None, {"counts_people": True}, Standing.PLAIN),
        (Decimal(5), Decimal(9), {"is_share": True, "counts_people": True}, Standing.HIDDEN),
        (Decimal(91), Decimal(100), {"is_share": True, "counts_people": True}, Standing.HIDDEN),
        (Decimal(100), Decimal(100), {"is_share": True, "counts_people": True}, Standing.PLAIN),
        (Decimal(50), Decimal(100), {"is_share": True, "counts_people": True}, Standing.PLAIN),
    ],
)
def test_what_can_be_said_of_a_figure(numerator, denominator, about, expected):
    assert rules.standing(numerator, denominator, **{"is_share": False, **about}) == expected


def test_months_in_a_row_are_counted_from_the_latest():
    assert rules.months_in_a_row([True, False, True, True]) == 2
    assert rules.months_in_a_row([True, False]) == 0
    assert rules.months_in_a_row([]) == 0


@pytest.mark.parametrize(("days", "age"), [(0, "fresh"), (7, "fresh"), (8, "old"), (30, "old"), (31, "stale")])
def test_a_figure_grows_old(days, age):
    assert rules.age(NOON - timedelta(days=days), NOON) == age
