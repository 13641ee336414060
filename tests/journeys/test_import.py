"""Gita brings the village's residents in from the incumbent's file."""

from conftest import NOON, VILLAGE, office
from playwright.sync_api import expect

from registry import synthetic
from registry.models import Resident
from walls import current


def test_a_file_is_checked_mended_and_stored(hire, sign_in, open_at, tmp_path):
    village = office(VILLAGE)
    hire(village, "gita", "KASI_PEMERINTAHAN")
    rows = synthetic.make_village(60, seed=3, on=NOON.date())
    synthetic.plant(rows, 4, seed=3, on=NOON.date())
    book = tmp_path / "penduduk.xlsx"
    synthetic.write_book(rows, str(book))

    page = sign_in(village, "gita")
    open_at(village, "/kantor/warga/impor/")
    page.locator("input[type=file]").set_input_files(str(book))
    page.get_by_role("button", name="Unggah & periksa").click()
    expect(page.get_by_role("heading", name="Periksa penduduk.xlsx")).to_be_visible()
    page.get_by_label("Simpan tanpa 4 baris galat").check()
    page.get_by_role("button", name="Simpan 56 penduduk").click()
    expect(page.get_by_text("56", exact=False).first).to_be_visible()

    with current.inside(village):
        assert Resident.objects.count() == 56
        name = Resident.objects.order_by("name")[0].name
    open_at(village, "/kantor/warga/")
    page.get_by_label("Nama, NIK, atau KK").fill(name)
    page.get_by_role("button", name="Terapkan").click()
    expect(page.get_by_role("link", name=name).first).to_be_visible()


def test_what_is_no_spreadsheet_is_refused_in_words(hire, sign_in, open_at, tmp_path):
    village = office(VILLAGE)
    hire(village, "gita", "KASI_PEMERINTAHAN")
    picture = tmp_path / "penduduk.xlsx"
    picture.write_bytes(b"\x89PNG this is no spreadsheet")

    page = sign_in(village, "gita")
    open_at(village, "/kantor/warga/impor/")
    page.locator("input[type=file]").set_input_files(str(picture))
    page.get_by_role("button", name="Unggah & periksa").click()

    expect(page.get_by_role("alert")).to_be_visible()
    with current.inside(village):
        assert not Resident.objects.exists()
