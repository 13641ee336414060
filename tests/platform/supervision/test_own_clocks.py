"""What a kecamatan counts of itself, what is counted by the year, and how soon figures arrive."""

from datetime import timedelta

import pytest
from conftest import DISTRICT, FAR, NEIGHBOUR, NOON, OTHER_DISTRICT, VILLAGE, office

from exchange import indicators
from exchange.indicators import Figure
from exchange.models import Fact, Target
from exchange.outbox import actions as outbox
from supervision.delays import seconds
from supervision.rules import slowest
from walls import current

from .conftest import text_of

pytestmark = pytest.mark.django_db
WORDS = {"counted": "Begini menghitungnya.", "legal_basis": "-", "unit": "%", "direction": "up"}


@pytest.fixture(autouse=True)
def more(declared):
    indicators.indicator(
        "answered", number="H02", name="Konsultasi dijawab dalam batas", numerator="dijawab", denominator="jatuh tempo",
        level="district", **WORDS,
    )(lambda period: None)  # fmt: skip
    indicators.indicator(
        "yearly", number="A07", name="LPPD tepat waktu", numerator="tepat waktu", denominator="wajib", period="year",
        is_one_each=True, **WORDS,
    )(lambda period: None)  # fmt: skip


@pytest.fixture
def kept(tell, regency):
    tell(DISTRICT, "answered", 18, 24)
    tell(DISTRICT, "answered", 20, 20, period="2026-10")
    tell(OTHER_DISTRICT, "answered", 30, 30)
    with current.outside():
        Target.objects.create(office=regency, indicator="answered", value=90, set_at=NOON)


def test_the_camat_sees_the_clocks_of_his_own_office_kept_before_those_of_villages(figures, kept, camat):
    page = text_of(camat.get("/"))

    assert "Konsultasi dijawab dalam batas ▼ 75% · 18 dari 24 · target ≥ 90%" in page
    assert page.index("Tenggat yang ditepati") < page.index("Pragaan Laok:")
    alone = text_of(camat.get("/indikator/answered/"))
    assert "18 dijawab, dari 24 jatuh tempo" in alone
    assert "Oktober 2026 100% ✓ ≥ 90% 20 dari 20" in alone
    assert "Ganding" not in page + alone
    assert "yang perlu perhatian di atas" not in alone, "one kecamatan is no comparison"
    assert camat.get(f"/desa/{office(VILLAGE).key}/answered/").status_code == 404


def test_a_kabupaten_compares_kecamatan_by_what_they_count_themselves(
    figures, kept, kabupaten, django_assert_max_num_queries
):
    kabupaten.get("/kantor/akun/")

    with django_assert_max_num_queries(10):
        page = text_of(kabupaten.get("/?urut=answered"))

    assert "▼ 75% , di bawah target" in page
    assert page.index("▼ 75%") < page.index("✓ 100%"), "the least good first"
    assert "88,9% 2 dari 2 kecamatan" in page, "48 of 54, not the mean of two shares"
    one = text_of(kabupaten.get("/indikator/answered/"))
    assert "Pragaan ▼ 75% · 18 dari 24" in one
    assert "2 dari 2 kecamatan" in one
    assert "18 dijawab" in text_of(kabupaten.get(f"/indikator/answered/?kecamatan={office(DISTRICT).key}"))
    table = kabupaten.get("/unduh/perbandingan.csv").content.decode()
    assert "Konsultasi dijawab dalam batas;2026-11;18;24;75,0" in table
    told = {
        (one["region_code"], one["value"])
        for one in kabupaten.get("/api/v1/facts/?indicator=answered").json()["results"]
    }
    assert {(DISTRICT, 75.0), (OTHER_DISTRICT, 100.0)} <= told


def test_what_is_counted_by_the_year_is_in_the_sums_of_a_kabupaten(tell, kabupaten, camat):
    """By hand: in Pragaan one of two, in Ganding one of one; together two of three. The year before nobody told but Ganding."""
    tell(VILLAGE, "yearly", 1, 1, period="2026")
    tell(NEIGHBOUR, "yearly", 0, 1, period="2026")
    tell(FAR, "yearly", 1, 1, period="2026")
    tell(FAR, "yearly", 0, 1, period="2025")

    page = text_of(kabupaten.get("/?urut=yearly"))
    assert "1 dari 2 2 dari 2 desa" in page
    assert "2 dari 3 3 dari 3 desa" in page
    one = text_of(kabupaten.get("/indikator/yearly/"))
    assert "2026 2 dari 3" in one
    assert "2025 0 dari 1 1 dari 3 desa" in one or "2025 belum 1 dari 3 desa" in one
    assert "Lima tahun" in one
    assert "Oktober" not in one.split("Lima tahun")[1]
    mine = text_of(camat.get(f"/desa/{office(VILLAGE).key}/yearly/"))
    assert "2026 ya" in mine
    assert "2025 belum ada data" in mine


class TestLag:
    def publish(self, village, marked_at, at):
        indicators.indicator("bells", name="Kentongan", unit="buah", direction="context", counted="-", legal_basis="-")(
            lambda period: Figure(3)
        )
        if marked_at:
            from django.db import transaction

            with transaction.atomic():
                outbox.mark("bells", at=marked_at)
        outbox.publish_dirty(at=at)
        return Fact.objects.get(office_id=village.pk, indicator="bells")

    def test_a_figure_says_of_which_change_it_tells_and_a_recount_does_not(self, village):
        fact = self.publish(village, NOON, NOON + timedelta(seconds=2))
        assert fact.marked_at == NOON
        assert fact.arrived_at is not None

        outbox.recompute_all(period="2026-11", at=NOON + timedelta(hours=13))

        again = Fact.objects.get(pk=fact.pk)
        assert again.as_of == NOON + timedelta(hours=13)
        assert (again.marked_at, again.arrived_at) == (fact.marked_at, fact.arrived_at)

    def test_the_page_says_within_how_long_what_came_today_stood_there(self, figures, camat):
        with current.outside():
            Fact.objects.filter(office__region_code=VILLAGE).update(
                marked_at=NOON - timedelta(hours=1), arrived_at=NOON - timedelta(hours=1) + timedelta(seconds=1.2)
            )
            Fact.objects.filter(office__region_code=NEIGHBOUR).update(
                marked_at=NOON - timedelta(days=2), arrived_at=NOON - timedelta(days=1, hours=12)
            )

        assert "data hari ini masuk 2 detik setelah dicatat" in text_of(camat.get("/"))
        assert "Data masuk 2 detik setelah dicatat" in text_of(camat.get(f"/desa/{office(VILLAGE).key}/"))
        assert "Data masuk" not in text_of(camat.get(f"/desa/{office(NEIGHBOUR).key}/")), "that was yesterday"

    def test_ninety_nine_of_a_hundred_are_as_soon(self):
        assert slowest([*range(100), 1000]) == 99
        assert slowest([0.4]) == 0.4
        assert slowest([]) is None
        assert [seconds(lag) for lag in (None, 0.2, 1.01, 4, 90)] == ["", "1 detik", "2 detik", "4 detik", "2 menit"]
