"""Citra sets up her second factor and invites a colleague, who comes in with a link of his own."""

import pyotp
from axe_playwright_python.sync_playwright import Axe
from conftest import PASSWORD, VILLAGE, office
from playwright.sync_api import expect


def test_a_head_invites_a_colleague_who_comes_in(hire, sign_in, open_at, browser, server):
    village = office(VILLAGE)
    hire(village, "citra", "KADES")

    page = sign_in(village, "citra")
    open_at(village, "/kantor/pengaturan/perangkat/undang/")
    expect(page.get_by_role("heading", name="Pasang faktor kedua")).to_be_visible()
    page.get_by_text("Tidak bisa memindai?").click()
    secret = page.locator("details code").inner_text().replace(" ", "")
    page.get_by_label("Enam angka dari aplikasi").fill(pyotp.TOTP(secret).now())
    page.get_by_role("button", name="Lanjut").click()

    page.get_by_label("Nama lengkap").fill("Wawan Setiawan")
    page.get_by_label("Nama pengguna").fill("wawan")
    page.get_by_label("Nomor HP").fill("0812-3456-7890")
    page.get_by_label("Kepala Dusun").check()
    page.get_by_role("button", name="Buat undangan").click()
    link = page.locator("section code").inner_text()
    expect(page.get_by_role("link", name="Kirim lewat WhatsApp")).to_be_visible()

    # Without JavaScript, as on an old phone.
    phone = browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 740})
    guest = phone.new_page()
    guest.goto(link)
    guest.get_by_label("Kata sandi baru").fill("pagi-jernih-di-sawah")
    guest.get_by_label("Ketik sekali lagi").fill("pagi-jernih-di-sawah")
    guest.get_by_role("button", name="Simpan kata sandi").click()
    guest.get_by_label("Nama pengguna").fill("wawan")
    guest.get_by_label("Kata sandi").fill("pagi-jernih-di-sawah")
    guest.get_by_role("button", name="Masuk").click()
    expect(guest.get_by_role("main").get_by_text("Kepala Dusun")).to_be_visible()
    assert guest.goto(link).status == 410
    cookies = {cookie["name"]: cookie for cookie in phone.cookies()}
    assert cookies["__Host-session"]["domain"] == village.host
    phone.close()


def test_the_pages_of_accounts_are_accessible_and_narrow_enough(hire, sign_in, open_at):
    village = office(VILLAGE)
    hire(village, "sari", "SEKDES", signs=True)
    page = open_at(village, "/masuk/")
    page.set_viewport_size({"width": 320, "height": 700})
    page.get_by_label("Nama pengguna").fill("sari")
    page.get_by_label("Kata sandi").fill(f"{PASSWORD}-salah")
    page.get_by_role("button", name="Masuk").click()
    expect(page.get_by_role("alert")).to_be_focused()
    expect(page.get_by_label("Nama pengguna")).to_have_value("sari")
    _look(page)

    sign_in(village, "sari", second_factor=True)
    for path in (
        "/kantor/akun/",
        "/kantor/pengaturan/perangkat/",
        "/kantor/pengaturan/perangkat/undang/",
        "/kantor/pengaturan/integrasi/",
        "/kantor/riwayat/",
        "/kantor/pekerjaan/",
        "/lupa-sandi/",
    ):
        open_at(village, path)
        _look(page)


def _look(page):
    """No fault that axe can find, and nothing wider than the phone."""
    faults = [f"{item['id']}: {item['nodes'][0]['html'][:90]}" for item in Axe().run(page).response["violations"]]
    assert not faults, f"{page.url}: {faults}"
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), f"{page.url} is too wide"
