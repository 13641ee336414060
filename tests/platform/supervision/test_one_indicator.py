"""One indicator of all villages, one village beside the middle of its kecamatan, and the kabupaten by sums."""

import re
from datetime import date, timedelta
from decimal import Decimal

import pytest
from conftest import DISTRICT, FAR, NEIGHBOUR, NOON, VILLAGE, office
from samples import tools

from exchange import indicators
from exchange.indicators import Direction
from exchange.models import Alarm, Remark, Target
from exchange.periods import Period
from supervision import figure_queries, one_indicator, rollups
from supervision.beside import Middle, median
from supervision.delays import lateness, passed
from tenants.models import Office
from walls import current
from web import clocks

from .conftest import text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def more_villages(district):
    """Two more below the kecamatan: with one there is a middle, and one tells nothing."""
    with current.outside():
        for key, name, code in (("villagemor", "Aeng Panas", "2031"), ("villagenon", "Sendang", "2032")):
            Office.objects.create(
                key=key, schema_name=f"d_{key}", kind="village", name=name, designation="Desa",
                region_code=f"{DISTRICT}.{code}", parent=office(DISTRICT), opened_at=NOON,
            )  # fmt: skip
    return f"{DISTRICT}.2031"


def test_an_indicator_is_drawn_in_order_with_its_middle_and_names_who_is_missing(
    figures, target, more_villages, tell, camat, district
):
    tell(more_villages, "requests_on_time", 82, 100)

    page = text_of(camat.get("/indikator/requests_on_time/"))

    order = [page.index(words) for words in ("Pragaan Laok ▼ 50%", "Nilai tengah 82% dari 3 desa", "Prenduan ✓ 95%")]
    assert order == sorted(order), "the least good first, the middle in its place"
    assert "Belum ada data: 1 desa. Tidak digambar, karena bukan nol. Sendang" in page
    assert "75,7% · 3 dari 4 desa" in page, "227 of 300, not the mean of three shares"
    assert "Oktober 2026 55% ▼ ≥ 80% 1 dari 4 desa" in page
    assert "Ganding" not in page
    with current.inside(district):
        indicator = indicators.named("requests_on_time")
        found = one_indicator.one_indicator(indicator, period=Period("2026-11"), at=NOON)
    assert [bar.value for bar in found.bars] == [50, 82, 82, 95]
    assert found.without[0][1][0].village.name == "Sendang"


def test_a_village_stands_beside_the_middle_in_words_and_has_no_place_in_a_row(
    figures, target, more_villages, tell, camat
):
    tell(more_villages, "requests_on_time", 82, 100)

    page = text_of(camat.get(f"/desa/{office(VILLAGE).key}/"))

    assert "Belum sebaik nilai tengah kecamatan (82% dari 3 desa)" in page
    assert "Nilai tengah 82% dari 3 desa; desa ini belum sebaik nilai tengah" in text_of(
        camat.get(f"/desa/{office(VILLAGE).key}/requests_on_time/")
    )
    assert "peringkat" not in page.lower()


def test_of_two_villages_a_middle_would_tell_of_one_of_them(figures, camat):
    page = text_of(camat.get(f"/desa/{office(VILLAGE).key}/requests_on_time/"))

    assert "tidak ada, karena baru 2 desa punya angka" in page


def test_better_depends_on_the_direction():
    values = [Decimal(3), Decimal(1), Decimal(2), Decimal(10)]
    assert median(values) == Decimal("2.5")
    for direction, words in (("up", "lebih baik dari"), ("down", "belum sebaik"), ("context", "di atas")):
        one = indicators.Indicator("x", "X", "hari", Direction(direction), "", "", lambda period: None)
        assert Middle(one, Decimal(2), 3).position(Decimal(3)) == f"{words} nilai tengah"
        assert Middle(one, Decimal(3), 3).position(Decimal(3)) == "sama dengan nilai tengah"
        assert not Middle(one, None, 2).position(Decimal(3))


def test_a_column_orders_the_villages_and_whoever_is_missing_stays_last(figures, target, more_villages, camat):
    def names(question):
        page = camat.get(f"/?{question}").content.decode()
        table = page[page.index("<tbody>") : page.index("</tbody>")]
        return sorted(
            ("Pragaan Laok", "Prenduan", "Aeng Panas", "Sendang"), key=lambda name: table.index(f">{name}</a>")
        )

    assert names("") == ["Aeng Panas", "Pragaan Laok", "Prenduan", "Sendang"], "by name unless asked otherwise"
    assert names("urut=requests_on_time") == ["Pragaan Laok", "Prenduan", "Aeng Panas", "Sendang"]
    assert names("urut=-requests_on_time") == ["Prenduan", "Pragaan Laok", "Aeng Panas", "Sendang"]
    assert names("urut=letters_issued") == ["Prenduan", "Pragaan Laok", "Aeng Panas", "Sendang"], "the most first"
    assert names("urut=tidak_ada") == names("urut=nama") == names("kelompok=X")
    assert 'aria-sort="ascending"' in camat.get("/?urut=requests_on_time").content.decode()


def test_the_trend_is_said_in_words(figures, camat):
    page = text_of(camat.get("/"))

    assert "50% ↘ turun 5" in page
    assert "95% 41" not in page, "without a month before there is no trend"


def test_a_kabupaten_compares_kecamatan_by_sums_and_leads_down(figures, target, kabupaten, regency):
    page = kabupaten.get("/")
    text = text_of(page)

    assert "Pragaan 2 dari 14 desa dibuka ▼ 72,5% , di bawah target 2 dari 2 desa" in text
    assert "Seluruhnya 72,5% 2 dari 3 desa" in text, "145 of 200, of three villages one is missing"
    with current.inside(regency):
        found = rollups.districts_compared(period="2026-11", at=NOON)
        one, months = rollups.one_compared(
            indicators.named("letters_issued"), months=Period("2026-11").back(3), at=NOON
        )
    assert [row.village.name for row in found.rows] == ["Ganding", "Pragaan"]
    assert [(row.readings[0].number, row.known, row.of) for row in one.rows] == [("777", (1,), 1), ("93", (2,), 2)]
    assert [(str(month), total.known, total.of) for month, total in months] == [
        ("2026-11", 3, 3),
        ("2026-10", 0, 3),
        ("2026-09", 0, 3),
    ]
    key = office(DISTRICT).key
    assert f"/indikator/requests_on_time/?periode=2026-11&amp;kecamatan={key}" in page.content.decode()
    assert "Pragaan Laok ▼ 50%" in text_of(kabupaten.get(f"/indikator/requests_on_time/?kecamatan={key}"))


def test_a_target_is_for_one_village_and_not_for_the_sum_of_many(tell, regency, district):
    indicators.indicator("late", name="Terlambat", unit="surat", direction="down", counted="x", legal_basis="")(
        lambda period: None
    )
    for code, count in ((VILLAGE, 30), (NEIGHBOUR, 40)):
        tell(code, "late", count)
    with current.outside():
        Target.objects.create(office=regency, indicator="late", value=50, set_at=NOON)
    with current.inside(regency):
        found = rollups.districts_compared(period="2026-11", at=NOON)

    with current.inside(district):
        below = figure_queries.comparison(period="2026-11", at=NOON)
    assert not any(row.judged for row in found.rows), "70 of two villages are under 50 each"
    assert [len(row.judged) for row in below.rows] == [1, 1]
    assert not any(total.reading.is_judged for total in below.totals)


def test_sums_of_the_database_are_those_of_the_villages(figures, tell, target, regency, district):
    """Two ways to the same total: rows added one by one, and the sums of the kabupaten."""
    with current.inside(district):
        below = figure_queries.comparison(period="2026-11", at=NOON).totals
    with current.inside(regency):
        [above] = [
            row for row in rollups.districts_compared(period="2026-11", at=NOON).rows if row.village.pk == district.pk
        ]

    assert [one.reading.number for one in below] == [reading.number for reading in above.readings]


@pytest.mark.parametrize("path", ["/indikator/letters_issued/", "/unduh/perbandingan.csv", "/unduh/perbandingan.pdf"])
def test_another_kecamatan_is_not_there_by_any_way(figures, camat, kabupaten, other_district, path):
    for browser, key in ((camat, other_district.key), (camat, office(DISTRICT).key), (kabupaten, office(VILLAGE).key)):
        assert browser.get(f"{path}?kecamatan={key}").status_code == 404
    assert camat.get("/indikator/whistles/").status_code == 404
    assert "777" not in text_of(camat.get("/indikator/letters_issued/"))


def test_what_makes_no_sense_gives_this_month(figures, camat):
    for question in ("periode=2026-13", "periode=%00", "periode=2026-11&kecamatan="):
        assert "November 2026" in text_of(camat.get(f"/indikator/letters_issued/?{question}"))


def test_what_a_village_says_of_its_figure_stands_where_it_is_named(figures, target, camat):
    with current.outside():
        Remark.objects.create(
            office=office(VILLAGE), indicator="requests_on_time", period="2026-11", text="Operator cuti sejak Oktober",
            by_name="Sari", said_at=NOON,
        )  # fmt: skip

    assert "Catatan desa: “Operator cuti sejak Oktober”" in text_of(camat.get("/"))


def test_clocks_of_the_office_stand_before_everything_else(figures, camat, monkeypatch):
    def ask(account, today):
        return [clocks.Clock("3 RAPBDes menunggu evaluasi", "/indikator/", today - timedelta(days=1), "danger", 3)]

    monkeypatch.setattr(clocks, "_declared", {"budgets": ask})

    page = text_of(camat.get("/"))

    assert "3 RAPBDes menunggu evaluasi ▼ lewat 19 Nov" in page
    assert page.index("RAPBDes") < page.index("Keadaan 2 desa")


def test_pages_cost_the_same_statements_whatever_the_villages(
    figures, target, more_villages, camat, kabupaten, django_assert_max_num_queries
):
    camat.get("/kantor/akun/")
    kabupaten.get("/kantor/akun/")
    key = office(VILLAGE).key
    for path in (
        "/",
        "/?urut=target",
        "/indikator/requests_on_time/",
        f"/desa/{key}/",
        f"/desa/{key}/requests_on_time/",
    ):
        with django_assert_max_num_queries(10):
            camat.get(path)
    for path in ("/", "/indikator/requests_on_time/", f"/indikator/requests_on_time/?kecamatan={office(DISTRICT).key}"):
        with django_assert_max_num_queries(10):
            kabupaten.get(path)


def test_lateness_is_told_in_the_unit_people_use():
    assert not lateness(NOON - timedelta(hours=25), NOON)
    assert lateness(NOON - timedelta(hours=26, minutes=40), NOON) == "terlambat 40 menit"
    assert lateness(NOON - timedelta(hours=26, seconds=9), NOON) == "terlambat 9 detik"
    assert passed(timedelta(days=3)) == "3 hari"
    assert not lateness(None, NOON)
    assert date(2026, 11, 20) == NOON.date()


def test_facts_come_as_a_table_and_of_one_village(figures, tell, camat):
    tell(VILLAGE, "residents", 3, period="2026-10")

    answer = camat.get("/api/v1/facts/", {"format": "csv", "village": VILLAGE, "period": "2026-10"})

    assert answer["Content-Type"].startswith("text/csv")
    head, *lines = answer.content.decode().splitlines()
    assert head.startswith("office,region_code,indicator,period,numerator")
    hidden = next(line for line in lines if "residents" in line)
    assert f"{VILLAGE},residents,2026-10,,,," in hidden, "a small number is in no table either"
    assert len(lines) == 2
    for foreign in (FAR, office(FAR).key, "35.29.11.9999", "tak-ada"):
        assert camat.get("/api/v1/facts/", {"village": foreign}).status_code == 404
    assert camat.get("/api/v1/facts/", {"period": "2026-13"}).status_code == 400
    assert "Penduduk" in camat.get("/api/v1/indicators/?format=csv").content.decode()
    told = {one["code"]: one for one in camat.get("/api/v1/indicators/").json()}
    assert told["requests_on_time"]["direction"] == "up"
    assert NEIGHBOUR not in answer.content.decode()


def test_the_paper_tells_definitions_and_who_is_missing(figures, target, more_villages, camat):
    answer = camat.get("/unduh/perbandingan.pdf?periode=2026-11")

    said = tools.text_of(answer.content)
    assert answer["Content-Disposition"].endswith('"perbandingan-desa-2026-11.pdf"')
    for words in (
        "PERBANDINGAN DESA",
        "KECAMATAN PRAGAAN",
        "angka sementara",
        "Begini menghitungnya",
        "÷ jatuh tempo",
        "2 dari 4",
        "CAMAT PRAGAAN",
    ):
        assert words in said, words
    assert "Aeng Panas, Sendang" in said


def test_the_page_of_a_village_is_folded_by_groups_but_for_what_wants_a_look(figures, target, tell, camat, village):
    """An alarm or a missed target opens its group; the rest is one line each on a phone, and opens without JavaScript."""
    for code, number, name in (("late", "B01", "Terlambat"), ("books", "C02", "Buku"), ("quiet", "F01", "Belanja")):
        indicators.indicator(
            code,
            name=name,
            unit="%",
            direction="up",
            counted="x",
            legal_basis="-",
            number=number,
            numerator="a",
            denominator="b",
        )(lambda period: None)
        tell(VILLAGE, code, 10, 100)
    with current.outside():
        Target.objects.create(office=target.office, indicator="late", value=50, set_at=NOON)
        Alarm.objects.create(
            office=village, kind=Alarm.Kind.CHANGED, indicator="books", period="2026-11", since=NOON, seen_at=NOON
        )

    page = camat.get(f"/desa/{village.key}/").content.decode()

    heads = re.findall(
        r"<details class=\"figure-group mb4\"( open)?><summary><h2 class=\"m0\">([^<]+)</h2>(.*?)</summary>", page
    )
    assert [(name, bool(is_open)) for is_open, name, _ in heads] == [
        ("Pelayanan", True), ("Kualitas data", True), ("Keuangan", False), ("Keterangan", True),
    ]  # fmt: skip
    assert ("1 di bawah target" in heads[0][2], "sedang diperiksa" in heads[1][2]) == (True, True)
