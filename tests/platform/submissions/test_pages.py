"""The pages of village, kecamatan and kabupaten: what they say, what they refuse, and what they cost."""

from datetime import date, timedelta

import pytest
from conftest import NOON, VILLAGE, office
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from samples import pdfs

from exchange.matters import actions as matters
from exchange.models import Fact, Parcel
from exchange.outbox.actions import publish_dirty
from registry.models import Resident
from submissions import actions, queries
from walls import current
from web import clocks

from .conftest import PDF

pytestmark = pytest.mark.django_db
PAGE = "/kantor/penyampaian/rekap-penduduk/2026-10/"


@pytest.fixture
def secretary(village, sari, signed_in):
    return signed_in(village, sari)


@pytest.fixture
def looks(district, camat, signed_in):
    """The camat's browser."""
    with current.inside(district):
        return signed_in(district, camat)


@pytest.fixture
def decides(regency, make_account, signed_in):
    """The kabupaten's browser."""
    with current.inside(regency):
        return signed_in(regency, make_account("admin", "ADMIN_KABUPATEN", totp=True))


def upload(name="rekap.pdf", data=PDF):
    return SimpleUploadedFile(name, data)


def test_a_village_sends_a_file_and_has_its_receipt(village, secretary):
    index = secretary.get("/kantor/penyampaian/").content.decode()
    assert index.index("September 2026") < index.index("November 2026")
    answer = secretary.post(PAGE, {"files": [upload(), upload("foto.pdf")], "text": "Terlampir."}, follow=True)

    page = answer.content.decode()
    number = f"TT-2026-{queries.submissions().get().key.hex[:8].upper()}"
    assert ("Laporan terkirim." in page, number in page, page.count("SHA-256")) == (True, True, 2)
    paper = secretary.get(f"{PAGE}tanda-terima.pdf")
    assert paper.content.startswith(b"%PDF-")
    parcel = Parcel.objects.order_by("pk").first()
    file = secretary.get(f"/kantor/penyampaian/berkas/{parcel.entry.matter_id}/{parcel.key}/")
    assert (file.status_code, file.content) == (200, PDF)
    again = secretary.post(PAGE, {"files": [upload()]}, follow=True).content.decode()
    assert "sudah dikirim" in again


def test_the_recapitulation_goes_from_the_books_as_it_stands(village, secretary):
    assert "Kirim dari buku desa" in secretary.get(PAGE).content.decode()
    secretary.post(PAGE, {"sumber": "1"})
    parcel = Parcel.objects.get()
    kept = secretary.get(f"/kantor/penyampaian/berkas/{parcel.entry.matter_id}/{parcel.key}/").content
    assert kept.startswith(b"%PDF-")
    assert parcel.size == len(kept)


@pytest.mark.parametrize(
    ("data", "why"),
    [
        ({}, "Pilih berkasnya dulu."),
        ({"files": upload("a.exe", b"MZ")}, "Berkas harus PDF atau Excel"),
        ({"files": upload("a.pdf", pdfs.ACTIVE["a packed script"])}, "program atau lampiran"),
        ({"files": [upload(f"{n}.pdf") for n in range(6)]}, "Paling banyak 5 berkas"),
    ],
)
def test_what_is_no_report_comes_back_with_the_reason(village, secretary, data, why):
    answer = secretary.post(PAGE, data)
    assert (answer.status_code, why in answer.content.decode()) == (422, True)
    assert not Parcel.objects.exists()


def test_who_prepares_looks_but_does_not_send(village, gita, signed_in):
    browser = signed_in(village, gita)
    assert "Sekretaris desa atau kepala desa" in browser.get(PAGE).content.decode()
    assert browser.post(PAGE, {"files": [upload()]}).status_code == 403
    for gone in ("rekap-penduduk/2026-08/", "tidak-ada/2026-10/", "rekap-penduduk/2026-13/"):
        assert browser.get(f"/kantor/penyampaian/{gone}").status_code == 404


def test_a_kecamatan_looks_sends_back_and_accepts(village, district, sent, looks):
    matter = sent()
    address = f"/penyampaian/{matter.key}/"
    front = looks.get("/penyampaian/").content.decode()
    assert ("Terkirim terlambat" in front, "1 dari 1" in front, "0 dari 1" in front) == (True, True, True)
    with current.inside(district):
        matters.hear_all(at=NOON)
        parcel = Parcel.objects.get()
    assert looks.get(f"{address}berkas/{parcel.key}/").content == PDF
    short = looks.post(address, {"langkah": "kembalikan", "reason": "kurang"})
    assert (short.status_code, "paling sedikit 10 huruf" in short.content.decode()) == (422, True)
    looks.post(address, {"langkah": "kembalikan", "reason": "Jumlah akhir tidak cocok."})
    matters.hear_all(at=NOON)
    assert queries.submissions().get().state == "dikembalikan"
    sent(text="Sudah cocok.")
    looks.post(address, {"langkah": "terima"})
    assert queries.submissions().get().is_settled
    late = looks.post(address, {"langkah": "terima"}, follow=True).content.decode()
    assert "sudah dijawab" in late
    table = looks.get("/penyampaian/matriks.csv?bulan=2026-11").content.decode("utf-8-sig").splitlines()
    assert table[1].split(";") == [
        VILLAGE, "Pragaan Laok", "rekap-penduduk", "Rekapitulasi jumlah penduduk", "2026-10", "2026-11-10", "2026-11-20",
        "Diterima, terlambat", "1",
    ]  # fmt: skip
    assert looks.get(f"/penyampaian/{office(VILLAGE).key}/").status_code == 404


def test_what_waits_runs_as_a_clock_of_the_kecamatan_alone(village, district, sent, camat, sari):
    first, day = sent("2026-10", at=NOON - timedelta(days=12)), NOON.date()
    sent("2026-09")
    assert clocks.running(sari, day) == []
    with current.inside(district):
        (clock,) = [one for one in clocks.running(camat, day) if one.link == "/penyampaian/"]
        assert (clock.count, clock.note) == (2, "sejak 8 November 2026")
        for key in queries.to_check().values_list("key", flat=True):
            actions.accept_report(key=key, by=camat, at=NOON)
        assert queries.clocks(camat, day) == []
    assert first.opened_at < NOON


def test_a_village_that_is_closed_stays_to_be_seen(village, district, sent, looks):
    matter = sent()
    with current.outside():
        type(village).objects.filter(pk=village.pk).update(state="SUSPENDED")
    assert "ditutup sementara" in looks.get("/penyampaian/").content.decode()
    assert looks.post(f"/penyampaian/{matter.key}/", {"langkah": "terima"}).status_code == 302


def test_lists_cost_the_same_however_long(village, district, sari, secretary, looks, django_assert_max_num_queries):
    later = date(2024, 1, 1)
    with current.outside():
        type(village).objects.filter(pk=village.pk).update(opened_at=NOON - timedelta(days=900))
    village.opened_at = NOON - timedelta(days=900)
    for number in range(22):
        term = f"{later.year + number // 12}-{number % 12 + 1:02d}"
        if queries.today(village.opened_at) <= date(later.year + number // 12, number % 12 + 1, 28):
            actions.send_report(code="rekap-penduduk", term=term, files=[upload_file()], text="", by=sari, at=NOON)
    assert queries.submissions().count() > 15
    secretary.get("/kantor/akun/")
    looks.get("/kantor/akun/")
    with django_assert_max_num_queries(10):
        secretary.get("/kantor/penyampaian/")
    with django_assert_max_num_queries(10):
        secretary.get("/kantor/penyampaian/rekap-penduduk/2025-10/")
    with django_assert_max_num_queries(10):
        looks.get("/penyampaian/?bulan=2025-02")


def test_a_year_is_laid_out_month_by_month(village, district, sent, secretary, looks, django_assert_max_num_queries):
    sent("2026-10")
    secretary.get("/kantor/akun/")
    looks.get("/kantor/akun/")
    with django_assert_max_num_queries(10):
        page = secretary.get("/kantor/penyampaian/kalender/").content.decode()
    assert page.index("Oktober 2026") < page.index("November 2026") < page.index("Desember 2026")
    assert ("bulan ini" in page, "Terkirim terlambat" in page, "?tahun=2025" in page, "?tahun=2027" in page) == (
        True,
    ) * 4
    with django_assert_max_num_queries(10):
        above = looks.get("/penyampaian/kalender/").content.decode()
    assert ("1 dari 1" in above, "/penyampaian/?bulan=2026-11" in above) == (True, True)
    assert "LPPD" in secretary.get("/kantor/penyampaian/kalender/?tahun=2027").content.decode()
    for odd in ("abcd", "1999", "2030", "²⁰²⁶", "20260"):
        assert (
            "Kalender laporan 2026" in secretary.get("/kantor/penyampaian/kalender/", {"tahun": odd}).content.decode()
        )


def upload_file():
    from .conftest import a_file

    return a_file()


def test_a_kabupaten_sees_counts_that_agree_with_the_kecamatan(village, district, sent, decides, looks):
    sent("2026-09", at=NOON - timedelta(days=45))
    sent("2026-10")
    publish_dirty(at=NOON)
    page = decides.get("/penyampaian/?bulan=2026-11").content.decode()
    assert ("1 dari 1" in page, "0 dari 1" in page, "Rekapitulasi jumlah penduduk" in page) == (True, True, True)
    assert Resident.objects.count() == 0
    inside = decides.get(f"/penyampaian/?bulan=2026-11&kecamatan={district.key}").content.decode()
    assert "Pragaan Laok" in inside
    assert decides.get("/penyampaian/?kecamatan=tak-ada").status_code == 404
    five = decides.get("/api/v1/penyampaian/?period=2026-11").json()
    assert {one["name"]: (one["actual"], one["expected"], one["on_time"]) for one in five} == {
        "Pragaan": (1, 1, 0),
        "Ganding": (0, 0, 0),
    }
    assert Fact.objects.get(indicator="reports_on_time", period="2026-10").numerator == 1


def test_a_kabupaten_refines_adds_and_takes_back(village, decides, secretary):
    front = decides.get("/kewajiban/").content.decode()
    assert front.index("Diwajibkan") < front.index("Tidak diwajibkan")
    form = {"name": "Laporan kas desa", "basis": "Perbup contoh 1", "rhythm": "month", "by": "DAY", "number": "5", "months": "1",
            "post": "KAUR_KEUANGAN", "formats": ["pdf"], "remind_before": "5", "remind_after": "1", "to_district": "on",
            "receiver": "Kecamatan", "is_active": "on", "checklist": "Saldo awal\n- Saldo akhir"}  # fmt: skip
    assert decides.post("/kewajiban/baru/", form | {"code": "lppd"}).status_code == 422
    wrong = decides.post("/kewajiban/baru/", form | {"code": "kas", "number": "0"})
    assert "Tanggal harus 1 sampai 31." in wrong.content.decode()
    assert decides.post("/kewajiban/baru/", form | {"code": "kas"}).status_code == 302
    queries.forget()
    assert queries.obligations()["kas"].checklist == ("Saldo awal", "Saldo akhir")
    assert "Laporan kas desa" in secretary.get("/kantor/penyampaian/").content.decode()
    assert decides.post("/kewajiban/kas/", {"tarik": "1"}).status_code == 302
    assert decides.get("/kewajiban/kas/").status_code == 404
    assert decides.post("/kewajiban/kas/", {"tarik": "1"}).status_code == 404


def test_over_the_api_a_village_sends_and_a_kecamatan_answers(village, district, secretary, looks):
    owed = secretary.get("/api/v1/penyampaian/").json()
    assert [(one["period"], one["standing"]) for one in owed][:2] == [("2026-09", "missing"), ("2026-10", "missing")]
    address = "/api/v1/penyampaian/rekap-penduduk/2026-10/"
    assert secretary.post(address, {"files": upload("a.pdf", b"x")}).status_code == 400
    made = secretary.post(address, {"files": upload()})
    assert (made.status_code, made.json()["standing"]) == (201, "late")
    assert secretary.post(address, {"files": upload()}).status_code == 409
    assert secretary.post("/api/v1/penyampaian/rekap-penduduk/2026-11/", {"files": upload()}).status_code == 400
    (found,) = looks.get("/api/v1/penyampaian/").json()["results"]
    one = f"/api/v1/penyampaian/{found['key']}/"
    (version,) = looks.get(one).json()["versions"]
    assert looks.get(f"{one}berkas/{version['files'][0]['key']}/").content == PDF
    assert looks.post(one, {"step": "return", "reason": "x"}).status_code == 400
    assert (
        looks.post(one, {"step": "return", "reason": "Jumlah tidak cocok."}).json()["reason"] == "Jumlah tidak cocok."
    )
    assert looks.post(one, {"step": "accept"}).status_code == 409
    assert timezone.now() == NOON
