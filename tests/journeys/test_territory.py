"""Gita draws a hamlet's boundary, names its head and gives an RT another number; the list of residents follows."""

import json

from conftest import NOON, VILLAGE, office
from playwright.sync_api import expect
from samples.ledger import enrol

from registry.models import Area, Family, Hamlet
from walls import current

SQUARE = {
    "type": "Polygon",
    "coordinates": [[[113.70, -7.10], [113.71, -7.10], [113.712, -7.09], [113.70, -7.088], [113.70, -7.10]]],
}


def settle(village):
    with current.inside(village):
        for number, name in enumerate(("TENGAH", "PESISIR")):
            hamlet = Hamlet.objects.create(name=name)
            place = {"hamlet": hamlet, "rw": "001", "rt": "002"}
            kin = Family.objects.create(no_kk=f"359901010115000{number}", created_at=NOON, updated_at=NOON, **place)
            enrol(at=NOON, name=f"ADI {name}", sex=1, born_on=NOON.date(), family=kin, relation=1, **place)
        return Area.objects.get(hamlet__name="TENGAH", level="DUSUN").pk


def test_a_hamlet_is_drawn_described_and_its_rt_gets_another_number(hire, sign_in, open_at, tmp_path):
    village = office(VILLAGE)
    hire(village, "gita", "KASI_PEMERINTAHAN")
    pk = settle(village)
    page = sign_in(village, "gita")

    open_at(village, f"/kantor/wilayah/{pk}/batas/")
    board = page.locator("[data-map-board]")
    expect(board).to_be_visible()
    for x, y in ((60, 60), (240, 70), (220, 220)):
        board.click(position={"x": x, "y": y})
    expect(page.get_by_text("3 titik.")).to_be_visible()
    page.get_by_role("button", name="Hapus titik terakhir").click()
    expect(page.get_by_text("2 titik, paling sedikit 3.")).to_be_visible()
    (tmp_path / "batas.geojson").write_text(json.dumps(SQUARE), encoding="utf-8")
    page.locator("input[type=file]").set_input_files(str(tmp_path / "batas.geojson"))
    page.get_by_role("button", name="Simpan batas").click()
    expect(page.get_by_text("hektare menurut batasnya")).to_be_visible()

    page.get_by_role("link", name="Isi keterangan").click()
    page.get_by_label("Pilih kepala wilayah").fill("ADI TENGAH")
    page.get_by_role("link", name="ADI TENGAH").first.click()
    page.get_by_role("button", name="Simpan").click()
    expect(page.get_by_role("link", name="ADI TENGAH")).to_be_visible()

    open_at(village, "/kantor/wilayah/")
    expect(page.get_by_role("img", name="Peta wilayah")).to_be_visible()
    page.get_by_role("link", name="RT 002/RW 001 Dusun Tengah").click()
    page.get_by_role("link", name="Ganti nama atau nomor").click()
    page.get_by_label("Nama atau nomor baru").fill("5")
    page.get_by_role("button", name="Simpan").click()
    expect(page.get_by_role("link", name="RT 005/RW 001 Dusun Tengah")).to_be_visible()

    open_at(village, "/kantor/warga/")
    expect(page.get_by_text("Dusun Tengah RT 005/RW 001")).to_be_visible()
    expect(page.get_by_text("Dusun Pesisir RT 002/RW 001")).to_be_visible()
