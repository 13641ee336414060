"""A kabupaten ticks two desa of a kecamatan, mends one address, opens them; one comes in, and its list of first steps moves."""

import os
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from conftest import PASSWORD, REGENCY, office
from django.utils import timezone
from playwright.sync_api import expect

from exchange.outbox import actions as outbox
from walls import current


def look(page, name):
    """Nobody is shut out, nothing is wider than the screen; KENTONGAN_PICTURES names a folder to keep what was seen in."""
    for width in (360, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        violations = [(found["id"], found["nodes"][0]["target"]) for found in Axe().run(page).response["violations"]]
        assert violations == [], page.url
        assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"), page.url
        if folder := os.environ.get("KENTONGAN_PICTURES"):
            page.screenshot(path=Path(folder) / f"{name}-{width}.png", full_page=True)


def test_two_desa_are_ticked_mended_opened_and_take_their_first_step(hire, sign_in, open_at, browser):
    regency = office(REGENCY)
    hire(regency, "admin", "ADMIN_KABUPATEN")
    page = sign_in(regency, "admin")

    open_at(regency, "/desa/baru/")
    page.get_by_role("link", name="Centang satu kecamatan").click()
    look(page, "tick-1-districts")
    page.get_by_role("link", name="Pragaan", exact=True).click()
    expect(page.get_by_role("checkbox", name="Pragaan Laok")).to_be_disabled()
    page.get_by_role("checkbox", name="Rombasan").check()
    page.get_by_role("checkbox", name="Sentol Laok").check()
    look(page, "tick-2-villages")
    page.get_by_role("button", name="Periksa yang dicentang").click()

    expect(page.get_by_label("Alamat").first).to_have_value("rombasan-pragaan")
    page.get_by_label("Alamat").first.fill("www")
    page.get_by_role("button", name="Buka 2 kantor").click()
    expect(page.get_by_text("Usul: rombasan-pragaan.")).to_be_visible()
    look(page, "tick-3-clash")
    page.get_by_label("Alamat").first.fill("rombasan")
    page.get_by_role("button", name="Simpan & periksa lagi").click()
    page.get_by_role("button", name="Buka 2 kantor").click()

    expect(page.get_by_role("link", name="Desa Rombasan")).to_be_visible(timeout=30_000)
    look(page, "tick-4-result")
    link = page.get_by_role("button", name="Salin tautan undangan Desa Rombasan").get_attribute("data-copy")
    page.get_by_role("button", name="Cetak lembar undangan").click()
    expect(page.get_by_role("img", name="Kode QR undangan Desa Rombasan")).to_be_visible()
    look(page, "tick-5-slips")

    guest = browser.new_context().new_page()
    guest.goto(link)
    guest.get_by_label("Kata sandi baru").fill(PASSWORD)
    guest.get_by_label("Ketik sekali lagi").fill(PASSWORD)
    guest.get_by_role("button", name="Simpan kata sandi").click()
    guest.get_by_label("Nama pengguna").fill("sekdes")
    guest.get_by_label("Kata sandi").fill(PASSWORD)
    guest.get_by_role("button", name="Masuk").click()
    expect(guest.get_by_text("Langkah awal: 2 dari 8 selesai.")).to_be_visible()
    look(guest, "tick-6-home")
    guest.get_by_role("link", name="Buka daftarnya").click()
    look(guest, "tick-7-steps")
    with current.inside(office("35.29.11.2003")):
        outbox.publish_dirty(at=timezone.now())

    open_at(regency, "/langkah-awal/")
    row = page.get_by_role("row").filter(has_text="Rombasan")
    expect(row).to_contain_text("2 dari 8")
    expect(row).to_contain_text("Memasang kop surat")
    look(page, "tick-8-above")
