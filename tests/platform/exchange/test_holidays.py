"""Days off: the country's, and what a kabupaten decides for all its offices."""

from datetime import date

import pytest
from conftest import DISTRICT, REGENCY, VILLAGE, office
from django.db import DatabaseError, transaction

from exchange import holidays
from exchange.models import Holiday
from walls import current

pytestmark = pytest.mark.django_db
NYEPI, PILKADA, LEAVE = date(2026, 3, 19), date(2026, 11, 25), date(2026, 12, 24)


def test_the_country_has_seventeen_holidays_and_eight_days_of_leave_in_2026():
    days = {day: name for day, name in holidays.NATIONAL.items() if day.year == 2026}

    assert len([name for name in days.values() if not name.startswith("Cuti bersama")]) == 17
    assert len([name for name in days.values() if name.startswith("Cuti bersama")]) == 8
    assert days[NYEPI] == "Nyepi, Tahun Baru Saka 1948"


def test_what_the_regency_decides_holds_in_its_villages():
    with current.inside(office(REGENCY)):
        Holiday.objects.create(office_id=office(REGENCY).pk, day=PILKADA, name="Pemungutan suara")
        Holiday.objects.create(office_id=office(REGENCY).pk, day=LEAVE, name="Cuti bersama Natal", is_off=False)

    for reader in (REGENCY, DISTRICT, VILLAGE):
        with current.inside(office(reader)):
            holidays.forget()
            assert holidays.named()[PILKADA] == "Pemungutan suara"
            assert LEAVE not in holidays.off()
            assert NYEPI in holidays.off()


def test_only_the_regency_decides():
    for writer in (DISTRICT, VILLAGE):
        with (
            current.inside(office(writer)),
            pytest.raises(DatabaseError, match="row-level security"),
            transaction.atomic(),
        ):
            Holiday.objects.create(office_id=office(writer).pk, day=PILKADA, name="Libur sendiri")


def test_the_answer_is_remembered(django_assert_num_queries):
    with current.inside(office(VILLAGE)):
        holidays.forget()
        assert Holiday.objects.count() == 0
        with django_assert_num_queries(1):
            holidays.off()
        with django_assert_num_queries(0):
            holidays.off()
