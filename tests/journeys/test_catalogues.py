"""A kabupaten makes lapsed invitations anew and publishes a duty that would be late at once; the village hears of it and sees its year."""

from datetime import timedelta
from uuid import uuid4

from conftest import REGENCY, VILLAGE, office
from django.utils import timezone
from journeys.looking import look
from playwright.sync_api import expect

from exchange import announcements
from supervision import actions
from supervision.models import Opening
from tenants.actions.telling import FromOutside
from tenants.models import Office
from walls import current

BOTH = (360, 1280)
NEW, OTHER = "35.29.11.2003", "35.29.11.2004"


def test_invitations_a_duty_and_the_village_that_hears_of_it(hire, sign_in, open_at, browser):
    regency, village = office(REGENCY), office(VILLAGE)
    hire(regency, "admin", "ADMIN_KABUPATEN")
    hire(village, "sekdes", "SEKDES")
    long_ago = timezone.now() - timedelta(days=80)
    with current.outside():
        Office.objects.filter(region_code=VILLAGE).update(opened_at=long_ago)
    with current.inside(regency):
        for code, name in ((NEW, "Darma Wijaya"), (OTHER, "Siti Aminah")):
            first = actions.FirstAccount(name, name.split()[0].lower(), "SEKDES")
            actions.open_once(key=uuid4(), region_code=code, first=first, by=FromOutside("uji"), at=long_ago)
        old = Opening.objects.get(region_code=NEW).link
    page = sign_in(regency, "admin")

    open_at(regency, "/desa/baru/")
    page.get_by_role("link", name="Undangan pertama").click()
    expect(page.get_by_text("lewat 7 hari")).to_have_count(2)
    look(page, *BOTH, name="invitations-1")
    page.get_by_role("checkbox", name="Desa Rombasan").uncheck()
    page.get_by_role("button", name="Buat undangan baru").click()
    expect(page.get_by_text("1 undangan baru dibuat.")).to_be_visible()
    look(page, *BOTH, name="invitations-2")

    open_at(regency, f"/kelola/{office(NEW).key}/")
    look(page, *BOTH, name="invitations-3-office")
    page.get_by_role("button", name="Undangan baru").click()
    expect(page.get_by_text("Tautan lama tidak berlaku lagi.")).to_be_visible()
    look(page, *BOTH, name="invitations-4-made")
    guest = browser.new_context().new_page()
    guest.goto(old)
    expect(guest.get_by_label("Kata sandi baru")).to_have_count(0)
    link = page.locator("[data-copy]").first.get_attribute("data-copy")
    guest.goto(link)
    expect(guest.get_by_label("Kata sandi baru")).to_be_visible()

    open_at(regency, "/kewajiban/baru/")
    said = {"code": "kas", "name": "Laporan kas desa", "basis": "Perbup contoh 1", "number": "5"}
    since = {"active_from": (timezone.localdate() - timedelta(days=70)).isoformat()}
    for name, value in (said | since).items():
        page.locator(f"[name={name}]").fill(value)
    page.locator("[name=rhythm]").select_option("month")
    page.locator("[name=formats][value=pdf]").check(force=True)
    page.get_by_role("button", name="Simpan dan terbitkan").click()
    expect(page.get_by_text("Ini membuat desa langsung terlambat")).to_be_visible()
    look(page, *BOTH, name="duty-late")
    page.locator("[name=active_from]").fill(timezone.localdate().isoformat())
    page.get_by_role("button", name="Simpan dan terbitkan").click()
    expect(page.get_by_text("Kewajiban tersimpan dan terbit untuk semua desa.")).to_be_visible()

    with current.inside(village):
        assert announcements.hear(at=timezone.now()) == 1
    page = sign_in(village, "sekdes")
    open_at(village, "/kantor/pemberitahuan/")
    expect(page.get_by_text("Kabupaten menerbitkan kewajiban laporan: Laporan kas desa.").first).to_be_visible()
    look(page, *BOTH, name="village-told")
    open_at(village, "/kantor/penyampaian/kalender/")
    expect(page.get_by_role("link", name="Laporan kas desa").first).to_be_visible()
    look(page, *BOTH, name="village-year")
