"""The secretary sends last month's recapitulation in three touches; it comes back, goes again, and three offices see the same numbers."""

import re
from datetime import timedelta

from conftest import DISTRICT, REGENCY, VILLAGE, office
from django.utils import timezone
from journeys.conftest import bring_in
from journeys.hand import Hand
from journeys.looking import look
from playwright.sync_api import expect

from exchange.periods import Period
from submissions.rules.terms import Term
from tenants.models import Office
from walls import current

MOST_TOUCHES = 4


def test_the_recapitulation_goes_there_and_back_and_is_counted(hire, open_at, sign_in, page):
    village, district, regency = office(VILLAGE), office(DISTRICT), office(REGENCY)
    now = timezone.now()
    with current.outside():
        Office.objects.filter(pk=village.pk).update(opened_at=now - timedelta(days=50))
    clerk = hire(village, "budi", "KASI_PEMERINTAHAN")
    hire(village, "sari", "SEKDES")
    hire(district, "dewi", "CAMAT", "KASI_PMD")
    hire(regency, "eka", "ADMIN_KABUPATEN", signs=True)
    bring_in(village, clerk, 20)
    month = Period.month_of(now.astimezone(village.tzinfo)).before
    report = re.compile(f"Rekapitulasi jumlah penduduk.*{Term(month).words}")

    sign_in(village, "sari")
    open_at(village, "/kantor/")
    page.set_viewport_size({"width": 1280, "height": 800})
    hand = Hand()
    hand.click(page.get_by_label("Menu kantor").get_by_role("link", name="Penyampaian"))
    look(page)
    hand.click(page.get_by_role("link", name=report))
    look(page)
    hand.click(page.get_by_role("button", name="Kirim dari buku desa"))
    expect(page.get_by_text("Laporan terkirim.")).to_be_visible()
    expect(page.get_by_text("SHA-256")).to_be_visible()
    assert hand.touches <= MOST_TOUCHES
    page.set_viewport_size({"width": 360, "height": 740})
    look(page)
    page.context.clear_cookies()

    sign_in(district, "dewi")
    open_at(district, "/penyampaian/")
    look(page)
    page.get_by_role("link", name=re.compile(f"Pragaan Laok.*{Term(month).words}")).click()
    look(page)
    page.get_by_label("Alasan dikembalikan").fill("Dusun Barat belum masuk hitungan.")
    page.get_by_role("button", name="Kembalikan ke desa").click()
    expect(page.get_by_text("Laporan dikembalikan ke desa.")).to_be_visible()
    page.context.clear_cookies()

    sign_in(village, "sari")
    open_at(village, "/kantor/penyampaian/")
    page.get_by_role("link", name=report).first.click()
    expect(page.get_by_text("Dusun Barat belum masuk hitungan.").first).to_be_visible()
    look(page)
    page.get_by_role("button", name="Kirim dari buku desa").click()
    expect(page.get_by_role("heading", name="Pengiriman ke-2")).to_be_visible()
    page.context.clear_cookies()

    sign_in(district, "dewi")
    page.set_viewport_size({"width": 1280, "height": 800})
    open_at(district, "/penyampaian/")
    page.get_by_role("link", name=re.compile(f"Pragaan Laok.*{Term(month).words}")).click()
    page.get_by_role("button", name="Terima laporan").click()
    expect(page.get_by_text("Laporan diterima.")).to_be_visible()
    open_at(district, "/penyampaian/")
    look(page)
    # The first sending decides: whether that was in time hangs on today, and is the same for all three.
    in_time = now.astimezone(village.tzinfo).date() <= month.after.first_day + timedelta(days=9)
    told = f"{int(in_time)} dari 1"
    expect(page.get_by_role("row", name="Pragaan Laok").last).to_contain_text(told)
    page.context.clear_cookies()

    sign_in(regency, "eka", second_factor=True)
    open_at(regency, "/penyampaian/")
    look(page)
    expect(page.get_by_role("row", name="Pragaan").first).to_contain_text(told)
    expect(page.get_by_role("row", name="Rekapitulasi")).to_contain_text("1 dari 1")
    open_at(regency, "/kewajiban/rekap-penduduk/")
    look(page)


def test_the_secretary_wants_it_earlier_and_adds_a_duty_of_the_village(hire, open_at, sign_in, page):
    village = office(VILLAGE)
    with current.outside():
        Office.objects.filter(pk=village.pk).update(opened_at=timezone.now() - timedelta(days=50))
    hire(village, "sari", "SEKDES")
    sign_in(village, "sari")
    page.set_viewport_size({"width": 1280, "height": 800})
    open_at(village, "/kantor/penyampaian/")
    page.get_by_role("link", name="Aturan desa").click()
    page.get_by_role("link", name="Rekapitulasi jumlah penduduk").click()
    page.get_by_label("Siap berapa hari lebih awal").fill("3")
    look(page, 360, 1280, name="aturan-desa")
    page.get_by_role("button", name="Simpan aturan desa").click()
    expect(page.get_by_text("3 hari lebih awal")).to_be_visible()

    page.get_by_role("link", name="Tambah kewajiban desa").click()
    page.get_by_label("Nama laporan").fill("Laporan kas ke BPD")
    page.get_by_label("Dasar hukum").fill("Kesepakatan musyawarah desa")
    page.get_by_label("Tenggat", exact=True).select_option("LAST")
    page.get_by_label("Bulan ke").fill("0")
    look(page, 360, 1280, name="kewajiban-desa")
    page.get_by_role("button", name="Simpan kewajiban desa").click()
    look(page, 360, 1280, name="aturan-semua")
    open_at(village, "/kantor/penyampaian/")
    look(page, 360, 1280, name="penyampaian")
    page.get_by_role("button", name=re.compile("Sudah selesai.*Laporan kas ke BPD")).first.click()
    expect(page.get_by_text("Dicatat selesai.")).to_be_visible()
