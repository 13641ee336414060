"""A kabupaten opens many desa from a file; the bad lines are named, and the first person of one comes in."""

from conftest import REGENCY, VILLAGE, office
from journeys.looking import look
from playwright.sync_api import expect

LINES = [
    "kode;nama_akun;username;jabatan;telepon;sebutan;zona",
    "35.29.11.2003;Darma Wijaya;;SEKDES;081234567890;;",
    f"{VILLAGE};Sudah Ada;;;;;",
    "35.29.11.2004;Siti Aminah;;Kepala Desa;;Desa;WIB",
    "35.29.11.2099;Salah Kode;;;;;",
]


def test_many_desa_are_opened_from_a_file(hire, sign_in, open_at, browser, tmp_path):
    regency = office(REGENCY)
    hire(regency, "admin", "ADMIN_KABUPATEN")
    file = tmp_path / "desa-pragaan.csv"
    file.write_bytes(b"\xef\xbb\xbf" + "\r\n".join(LINES).encode())
    page = sign_in(regency, "admin")
    page.set_viewport_size({"width": 360, "height": 800})

    open_at(regency, "/desa/baru/")
    page.get_by_role("link", name="Buka banyak sekaligus").click()
    page.locator("input[type=file]").set_input_files(file)
    look(page, 360, 1280, name="many-1-upload")
    page.get_by_role("button", name="Unggah & periksa").click()

    expect(page.get_by_text("tidak ada dalam daftar wilayah")).to_be_visible()
    expect(page.get_by_text("sudah punya kantor")).to_be_visible()
    look(page, 360, 1280, name="many-2-check")
    page.get_by_role("button", name="Buka 2 kantor").click()

    expect(page.get_by_role("link", name="Desa Rombasan")).to_be_visible(timeout=30_000)
    look(page, 360, 1280, name="many-3-result")
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Unduh semua undangan").click()
    assert "/undangan/" in waiting.value.path().read_text("utf-8-sig")
    guest = browser.new_context().new_page()
    guest.goto(page.get_by_role("button", name="Salin tautan undangan Desa Rombasan").get_attribute("data-copy"))
    expect(guest.get_by_label("Kata sandi baru")).to_be_visible()
    open_at(regency, "/desa/baru/banyak/")
    expect(page.get_by_text("desa-pragaan.csv")).to_be_visible()
    look(page, 360, 1280, name="many-4-again")
