"""The kabupaten gives a village more room."""

from conftest import REGENCY, VILLAGE, office


def test_a_kabupaten_changes_what_a_village_may_use(hire, sign_in, page):
    regency, village = office(REGENCY), office(VILLAGE)
    hire(regency, "admin", "ADMIN_KABUPATEN", signs=True)
    sign_in(regency, "admin", second_factor=True)
    page.goto(page.url.partition("/kantor")[0].rstrip("/") + f"/desa/{village.key}/")
    page.get_by_role("link", name="Batas pemakaian").click()
    page.get_by_label("Penyimpanan dokumen (GB)").fill("-3")
    page.get_by_role("button", name="Simpan batas").click()
    assert page.get_by_label("Penyimpanan dokumen (GB)").input_value() == "-3"

    page.get_by_label("Penyimpanan dokumen (GB)").fill("7,5")
    page.get_by_role("button", name="Simpan batas").click()

    page.get_by_text("Batas pemakaian Desa Pragaan Laok disimpan").first.wait_for()
    assert page.get_by_label("Penyimpanan dokumen (GB)").input_value() == "7,5"
    assert page.get_by_text("dari 7,5").count() == 1
