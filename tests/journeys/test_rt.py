"""The head of an RT gets a link, hands in a resident's request from a phone, and sees what becomes of it."""

import re
from datetime import timedelta

import pytest
from conftest import NOON, VILLAGE, office
from journeys.conftest import bring_in
from journeys.looking import look
from journeys.test_complaints import PHOTO
from journeys.test_letter import PHONE, type_identity
from playwright.sync_api import Browser, Page, expect

from modules.service.models import Letter
from registry.models import Area, Resident
from walls import current


@pytest.fixture
def village(hire):
    found = office(VILLAGE)
    clerk = hire(found, "budi", "KASI_PELAYANAN", "KASI_PEMERINTAHAN", "OPERATOR")
    bring_in(found, clerk, 60)
    return found


@pytest.fixture
def neighbours(village):
    """An RT, somebody who heads it, and a grown-up head of a family who lives there."""
    with current.inside(village):
        grown = Resident.objects.select_related("family", "hamlet").filter(
            born_on__lt=NOON.date() - timedelta(days=9000), relation=1, status=1, family__no_kk__isnull=False
        )
        asks = grown.exclude(rt="").order_by("pk")[0]
        rt = Area.objects.get(level="RT", hamlet=asks.hamlet, rw=asks.rw, rt=asks.rt, closed_on=None)
        head = grown.exclude(pk=asks.pk).order_by("-pk")[0]
        Area.objects.filter(pk=rt.pk).update(head=head)
        return rt, head, asks


def test_a_request_goes_from_the_phone_of_the_rt_to_the_kasi_and_back(
    village, neighbours, sign_in, open_at, server, browser: Browser
):
    rt, head, asks = neighbours
    page = sign_in(village, "budi")
    link = its_link(page, open_at, village, rt)

    phone = browser.new_context(java_script_enabled=False, viewport=PHONE).new_page()
    phone.goto(link)
    expect(phone.get_by_role("heading", name="Halaman Ketua RT")).to_be_visible()
    assert link.split("/")[-2] not in phone.url
    phone.get_by_label("Surat apa?").select_option("sk-usaha")
    phone.get_by_role("button", name="Mulai isi").click()
    seen(phone, browser, "rt-identity")
    type_identity(phone, asks)
    phone.get_by_label("Jenis usaha").fill("Warung kelontong")
    phone.get_by_label("Berjalan sejak tahun").fill("2019")
    phone.get_by_role("button", name="Lanjut").click()

    # The signal is lost; the page of the RT leads back to where he was.
    phone.goto("about:blank")
    phone.goto(link)
    seen(phone, browser, "rt-unsent")
    phone.get_by_role("link", name="Lanjutkan").click()
    phone.get_by_role("button", name="Pengajuan KUR").click()
    photo = {"name": "ktp.jpg", "mimeType": "image/jpeg", "buffer": PHOTO}
    phone.locator("input[type=file]").first.set_input_files(photo)
    phone.get_by_label("Nomor HP").fill("081234567890")
    phone.get_by_role("button", name="Lanjut").click()
    expect(phone.get_by_text("warga ini meminta suratnya")).to_be_visible()
    phone.locator("main form button.button-primary").last.click()
    expect(phone.get_by_role("heading", name="Permohonan terkirim")).to_be_visible()
    seen(phone, browser, "rt-sent")
    phone.get_by_role("link", name="Kembali ke halaman RT").click()
    expect(phone.get_by_text("Sedang diperiksa petugas")).to_be_visible()
    assert asks.name not in phone.content()

    with current.inside(village):
        letter = Letter.objects.get()
    assert (letter.source, letter.area_id) == ("RT", rt.pk)
    the_kasi_sends_it_back(page, open_at, village, letter, head)

    phone.reload()
    expect(phone.get_by_text("Yang kurang: Foto KTP tidak terbaca")).to_be_visible()
    seen(phone, browser, "rt-returned")
    phone.get_by_role("link", name=re.compile("Lengkapi")).click()
    seen(phone, browser, "rt-mend")
    phone.get_by_label("4 angka terakhir NIK").fill(asks.nik[-4:])
    phone.get_by_role("button", name="Buka dan lengkapi").click()
    phone.locator("main form button.button-primary").last.click()
    phone.get_by_role("link", name="Kembali ke halaman RT").click()
    expect(phone.get_by_text("Sedang diperiksa petugas")).to_be_visible()

    open_at(village, f"/kantor/wilayah/{rt.pk}/tautan-rt/")
    page.get_by_role("button", name="Akhiri tautan").click()
    phone.reload()
    expect(phone.get_by_role("heading", name="Tautan Ketua RT ini tidak berlaku")).to_be_visible()
    seen(phone, browser, "rt-gone")


def its_link(page: Page, open_at, village, rt) -> str:
    """The officer makes it; it is shown once."""
    open_at(village, f"/kantor/wilayah/{rt.pk}/")
    page.get_by_role("link", name="Tautan Ketua RT").click()
    page.get_by_role("button", name="Buat tautan").click()
    expect(page.get_by_text("Hanya tampak sekali ini.")).to_be_visible()
    look(page, 360, 1280, name="rt-link")
    found = re.search(r"http://[^\s\"<]+/rt/[\w-]{32}/", page.content())
    assert found
    open_at(village, "/kantor/wilayah/tautan-rt/")
    look(page, 360, 1280, name="rt-links")
    open_at(village, f"/kantor/wilayah/{rt.pk}/")
    look(page, 360, 1280, name="rt-area")
    return found[0]


def the_kasi_sends_it_back(page: Page, open_at, village, letter, head) -> None:
    """The list shows it under its way here, its page names who brought it."""
    open_at(village, "/kantor/surat/?status=&asal=RT")
    page.get_by_role("link", name=letter.subject_name.title()).click()
    expect(page.get_by_text(re.compile(f"Dititipkan Ketua RT: {re.escape(head.name.title())}"))).to_be_visible()
    open_at(village, f"/kantor/surat/{letter.pk}/kembalikan/")
    page.locator("main textarea, main input[type=text]").first.fill("Foto KTP tidak terbaca")
    page.locator("main form button.button-primary, main form button[type=submit]").last.click()


def seen(phone: Page, browser: Browser, name: str) -> None:
    """What the phone shows now, in a browser with the checker's script."""
    twin = browser.new_context(viewport=PHONE, storage_state=phone.context.storage_state()).new_page()
    twin.goto(phone.url)
    look(twin, 360, 1280, name=name)
    twin.close()
