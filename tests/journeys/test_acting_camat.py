"""The camat goes on leave: the secretary is entered as Plh. and signs a decision that says so."""

from datetime import timedelta
from types import SimpleNamespace

from conftest import DISTRICT, VILLAGE, office
from django.utils import timezone
from journeys.conftest import PASSPHRASE
from journeys.evaluating import WIDTHS
from journeys.looking import look
from playwright.sync_api import expect
from samples.consultations import checked, submitted

from consultations import actions
from walls import current

ACTING = "Plh. Camat Pragaan"


def test_the_secretary_signs_while_the_camat_is_away(hire, open_at, sign_in, page):
    village, district, now = office(VILLAGE), office(DISTRICT), timezone.now()
    sari, kasi = hire(village, "sari", "SEKDES"), hire(district, "kasi", "KASI_PMD")
    hire(district, "camat", "CAMAT", signs=True)
    desk = SimpleNamespace(kasi=kasi, sekcam=hire(district, "sekcam", "SEKCAM", signs=True))
    with current.inside(village):
        matter = submitted(sari, at=now)
    with current.inside(district):
        actions.take_step(key=matter.key, verb="terima", by=kasi, at=now)
        checked(matter, desk, at=now)
    page.set_viewport_size({"width": 1280, "height": 800})

    sign_in(district, "camat", second_factor=True)
    open_at(district, "/konsultasi/")
    look(page, *WIDTHS, name="konsultasi-camat")
    page.get_by_role("link", name="Penanda tangan").click()
    look(page, *WIDTHS, name="penandatangan-kosong")
    page.get_by_role("link", name="Catat Plt. atau Plh.").click()
    page.get_by_label("Siapa").select_option(label="Sekcam Contoh – Sekretaris Kecamatan")
    page.get_by_text("Plh. (Camat berhalangan)").click()
    page.get_by_label("Nomor surat pengangkatan").fill("800/12/2026")
    page.get_by_label("Sampai").fill((timezone.localdate() + timedelta(days=6)).isoformat())
    look(page, *WIDTHS, name="penandatangan-catat")
    page.get_by_role("button", name="Simpan").click()
    expect(page.get_by_text(ACTING, exact=True)).to_be_visible()
    look(page, *WIDTHS, name="penandatangan")
    page.get_by_role("link", name="Ubah").click()
    look(page, *WIDTHS, name="penandatangan-sertifikat")
    page.context.clear_cookies()

    sign_in(district, "sekcam", second_factor=True)
    open_at(district, f"/konsultasi/{matter.key}/")
    page.get_by_role("link", name="Tanda tangani").click()
    expect(page.get_by_text(f"Anda menandatangani sebagai {ACTING}.")).to_be_visible()
    look(page, *WIDTHS, name="plh-tanda-tangan")
    page.get_by_label("Kata sandi tanda tangan").fill(PASSPHRASE)
    page.get_by_role("button", name="Tanda tangani").click()
    expect(page.get_by_text(f"Sekcam Contoh, {ACTING}").first).to_be_visible()
    look(page, *WIDTHS, name="plh-terbit")
