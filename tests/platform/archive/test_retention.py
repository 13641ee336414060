"""How long documents are kept."""

from datetime import date

import pytest

from archive.retention import Fate, RetentionClass


@pytest.mark.parametrize("kind", RetentionClass)
def test_every_class_has_a_schedule(kind):
    assert kind.schedule.active_years > 0


def test_a_letter_may_go_after_its_years_counted_from_the_end_of_its_own():
    assert RetentionClass.STATEMENT_LETTER.may_go_on(date(2026, 11, 22)) == date(2030, 1, 1)
    assert RetentionClass.STATEMENT_LETTER.may_go_on(date(2026, 1, 1)) == date(2030, 1, 1)


def test_registers_stay():
    assert RetentionClass.REGISTER.schedule.fate is Fate.PERMANENT
    assert RetentionClass.REGISTER.may_go_on(date(2026, 1, 1)) is None
