"""Gita brings a thousand residents in, finds one, records a head's death, closes the month, and every page says one number."""

import re
from datetime import UTC, date, datetime

from conftest import NOON, VILLAGE, office
from playwright.sync_api import expect

from registry import queries, synthetic
from registry.ledger.months import first_of
from registry.models import Resident
from walls import current
from web.indonesian import month_name

ROWS, FAULTS = 1_000, 30
PDF = "async address => { const r = await fetch(address); return [r.status, r.headers.get('content-type')] }"


def numbers(text):
    return [int(digits.replace(".", "")) for digits in re.findall(r"\d[\d.]*", text)]


def last_cell(page, words, *, back=1):
    cells = page.locator(".book-table").first.locator("tbody tr", has_text=words).first.locator("th, td")
    return int(cells.nth(cells.count() - back).inner_text().replace(".", ""))


def test_from_a_file_with_faults_to_a_closed_month(hire, sign_in, open_at, tmp_path):
    village = office(VILLAGE)
    hire(village, "gita", "KASI_PEMERINTAHAN")
    rows = synthetic.make_village(ROWS, seed=4, on=NOON.date())
    synthetic.plant(rows, FAULTS, seed=4, on=NOON.date())
    book = tmp_path / "penduduk.xlsx"
    synthetic.write_book(rows, str(book))
    this = first_of(datetime.now(UTC).date())
    last = first_of(this - date.resolution)
    stock = last - date.resolution

    page = sign_in(village, "gita")
    open_at(village, "/kantor/warga/impor/")
    page.locator("input[type=file]").set_input_files(str(book))
    page.get_by_role("button", name="Unggah & periksa").click()
    expect(page.get_by_role("heading", name="Periksa penduduk.xlsx")).to_be_visible(timeout=60_000)
    expect(page.get_by_text(f"Simpan tanpa {FAULTS} baris galat")).to_be_visible()
    faults = page.locator("#import-tabs a[aria-current=page]")
    assert numbers(faults.inner_text()) == [FAULTS]
    page.get_by_label(f"Simpan tanpa {FAULTS} baris galat").check()
    page.get_by_label("Data berlaku per tanggal").fill(stock.isoformat())
    page.get_by_role("button", name=f"Simpan {ROWS - FAULTS} penduduk").click()
    expect(page.get_by_text("Tersimpan").first).to_be_visible(timeout=60_000)
    with current.inside(village):
        assert Resident.objects.count() == ROWS - FAULTS
        heads = Resident.objects.filter(relation=1, status=1, residency=1, family__members__relation=3)
        head = heads.select_related("family").order_by("pk").first()
        before = queries.resident_counts()

    open_at(village, "/kantor/cari/")
    page.get_by_role("searchbox").last.fill(head.name)
    page.keyboard.press("Enter")
    page.get_by_role("link", name=head.name).first.click()
    expect(page.get_by_role("heading", name=head.name)).to_be_visible()

    open_at(village, f"/kantor/warga/peristiwa/kematian/?warga={head.pk}")
    page.get_by_label("Tanggal meninggal").fill(last.isoformat())
    page.get_by_label("Tanggal lapor").fill(last.replace(day=3).isoformat())
    expect(page.get_by_label("Kepala keluarga baru")).to_be_visible()
    page.get_by_role("button", name="Periksa dulu").click()
    for warning in page.locator("form input[type=checkbox]").all():
        warning.check()
    page.get_by_role("button", name="Catat kematian").click()
    expect(page.get_by_text("Peristiwa tercatat.")).to_be_visible()

    open_at(village, "/kantor/warga/bulan/")
    page.get_by_role("link", name="Periksa dan tutup").click()
    page.get_by_label("Ketik").fill(month_name(last))
    page.get_by_role("button", name="Tutup bulan").click()
    expect(page.get_by_role("table")).to_contain_text("Ditutup")

    people = before.residents - 1
    month = f"?bulan={last:%Y-%m}"
    open_at(village, f"/kantor/buku/B.3/{month}")
    assert last_cell(page, "JUMLAH", back=2) == people
    open_at(village, f"/kantor/buku/LAMPID/{month}")
    assert last_cell(page, "akhir bulan ini", back=4) == people
    open_at(village, f"/kantor/buku/B.1/{month}")
    assert people in numbers(page.locator(".pagination").inner_text())
    open_at(village, "/kantor/statistik/jenis-kelamin/")
    assert people in numbers(page.locator("table").first.inner_text())
    open_at(village, "/kantor/wilayah/")
    hamlets = page.locator("tbody tr", has=page.locator("th.indent-0"))
    assert sum(int(row.locator("td").last.inner_text().replace(".", "")) for row in hamlets.all()) == people
    for code in ("B.1", "B.2", "B.3", "B.4", "B.5", "LAMPID"):
        assert page.evaluate(PDF, f"/kantor/buku/{code}/cetak.pdf{month}") == [200, "application/pdf"], code
