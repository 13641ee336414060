"""An indicator of the tests' own, whose register is a dict of numbers."""

from datetime import UTC, datetime

import pytest

from exchange import indicators
from exchange.indicators import Figure

NOON = datetime(2026, 11, 20, 5, 0, tzinfo=UTC)


@pytest.fixture
def register(monkeypatch):
    """`register["2026-11"] = (3, 4)`: what counting will find; a period that is not there has nothing to count."""
    declared, numbers = {}, {}
    monkeypatch.setattr(indicators, "_declared", declared)

    @indicators.indicator(
        "bells_rung",
        name="Kentongan dipukul",
        unit="%",
        direction="up",
        counted="Pukulan pada bulan itu.",
        legal_basis="-",
        denominator="giliran ronda",
    )
    def bells_rung(period):
        return Figure(*numbers[period]) if period in numbers else None

    @indicators.indicator(
        "bells", name="Kentongan", unit="buah", direction="context", counted="Yang ada.", legal_basis="-", is_stock=True
    )
    def bells(period):
        return Figure(numbers["stock"]) if "stock" in numbers else None

    return numbers
