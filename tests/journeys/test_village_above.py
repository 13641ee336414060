"""A village as its camat and its kabupaten see it: folded on a phone, targets with their time, the official score."""

import pytest
from conftest import DISTRICT, REGENCY, VILLAGE, office
from django.utils import timezone
from journeys.looking import look
from playwright.sync_api import expect

from exchange.models import Fact, Target
from exchange.periods import Period
from walls import current


@pytest.fixture
def figures(server):
    """Every tenth of what villages are judged by is bad, in the month and in the year."""
    from exchange import indicators

    now = timezone.now()
    month = Period.month_of(now.astimezone(office(VILLAGE).tzinfo))
    with current.outside():
        Target.objects.create(office=office(REGENCY), indicator="requests_on_time", value=80, set_at=now)
        Fact.objects.bulk_create(
            Fact(
                office=office(VILLAGE), indicator=one.code, period=month if one.period == "month" else month[:4],
                numerator=50, denominator=100 if one.is_share else None, buckets=[50] if one.is_quantile else None,
                as_of=now, changed_at=now,
            )
            for one in indicators.all_declared()
        )  # fmt: skip


def test_a_village_is_folded_on_a_phone_and_whole_on_a_desk(hire, sign_in, open_at, figures):
    district = office(DISTRICT)
    hire(district, "camat", "CAMAT")
    page = sign_in(district, "camat")
    page.set_viewport_size({"width": 360, "height": 740})

    open_at(district, f"/desa/{office(VILLAGE).key}/")

    assert page.evaluate("document.documentElement.scrollHeight") < 4000, "it was 12,000 px"
    expect(page.get_by_role("heading", name="Permohonan selesai sesuai standar waktu", exact=True)).to_be_visible()
    closed = page.locator("details.figure-group:not([open])").first
    expect(closed.locator("section").first).to_be_hidden()
    look(page, 360, 1280, name="village-above")
    closed.locator("summary").click()
    expect(page.locator("details.figure-group").first.locator("section").first).to_be_visible()
    page.set_viewport_size({"width": 1280, "height": 740})
    page.reload()
    expect(page.locator("details.figure-group section").first).to_be_visible()


def test_a_kabupaten_plans_a_target_and_enters_the_official_scores(hire, sign_in, open_at, figures):
    regency = office(REGENCY)
    hire(regency, "kabupaten", "ADMIN_KABUPATEN")
    page = sign_in(regency, "kabupaten")

    open_at(regency, "/indikator/")
    card = page.locator("section[aria-labelledby=requests_on_time]")
    card.get_by_label("Target").fill("90")
    card.get_by_label("Berlaku sejak").select_option(
        index=card.get_by_label("Berlaku sejak").locator("option").count() - 1
    )
    card.get_by_role("button", name="Simpan target").click()
    expect(page.locator("section[aria-labelledby=requests_on_time]")).to_contain_text("≥ 90% sejak Januari")
    look(page, 360, 1280, name="targets")

    open_at(regency, "/indeks-desa/")
    page.get_by_label("Tahun indeks").fill("2025")
    page.get_by_label("Dasar hasil resmi").fill("Keputusan Menteri Desa dan PDT Nomor 343 Tahun 2025")
    page.get_by_label("Tanggal penetapan").fill("2025-10-01")
    for text in (f"kode;nilai\n{VILLAGE};711\nx;3\n", f"kode;nilai\n{VILLAGE};71,1\n"):
        page.get_by_label("Berkas hasil").set_input_files(
            {"name": "hasil.csv", "mimeType": "text/csv", "buffer": text.encode()}
        )
        page.get_by_role("button", name="Masukkan nilai").click()
        if "711" in text:
            expect(page.get_by_text("Nilai lebih dari 100.")).to_be_visible()
            look(page, 360, 1280, name="scores-refused")
    expect(page.get_by_text("dari 1 desa tersimpan")).to_be_visible()
    look(page, 360, 1280, name="scores")
