"""J9: a kecamatan gives two villages something to do, one does it on a phone; and a meeting whose decisions are done."""

from datetime import timedelta

import pytest
from conftest import DISTRICT, NEIGHBOUR, VILLAGE, office
from django.utils import timezone
from playwright.sync_api import expect

from archive.models import Document
from exchange.matters.models import Matter
from walls import current

PHONE, DESK = {"width": 360, "height": 720}, {"width": 1280, "height": 800}
PHOTO = {
    "name": "posyandu.jpg",
    "mimeType": "image/jpeg",
    "buffer": b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00"
    b"\xff\xda\x00\x08\x01\x01\x00\x00\x3f\x00PIXELS\xff\xd9",
}
WIDER = "document.documentElement.scrollWidth > document.documentElement.clientWidth"


@pytest.fixture
def offices(hire):
    district, village = office(DISTRICT), office(VILLAGE)
    hire(district, "camat", "CAMAT")
    hire(village, "sari", "SEKDES")
    hire(village, "kasi", "KASI_KESEJAHTERAAN")
    hire(office(NEIGHBOUR), "darma", "SEKDES")
    return district, village


def test_an_assignment_on_the_way_there_and_back(offices, sign_in, open_at, page):
    district, village = offices
    sign_in(district, "camat")
    open_at(district, "/tugas/baru/")
    page.get_by_label("Judul").fill("Data posyandu")
    page.get_by_label("Yang harus dikerjakan").fill("Foto semua posyandu yang masih buka.")
    page.get_by_label("Bidang").select_option("p")
    page.get_by_label("Tenggat").fill((timezone.localdate() + timedelta(days=14)).isoformat())
    page.get_by_role("button", name="Kirim tugas").click()
    if page.get_by_label("Sudah saya periksa").count():
        page.get_by_label("Sudah saya periksa").check()
        page.get_by_role("button", name="Kirim tugas").click()
    expect(page.get_by_text("0 dari 2")).to_be_visible()
    bundle = page.url
    with current.inside(district):
        other = Matter.objects.get(to_office__region_code=NEIGHBOUR)
        Matter.objects.filter(pk=other.pk).update(due_at=timezone.now() - timedelta(days=2))

    sign_in(village, "sari")
    open_at(village, "/kantor/koordinasi/")
    page.get_by_role("link", name="Data posyandu").click()
    page.get_by_role("link", name="Serahkan ke jabatan").click()
    page.get_by_label("Serahkan kepada").select_option("KASI_KESEJAHTERAAN")
    page.get_by_label("Instruksi").fill("Foto posyandu Melati dan Mawar.")
    page.get_by_role("button", name="Serahkan ke jabatan").click()
    expect(page.get_by_text("Diserahkan kepada")).to_be_visible()
    page.context.clear_cookies()

    page.set_viewport_size(PHONE)
    sign_in(village, "kasi")
    report(page, open_at, village, "Posyandu Melati.")
    page.set_viewport_size(DESK)
    sign_in(district, "camat")
    open_at(district, "/tugas/")
    expect(page.get_by_text("1 terlambat")).to_be_visible()
    expect(page.get_by_text("1 diperiksa")).to_be_visible()
    review(page, bundle, "Kembalikan", "Foto buram, ulangi.")

    page.set_viewport_size(PHONE)
    report(page, open_at, village, "Foto baru.")
    page.set_viewport_size(DESK)
    review(page, bundle, "Terima, selesai", "")
    page.goto(bundle)
    expect(page.get_by_text("1 dari 2")).to_be_visible()
    expect(page.locator("tbody tr").first).to_contain_text("Lewat tenggat")
    with current.inside(district):
        assert Document.objects.filter(area="koordinasi", name="posyandu.jpg").count() == 2


def report(page, open_at, village, words):
    open_at(village, "/kantor/tugas/")
    assert not page.evaluate(WIDER)
    page.get_by_role("link", name="Foto posyandu Melati").click()
    page.get_by_role("link", name="Laporkan ke kecamatan").click()
    page.get_by_label("Yang sudah dikerjakan").fill(words)
    page.get_by_label("Bukti").set_input_files(PHOTO)
    assert not page.evaluate(WIDER)
    page.get_by_role("button", name="Laporkan selesai").click()
    expect(page.get_by_text("Menunggu diperiksa")).to_be_visible()


def review(page, bundle, verb, words):
    page.goto(bundle)
    page.get_by_role("link", name="Desa Pragaan Laok").click()
    page.get_by_role("link", name=verb, exact=True).click()
    page.get_by_role("textbox").first.fill(words)
    page.get_by_role("button", name=verb).click()
    expect(page.get_by_role("heading", name="Riwayat")).to_be_visible()


def test_a_meeting_with_two_decisions(offices, sign_in, open_at, page):
    _, village = offices
    sign_in(village, "sari")
    open_at(village, "/kantor/rapat/baru/")
    page.get_by_label("Judul").fill("Rapat bulanan")
    page.get_by_label("Tanggal").fill((timezone.localdate() - timedelta(days=1)).isoformat())
    page.get_by_label("Pukul").fill("09:00")
    page.get_by_label("Tempat").fill("Balai desa")
    page.get_by_label("Sekretaris Desa").check()
    page.get_by_label("Kasi Kesejahteraan").check()
    page.get_by_role("button", name="Kirim undangan").click()
    page.get_by_role("link", name="Tulis notulen").click()
    page.get_by_label("Pembahasan").fill("Posyandu dan papan informasi.")
    for number, (what, post) in enumerate(
        (("Data posyandu", "KASI_KESEJAHTERAAN"), ("Pasang papan", "SEKDES")), start=1
    ):
        page.locator(f"[name=what_{number}]").fill(what)
        page.locator(f"[name=post_{number}]").select_option(post)
    page.get_by_role("button", name="Simpan notulen").click()
    expect(page.get_by_role("link", name="Versi 1")).to_be_visible()

    for username, what in (("kasi", "Data posyandu"), ("sari", "Pasang papan")):
        page.context.clear_cookies()
        sign_in(village, username)
        open_at(village, "/kantor/tugas/")
        page.get_by_role("link", name=what).click()
        page.get_by_role("link", name="Selesai", exact=True).click()
        page.get_by_label("Apa hasilnya?").fill("Beres.")
        page.get_by_role("button", name="Selesai").click()
        expect(
            page.get_by_role("link", name="Buka kembali") if username == "sari" else page.get_by_text("Beres.")
        ).to_be_visible()
    open_at(village, "/kantor/rapat/?kapan=PAST")
    page.get_by_role("link", name="Rapat bulanan").click()
    expect(page.locator("main .badge", has_text="Selesai")).to_have_count(2)
