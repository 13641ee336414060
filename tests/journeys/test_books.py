"""An officer opens the books of the month, sees one number everywhere, prints them, and takes full numbers away with a reason."""

import re

from conftest import VILLAGE, office
from journeys.conftest import bring_in

from audit.models import Entry
from walls import current

KIND_OF = "async address => (await fetch(address)).headers.get('content-type')"


def total_of(page, row, cell):
    return page.locator(".book-table").first.locator("tbody tr", has_text=row).locator("td, th").nth(cell).inner_text()


def test_one_number_in_every_book_and_on_paper(hire, sign_in, open_at, page):
    village = office(VILLAGE)
    clerk = hire(village, "budi", "KASI_PEMERINTAHAN")
    bring_in(village, clerk, 60)
    sign_in(village, "budi")

    page.get_by_role("link", name="Buku", exact=True).first.click()
    page.get_by_role("link", name="B.3").click()
    people = total_of(page, "JUMLAH", 31)
    assert page.get_by_text("Bulan masih terbuka").is_visible()

    open_at(village, "/kantor/buku/LAMPID/")
    assert total_of(page, "akhir bulan ini", 8) == people
    open_at(village, "/kantor/buku/B.1/")
    assert f"dari {people} baris" in page.locator(".pagination").inner_text()
    page.get_by_role("link", name="Berikutnya").click()
    assert page.locator(".book-table tbody tr").first.locator("td").first.inner_text() == "26"
    assert not re.search(r"\d{16}", page.content())

    printed = page.get_by_role("link", name="Cetak PDF").get_attribute("href")
    assert page.evaluate(KIND_OF, printed) == "application/pdf"

    page.get_by_role("link", name="Dengan NIK lengkap").click()
    page.get_by_label("Bentuk").select_option("xlsx")
    page.get_by_label("Untuk apa NIK lengkap?").select_option(index=1)
    with page.expect_download() as taken:
        page.get_by_role("button", name="Siapkan").click()
    assert re.fullmatch(r"b1-\d{4}-\d\d\.xlsx", taken.value.suggested_filename)
    with current.inside(village):
        said = list(Entry.objects.filter(action="book.take").order_by("id").values_list("detail__form", "detail__full"))
    assert said == [("pdf", False), ("xlsx", True)]
