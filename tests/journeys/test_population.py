"""Gita brings a thousand residents in, finds one, records a head's death, closes the month, and every page and paper says one number."""

import base64
import io
import re
from datetime import UTC, date, datetime

from conftest import DISTRICT, NOON, VILLAGE, office
from playwright.sync_api import expect
from python_calamine import CalamineWorkbook
from samples import tools

from exchange.outbox import actions as outbox
from registry import queries, synthetic
from registry.ledger.months import first_of
from registry.models import Resident
from walls import current
from web.indonesian import month_name

ROWS, FAULTS = 1_000, 30
FETCH = """async address => {
  const answer = await fetch(address), bytes = new Uint8Array(await answer.arrayBuffer());
  return [answer.status, answer.headers.get('content-type'), btoa(bytes.reduce((text, byte) => text + String.fromCharCode(byte), ''))];
}"""
#: Of each kind of fault the first that was planted: its column, and what the page says of it.
SAID = (
    ("NIK", "NIK harus 16 angka. Tertulis 15."),
    ("Nama", "(kosong)"),
    ("Tanggal lahir", "2027"),
    ("Agama", "Agama Contoh"),
    ("NIK", "Bulan di dalam NIK (angka ke-9 dan 10: 13) tidak mungkin."),
    ("Nomor KK", "16 angka"),
    ("Jenis kelamin", "3"),
    ("Hubungan dalam KK", "kepala keluarga"),
    ("Pekerjaan", "999"),
    ("NIK", "Orang yang sama sudah ada di baris 2."),
    ("Tanggal lahir", "31/02/1990"),
    ("RT", "0001"),
)


def numbers(text):
    return [int(digits.replace(".", "")) for digits in re.findall(r"\d[\d.]*", text)]


def shown(page, where, place=-1):
    """The number at a place of what is written there."""
    return numbers(page.locator(where).first.inner_text())[place]


def cell(page, words, back):
    """The cell so many from the end of a book's row."""
    cells = page.locator(".book-table").first.locator("tbody tr", has_text=words).first.locator("th, td")
    return int(cells.nth(cells.count() - back).inner_text().replace(".", ""))


def added(page, rows, column):
    """The sum of a column, counted from the end."""
    found = [row.locator("td").all()[-column].inner_text() for row in page.locator(rows).all()]
    return sum(int(text.replace(".", "")) for text in found)


def of_those_who_live_here(page):
    """What the note below B.1 and B.5 says: people, families."""
    return numbers(page.get_by_text("Penduduk tetap pada akhir bulan").inner_text())


def bands(page):
    """Men and women of every step of the pyramid."""
    return sum(numbers(" ".join(page.locator(".pyramid li > span:not(.band)").all_inner_texts())))


def pages(month):
    """Every page that tells how many live here or how many families they are: address, what is read there, which of the two."""
    asked, this = f"?bulan={month:%Y-%m}", f"{datetime.now(UTC).date():%Y-%m}"
    sexes, hamlets = "/kantor/statistik/jenis-kelamin/", "/kantor/statistik/keluarga-per-dusun/"
    return [
        ("/kantor/warga/?status=1", lambda page: shown(page, ".pagination p"), "people"),
        ("/kantor/warga/keluarga/", lambda page: shown(page, ".pagination p"), "families"),
        # B.1 and B.5 go on, with a line for the one that died; a note says how many live here.
        (f"/kantor/buku/B.1/{asked}", lambda page: shown(page, ".pagination p"), "lines"),
        (f"/kantor/buku/B.5/{asked}", lambda page: shown(page, ".pagination p"), "lines"),
        (f"/kantor/buku/B.1/{asked}", lambda page: of_those_who_live_here(page)[0], "people"),
        (f"/kantor/buku/B.5/{asked}", lambda page: of_those_who_live_here(page)[1], "families"),
        (f"/kantor/buku/B.3/{asked}", lambda page: cell(page, "JUMLAH", 2), "people"),
        (f"/kantor/buku/B.3/{asked}", lambda page: cell(page, "JUMLAH", 4), "families"),
        # The book of changes has the one that died; that of guests has nobody.
        (f"/kantor/buku/B.2/{asked}", lambda page: page.locator(".book-table tbody tr").count(), "changes"),
        (f"/kantor/buku/B.4/{asked}", lambda page: page.locator(".book-table tbody tr").count(), "guests"),
        (f"/kantor/buku/LAMPID/{asked}", lambda page: cell(page, "akhir bulan ini", 4), "people"),
        (f"/kantor/buku/LAMPID/{asked}", lambda page: cell(page, "akhir bulan ini", 1), "families"),
        (f"/kantor/warga/bulan/{month:%Y-%m}/tutup/", lambda page: shown(page, "tbody tr:last-child", -4), "people"),
        ("/kantor/warga/bulan/", lambda page: shown(page, "tr:has-text('Ditutup') [data-label=Akhir]"), "people"),
        ("/kantor/warga/bulan/", lambda page: shown(page, "tr:has-text('Ditutup') [data-label=Keluarga]"), "families"),
        ("/kantor/statistik/", lambda page: shown(page, ".kpi-value"), "people"),
        ("/kantor/statistik/", lambda page: shown(page, ".kpi:has-text('Keluarga') .kpi-value"), "families"),
        (sexes, lambda page: shown(page, "tr.sum td"), "people"),
        (hamlets, lambda page: shown(page, "tr.sum td"), "families"),
        ("/kantor/statistik/piramida/", lambda page: shown(page, "p.strong", 0), "people"),
        ("/kantor/statistik/piramida/", bands, "people"),
        ("/kantor/statistik/perkembangan/", lambda page: shown(page, "tbody tr:last-child td.strong"), "people"),
        ("/kantor/statistik/kelompok-rentan/", lambda page: sum(numbers(page.locator("tr.sum").inner_text())[2:4]), "people"),
        ("/kantor/statistik/kelompok-rentan/", lambda page: sum(numbers(page.locator("tr.sum").inner_text())[:2]), "families"),
        ("/statistik/", lambda page: shown(page, ".kpi-value"), "people"),
        ("/statistik/", lambda page: shown(page, ".kpi:has-text('Keluarga') .kpi-value"), "families"),
        ("/statistik/jenis-kelamin/", lambda page: shown(page, "tr.sum td:last-child"), "people"),
        ("/statistik/keluarga-per-dusun/", lambda page: shown(page, "tr.sum td:last-child"), "families"),
        ("/kantor/wilayah/", lambda page: added(page, "tbody tr:has(th.indent-0)", 1), "people"),
        ("/kantor/wilayah/", lambda page: added(page, "tbody tr:has(th.indent-0)", 4), "families"),
        (f"/kantor/angka/{this}/residents/", lambda page: shown(page, ".kpi-value"), "people"),
        (f"/kantor/angka/{this}/families/", lambda page: shown(page, ".kpi-value"), "families"),
    ]  # fmt: skip


def printed(page, address):
    """The words of a PDF the browser is given, line by line."""
    status, kind, content = page.evaluate(FETCH, address)
    assert (status, kind) == (200, "application/pdf"), address
    return tools.text_of(base64.b64decode(content)).splitlines()


def line_of(lines, words):
    """The numbers on the last line that has these words."""
    return numbers([line for line in lines if words in line][-1].split(words)[-1])


def test_from_a_file_with_faults_to_a_closed_month(hire, sign_in, open_at, tmp_path):
    village = office(VILLAGE)
    hire(village, "gita", "KASI_PEMERINTAHAN")
    hire(office(DISTRICT), "camat", "CAMAT")
    rows = synthetic.make_village(ROWS, seed=4, on=NOON.date())
    planted = synthetic.plant(rows, FAULTS, seed=4, on=NOON.date())
    book = tmp_path / "penduduk.xlsx"
    synthetic.write_book(rows, str(book))
    last = first_of(first_of(datetime.now(UTC).date()) - date.resolution)
    stock = last - date.resolution

    page = sign_in(village, "gita")
    open_at(village, "/kantor/warga/impor/")
    page.locator("input[type=file]").set_input_files(str(book))
    page.get_by_role("button", name="Unggah & periksa").click()
    expect(page.get_by_role("heading", name="Periksa penduduk.xlsx")).to_be_visible(timeout=60_000)
    expect(page.get_by_text(f"Simpan tanpa {FAULTS} baris galat")).to_be_visible()
    assert numbers(page.locator("#import-tabs a[aria-current=page]").inner_text()) == [FAULTS]
    faults_are_told_by_row_cell_and_reason(page, planted)
    the_file_of_remarks_says_the_same(page, planted)

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

    with current.inside(village):
        outbox.publish_dirty(at=datetime.now(UTC))
    wanted = {
        "people": before.residents - 1,
        "lines": before.residents,
        "families": before.families,
        "changes": 1,
        "guests": 0,
    }
    told = {}
    for address, read, what in pages(last):
        open_at(village, address)
        told[address, what] = read(page)
    assert told == {(address, what): wanted[what] for address, what in told}
    the_papers_say_the_same(page, last, wanted, name=head.name)

    page.context.clear_cookies()
    sign_in(office(DISTRICT), "camat")
    the_kecamatan_reads_the_same(page, open_at, wanted)


def faults_are_told_by_row_cell_and_reason(page, planted):
    """The first fault of each kind, as the clerk reads it; they are on two pages of the list."""
    found = {}
    for turn in (1, 2):
        page.goto(re.sub(r"\?.*", "", page.url) + f"?daftar=galat&halaman={turn}")
        for line in page.locator("tbody[id^=row-] tr").all():
            row, _, column, content, _ = (one.inner_text() for one in line.locator("th, td").all())
            reason = line.locator("[data-label=Masalah] p").inner_text()
            found.setdefault(numbers(row)[0], []).append((column.split("·")[-1].strip(), content, reason))
    assert set(found) == {one.row for one in planted}
    for (label, words), one in zip(SAID, planted, strict=False):
        said = [f"{content} {reason}" for column, content, reason in found[one.row] if column == label]
        assert any(words.lower() in text.lower() for text in said), (one, found[one.row])


def the_file_of_remarks_says_the_same(page, planted):
    with page.expect_download() as download:
        page.get_by_role("link", name="Unduh baris galat").click()
    with open(download.value.path(), "rb") as file:
        heading, *lines = CalamineWorkbook.from_filelike(io.BytesIO(file.read())).get_sheet_by_index(0).to_python()
    remarks = [line[-1] for line in lines if line[-1]]
    assert len(remarks) == len(planted)
    assert heading[-1].lower() == "masalah"
    assert "NIK harus 16 angka. Tertulis 15." in remarks[0]
    assert "31/02/1990" in lines[10]


def the_papers_say_the_same(page, month, wanted, *, name):
    """Each PDF is read: not that it is one, but what it says."""
    people, families = wanted["people"], wanted["families"]

    def paper(code):
        return printed(page, f"/kantor/buku/{code}/cetak.pdf?bulan={month:%Y-%m}")

    assert people in line_of(paper("B.3"), "JUMLAH")
    assert families in line_of(paper("B.3"), "JUMLAH")
    lampid = paper("LAMPID")
    assert line_of(lampid, "akhir bulan ini")[-4:] == [people, *line_of(lampid, "akhir bulan ini")[-3:-1], families]
    assert wanted["changes"] in line_of(lampid, "Kematian bulan ini")
    for code in ("B.1", "B.5"):
        ordinals = [int(found.group(1)) for line in paper(code) if (found := re.match(r"\s*(\d+)\s+\S", line))]
        assert wanted["lines"] in ordinals, code
        assert wanted["lines"] + 1 not in ordinals, code
    assert any(name.split()[0] in line for line in paper("B.2")), "who died stands in the book of changes"
    assert not any(name.split()[0] in line for line in paper("B.4"))


def the_kecamatan_reads_the_same(page, open_at, wanted):
    district = office(DISTRICT)
    for code, what in (("residents", "people"), ("families", "families")):
        open_at(district, f"/indikator/{code}/")
        row = page.locator("tr, dl.ranked > div", has_text="Pragaan Laok").first
        assert wanted[what] in numbers(row.inner_text()), (code, row.inner_text())
