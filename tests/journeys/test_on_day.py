"""A clerk asks who lived here on a day, finds somebody under the name of that day, and opens the people behind an old number."""

from datetime import timedelta

from conftest import VILLAGE, office
from django.utils import timezone
from journeys.looking import look
from playwright.sync_api import expect
from samples.ledger import happen
from samples.residents import settle

from registry import statistics
from registry.models import Resident
from walls import current

WIDTHS = (360, 1280)


def test_a_list_of_a_day_that_has_gone_by(hire, sign_in, open_at):
    village = office(VILLAGE)
    clerk = hire(village, "gita", "KASI_PEMERINTAHAN")
    now = timezone.now()
    changed, asked = now - timedelta(days=20), (now - timedelta(days=40)).date()
    with current.inside(village):
        settle(60, on=(now - timedelta(days=60)).date(), at=now - timedelta(days=60), by=clerk)
        alone = Resident.objects.filter(relation=4, residency=1).order_by("pk")
        woman, gone = alone[0], alone[1]
        happen(
            "CORRECTION", woman, at=changed, by=clerk, name="RUKMINI SAMPLE", religion=3 if woman.religion != 3 else 2
        )
        happen("MOVE_OUT", gone, at=changed, by=clerk)
        told = statistics.count(statistics.named("agama"), day=asked)
        row = next(one for one in told.rows if one.numbers.total)

    page = sign_in(village, "gita")
    open_at(village, "/kantor/warga/")
    page.get_by_text("Saring lagi").click()
    page.get_by_label("Keadaan tanggal").fill(asked.isoformat())
    page.get_by_label("Nama, NIK, atau KK").fill(woman.name)
    page.get_by_role("button", name="Terapkan").first.click()
    expect(page.get_by_text("dengan data hari itu")).to_be_visible()
    expect(page.get_by_role("link", name=woman.name, exact=True)).to_be_visible()
    expect(page.get_by_text("RUKMINI SAMPLE")).to_have_count(0)
    look(page, *WIDTHS, name="warga-per")

    page.get_by_role("link", name=woman.name, exact=True).click()
    expect(page.get_by_role("heading", name=woman.name)).to_be_visible()
    look(page, *WIDTHS, name="seorang-per")
    page.get_by_role("link", name="Kembali ke keadaan sekarang").click()
    expect(page.get_by_role("heading", name="RUKMINI SAMPLE")).to_be_visible()

    open_at(village, f"/kantor/warga/?q={gone.name.split()[0]}&per={asked}")
    expect(page.get_by_role("link", name=gone.name, exact=True).first).to_be_visible()

    open_at(village, "/kantor/warga/keluarga/")
    page.get_by_label("Keadaan tanggal").fill(asked.isoformat())
    page.get_by_role("button", name="Terapkan").click()
    expect(page.get_by_text("Kartu keluarga pada")).to_be_visible()
    look(page, *WIDTHS, name="keluarga-per")
    page.locator("#families tbody a").first.click()
    expect(page.get_by_role("heading", name="Pada ")).to_be_visible()
    look(page, *WIDTHS, name="satu-keluarga-per")

    open_at(village, f"/kantor/statistik/agama/?tanggal={asked}")
    page.locator("tbody tr", has_text=row.label).get_by_role("link").first.click()
    expect(page.locator(".pagination")).to_contain_text(f"dari {row.numbers.total} penduduk")
    expect(page.get_by_text("dengan data hari itu")).to_be_visible()
    look(page, *WIDTHS, name="di-balik-angka-per")
