"""The kecamatan's page: which village needs help, and why."""

from datetime import timedelta
from decimal import Decimal

import pytest
from conftest import FAR, NEIGHBOUR, NOON, VILLAGE, office

from exchange import indicators
from supervision import figure_queries
from walls import current

from .conftest import text_of

pytestmark = pytest.mark.django_db


def test_the_village_to_help_first_is_named_with_the_reason(figures, target, camat):
    page = text_of(camat.get("/"))

    assert "Desa mana yang perlu dibantu?" in page
    assert "Pragaan Laok: permohonan tepat waktu di bawah target" in page
    assert "Permohonan tepat waktu: 50%, target ≥ 80%" in page
    assert "3 bulan berturut" in page


def test_another_kecamatans_village_and_its_numbers_are_not_there(figures, target, camat):
    page = text_of(camat.get("/"))

    assert "Ganding" not in page
    assert "777" not in page


def test_missing_is_said_and_is_not_zero(figures, camat, tell):
    page = camat.get("/?periode=2026-10")

    assert "belum ada data" in text_of(page)
    assert text_of(page).count("belum ada data") >= 5
    assert "1 dari 2 desa" in text_of(page), "a total says how many villages it stands for"


def test_each_number_tells_when_it_was_counted_and_opens_its_definition(figures, target, camat):
    page = camat.get("/").content.decode()

    assert "20 Nov 12.00" in page
    assert f"/desa/{office(VILLAGE).key}/requests_on_time/" in page


def test_without_targets_nothing_is_judged(figures, camat):
    page = text_of(camat.get("/"))

    assert "Kabupaten belum menetapkan target" in page
    assert "▼" not in page


def test_old_figures_are_a_reason_to_ask(tell, camat):
    for code in (VILLAGE, NEIGHBOUR):
        for indicator, of in (("requests_on_time", 100), ("letters_issued", None), ("residents", None)):
            old = timedelta(days=12 if code == VILLAGE else 0)
            tell(code, indicator, 90, of, at=NOON - old)

    page = text_of(camat.get("/"))

    assert "Pragaan Laok: target" not in page
    assert "terakhir dihitung 12 hari lalu" in page
    assert "terlambat 10 hari" in page


def test_villages_can_be_sorted(figures, target, district):
    with current.inside(district):
        found = figure_queries.comparison(period="2026-11", at=NOON)

    assert [row.village.name for row in found.sorted_by("nama")] == ["Pragaan Laok", "Prenduan"]
    assert found.sorted_by("target")[0].village.name == "Pragaan Laok"


def test_totals_add_parts_and_wholes_and_never_average_shares(tell, district):
    tell(VILLAGE, "requests_on_time", 10, 100)
    tell(NEIGHBOUR, "requests_on_time", 20, 20)

    with current.inside(district):
        total = figure_queries.comparison(period="2026-11", at=NOON).totals[0]

    assert (total.reading.indicator.code, total.reading.number, total.known) == ("requests_on_time", "25%", 2)


def test_totals_of_medians_add_the_groups_and_a_rate_is_told_for_a_thousand(tell, district):
    words = {"counted": "x", "legal_basis": ""}
    edges, half = (Decimal(1), Decimal(2), Decimal(10)), Decimal("0.5")
    indicators.indicator("wait", name="A", unit="jam", direction="down", edges=edges, quantile=half, **words)(
        lambda period: None
    )
    indicators.indicator(
        "rate", name="B", unit="per 1.000", direction="context", denominator="orang", per=1000, **words
    )(lambda period: None)
    for code, hours, buckets, count in ((VILLAGE, "0.4", [98, 2, 0, 0], 25), (NEIGHBOUR, "6", [0, 0, 2, 0], 75)):
        fact = tell(code, "wait", hours)
        with current.outside():
            type(fact).objects.filter(pk=fact.pk).update(buckets=buckets)
        tell(code, "rate", count, 10_000)

    with current.inside(district):
        found = figure_queries.comparison(period="2026-11", at=NOON)

    total = {one.reading.indicator.code: one.reading for one in found.totals}
    told = {row.village.region_code: {one.indicator.code: one.number for one in row.readings} for row in found.rows}
    assert total["wait"].number == "0,5", "two slow letters of a hundred and two move the median little"
    assert total["rate"].number == "5"
    assert told[VILLAGE]["wait"] == "0,4"
    assert told[NEIGHBOUR]["wait"] == "6 (dari 2)", "few are told with their number and not judged"
    assert told[NEIGHBOUR]["rate"] == "7,5"


def test_a_small_number_of_people_is_hidden_everywhere(tell, camat):
    tell(VILLAGE, "residents", 3)
    key = office(VILLAGE).key

    for address in ("/", f"/desa/{key}/", f"/desa/{key}/residents/"):
        assert "disembunyikan (<10)" in text_of(camat.get(address)), address
    assert "disembunyikan" in camat.get("/unduh/perbandingan.csv").content.decode()
    [fact] = camat.get("/api/v1/facts/").json()["results"]
    assert (fact["numerator"], fact["value"], fact["is_hidden"]) == (None, None, True)


def test_a_share_of_few_is_written_out_and_not_judged(tell, target, camat):
    tell(VILLAGE, "requests_on_time", 1, 4)

    answer = camat.get("/")

    assert "1 dari 4" in text_of(answer)
    assert b"cell-danger" not in answer.content


def test_nobody_is_praised_for_what_was_not_judged(tell, target, camat):
    for code in (VILLAGE, NEIGHBOUR):
        tell(code, "requests_on_time", 3, 3)
        tell(code, "letters_issued", 3)
        tell(code, "residents", 900)

    page = text_of(camat.get("/"))

    assert "mencapai target" not in page
    assert "belum dinilai" in page
    assert "Belum ada desa dengan 20 berkas atau lebih" in page


@pytest.mark.parametrize("question", ["periode=kemarin", "periode=2030-01", "periode=2026", "urut=x", "periode=%00"])
def test_a_question_that_makes_no_sense_gives_this_month(figures, camat, question):
    response = camat.get(f"/?{question}")

    assert response.status_code == 200
    assert "November 2026" in text_of(response)


def test_a_kecamatan_without_villages_says_what_to_wait_for(other_district, make_account, signed_in):
    from tenants.models import Office

    with current.outside():
        Office.objects.filter(region_code=FAR).update(parent=office("35.29.11"))
    with current.inside(other_district):
        camat = signed_in(other_district, make_account("camat", "CAMAT"))

    assert "Belum ada desa." in text_of(camat.get("/"))


def test_the_number_of_queries_does_not_grow_with_villages(figures, target, camat, django_assert_max_num_queries):
    # Whose host it is and what waits beside the menu every page remembers.
    camat.get("/kantor/akun/")
    with django_assert_max_num_queries(10):
        camat.get("/")


def test_one_village_shows_its_figures(figures, target, camat):
    page = text_of(camat.get(f"/desa/{office(VILLAGE).key}/"))

    assert "50 dari 100" in page
    assert "2.500 jiwa" in page
    assert "Data orang tetap di desa" in page


def test_a_number_opens_what_is_above_and_below_the_line(figures, target, camat):
    page = text_of(camat.get(f"/desa/{office(VILLAGE).key}/requests_on_time/"))

    assert "Pembilang 50 selesai tepat waktu" in page
    assert "Penyebut 100 jatuh tempo" in page
    assert "20 November 2026 pukul 12.00" in page
    assert "Begini menghitungnya." in page
    assert "Oktober 2026 55%" in page


def test_a_foreign_village_answers_exactly_like_one_that_is_not_there(figures, camat):
    far = office(FAR).key
    for path in ("", "letters_issued/"):
        foreign = camat.get(f"/desa/{far}/{path}")
        unknown = camat.get(f"/desa/{'z' * len(far)}/{path}")

        assert (foreign.status_code, unknown.status_code) == (404, 404)
        assert foreign.content == unknown.content
        assert foreign.headers == unknown.headers


def test_an_indicator_nobody_declares_is_not_there(figures, camat):
    assert camat.get(f"/desa/{office(VILLAGE).key}/whistles/").status_code == 404


def test_definitions_are_told(camat):
    page = text_of(camat.get("/indikator/"))

    assert "Permendagri 2/2017" in page
    assert "makin tinggi makin baik" in page
    assert "Simpan target" not in page
