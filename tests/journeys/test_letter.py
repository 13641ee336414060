"""J1, J3, J6 and J17: a letter from the phone and from the counter, through the signature, to the bank that verifies it."""

import gzip
import os
import re
import time
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from conftest import NOON, VILLAGE, office
from journeys.conftest import PASSPHRASE, bring_in
from journeys.hand import PROMISES, Hand
from journeys.looking import look
from playwright.sync_api import Browser, Page, Response, expect
from samples import tools

from modules.service.models import Letter, State
from registry.models import Resident
from walls import current

PHONE = {"width": 360, "height": 720}


@pytest.fixture
def village(hire):
    """Pragaan Laok with its officers and sixty residents."""
    found = office(VILLAGE)
    clerk = hire(found, "budi", "KASI_PELAYANAN", "KASI_PEMERINTAHAN", "KASI_KESEJAHTERAAN", "OPERATOR")
    hire(found, "dewi", "KASI_PELAYANAN")
    hire(found, "sari", "SEKDES")
    hire(found, "citra", "KADES", signs=True)
    bring_in(found, clerk, 60)
    return found


@pytest.fixture
def ani(village):
    """A grown-up head of a family, and what she knows by heart."""
    with current.inside(village):
        grown = Resident.objects.select_related("family").filter(
            born_on__lt=NOON.date() - timedelta(days=9000), relation=1
        )
        return grown.order_by("pk")[0]


def type_identity(page: Page, resident: Resident) -> None:
    page.get_by_label("NIK", exact=True).fill(resident.nik)
    page.get_by_label("Tanggal lahir").fill(resident.born_on.isoformat())
    page.get_by_label("Nomor KK").fill(resident.family.no_kk)
    page.get_by_role("button", name="Lanjut").click()


class Fare:
    """What a journey costs a phone: pages opened, and kB as they travel; a style sheet is fetched once and kept."""

    def __init__(self, page: Page) -> None:
        self.pages, self.bytes, self.kept = 0, 0, set[str]()
        page.on("response", self._count)

    def _count(self, response: Response) -> None:
        if response.status >= 300 or response.url in self.kept:
            return
        if response.request.is_navigation_request():
            self.pages += 1
        else:
            self.kept.add(response.url)
        # Fetched first: other answers are counted while this one is waited for.
        travelled = len(gzip.compress(response.body()))
        self.bytes += travelled


def test_a_resident_asks_from_a_phone_without_javascript(village, ani, server, browser: Browser):
    """J3: at most eight pages and 150 kB from the front page to the code, without an account."""
    page = browser.new_context(java_script_enabled=False, viewport=PHONE).new_page()
    fare, begun = Fare(page), time.monotonic()

    page.goto(f"http://{village.host}:{server}/")
    page.get_by_role("link", name="Surat Keterangan Usaha").first.click()
    page.get_by_role("button", name="Ajukan sekarang").click()
    type_identity(page, ani)
    page.get_by_label("Jenis usaha").fill("Warung kelontong")
    page.get_by_label("Berjalan sejak tahun").fill("2019")
    page.get_by_role("button", name="Lanjut").click()
    page.get_by_role("button", name="Pengajuan KUR").click()
    page.get_by_label("Nomor HP").fill("081234567890")
    page.get_by_role("button", name="Lanjut").click()
    page.locator("main form button.button-primary").last.click()
    expect(page.get_by_role("heading", name="Permohonan terkirim")).to_be_visible()
    code = page.locator(".code-box").inner_text().replace(" ", "").replace("-", "")

    with current.inside(village):
        letter = Letter.objects.get(tracking_code=code)
    assert letter.state == State.CHECKING
    assert letter.resident_id == ani.pk
    assert fare.pages <= PROMISES["J3"].touches
    assert time.monotonic() - begun <= PROMISES["J3"].seconds
    assert fare.bytes <= 150_000
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


def test_a_stranger_with_a_wrong_card_learns_nothing(village, ani, open_at):
    page = open_at(village, "/layanan/sk-usaha/")

    page.get_by_role("button", name="Ajukan sekarang").click()
    page.get_by_label("NIK", exact=True).fill(ani.nik)
    page.get_by_label("Tanggal lahir").fill("1980-01-01")
    page.get_by_label("Nomor KK").fill("3599010101200000")
    page.get_by_role("button", name="Lanjut").click()

    expect(page.get_by_role("alert")).to_contain_text("tidak cocok dengan catatan desa")
    assert ani.name not in page.content()


def test_a_letter_goes_from_the_counter_to_the_bank(village, ani, sign_in, open_at, browser: Browser, tmp_path):
    """J1 counts everything the counter does, from the NIK to the paper in the printer; checking and signing are others' work."""
    page = sign_in(village, "budi")
    open_at(village, "/kantor/loket/")
    hand = Hand()
    hand.type(page.get_by_label("NIK atau nama warga"), ani.nik)
    hand.click(page.locator("#resident-results li").first)
    hand.click(page.locator("label[for=kind-sk-usaha]"))
    hand.type_on(page, page.get_by_label("Jenis usaha"), "Warung kelontong", "", "2019", "", "Pengajuan KUR")
    expect(page.locator("#paper svg, #paper img").first).to_be_visible()
    hand.press(page, "Control+Enter")
    expect(page.get_by_role("status").filter(has_text="Surat Keterangan Usaha").first).to_be_visible()
    with current.inside(village):
        path = f"/kantor/surat/{Letter.objects.get().pk}/"
    citra = signed_by_the_others(browser, page.url.replace("/kantor/loket/", path))
    expect(page.get_by_role("button", name=re.compile("Cetak & serahkan"))).to_be_visible(timeout=20_000)
    look(page, 360, 1280, name="counter-ready")
    with page.context.expect_event("response", lambda answer: answer.url.endswith("/cetak/")) as printed:
        hand.press(page, "F8")
    assert (printed.value.status, printed.value.headers["content-type"]) == (200, "application/pdf")
    hand.keeps("J1")

    with current.inside(village):
        letter = Letter.objects.select_related("document").get()
        Letter.objects.update(phone="081234567890")
    assert letter.state == State.COLLECTED
    assert letter.number_text.startswith("500.3/001/35.29.11.2010/")
    citra.close()
    open_at(village, path)
    its_applicant_opens_the_link(browser, page.get_by_role("link", name=re.compile("WhatsApp")).get_attribute("href"))
    with page.expect_download() as waiting:
        page.get_by_role("link", name=re.compile("Unduh")).first.click()
    pdf = tmp_path / "surat.pdf"
    waiting.value.save_as(pdf)
    address = address_in(pdf)

    bank, hand = browser.new_context(viewport=PHONE).new_page(), Hand()
    hand.open(bank, address)
    expect(bank.get_by_text(letter.number_text)).to_be_visible()
    hand.keeps("J17")
    look(bank, 360, 1280, name="verification")
    assert ani.name not in bank.content()
    bank.locator("input[type=file]").set_input_files(str(pdf))
    bank.get_by_role("button", name="Periksa berkas").click()
    expect(bank.get_by_text(re.compile("asli", re.I)).first).to_be_visible()
    edited = tmp_path / "diubah.pdf"
    edited.write_bytes(pdf.read_bytes().replace(b"%%EOF", b"%%EOF\n% ubah"))
    bank.locator("input[type=file]").set_input_files(str(edited))
    bank.get_by_role("button", name="Periksa berkas").click()
    expect(bank.locator("#berkas .banner, #berkas [role=status], #berkas [role=alert]").first).to_contain_text(
        re.compile("bukan|ubah", re.I)
    )

    without_network(bank, address, letter.number_text)


def signed_by_the_others(browser: Browser, address: str) -> Page:
    """The Kasi checks it, the secretary initials it, the head signs it, each in a browser of their own."""
    path = address[address.index("/kantor/") :]
    for username, button in (("dewi", "Periksa: sudah benar"), ("sari", "Paraf & teruskan")):
        officer = browser.new_context().new_page()
        enter(officer, address, username)
        officer.goto(address)
        officer.get_by_role("button", name=button).click()
        officer.wait_for_load_state()
        officer.context.close()
    citra = browser.new_context().new_page()
    enter(citra, address, "citra", second_factor=True)
    citra.goto(address.replace(path, "/kantor/tanda-tangan/"))
    citra.locator("[name=letter]").first.check()
    citra.get_by_label("Kata sandi tanda tangan").fill(PASSPHRASE)
    citra.get_by_role("button", name="Tanda tangani").click()
    expect(citra.get_by_role("heading", name="1 surat ditandatangani")).to_be_visible()
    return citra


def its_applicant_opens_the_link(browser: Browser, share: str) -> None:
    """What the officer sends by WhatsApp leads to the state of the letter with one touch, and names nobody."""
    (text,) = parse_qs(urlsplit(share).query)["text"]
    phone, hand = browser.new_context(viewport=PHONE).new_page(), Hand()
    hand.open(phone, re.search(r"http\S+/lacak/\S+", text)[0])
    expect(phone.get_by_text("Sudah diambil").first).to_be_visible()
    hand.keeps("J6")
    assert not re.search(r"\d{16}", text)


def without_network(phone: Page, address: str, number: str) -> None:
    """A phone that opened the page once checks the QR again where there is no signal; a QR that was changed is found out."""
    phone.goto(address)
    phone.evaluate("navigator.serviceWorker.ready.then(() => true)")
    phone.context.set_offline(True)
    phone.goto("about:blank")
    phone.goto(address)
    expect(phone.get_by_role("heading", name="ASLI", exact=True)).to_be_visible()
    expect(phone.get_by_text(number)).to_be_visible()
    expect(phone.get_by_text("kurang dari satu jam lalu")).to_be_visible()
    if folder := os.environ.get("KENTONGAN_PICTURES"):
        phone.screenshot(path=f"{folder}/luring.png", full_page=True)
    before, _, signature = address.rpartition(".")
    phone.goto("about:blank")
    phone.goto(f"{before}.{'A' if signature[0] != 'A' else 'B'}{signature[1:]}")
    expect(phone.get_by_role("heading", name="BUKAN SURAT KAMI")).to_be_visible()
    expect(phone.get_by_text(number)).to_have_count(0)


def enter(page: Page, url: str, username: str, *, second_factor: bool = False) -> None:
    """Sign a second person in, in a browser of their own."""
    import pyotp
    from conftest import PASSWORD
    from journeys.conftest import TOTP

    base = url.partition("/kantor/")[0]
    page.goto(f"{base}/masuk/")
    page.get_by_label("Nama pengguna").fill(username)
    page.get_by_label("Kata sandi").fill(PASSWORD)
    page.get_by_role("button", name="Masuk").click()
    page.wait_for_url(lambda address: "/masuk/" not in address)
    if second_factor:
        page.goto(f"{base}/kantor/faktor-kedua/")
        page.get_by_label("Enam angka dari aplikasi").fill(pyotp.TOTP(TOTP).now())
        page.locator("form:has([name=code]) button").click()
        page.wait_for_url(lambda address: "/faktor-kedua/" not in address)


def address_in(pdf) -> str:
    """What a phone reads from the QR of the printed letter."""
    (code,) = tools.codes_in(tools.picture_of(pdf.read_bytes()))
    return code
