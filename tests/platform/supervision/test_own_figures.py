"""The village's own page of what it publishes: what those above see, remarks, revisions, closing, alarms."""

from datetime import timedelta

import pytest
from conftest import FAR, NEIGHBOUR, NOON, VILLAGE, office

from exchange import indicators
from exchange.indicators import Figure
from exchange.models import Alarm, ClosedPeriod, Fact, Remark
from exchange.outbox import actions
from supervision.own import views
from walls import current

from .conftest import text_of

pytestmark = pytest.mark.django_db
ADDRESS = "/kantor/angka/"
LETTERS = f"{ADDRESS}2026-10/letters_issued/"


@pytest.fixture(autouse=True)
def register(monkeypatch, village, declared):
    """Letters of October are counted from a list of one number, and the page is opened at noon of 20 November."""
    monkeypatch.setattr(views.timezone, "now", lambda: NOON)
    numbers = [30]
    indicators.indicator(
        "letters_issued", name="Surat terbit", unit="surat", direction="context", counted="Begini.", legal_basis="-",
    )(lambda period: Figure(numbers[0]) if period == "2026-10" else None)  # fmt: skip
    actions.recompute_all(period="2026-10", at=NOON - timedelta(days=30))
    return numbers


@pytest.fixture
def desk(village, sari, signed_in):
    return signed_in(village, sari)


def test_a_village_sees_what_those_above_see(desk, village):
    with current.outside():
        Fact.objects.create(office=village, indicator="residents", period="2026-10", is_small=True, as_of=NOON)
        Fact.objects.create(office=village, indicator="whistles", period="2026-10", numerator=4, as_of=NOON)
        Alarm.objects.create(
            office=village, indicator="letters_issued", period="2026-10", kind="DIFFERS", since=NOON, seen_at=NOON
        )
        Alarm.objects.create(
            office=office(NEIGHBOUR), indicator="", period="2026-09", kind="CHANGED", since=NOON, seen_at=NOON
        )

    page = text_of(desk.get(f"{ADDRESS}?bulan=2026-10"))

    assert "30 surat" in page
    assert "disembunyikan (<10)" in page
    assert "Whistles (tidak dihitung lagi)" in page
    assert "Surat terbit Oktober 2026 berbeda dari hitungan ulang, sejak 20 November 2026 pukul 12.00" in page
    assert "September" not in page.split("Terapkan")[1]
    assert "Ditutup sendiri pada 11 November 2026" in page


def test_closing_a_month_wants_its_name_and_happens_once(desk):
    address = f"{ADDRESS}?bulan=2026-10"

    assert desk.post(address, {"name": "November 2026"}).status_code == 422
    assert desk.post(f"{ADDRESS}?bulan=2026-11", {"name": "November 2026"}).status_code == 422
    assert not ClosedPeriod.objects.exists()
    assert desk.post(address, {"name": " oktober  2026"}).status_code == 302
    again = desk.post(address, {"name": "Oktober 2026"})

    assert (again.status_code, "Bulan ini sudah ditutup" in text_of(again)) == (422, True)
    assert ClosedPeriod.objects.get().by_name == "Sari Wulandari"


def test_a_correction_is_a_revision_that_the_kecamatan_reads_with_its_reason(desk, register, camat, village):
    actions.close_period(period="2026-10", by=None, at=NOON)
    register[0] = 31

    assert "Hitungan buku sekarang 31" in text_of(desk.get(LETTERS))
    refused = desk.post(LETTERS, {"langkah": "revisi", "reason": "NIK 3529115506850003 terlewat"})
    assert (refused.status_code, "Jangan menulis NIK" in text_of(refused)) == (422, True)
    assert desk.post(LETTERS, {"langkah": "revisi", "reason": "Satu surat terlewat."}).status_code == 303
    assert "sama dengan angka yang terbit" in text_of(desk.post(LETTERS, {"langkah": "revisi", "reason": "Lagi."}))
    assert desk.post(LETTERS, {"langkah": "catatan", "text": "Buku sempat tertinggal."}).status_code == 303

    above = text_of(camat.get(f"/desa/{village.key}/letters_issued/?periode=2026-10"))
    assert "final (revisi 1)" in above
    assert "30 31 Satu surat terlewat." in above
    assert "Buku sempat tertinggal." in above
    [said] = camat.get("/api/v1/facts/?period=2026-10").json()["results"]
    assert (said["revision"], said["remark"], said["numerator"], said["version"]) == (
        1,
        "Buku sempat tertinggal.",
        31,
        1,
    )


def test_who_may_only_look_changes_nothing(village, budi, signed_in):
    desk = signed_in(village, budi)

    assert "Simpan catatan" not in text_of(desk.get(LETTERS))
    for address, said in ((ADDRESS, {"name": "Oktober 2026"}), (LETTERS, {"langkah": "catatan", "text": "x"})):
        assert desk.post(address, said).status_code == 403
    assert not Remark.objects.exists()


@pytest.mark.parametrize("path", ["2026-13/letters_issued/", "2026-10/whistles/", "2026-12/letters_issued/", "x/y/"])
def test_what_is_no_figure_is_not_there(desk, path):
    assert desk.get(f"{ADDRESS}{path}").status_code == 404


def test_the_number_of_queries_does_not_grow_with_what_stands_there(desk, village, django_assert_max_num_queries):
    with current.outside():
        for number in range(15):
            about = {"office": village, "indicator": f"i{number}", "period": "2026-10"}
            Fact.objects.create(**about, numerator=4, as_of=NOON)
            Remark.objects.create(**about, text="Baik", by_name="Sari", said_at=NOON)
            Alarm.objects.create(**about, kind="DIFFERS", since=NOON, seen_at=NOON)
    desk.get("/kantor/akun/")

    for address in (f"{ADDRESS}?bulan=2026-10", LETTERS):
        with django_assert_max_num_queries(10):
            desk.get(address)


@pytest.fixture
def ringing(village, tell):
    """An alarm in Pragaan Laok, one of the kecamatan's own, and one in a village of another kecamatan."""
    tell(VILLAGE, "letters_issued", 41)
    with current.outside():
        for home, code in (
            (village, "letters_issued"),
            (village.parent, "requests_on_time"),
            (office(FAR), "residents"),
        ):
            Alarm.objects.create(
                office=home, indicator=code, period="2026-11", kind="DIFFERS", since=NOON, seen_at=NOON
            )


def test_an_alarm_of_a_village_is_seen_by_the_kabupaten(kabupaten, ringing, district):
    page = text_of(kabupaten.get("/"))

    assert "Pragaan Laok: Surat terbit November 2026 berbeda dari hitungan ulang" in page
    assert f"{office(FAR).name}: Penduduk November 2026" in page
    within = text_of(kabupaten.get(f"/kecamatan/{district.key}/"))
    assert "Pragaan Laok: Surat terbit" in within
    assert "Penduduk November 2026" not in within
    [said] = kabupaten.get("/api/v1/facts/?period=2026-11").json()["results"]
    assert said["alarm_since"].startswith("2026-11-20")


def test_an_alarm_is_seen_by_the_camat_on_the_page_of_the_village_and_beside_its_number(camat, ringing, village):
    page = text_of(camat.get("/"))

    assert "Pragaan Laok: Surat terbit November 2026 berbeda dari hitungan ulang. sejak 20 Nov 12.00" in page
    assert "Pragaan: Permohonan tepat waktu November 2026" in page, "what the kecamatan counts of itself"
    assert "Penduduk November 2026" not in page, "another kecamatan's"
    assert "Surat terbit November 2026 berbeda" in text_of(camat.get(f"/desa/{village.key}/"))
    beside = "Sedang diperiksa Berbeda dari hitungan ulang sejak 20 Nov pukul 12.00. Jangan dipakai dulu."
    assert beside in text_of(camat.get(f"/desa/{village.key}/letters_issued/"))
    for path in (f"{village.key}/letters_issued/?periode=2026-10", f"{village.key}/residents/"):
        assert "Sedang diperiksa" not in text_of(camat.get(f"/desa/{path}"))


def test_pages_with_alarms_ask_ten_questions_at_most(camat, kabupaten, ringing, village, django_assert_max_num_queries):
    for reader in (camat, kabupaten):
        reader.get("/kantor/akun/")
        for path in ("/", f"/desa/{village.key}/", f"/desa/{village.key}/letters_issued/"):
            with django_assert_max_num_queries(10):
                assert reader.get(path).status_code == 200
