"""J5: a complaint with a photograph and without a name; one about the head; and somebody led to the right desk."""

import pytest
from conftest import VILLAGE, office
from django.utils import timezone
from journeys import looking
from journeys.conftest import apart, bring_in
from journeys.hand import Hand
from playwright.sync_api import Browser, Page, expect

from exchange.matters import actions as matters
from modules.service.complaints.models import Complaint, State
from registry.models import Resident
from walls import current

PHONE = {"width": 360, "height": 720}
PHOTO = (
    b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00"
    b"\xff\xda\x00\x08\x01\x01\x00\x00\x3f\x00PIXELS\xff\xd9"
)


@pytest.fixture
def village(hire):
    """Pragaan Laok with its officers and a member of the BPD."""
    found = office(VILLAGE)
    hire(found, "budi", "KASI_PELAYANAN", "KASI_PEMERINTAHAN", "OPERATOR")
    hire(found, "kasi", "KASI_KESEJAHTERAAN")
    hire(found, "citra", "KADES", signs=True)
    hire(found, "bima", "BPD")
    return found


def words_to_keep(page: Page) -> list[str]:
    return page.locator(".code-box").all_inner_texts()


def come_back(page: Page, address: str, code: str, word: str) -> None:
    page.goto(f"{address}/aduan/lacak/")
    page.get_by_label("Kode aduan").fill(code)
    page.get_by_label("Kata kunci").fill(word.lower())
    page.get_by_role("button", name="Lihat aduan").click()


def test_without_a_name_with_a_photograph_answered_and_rated(village, server, browser: Browser, sign_in, open_at):
    """Five interactions: the page, tell, photograph, without a name, send; the words to keep stand on the page that answers."""
    address, hand = f"http://{village.host}:{server}", Hand()
    phone = browser.new_context(java_script_enabled=False, viewport=PHONE).new_page()
    hand.open(phone, f"{address}/aduan/")
    hand.type(phone.get_by_label("Apa yang terjadi?"), "Lampu jalan di RT 2 padam sejak minggu lalu.")
    hand.put(phone.get_by_label("Foto"), {"name": "ANI.jpg", "mimeType": "image/jpeg", "buffer": PHOTO})
    hand.click(phone.get_by_role("radio", name="Tanpa nama"))
    hand.click(phone.get_by_role("button", name="Kirim aduan"))
    expect(phone.get_by_role("heading", name="Aduan terkirim")).to_be_visible()
    hand.keeps("J5")
    code, word = words_to_keep(phone)

    page = sign_in(village, "budi")
    open_at(village, "/kantor/aduan/")
    page.get_by_role("link", name="Lampu jalan").click()
    expect(page.get_by_role("link", name="Foto 1")).to_be_visible()
    page.get_by_role("link", name="Jawab dan selesaikan").click()
    page.get_by_label("Jawaban").fill("Lampu sudah diganti hari ini.")
    page.get_by_role("button", name="Jawab dan selesaikan").click()
    expect(page.get_by_text("Jawaban terkirim")).to_be_visible()

    phone.context.clear_cookies()
    come_back(phone, address, code, word)
    expect(phone.get_by_text("Lampu sudah diganti hari ini.").first).to_be_visible()
    phone.get_by_label("5 Sangat puas").check()
    phone.get_by_role("button", name="Kirim nilai").click()
    expect(phone.get_by_text("Nilai Anda tersimpan")).to_be_visible()
    with current.inside(village):
        assert Complaint.objects.get().rating == 5


def test_about_the_head_goes_to_the_council_and_he_sees_nothing(village, open_at, sign_in, page):
    open_at(village, "/aduan/")
    page.get_by_label("Apa yang terjadi?").fill("Pak Kades meminta uang untuk surat tanah.")
    page.get_by_role("radio", name="Tanpa nama").check()
    page.get_by_role("button", name="Kirim aduan").click()
    expect(page.get_by_text("Apakah ini tentang Kepala Desa?").first).to_be_visible()
    page.get_by_label("Tentang siapa?").select_option("KADES")
    page.get_by_role("button", name="Kirim aduan").click()
    expect(page.get_by_text("dibaca BPD, bukan kantor desa")).to_be_visible()
    code, word = words_to_keep(page)

    for username in ("citra", "budi"):
        page.context.clear_cookies()
        sign_in(village, username, second_factor=username == "citra")
        open_at(village, "/kantor/aduan/?status=")
        expect(page.get_by_role("heading", name="Aduan", exact=True)).to_be_visible()
        assert "surat tanah" not in page.content()
    page.context.clear_cookies()
    sign_in(village, "bima")
    page.get_by_role("link", name="Pak Kades meminta uang").click()
    page.get_by_role("link", name="Jawab dan selesaikan").click()
    page.get_by_label("Jawaban").fill("BPD sudah memanggil Kepala Desa. Uang dikembalikan.")
    page.get_by_role("button", name="Jawab dan selesaikan").click()

    page.context.clear_cookies()
    come_back(page, page.url.partition("/kantor/")[0], code, word)
    expect(page.get_by_text("Uang dikembalikan").first).to_be_visible()
    with current.inside(village):
        assert Complaint.objects.get().state == State.ANSWERED


def test_where_nobody_of_the_council_reads_the_camat_answers(hire, open_at, sign_in, page):
    village = office(VILLAGE)
    district = village.parent
    hire(district, "camat", "CAMAT")
    open_at(village, "/aduan/")
    page.get_by_label("Apa yang terjadi?").fill("Pak Kades meminta uang untuk surat tanah.")
    page.get_by_label("Tentang siapa?").select_option("KADES")
    page.get_by_role("radio", name="Tanpa nama").check()
    page.get_by_role("button", name="Kirim aduan").click()
    code, word = words_to_keep(page)
    here = page.url.partition("/aduan/")[0]

    sign_in(district, "camat")
    apart(lambda: hear(district))
    page.get_by_role("link", name="Aduan tentang kepala desa menunggu jawaban").first.click()
    looking.look(page, 360, 1280, name="head-notices")
    page.get_by_role("link", name=village.name).click()
    expect(page.get_by_text("Pak Kades meminta uang")).to_be_visible()
    looking.look(page, 360, 1280, name="head-notice-alone")
    page.get_by_role("textbox", name="Tulisan Anda").fill("Kepala desa kami panggil hari Senin. Uang dikembalikan.")
    page.get_by_role("button", name="Kirim jawaban").click()
    expect(page.get_by_text("Jawaban terkirim")).to_be_visible()

    apart(lambda: hear(village))
    come_back(page, here, code, word)
    expect(page.get_by_text("Uang dikembalikan").first).to_be_visible()
    looking.look(page, 360, 1280, name="told-above")


def hear(place) -> None:
    with current.inside(place):
        matters.hear_all(at=timezone.now())


def test_from_the_counter_to_the_kasi_kesejahteraan(village, open_at, sign_in, page):
    with current.inside(village):
        clerk = office(VILLAGE)
        from accounts.models import Account

        bring_in(clerk, Account.objects.get(username="budi"), 20)
        ani = Resident.objects.order_by("pk").first()
    sign_in(village, "budi")
    open_at(village, f"/kantor/loket/?warga={ani.pk}")
    page.get_by_role("link", name="Arahkan ke meja lain").click()
    expect(page.get_by_label("Nama (boleh dikosongkan)")).to_have_value(ani.name.title())
    page.get_by_label("Keperluan").fill("Bantuan beras belum diterima")
    page.get_by_label("Arahkan ke").select_option("KASI_KESEJAHTERAAN")
    page.get_by_label("Alasan").fill("Daftar penerima ada di Kasi Kesejahteraan")
    page.get_by_label("Yang perlu dibawa").fill("KTP\nKartu bantuan")
    page.locator("form button[type=submit]", has_text="Arahkan").click()
    page.get_by_role("link", name="Cetak slip").click()
    expect(page.locator(".slip")).to_contain_text("Kasi Kesejahteraan")

    page.context.clear_cookies()
    sign_in(village, "kasi")
    open_at(village, "/kantor/arahan/")
    page.get_by_role("link", name="Bantuan beras").click()
    page.get_by_role("button", name="Terima").click()
    page.get_by_role("link", name="Selesai, beri jawaban").click()
    page.get_by_label("Apa hasilnya?").fill("Terdaftar, diambil hari Senin.")
    page.get_by_role("button", name="Selesai, beri jawaban").click()
    expect(page.get_by_text("Terdaftar, diambil hari Senin.")).to_be_visible()


def test_to_the_kecamatan_and_back_with_an_answer(village, hire, open_at, sign_in, page):
    hire(village.parent, "camat", "CAMAT")
    sign_in(village, "budi")
    open_at(village, "/kantor/arahan/baru/")
    page.get_by_label("Keperluan").fill("Rekam KTP-el")
    page.get_by_label("Arahkan ke").select_option("instansi:kecamatan")
    page.get_by_label("Alasan").fill("Alat rekam ada di kecamatan")
    page.get_by_label("Yang perlu dibawa").fill("KK")
    page.get_by_label("Nama (boleh dikosongkan)").fill("Ani Contoh")
    page.get_by_label("Orangnya setuju nama").check()
    looking.look(page, 360, 1280, name="refer")
    page.locator("form button[type=submit]", has_text="Arahkan").click()
    expect(page.get_by_text("Menunggu kabar")).to_be_visible()
    where = page.url
    page.get_by_role("link", name="Catat hasil").click()
    looking.look(page, 360, 1280, name="refer-outcome")

    page.context.clear_cookies()
    sign_in(village.parent, "camat")
    apart(lambda: hear(village.parent))
    open_at(village.parent, "/arahan-warga/")
    looking.look(page, 360, 1280, name="handed-up")
    page.get_by_role("link", name=village.name).click()
    expect(page.get_by_text("Ani Contoh")).to_be_visible()
    page.get_by_role("button", name="Terima").click()
    page.get_by_role("textbox", name="Hasil atau alasan").fill("Sudah direkam, KTP jadi hari Kamis.")
    looking.look(page, 360, 1280, name="handed")
    page.get_by_role("button", name="Selesai, beri jawaban").click()
    expect(page.get_by_text("Desa membacanya")).to_be_visible()

    apart(lambda: hear(village))
    page.context.clear_cookies()
    sign_in(village, "budi")
    page.goto(where)
    expect(page.get_by_text("KTP jadi hari Kamis")).to_be_visible()
    looking.look(page, 360, 1280, name="referral-answered")
