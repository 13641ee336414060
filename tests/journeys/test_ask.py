"""A resident asks with slips of the keyboard and gets the right service; asks what nobody knows, and the desk takes it over."""

import pytest
from conftest import VILLAGE, office
from django.utils import timezone
from playwright.sync_api import Browser, expect

from messaging import actions as messaging
from messaging.models import Message
from walls import current

PHONE = {"width": 360, "height": 720}


@pytest.fixture
def village(hire):
    found = office(VILLAGE)
    hire(found, "budi", "KASI_PELAYANAN", "OPERATOR")
    return found


def test_a_question_is_answered_with_its_source_or_handed_to_the_desk(
    village, server, browser: Browser, sign_in, open_at
):
    """Two interactions to an answer, four more to the desk, all without JavaScript."""
    address = f"http://{village.host}:{server}"
    phone = browser.new_context(java_script_enabled=False, viewport=PHONE).new_page()
    phone.goto(f"{address}/")
    phone.get_by_role("link", name="Tanya").click()
    phone.get_by_label("Pertanyaan Anda").fill("cara biikn ktp bru gmn")
    phone.get_by_role("button", name="Tanya", exact=True).click()
    expect(phone.get_by_role("link", name="Standar pelayanan Surat Pengantar Perekaman")).to_be_visible()
    phone.get_by_label("Pertanyaan Anda").fill("harga cabai hari ini")
    phone.get_by_role("button", name="Tanya", exact=True).click()
    expect(phone.get_by_role("heading", name="Maaf, kami belum tahu jawabannya")).to_be_visible()
    phone.get_by_label("Nomor HP").fill("0812-3456-7890")
    phone.get_by_role("button", name="Kirim ke petugas").click()
    expect(phone.get_by_text("Pertanyaan sudah di meja petugas")).to_be_visible()

    page = sign_in(village, "budi")
    open_at(village, "/kantor/arahan/")
    expect(page.get_by_role("link", name="harga cabai hari ini")).to_be_visible()
    open_at(village, "/kantor/tanya/")
    page.get_by_role("link", name="harga cabai hari ini").click()
    page.get_by_role("textbox", name="Jawaban").fill("Tanyakan di pasar desa.")
    page.get_by_role("button", name="Simpan").click()
    phone.get_by_label("Pertanyaan Anda").fill("berapa harga cabai hari ini ya")
    phone.get_by_role("button", name="Tanya", exact=True).click()
    expect(phone.get_by_text("Tanyakan di pasar desa.").first).to_be_visible()


def test_a_message_waits_for_the_officer_and_is_sent_with_one_tap(village, server, sign_in, open_at):
    said = {"surat": "Surat Keterangan Usaha", "kode": "7KQ2-M4XD", "desa": village.title, "jam_buka": "08.00–15.00"}
    with current.inside(village):
        messaging.agree(phone="081234567890", source="permohonan di loket", at=timezone.now())
        messaging.tell_resident("letter.ready", "081234567890", subject="letter:1", at=timezone.now(), values=said)
    page = sign_in(village, "budi")
    # What leaves the house is not asked: the address it would go to is enough.
    page.context.route("https://wa.me/**", lambda route: route.fulfill(body="WhatsApp"))
    open_at(village, "/kantor/pesan/")
    with page.expect_popup() as opened:
        page.get_by_role("button", name="Kirim lewat WhatsApp").click()
    opened.value.wait_for_url("https://wa.me/6281234567890?text=*")

    with current.inside(village):
        assert Message.objects.get().state == "SENT"
