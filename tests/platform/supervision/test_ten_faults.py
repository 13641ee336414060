"""
Ten arithmetic faults found in the programs that do this work today; each test is one of them, on our own way of counting.

Their numbers are those of the study of these programs. Every test fails when the guard it names is taken away.
"""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from conftest import FAR, NEIGHBOUR, NOON, VILLAGE, office
from samples.ledger import enrol, happen

from exchange import indicators
from exchange.indicators import Figure
from exchange.models import Fact
from exchange.outbox import actions as outbox
from exchange.periods import Period
from modules.service.survey.models import Response
from modules.service.survey.rules.elements import CODES
from registry import sound
from registry.queries import counted_as_of, resident_counts
from registry.statistics.card_duty import unrecorded
from registry.statistics.conditions import must_hold_card
from supervision import exports, figure_queries
from walls import current

pytestmark = pytest.mark.django_db
BORN = date(1990, 1, 1)
#: What the product declares, before the tests of this room take it away.
DECLARED = dict(indicators._declared)


@pytest.fixture(autouse=True)
def more(declared):
    """What the register marks, beside what the other tests declare."""
    indicators._declared.update({**DECLARED, **indicators._declared})


def compared(district, period="2026-11"):
    with current.inside(district):
        return figure_queries.comparison(period=period, at=NOON)


def total(found, code):
    return next(one.reading for one in found.totals if one.reading.indicator.code == code)


def test_1_shares_of_villages_and_months_are_never_summed_nor_averaged(tell, district):
    for period in ("2026-10", "2026-11"):
        tell(VILLAGE, "requests_on_time", 90, 100, period=period)
        tell(NEIGHBOUR, "requests_on_time", 5, 20, period=period)

    assert total(compared(district), "requests_on_time").number == "79,2%", (
        "95 of 120; not 115, not 57,5, not twice that"
    )


def test_2_a_month_that_is_asked_for_gives_that_month_and_not_the_year(tell, district, camat):
    for month, count in (("2026-09", 300), ("2026-10", 30), ("2026-11", 3)):
        tell(VILLAGE, "letters_issued", count, period=month)

    for month, count in (("2026-09", "300"), ("2026-10", "30"), ("2026-11", "3")):
        assert total(compared(district, month), "letters_issued").number == count
        said = camat.get(f"/api/v1/facts/?period={month}&indicator=letters_issued").json()["results"]
        assert [one["numerator"] for one in said] == [int(count)]


def test_3_a_stock_is_the_one_of_its_month_and_is_not_added_over_months(tell, district):
    for month in ("2026-09", "2026-10", "2026-11"):
        tell(VILLAGE, "residents", 2500, period=month)
        tell(NEIGHBOUR, "residents", 1500, period=month)

    assert total(compared(district), "residents").number == "4.000"
    assert [one.value for one in compared(district).rows[0].readings if one.indicator.code == "residents"] == [2500]


def test_4_the_past_does_not_change_when_somebody_dies_or_comes_again(village, gita, declared):
    people = [
        enrol(at=NOON - timedelta(days=40), name=f"WARGA SAMPLE {number}", sex=1, born_on=BORN) for number in range(3)
    ]
    october = Period("2026-10")
    assert resident_counts(october.last_day).residents == 3

    happen("DEATH", people[0], at=NOON, by=gita)
    enrol(at=NOON, name="BARU SAMPLE", sex=1, born_on=BORN)
    enrol(at=NOON, name="LAIN SAMPLE", sex=1, born_on=BORN)

    assert (resident_counts(october.last_day).residents, resident_counts(NOON.date()).residents) == (3, 4)


def test_5_an_age_is_that_of_the_day_asked_for_and_not_of_today(village):
    enrol(at=NOON - timedelta(days=90), name="ADI SAMPLE", sex=1, born_on=date(2008, 11, 10))

    told = [sound.birth_certificates(Period(month).last_day).whole for month in ("2026-10", "2026-11")]

    assert told == [1, 0], "who turned 18 in November was a child in October"


def test_6_a_part_is_never_more_than_its_whole_and_nobody_obliged_is_no_fault(village, declared):
    card = DECLARED["card_unrecorded"].count
    enrol(at=NOON, name="ANAK SAMPLE", sex=1, born_on=date(2015, 1, 1), recording=1)
    assert card(Period("2026-11")) is None, "nobody is obliged"
    assert unrecorded(NOON.date()).count() == 0, "a child nobody recorded is not among those who must be"
    assert resident_counts(NOON.date()).residents == 1

    enrol(at=NOON, name="IBU SAMPLE", sex=2, born_on=BORN, recording=1)
    due = counted_as_of(NOON.date()).filter(must_hold_card(NOON.date()))
    assert (unrecorded(NOON.date()).count(), due.count()) == (1, 1)
    assert set(unrecorded(NOON.date()).values_list("pk")) <= set(due.values_list("pk"))
    assert card(Period("2026-11")) == Figure(1, 1), "never one child and one mother of one who must"
    empty = Fact(indicator="requests_on_time", numerator=0, denominator=0)
    assert empty.value is None


def test_7_children_are_divided_by_children(village):
    enrol(at=NOON, name="ANAK SAMPLE", sex=1, born_on=date(2020, 1, 1), birth_certificate="AL-1")
    for number in range(9):
        enrol(at=NOON, name=f"BESAR SAMPLE {number}", sex=1, born_on=BORN, birth_certificate="AL-2")

    assert sound.birth_certificates(NOON.date()) == sound.Shared(1, 1)


def test_8_last_year_stays_last_year(tell, district):
    tell(VILLAGE, "letters_issued", 500, period="2025-11")

    found = compared(district)

    assert not total(found, "letters_issued").is_known, "another year's figure is no figure of this month"
    assert found.rows[0].readings[0].earlier == (None,) * len(found.rows[0].readings[0].earlier)


def test_8_a_year_stands_once_in_each_of_its_months(tell, district, village):
    """OpenDK adds twelve figures that each are those of the whole year up to their month."""
    tell(VILLAGE, "lpj_on_time", 0, 1, period="2025")
    tell(VILLAGE, "lpj_on_time", 1, 1, period="2026")
    tell(NEIGHBOUR, "lpj_on_time", 0, 1, period="2026")

    for month in ("2026-03", "2026-10", "2026-11"):
        found = total(compared(district, month), "lpj_on_time")
        assert (found.fact.numerator, found.fact.denominator) == (1, 2), month

    for at, count in ((NOON - timedelta(days=40), 2), (NOON, 3)):
        for number in range(count):
            enrol(at=at, kind="BIRTH", name=f"BAYI SAMPLE {number}", sex=1, born_on=at.date(), relation=4)
    births, residents = (DECLARED[code].count for code in ("births", "residents"))

    assert [births(Period(text)) for text in ("2026-10", "2026-11", "2026")] == [Figure(2), Figure(3), Figure(5)]
    assert [residents(Period(text)) for text in ("2026-10", "2026-11", "2026")] == [Figure(2), Figure(5), Figure(5)]
    assert births(Period("2027")) == Figure(0), "the year to come begins with nothing, and not with this year's"


def test_8_what_runs_up_over_the_months_is_what_it_says_in_the_last(tell, district, village):
    """The index of a half-year up to the end of a month: thirty answers of 3 in October, thirty of 4 in November."""
    for day, score in ((date(2026, 10, 20), 3), (date(2026, 11, 10), 4)):
        Response.objects.bulk_create(
            Response(key=uuid4(), answered_on=day, via="POSTER", **dict.fromkeys(CODES, score)) for _ in range(30)
        )
    outbox.mark("satisfaction", at=NOON, period=["2026-09", "2026-10", "2026-11"])
    outbox.publish_dirty(at=NOON)

    told = {fact.period: (fact.numerator, fact.denominator) for fact in Fact.objects.filter(indicator="satisfaction")}
    assert told == {"2026-10": (810, 1080), "2026-11": (1890, 2160)}, "November holds October, and is not added to it"
    assert [total(compared(district, month), "satisfaction").number for month in told] == ["75%", "87,5%"]
    tell(NEIGHBOUR, "satisfaction", 540, 1080, period="2026-11")
    assert total(compared(district), "satisfaction").number == "75%", (
        "2430 of 3240: every answer once, in its last month"
    )


def test_9_every_month_keeps_its_own_figure_whatever_its_neighbours_say(village, monkeypatch):
    counts = {"2026-06": 5, "2026-07": 70, "2026-08": 800, "2026-09": 9000}
    indicators.indicator(
        "letters_issued", name="Surat", unit="surat", direction="context", counted="x", legal_basis="",
    )(lambda period: Figure(counts[period]) if period in counts else None)  # fmt: skip
    for month in counts:
        outbox.mark("letters_issued", at=NOON, period=month)
    outbox.publish_dirty(at=NOON)

    told = dict(Fact.objects.filter(office_id=village.pk).values_list("period", "numerator"))

    assert told == counts


def test_10_every_row_of_a_file_has_as_many_cells_as_its_heading_and_each_under_its_own(tell, district):
    tell(VILLAGE, "requests_on_time", 90, 100)
    tell(NEIGHBOUR, "residents", 1500)
    tell(FAR, "letters_issued", 9)

    head, *rows = exports.rows(compared(district))

    assert {len(row) for row in rows} == {len(head)}
    first = next(
        dict(zip(head, row, strict=True))
        for row in rows
        if row[1] == office(VILLAGE).name and row[head.index("Indikator")] == "Permohonan tepat waktu"
    )
    assert (first["Kode wilayah"], first["Periode"], first["Pembilang"], first["Penyebut"]) == (
        VILLAGE,
        "2026-11",
        90,
        100,
    )
