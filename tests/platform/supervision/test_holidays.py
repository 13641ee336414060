"""The calendar of a kabupaten: adding, lifting, taking back, pasting; and who hears of it."""

from datetime import date

import pytest
from conftest import NOON

from audit.models import Entry
from exchange import holidays
from exchange.models import Holiday
from supervision import actions, holiday_queries
from walls import current

CHRISTMAS, OWN = date(2026, 12, 25), date(2026, 12, 28)


@pytest.fixture
def dina(regency, make_account):
    with current.inside(regency):
        yield make_account("dina", "ADMIN_KABUPATEN", name="Dina")


def test_a_day_is_added_lifted_and_taken_back(regency, dina):
    actions.add_holidays(days=[(OWN, "Hari jadi")], by=dina, at=NOON)
    actions.lift_holiday(day=CHRISTMAS, by=dina, at=NOON)

    assert OWN in holidays.off()
    assert CHRISTMAS not in holidays.off()
    origins = {day.day: day.origin for day in holiday_queries.holidays_of(2026)}
    assert (origins[OWN], origins[CHRISTMAS]) == ("ADDED", "LIFTED")

    for day in (OWN, CHRISTMAS):
        actions.undo_holiday(day=day, by=dina, at=NOON)
    assert CHRISTMAS in holidays.off()
    assert OWN not in holidays.off()
    assert set(Entry.objects.values_list("action", flat=True)) == {"holiday.add", "holiday.lift", "holiday.undo"}


def test_a_day_of_work_is_not_lifted_and_what_nobody_decided_not_taken_back(regency, dina):
    with pytest.raises(actions.NotAHoliday):
        actions.lift_holiday(day=OWN, by=dina, at=NOON)
    with pytest.raises(actions.NotAHoliday):
        actions.undo_holiday(day=OWN, by=dina, at=NOON)


def test_villages_of_this_kabupaten_hear_of_it(regency, dina, neighbour):
    actions.add_holidays(days=[(OWN, "Hari jadi")], by=dina, at=NOON)

    with current.inside(neighbour):
        assert holidays.named()[OWN] == "Hari jadi"


def test_many_lines_are_pasted_at_once():
    pasted = "2027-01-01 Tahun Baru\n\n 1 Mei 2027; Hari Buruh \n25-12-2027\tNatal\n"

    assert actions.read_lines(pasted) == [
        (date(2027, 1, 1), "Tahun Baru"), (date(2027, 5, 1), "Hari Buruh"), (date(2027, 12, 25), "Natal"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "line", ["2027-02-30 Tidak ada", "Tahun Baru", "2027-01-01", "2027-01-01 " + "x" * 101, "2027-01-01 a\x00b"]
)
def test_a_line_that_cannot_be_read_is_named(line):
    with pytest.raises(actions.LineUnreadable, match="Baris 2"):
        actions.read_lines(f"2027-01-01 Tahun Baru\n{line}")


def test_too_many_lines_are_refused():
    with pytest.raises(actions.LineUnreadable, match="Paling banyak"):
        actions.read_lines("2027-01-01 Tahun Baru\n" * 101)


def test_the_page_adds_lifts_and_undoes(regency, dina, signed_in):
    client = signed_in(regency, dina)

    refused = client.post("/hari-libur/", {"lines": "besok libur"})
    added = client.post("/hari-libur/", {"lines": "2026-12-28 Hari jadi"})
    client.post("/hari-libur/2026-12-25/masuk/")
    page = client.get("/hari-libur/?tahun=2026").content.decode()

    assert refused.status_code == 422
    assert "Baris 1 tidak terbaca" in refused.content.decode()
    assert added.status_code == 302
    assert "Ditambah kabupaten" in page
    assert "Tetap masuk" in page
    client.post("/hari-libur/2026-12-28/urungkan/")
    assert Holiday.objects.count() == 1
    assert client.post("/hari-libur/bukan-hari/masuk/").status_code == 404
