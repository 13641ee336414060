"""A kabupaten opens many desa from a file; the bad lines are named, and the first person of one comes in."""

import os
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from conftest import REGENCY, VILLAGE, office
from playwright.sync_api import expect

LINES = [
    "kode;nama_akun;username;jabatan;telepon;sebutan;zona",
    "35.29.11.2003;Darma Wijaya;;SEKDES;081234567890;;",
    f"{VILLAGE};Sudah Ada;;;;;",
    "35.29.11.2004;Siti Aminah;;Kepala Desa;;Desa;WIB",
    "35.29.11.2099;Salah Kode;;;;;",
]


def look(page, name):
    """Nobody is shut out, nothing is wider than the screen; KENTONGAN_PICTURES names a folder to keep what was seen in."""
    violations = [(found["id"], found["nodes"][0]["target"]) for found in Axe().run(page).response["violations"]]
    assert violations == [], page.url
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"), page.url
    if folder := os.environ.get("KENTONGAN_PICTURES"):
        page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)


@pytest.mark.parametrize("width", [360, 1280])
def test_many_desa_are_opened_from_a_file(hire, sign_in, open_at, browser, tmp_path, width):
    regency = office(REGENCY)
    hire(regency, "admin", "ADMIN_KABUPATEN")
    file = tmp_path / "desa-pragaan.csv"
    file.write_bytes(b"\xef\xbb\xbf" + "\r\n".join(LINES).encode())
    page = sign_in(regency, "admin")
    page.set_viewport_size({"width": width, "height": 800})

    open_at(regency, "/desa/baru/")
    page.get_by_role("link", name="Buka banyak sekaligus").click()
    page.locator("input[type=file]").set_input_files(file)
    look(page, f"many-{width}-1-upload")
    page.get_by_role("button", name="Unggah & periksa").click()

    expect(page.get_by_text("tidak ada dalam daftar wilayah")).to_be_visible()
    expect(page.get_by_text("sudah punya kantor")).to_be_visible()
    look(page, f"many-{width}-2-check")
    page.get_by_role("button", name="Buka 2 kantor").click()

    expect(page.get_by_role("link", name="Desa Rombasan")).to_be_visible(timeout=30_000)
    look(page, f"many-{width}-3-result")
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Unduh semua undangan").click()
    assert "/undangan/" in waiting.value.path().read_text("utf-8-sig")
    guest = browser.new_context().new_page()
    guest.goto(page.get_by_role("button", name="Salin tautan undangan Desa Rombasan").get_attribute("data-copy"))
    expect(guest.get_by_label("Kata sandi baru")).to_be_visible()
    open_at(regency, "/desa/baru/banyak/")
    expect(page.get_by_text("desa-pragaan.csv")).to_be_visible()
    look(page, f"many-{width}-4-again")
