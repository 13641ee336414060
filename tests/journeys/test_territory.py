"""Gita draws a hamlet's boundary, names its head and gives an RT another number; the list of residents follows."""

import json

from conftest import NOON, VILLAGE, office
from journeys.looking import look
from playwright.sync_api import expect
from samples.ledger import enrol

from registry.models import Area, Family, Hamlet
from walls import current

OTHER = {
    "type": "Feature",
    "properties": {"dusun": "Pesisir"},
    "geometry": {
        "type": "Polygon",
        "coordinates": [[[113.70, -7.10], [113.71, -7.10], [113.712, -7.09], [113.70, -7.088], [113.70, -7.10]]],
    },
}


def drawn_area(village, pk):
    with current.inside(village):
        return Area.objects.get(pk=pk)


def box(ring):
    across, up = zip(*ring, strict=True)
    return min(across), min(up), max(across), max(up)


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

    (tmp_path / "batas.geojson").write_text(json.dumps(OTHER), encoding="utf-8")
    open_at(village, "/kantor/wilayah/")
    page.get_by_role("link", name="Masukkan peta").click()
    page.locator("input[type=file]").set_input_files(str(tmp_path / "batas.geojson"))
    page.get_by_role("button", name="Masukkan").click()
    expect(page.get_by_text("1 batas dan 0 kantor wilayah tersimpan.")).to_be_visible()

    open_at(village, f"/kantor/wilayah/{pk}/")
    page.get_by_role("link", name="Batas dan kantor").click()
    board = page.locator("[data-map-board]")
    expect(board).to_be_visible()
    for x, y in ((60, 60), (240, 70), (220, 220), (90, 200)):
        board.click(position={"x": x, "y": y})
    expect(page.get_by_text("4 titik.")).to_be_visible()
    page.get_by_role("button", name="Hapus titik terakhir").click()
    page.get_by_role("button", name="Letakkan kantor").click()
    board.click(position={"x": 170, "y": 110})
    expect(page.get_by_text("3 titik.")).to_be_visible()
    expect(page.get_by_title("Kantor")).to_be_visible()
    look(page, 360, 1280, name="map-editor")
    page.get_by_role("button", name="Simpan", exact=True).click()
    expect(page.get_by_text("hektare menurut batasnya")).to_be_visible()
    look(page, 360, 1280, name="area")
    drawn = drawn_area(village, pk)
    ring = drawn.boundary["coordinates"][0]
    assert len(ring) == 4, "three corners, and the first again"
    west, south, east, north = box(ring)
    assert west < drawn.longitude < east
    assert south < drawn.latitude < north
    # What was drawn is what comes back when the page is opened again, and untouched it stays.
    page.get_by_role("link", name="Batas dan kantor").click()
    expect(page.get_by_text("3 titik.")).to_be_visible()
    expect(page.get_by_title("Kantor")).to_be_visible()
    page.get_by_role("button", name="Letakkan kantor").click()
    board.click(position={"x": 300, "y": 100})
    page.get_by_role("button", name="Simpan", exact=True).click()
    expect(page.get_by_text("Peta wilayah tersimpan.")).to_be_visible()
    again = drawn_area(village, pk)
    assert again.boundary == drawn.boundary
    assert again.longitude != drawn.longitude

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


def test_a_hamlet_is_parted_by_a_whole_rt_and_a_family_that_was_searched(hire, sign_in, open_at):
    village = office(VILLAGE)
    hire(village, "gita", "KASI_PEMERINTAHAN")
    pk = settle(village)
    with current.inside(village):
        hamlet = Area.objects.get(pk=pk).hamlet
        for number in range(60):
            place = {"hamlet": hamlet, "rw": "001", "rt": f"{3 + number % 4:03d}"}
            kin = Family.objects.create(no_kk=f"359901010116{number:04d}", created_at=NOON, updated_at=NOON, **place)
            enrol(at=NOON, name=f"KELUARGA {number:03d}", sex=1, born_on=NOON.date(), family=kin, relation=1, **place)
    page = sign_in(village, "gita")

    open_at(village, f"/kantor/wilayah/{pk}/bagi/")
    page.get_by_label("Nama atau nomor wilayah baru").fill("Tengah Utara")
    page.get_by_label("RT 002/RW 001").check()
    page.get_by_label("Cari keluarga").fill("keluarga 007")
    page.get_by_role("button", name="Cari", exact=True).click()
    page.get_by_label("KELUARGA 007").check()
    page.get_by_label("Cari keluarga").fill("keluarga")
    page.get_by_role("button", name="Cari", exact=True).click()
    expect(page.get_by_text("Hanya 50 yang ditampilkan.")).to_be_visible()
    look(page, 360, 1280, name="part-searched")
    page.get_by_role("button", name="Lihat yang dipilih").click()
    expect(page.get_by_label("KELUARGA 007")).to_be_checked()
    expect(page.get_by_label("RT 002/RW 001")).to_be_checked()
    look(page, 360, 1280, name="part-chosen")
    page.get_by_role("button", name="Simpan").click()
    expect(page.get_by_role("link", name="Dusun Tengah Utara", exact=True)).to_be_visible()
