"""The Kasi makes last month's report, the secretary checks it, the head approves it, and the paper lies in the archive."""

import re
import uuid
from datetime import timedelta

from conftest import VILLAGE, office
from django.utils import timezone
from journeys.conftest import bring_in
from playwright.sync_api import expect
from samples import tools

from modules.service import actions
from modules.service.models import LetterKind
from modules.service.reports.models import Report
from registry.models import Resident
from walls import current


def test_last_months_report_goes_from_the_kasi_to_the_archive(hire, open_at, sign_in, page):
    village = office(VILLAGE)
    clerk = hire(village, "budi", "KASI_PELAYANAN", "OPERATOR")
    hire(village, "sari", "SEKDES")
    hire(village, "citra", "KADES", signs=True)
    bring_in(village, clerk, 40)
    last_month = timezone.now().replace(day=1) - timedelta(days=10)
    with current.inside(village):
        kind = LetterKind.objects.get(slug="pengantar-skck")
        grown = Resident.objects.filter(born_on__lt=last_month.date() - timedelta(days=9000), nik__isnull=False)
        for person in grown.select_related("family", "hamlet").order_by("pk")[:3]:
            said = {"answers": {"purpose": "Melamar pekerjaan"}, "resident": person}
            actions.make_at_counter(key=uuid.uuid4(), kind=kind, by=clerk, at=last_month, **said)

    sign_in(village, "budi")
    open_at(village, "/kantor/pelayanan/")
    expect(page.get_by_role("heading", name="3 surat terlambat sekarang")).to_be_visible()
    page.get_by_role("link", name="Laporan", exact=True).click()
    page.get_by_role("button", name="Susun").click()
    expect(page.get_by_label("Ringkasan")).to_have_value(re.compile("masuk 3 permohonan surat"))
    page.get_by_label("Hambatan").fill("Listrik padam dua hari.")
    page.get_by_role("button", name="Ajukan untuk diperiksa").click()
    expect(page.get_by_text("Laporan diajukan untuk diperiksa.")).to_be_visible()
    address = page.url.partition(village.host)[2].partition("/")[2]
    for who, button, said in (
        ("sari", "Sudah diperiksa", "Laporan diperiksa"),
        ("citra", "Setujui laporan", "Laporan disetujui"),
    ):
        page.context.clear_cookies()
        sign_in(village, who, second_factor=who == "citra")
        open_at(village, f"/{address}")
        expect(page.get_by_text("Listrik padam dua hari.").first).to_be_visible()
        page.get_by_role("button", name=button).click()
        expect(page.get_by_text(said).first).to_be_visible()

    with page.expect_download() as got:
        page.get_by_role("link", name="PDF", exact=True).click()
    text = tools.text_of(got.value.path().read_bytes())
    assert "Listrik padam dua hari." in text
    assert "Citra Contoh".upper() in text.upper()
    with current.inside(village):
        assert Report.objects.get().is_approved
