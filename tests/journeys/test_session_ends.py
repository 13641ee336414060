"""A session that ends in mid-form: what was typed survives at the counter, at a returned letter and at an answer, and goes when it may."""

import uuid
from datetime import timedelta

import pytest
from conftest import NOON, PASSWORD, VILLAGE, office
from django.utils import timezone
from journeys.conftest import bring_in
from journeys.looking import look
from playwright.sync_api import Browser, Page, expect

from accounts.models import Account, Session
from modules.service import actions
from modules.service.complaints import actions as complaints
from modules.service.complaints.models import About, Category, Complaint
from modules.service.complaints.models import State as Told
from modules.service.models import Letter, LetterKind, State
from registry.models import Resident
from walls import current

ANSWER = "Lampu jalan di RT 2 sudah diganti hari ini oleh petugas desa."
REASON = "Foto KK buram, mohon difoto ulang di tempat terang."
DRAFTS = "Object.keys(localStorage).filter(key => key.startsWith('draft:'))"


@pytest.fixture
def village(hire):
    """Pragaan Laok with a clerk, a second officer of the same desk, and forty residents."""
    found = office(VILLAGE)
    clerk = hire(found, "budi", "KASI_PELAYANAN", "KASI_PEMERINTAHAN", "OPERATOR")
    hire(found, "rina", "KASI_PELAYANAN", "KASI_PEMERINTAHAN", "OPERATOR")
    bring_in(found, clerk, 40)
    return found


@pytest.fixture
def ani(village):
    with current.inside(village):
        grown = Resident.objects.filter(born_on__lt=NOON.date() - timedelta(days=9000), relation=1)
        return grown.select_related("family", "hamlet").order_by("pk")[0]


@pytest.fixture
def complaint(village):
    with current.inside(village):
        return complaints.tell_complaint(
            key=uuid.uuid4(),
            category=Category.ORDINARY,
            about=About.OTHER,
            manner=Complaint.Manner.ANONYMOUS,
            story_told="Lampu jalan di RT 2 padam sejak minggu lalu.",
            at=timezone.now(),
        )


@pytest.fixture
def letter(village, ani):
    with current.inside(village):
        clerk = Account.objects.get(username="budi")
        kind = LetterKind.objects.get(slug="pengantar-skck")
        said = {"purpose": "Melamar pekerjaan"}
        return actions.make_at_counter(
            key=uuid.uuid4(), kind=kind, answers=said, resident=ani, by=clerk, at=timezone.now()
        )


def end_sessions(village) -> None:
    with current.inside(village):
        assert Session.objects.all().delete()[0] > 0


def come_in(page: Page, username: str = "budi") -> None:
    page.get_by_label("Nama pengguna").fill(username)
    page.get_by_label("Kata sandi").fill(PASSWORD)
    page.get_by_role("button", name="Masuk").click()
    page.wait_for_url(lambda url: "/masuk/" not in url)


def test_at_the_counter_the_page_stays_and_goes_on_after_signing_in_beside_it(village, ani, sign_in, open_at):
    page = sign_in(village, "budi")
    open_at(village, f"/kantor/loket/?warga={ani.pk}&jenis=sk-usaha")
    expect(page.locator("#paper svg, #paper img").first).to_be_visible()
    end_sessions(village)
    page.get_by_label("Jenis usaha").fill("Warung kelontong")
    page.get_by_label("Berjalan sejak tahun").fill("2019")
    expect(page.get_by_role("heading", name="Sesi Anda berakhir")).to_be_visible()
    look(page, 360, 1280, name="sesi-berakhir-loket")

    with page.expect_popup() as opened:
        page.get_by_role("link", name="Masuk di tab baru").click()
    come_in(opened.value)
    page.bring_to_front()
    expect(page.get_by_role("heading", name="Sesi Anda berakhir")).to_be_hidden()
    expect(page.get_by_text("Anda sudah masuk lagi")).to_be_visible()
    assert page.get_by_label("Jenis usaha").input_value() == "Warung kelontong"
    page.get_by_role("button", name="Pengajuan KUR").click()
    page.keyboard.press("Control+Enter")

    expect(page.get_by_role("status").filter(has_text="Surat Keterangan Usaha").first).to_be_visible()
    with current.inside(village):
        assert Letter.objects.get().answers["business_kind"] == "Warung kelontong"


def test_somebody_else_who_signs_in_beside_it_does_not_send_it(village, ani, sign_in, open_at):
    page = sign_in(village, "budi")
    open_at(village, f"/kantor/loket/?warga={ani.pk}&jenis=sk-usaha")
    end_sessions(village)
    page.get_by_label("Jenis usaha").fill("Warung kelontong")
    with page.expect_popup() as opened:
        page.get_by_role("link", name="Masuk di tab baru").click()
    come_in(opened.value, "rina")
    page.bring_to_front()

    expect(page.get_by_role("alert").filter(has_text="Akun lain sudah masuk")).to_be_visible()
    page.keyboard.press("Control+Enter")
    expect(page.get_by_text("Formulir ini sudah terlalu lama terbuka").first).to_be_visible()
    with current.inside(village):
        assert not Letter.objects.exists()


def test_the_reason_of_a_returned_letter_comes_back_after_signing_in(village, letter, sign_in, open_at):
    page = sign_in(village, "budi")
    open_at(village, f"/kantor/surat/{letter.pk}/")
    page.get_by_role("link", name="Kembalikan").click()
    form = page.url
    page.get_by_label("Alasan").fill(REASON)
    end_sessions(village)
    page.get_by_role("button", name="Kembalikan ke pemohon").click()

    expect(page.get_by_text("Isian Anda belum terkirim, tetapi tersimpan di peramban ini")).to_be_visible()
    look(page, 360, 1280, name="sesi-berakhir-masuk")
    come_in(page)
    assert page.url == form
    assert page.get_by_label("Alasan").input_value() == REASON
    expect(page.get_by_text("Isian yang tadi belum terkirim sudah dikembalikan")).to_be_visible()
    look(page, 360, 1280, name="sesi-berakhir-kembali")
    page.get_by_role("button", name="Kembalikan ke pemohon").click()

    expect(page.get_by_text("Permohonan dikembalikan ke pemohon")).to_be_visible()
    assert page.evaluate(DRAFTS) == []
    with current.inside(village):
        letter.refresh_from_db()
    assert (letter.state, letter.return_reason) == (State.INCOMPLETE, REASON)


def test_the_answer_to_a_complaint_is_its_writers_own_until_signing_out(village, complaint, sign_in, open_at):
    page = sign_in(village, "budi")
    open_at(village, f"/kantor/aduan/{complaint.pk}/")
    page.get_by_role("link", name="Jawab dan selesaikan").click()
    form = page.url
    page.get_by_label("Jawaban").fill(ANSWER)
    end_sessions(village)
    page.get_by_role("button", name="Jawab dan selesaikan").click()

    come_in(page, "rina")
    assert page.get_by_label("Jawaban").input_value() == ""
    with current.inside(village):
        Session.objects.all().delete()
    page.goto(form)
    come_in(page)
    assert page.get_by_label("Jawaban").input_value() == ANSWER
    page.locator("details.account-menu summary").click()
    page.get_by_role("button", name="Keluar").click()
    expect(page.get_by_text("Anda sudah keluar").first).to_be_visible()
    assert page.evaluate(DRAFTS) == []
    page.goto(form)
    come_in(page)
    assert page.get_by_label("Jawaban").input_value() == ""
    page.get_by_label("Jawaban").fill(ANSWER)
    page.get_by_role("button", name="Jawab dan selesaikan").click()

    expect(page.get_by_text("Jawaban terkirim")).to_be_visible()
    assert page.evaluate(DRAFTS) == []
    with current.inside(village):
        assert Complaint.objects.get().state == Told.ANSWERED


def test_a_refused_form_keeps_its_draft_and_an_old_one_is_swept_away(village, complaint, sign_in, open_at):
    page = sign_in(village, "budi")
    page.evaluate("localStorage.setItem('draft:1:lama', JSON.stringify({at: Date.now() - 4 * 86400000, fields: {}}))")
    page.evaluate("localStorage.setItem('draft:lama', JSON.stringify({text: 'cerita'}))")
    open_at(village, f"/kantor/aduan/{complaint.pk}/")
    page.get_by_role("link", name="Jawab dan selesaikan").click()
    page.get_by_label("Jawaban").fill("x")
    page.get_by_role("button", name="Jawab dan selesaikan").click()

    expect(page.get_by_role("alert").first).to_be_visible()
    (kept,) = page.evaluate(DRAFTS)
    assert kept.endswith(f":aduan-{complaint.tracking_code}")
    assert page.get_by_text("sudah dikembalikan").count() == 0


def test_without_javascript_the_sentences_are_shown_once_more(village, letter, server, browser: Browser):
    page = browser.new_context(java_script_enabled=False).new_page()
    form = f"http://{village.host}:{server}/kantor/surat/{letter.pk}/kembalikan/"
    page.goto(form)
    come_in(page)
    page.get_by_label("Alasan").fill(REASON)
    end_sessions(village)
    page.get_by_role("button", name="Kembalikan ke pemohon").click()

    expect(page.get_by_role("heading", name="Sesi Anda berakhir")).to_be_visible()
    assert page.get_by_label("Tulisan Anda").input_value() == REASON
    page.get_by_role("link", name="Masuk lagi").click()
    come_in(page)
    assert page.url == form
