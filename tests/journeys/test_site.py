"""From an announcement to a citizen who reads it, shares it, asks for information and reads the answer."""

import io
import re
from urllib.parse import unquote

import pytest
from conftest import VILLAGE, office
from PIL import Image
from playwright.sync_api import Browser, expect

PHONE = {"width": 360, "height": 720}


def packed(form: str) -> bytes:
    """A small photograph, or a document of one page that shows it."""
    made = io.BytesIO()
    Image.linear_gradient("L").convert("RGB").save(made, form)
    return made.getvalue()


@pytest.fixture
def village(hire):
    """Pragaan Laok with somebody who writes and somebody who answers."""
    found = office(VILLAGE)
    hire(found, "budi", "KASI_PELAYANAN", "OPERATOR")
    hire(found, "sari", "SEKDES")
    return found


def test_an_announcement_is_read_and_shared_and_a_question_answered(
    village, server, browser: Browser, sign_in, open_at
):
    page = sign_in(village, "budi")
    open_at(village, "/kantor/situs/baru/?jenis=NOTICE")
    page.get_by_label("Judul").fill("Posyandu lansia Selasa pagi")
    page.get_by_label("Ringkasan").fill("Di balai desa mulai pukul 08.00.")
    page.get_by_label("Isi", exact=False).nth(0).fill("Bawa **kartu lansia**.")
    page.get_by_label("Berlaku sampai").fill("2099-12-31")
    page.get_by_label("Gambar", exact=False).first.set_input_files(
        {"name": "a.jpg", "mimeType": "image/jpeg", "buffer": packed("JPEG")}
    )
    page.get_by_label("Keterangan gambar").fill("Balai desa")
    page.get_by_role("button", name="Terbitkan").click()
    expect(page.get_by_text("tampil di situs").first).to_be_visible()

    phone = browser.new_context(java_script_enabled=False, viewport=PHONE).new_page()
    phone.goto(f"http://{village.host}:{server}/")
    phone.get_by_role("link", name="Posyandu lansia").first.click()
    expect(phone.get_by_role("img", name="Balai desa")).to_be_visible()
    assert phone.evaluate("document.querySelector('.article-picture').naturalWidth") > 0
    shared = unquote(phone.get_by_role("link", name="Bagikan ke WhatsApp").get_attribute("href"))
    assert shared.startswith("https://wa.me/?text=Posyandu lansia")
    assert "/berita/posyandu-lansia-selasa-pagi/" in shared

    phone.get_by_role("link", name="Minta informasi (PPID)").click()
    phone.get_by_role("link", name="Minta informasi", exact=True).click()
    phone.get_by_label("Informasi apa").fill("Salinan APBDes tahun lalu.")
    phone.get_by_label("Untuk apa?").fill("Rapat RT")
    phone.get_by_label("Nama Anda").fill("Ani Sample")
    phone.get_by_role("button", name="Kirim permohonan").click()
    expect(phone.locator(".code-box")).to_be_visible()

    page.context.clear_cookies()
    page = sign_in(village, "sari")
    open_at(village, "/kantor/ppid/")
    page.get_by_role("link", name="Salinan APBDes").click()
    page.get_by_label("Jawaban").fill("Salinannya terlampir, silakan diunduh.")
    page.get_by_label("Dokumen").set_input_files(
        {"name": "apbdes.pdf", "mimeType": "application/pdf", "buffer": packed("PDF")}
    )
    page.get_by_role("button", name="Kirim jawaban").click()
    expect(page.get_by_text("Pemohon dapat membacanya")).to_be_visible()

    phone.reload()
    expect(phone.get_by_text("Salinannya terlampir")).to_be_visible()
    expect(phone.get_by_role("link", name=re.compile("Unduh dokumen"))).to_be_visible()
    assert phone.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
