"""Letters about several things or people, on a phone without JavaScript and at the counter."""

from journeys.test_letter import PHONE, ani, type_identity, village
from playwright.sync_api import Browser, expect

from modules.service.models import Letter
from walls import current

__all__ = ["ani", "village"]


def test_a_resident_lists_what_was_lost_without_javascript(village, ani, server, browser: Browser):
    page = browser.new_context(java_script_enabled=False, viewport=PHONE).new_page()

    page.goto(f"http://{village.host}:{server}/layanan/pengantar-kehilangan/")
    page.get_by_role("button", name="Ajukan sekarang").click()
    type_identity(page, ani)
    page.get_by_label("Nama barang atau surat").fill("STNK sepeda motor")
    page.get_by_role("button", name="Tambah barang hilang").click()
    page.get_by_label("Nama barang atau surat").nth(1).fill("Dompet")
    page.get_by_role("button", name="Tambah barang hilang").click()
    page.get_by_role("button", name="Hapus barang hilang 1").click()
    expect(page.get_by_label("Nama barang atau surat").first).to_have_value("Dompet")
    width = page.evaluate("document.documentElement.scrollWidth")
    page.keyboard.press("Tab")
    page.get_by_label("Nama barang atau surat").first.press("Enter")
    page.get_by_label("Tanggal hilang").fill("2026-11-18")
    page.get_by_label("Tempat hilang").fill("Pasar Pragaan")
    page.get_by_label("Kantor polisi yang dituju").fill("Polsek Pragaan")
    page.get_by_role("button", name="Lanjut").click()
    page.get_by_role("button", name="Lanjut").click()
    page.locator("main form button.button-primary").last.click()
    expect(page.get_by_role("heading", name="Permohonan terkirim")).to_be_visible()

    with current.inside(village):
        answers = Letter.objects.get().answers
    assert {key: answer for key, answer in answers.items() if key.startswith("items.")} == {"items.1.name": "Dompet"}
    assert width <= PHONE["width"]


def test_heirs_are_added_at_the_counter_and_drawn_at_once(village, ani, sign_in, open_at):
    page = sign_in(village, "budi")
    page.set_viewport_size({"width": 1280, "height": 900})
    open_at(village, f"/kantor/loket/?warga={ani.pk}&jenis=ahli-waris")
    page.get_by_label("Nama lengkap").nth(1).fill("Contoh Waris Satu")
    page.get_by_role("button", name="Tambah ahli waris").click()
    expect(page.get_by_role("group", name="Ahli waris 2")).to_be_visible()
    expect(page.locator("#paper img").first).to_be_visible()
    page.get_by_role("button", name="Hapus ahli waris 2").click()
    expect(page.get_by_role("group", name="Ahli waris 2")).to_have_count(0)
    expect(page.get_by_label("Nama lengkap").nth(1)).to_have_value("Contoh Waris Satu")
