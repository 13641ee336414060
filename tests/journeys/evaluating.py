"""A draft budget on its way through both offices, as each person does it in the browser."""

import time
from collections.abc import Callable
from typing import Any

from journeys.conftest import PASSPHRASE
from journeys.looking import look
from playwright.sync_api import Locator, Page, expect
from samples.consultations import BUDGET, PDF, a_book

from archive import queries as archive
from consultations.models import Draft
from walls import current

SUBJECT = "RAPBDes 2027"
#: On a desk and on a phone.
WIDTHS = (1280, 360)


def within(seconds: float, open_it: Callable[[], Any], wanted: Callable[[], Locator]) -> None:
    """Open a page anew until it shows what another process brings there; fails after so many seconds."""
    end = time.monotonic() + seconds
    while True:
        open_it()
        try:
            expect(wanted()).to_be_visible(timeout=250)
        except AssertionError:
            assert time.monotonic() < end, f"not there within {seconds} s: {wanted()}"
        else:
            return


def submit_budget(page: Page, open_at: Any, village: Any) -> None:
    """The secretary types what is asked, sees what does not add up, and hands it in."""
    pdf = {"mimeType": "application/pdf", "buffer": PDF}
    open_at(village, "/kantor/konsultasi/baru/")
    look(page, *WIDTHS)
    page.get_by_text("Evaluasi RAPBDes").click()
    page.get_by_role("button", name="Mulai menyusun").click()
    page.get_by_label("Perihal").fill(SUBJECT)
    page.get_by_label("Uraian").fill("Mohon dievaluasi sebelum ditetapkan.")
    page.get_by_label("Tahun anggaran").fill("2027")
    page.get_by_label("Disepakati bersama BPD pada").fill("2026-11-18")
    activities = [
        ("1", "Bidang Penyelenggaraan Pemerintahan Desa", 460_000_000), ("1.1.02 5.1", "Belanja Pegawai", 460_000_000),
        ("2", "Bidang Pelaksanaan Pembangunan Desa", 1_100_000_000), ("2.3.10", "Pemeliharaan Jalan Desa", 1_100_000_000),
    ]  # fmt: skip
    book = [*BUDGET[:4], ("5", "Belanja", 1_570_000_000), *BUDGET[5:], *activities]
    page.get_by_label("Rekap anggaran (XLSX)").set_input_files(
        {"name": "rekap.xlsx", "mimeType": "application/octet-stream", "buffer": a_book(book)}
    )
    for label, name in (("Rancangan Perdes", "rancangan"), ("Berita acara", "ba"), ("Perdes tentang RKP", "rkp")):
        page.get_by_label(label).set_input_files({"name": f"{name}.pdf", **pdf})
    page.get_by_role("button", name="Simpan", exact=True).click()
    expect(page.get_by_text("Pendapatan − belanja + pembiayaan = −Rp10.000.000, seharusnya nol.")).to_be_visible()
    look(page, *WIDTHS)
    page.get_by_role("button", name="Ajukan ke kecamatan").click()
    expect(page.get_by_role("heading", name="Belum diterima")).to_be_visible()
    look(page, *WIDTHS)
    page.context.clear_cookies()


def answer_budget(page: Page, open_at: Any, sign_in: Any, district: Any) -> None:
    """Kasi PMD takes it, notes it and drafts the answer; the secretary of the kecamatan initials it."""
    sign_in(district, "kasi")
    within(10, lambda: open_at(district, "/konsultasi/"), lambda: page.get_by_role("link", name=SUBJECT))
    look(page, *WIDTHS)
    page.get_by_role("link", name=SUBJECT).click()
    page.get_by_role("button", name="Terima berkas").click()
    page.locator("label", has_text="Sesuai dengan perbaikan").click()
    page.get_by_label("Hasil 5.3.5").select_option(label="Perbaiki")
    page.get_by_label("Hasil 01.01.02.5.1").select_option(label="Sesuai")
    page.get_by_label("Catatan 5.3.5").fill("Lampirkan RAB jalan.")
    page.get_by_label("Catatan umum").fill("Selisih belanja diperbaiki sebelum ditetapkan.")
    look(page, *WIDTHS, name="hasil-per-rekening")
    page.get_by_label("Rekening yang masih").check()
    page.get_by_label("Catatan umum").fill("Selisih belanja diperbaiki sebelum ditetapkan.")
    look(page, *WIDTHS)
    page.get_by_role("button", name="Minta diperiksa").click()
    expect(page.get_by_text("Menunggu pemeriksaan")).to_be_visible()
    look(page, *WIDTHS)
    page.context.clear_cookies()
    sign_in(district, "sekcam")
    open_at(district, "/konsultasi/")
    page.get_by_role("link", name=SUBJECT).click()
    page.get_by_role("button", name="Paraf").click()
    page.context.clear_cookies()


def sign_decision(page: Page, open_at: Any, district: Any) -> None:
    """J13: the camat opens it, signs, types, done."""
    open_at(district, "/konsultasi/")
    page.get_by_role("link", name=SUBJECT).click()
    page.get_by_role("link", name="Tanda tangani").click()
    look(page, *WIDTHS)
    page.get_by_label("Kata sandi tanda tangan").fill(PASSPHRASE)
    page.get_by_role("button", name="Tanda tangani").click()
    expect(page.get_by_text("900.1.1.4/001/35.29.11/").first).to_be_visible()
    look(page, *WIDTHS)


def decision_of(district: Any) -> tuple[str, bytes]:
    """The code on the signed decision, and the paper."""
    with current.inside(district):
        answer = Draft.objects.select_related("document").get(state="GIVEN")
        return answer.code, archive.content_of(answer.document)


def check_paper(page: Page, open_at: Any, district: Any, code: str, paper: bytes) -> None:
    """Anybody asks whether the paper is what the camat signed."""
    open_at(district, f"/verifikasi/{code}/")
    page.get_by_label("Pilih berkas").set_input_files({"name": "k.pdf", "mimeType": "application/pdf", "buffer": paper})
    page.get_by_role("button", name="Periksa berkas").click()
    expect(page.get_by_text("Asli, tidak berubah")).to_be_visible()
    look(page, *WIDTHS)


def follow_decision(page: Page, open_at: Any, village: Any) -> bytes:
    """The village reads the notes, says what it did and ends it. Returns the decision as it was downloaded."""
    open_at(village, "/kantor/konsultasi/")
    page.get_by_role("link", name=SUBJECT).click()
    within(10, page.reload, lambda: page.get_by_text("Lampirkan RAB jalan."))
    look(page, *WIDTHS)
    with page.expect_download() as download:
        page.get_by_role("link", name="Buka keputusan camat").click()
    paper = download.value.path().read_bytes()
    for words in ("Catat tindak lanjut", "Tutup konsultasi"):
        page.get_by_role("link", name=words).click()
        page.get_by_label("Apa yang sudah dilakukan?" if "tindak" in words else "Catatan").fill("Sudah diperbaiki.")
        page.get_by_role("button", name=words).click()
    expect(page.get_by_text("Selesai", exact=True).first).to_be_visible()
    return paper
