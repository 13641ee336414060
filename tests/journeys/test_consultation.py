"""A RAPBDes goes up with its figures, is noted, checked and decided with a signature, comes back, is mended and closed."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from conftest import DISTRICT, VILLAGE, office
from journeys.conftest import PASSPHRASE, apart
from journeys.looking import look as picture
from playwright.sync_api import expect
from samples.consultations import BUDGET, PDF, a_book

from archive import queries as archive
from consultations.models import Draft
from papers import verification
from walls import current


def look(page):
    """Nobody is shut out, and nothing is wider than the window, on a phone and on a desk."""
    for width in (1280, 360):
        page.set_viewport_size({"width": width, "height": 800})
        violations = [
            (found["id"], found["nodes"][0]["html"][:120]) for found in Axe().run(page).response["violations"]
        ]
        assert violations == [], page.url
        assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"), page.url
    page.set_viewport_size({"width": 1280, "height": 800})


@pytest.fixture
def people(hire):
    """A secretary in the village; the three of the kecamatan, of whom the camat signs."""
    village, district = office(VILLAGE), office(DISTRICT)
    hire(village, "sari", "SEKDES")
    hire(district, "kasi", "KASI_PMD")
    hire(district, "sekcam", "SEKCAM")
    apart(lambda: hire(district, "camat", "CAMAT", signs=True))
    return village, district


def test_a_draft_budget_is_evaluated_with_a_signed_decision(people, open_at, sign_in, page):
    village, district = people
    pdf = {"mimeType": "application/pdf", "buffer": PDF}

    sign_in(village, "sari")
    open_at(village, "/kantor/konsultasi/baru/")
    look(page)
    page.get_by_text("Evaluasi RAPBDes").click()
    page.get_by_role("button", name="Mulai menyusun").click()
    page.get_by_label("Perihal").fill("RAPBDes 2027")
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
    look(page)
    page.get_by_role("button", name="Ajukan ke kecamatan").click()
    expect(page.get_by_role("heading", name="Belum diterima")).to_be_visible()
    look(page)
    page.context.clear_cookies()

    sign_in(district, "kasi")
    open_at(district, "/konsultasi/")
    look(page)
    page.get_by_role("link", name="RAPBDes 2027").click()
    page.get_by_role("button", name="Terima berkas").click()
    page.locator("label", has_text="Sesuai dengan perbaikan").click()
    page.get_by_label("Hasil 5.3.5").select_option(label="Perbaiki")
    page.get_by_label("Hasil 01.01.02.5.1").select_option(label="Sesuai")
    page.get_by_label("Catatan 5.3.5").fill("Lampirkan RAB jalan.")
    page.get_by_label("Catatan umum").fill("Selisih belanja diperbaiki sebelum ditetapkan.")
    picture(page, 360, 1280, name="hasil-per-rekening")
    page.get_by_label("Rekening yang masih").check()
    page.get_by_label("Catatan umum").fill("Selisih belanja diperbaiki sebelum ditetapkan.")
    look(page)
    page.get_by_role("button", name="Minta diperiksa").click()
    expect(page.get_by_text("Menunggu pemeriksaan")).to_be_visible()
    look(page)
    page.context.clear_cookies()
    sign_in(district, "sekcam")
    open_at(district, "/konsultasi/")
    page.get_by_role("link", name="RAPBDes 2027").click()
    page.get_by_role("button", name="Paraf").click()
    page.context.clear_cookies()

    # J13: open it, sign, type, done.
    sign_in(district, "camat", second_factor=True)
    open_at(district, "/konsultasi/")
    page.get_by_role("link", name="RAPBDes 2027").click()
    page.get_by_role("link", name="Tanda tangani").click()
    look(page)
    page.get_by_label("Kata sandi tanda tangan").fill(PASSPHRASE)
    page.get_by_role("button", name="Tanda tangani").click()
    expect(page.get_by_text("900.1.1.4/001/35.29.11/").first).to_be_visible()
    look(page)
    page.context.clear_cookies()

    def signed():
        with current.inside(district):
            answer = Draft.objects.select_related("document").get(state="GIVEN")
            return answer.code, archive.content_of(answer.document)

    found = []
    apart(lambda: found.append(signed()))
    code, paper = found[0]
    assert verification.inspect(paper).is_genuine
    open_at(district, f"/verifikasi/{code}/")
    page.get_by_label("Pilih berkas").set_input_files({"name": "k.pdf", "mimeType": "application/pdf", "buffer": paper})
    page.get_by_role("button", name="Periksa berkas").click()
    expect(page.get_by_text("Asli, tidak berubah")).to_be_visible()
    look(page)

    sign_in(village, "sari")
    open_at(village, "/kantor/konsultasi/")
    page.get_by_role("link", name="RAPBDes 2027").click()
    expect(page.get_by_text("Lampirkan RAB jalan.")).to_be_visible()
    look(page)
    with page.expect_download() as download:
        page.get_by_role("link", name="Buka keputusan camat").click()
    assert download.value.path().read_bytes() == paper
    for words in ("Catat tindak lanjut", "Tutup konsultasi"):
        page.get_by_role("link", name=words).click()
        page.get_by_label("Apa yang sudah dilakukan?" if "tindak" in words else "Catatan").fill("Sudah diperbaiki.")
        page.get_by_role("button", name=words).click()
    expect(page.get_by_text("Selesai", exact=True).first).to_be_visible()
