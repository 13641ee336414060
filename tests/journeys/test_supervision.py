"""A camat sees at once whom to help; a kabupaten opens a desa in five steps and its first person comes in."""

import pytest
from conftest import DISTRICT, NEIGHBOUR, REGENCY, VILLAGE, office
from django.utils import timezone
from journeys.looking import look
from playwright.sync_api import expect

from exchange.models import Fact, Target
from exchange.periods import Period
from walls import current


@pytest.fixture
def figures(server):
    """Pragaan Laok is under the target, Prenduan is well."""
    now = timezone.now()
    with current.outside():
        Target.objects.create(office=office(REGENCY), indicator="requests_on_time", value=80, set_at=now)
        for code, on_time in ((VILLAGE, 50), (NEIGHBOUR, 95)):
            for indicator, number, of in (
                ("requests_on_time", on_time, 100),
                ("letters_issued", 40, None),
                ("residents", 900, None),
            ):
                Fact.objects.create(
                    office=office(code), indicator=indicator, period=Period.month_of(now.astimezone(office(code).tzinfo)),
                    numerator=number, denominator=of, as_of=now, changed_at=now,
                )  # fmt: skip


@pytest.mark.parametrize("width", [320, 1280])
def test_a_camat_sees_at_once_whom_to_help(hire, sign_in, open_at, figures, width):
    district = office(DISTRICT)
    hire(district, "camat", "CAMAT")
    page = sign_in(district, "camat")
    page.set_viewport_size({"width": width, "height": 740})

    open_at(district, "/")

    headline = page.get_by_role("heading", name="Pragaan Laok: permohonan")
    expect(headline).to_be_in_viewport()
    look(page)
    page.get_by_role("link", name="Lihat rincian Pragaan Laok").click()
    expect(page.get_by_text("50 dari 100")).to_be_visible()
    look(page)
    page.get_by_role("link", name="Cara menghitung dan riwayat").first.click()
    expect(page.get_by_text("Pembilang")).to_be_visible()
    look(page)


def test_a_camat_finds_out_which_village_is_furthest_from_its_target_and_why(hire, sign_in, open_at, figures):
    """J12: the answer is on the first page; then by one column, one indicator, one number, and away as a file."""
    district = office(DISTRICT)
    hire(district, "camat", "CAMAT")
    page = sign_in(district, "camat")
    page.set_viewport_size({"width": 360, "height": 740})
    open_at(district, "/")

    expect(page.get_by_role("heading", name="Pragaan Laok: permohonan")).to_be_in_viewport()
    page.get_by_label("Urutkan").select_option(label="Permohonan selesai sesuai standar waktu")
    page.get_by_role("button", name="Terapkan").click()
    rows = page.locator("table.matrix tbody tr")
    expect(rows.first).to_contain_text("Pragaan Laok")
    expect(rows.first.get_by_role("link", name="50%")).to_be_visible()
    expect(rows.first.locator("td:visible")).to_have_count(2)
    assert page.locator("table.matrix thead").bounding_box()["width"] <= 1, "forty headings are wider than any margin"
    assert page.locator("section[aria-labelledby=kept]").bounding_box()["height"] < 300, "words, not letters, in a line"
    look(page)

    page.set_viewport_size({"width": 1280, "height": 740})
    page.get_by_role("columnheader", name="Permohonan selesai sesuai standar waktu").get_by_role("link").first.click()
    expect(page.locator("dl.ranked > div").first).to_contain_text("▼ 50%")
    look(page)
    page.locator("dl.ranked").get_by_role("link", name="Pragaan Laok").click()
    expect(page.get_by_text("50 ditandatangani dalam standar waktu")).to_be_visible()

    open_at(district, "/")
    look(page)
    for form in ("Excel", "PDF"):
        with page.expect_download() as download:
            page.get_by_role("link", name=f"Unduh {form}").click()
        assert download.value.suggested_filename.startswith("perbandingan-desa-")


def test_a_kabupaten_opens_a_desa_and_its_first_person_comes_in(hire, sign_in, open_at, browser, figures):
    regency = office(REGENCY)
    hire(regency, "admin", "ADMIN_KABUPATEN")
    page = sign_in(regency, "admin")
    page.set_viewport_size({"width": 360, "height": 740})
    for path in ("/", "/desa/", "/indikator/"):
        open_at(regency, path)
        look(page)

    open_at(regency, "/desa/baru/")
    page.get_by_label("Nama atau kode wilayah").press_sequentially("romb")
    page.get_by_role("link", name="Desa Rombasan").click()
    page.get_by_label("Nama lengkap").fill("Darma Contoh")
    look(page)
    page.get_by_role("button", name="Buka Desa Rombasan").click()

    expect(page.get_by_role("heading", name="Desa Rombasan sudah dibuka")).to_be_visible()
    look(page)
    guest = browser.new_context().new_page()
    guest.goto(page.locator("section code").inner_text())
    expect(guest.get_by_label("Kata sandi baru")).to_be_visible()
    expect(guest.get_by_text("Desa Rombasan").first).to_be_visible()
