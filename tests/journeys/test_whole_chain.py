"""From the kabupaten to a village and back: two are opened, one is late, the camat sees which and why, assigns, and decides on a budget."""

from datetime import timedelta
from uuid import uuid4

import pytest
from conftest import DISTRICT, REGENCY, office
from django.utils import timezone
from journeys.conftest import PASSPHRASE, apart, bring_in
from playwright.sync_api import expect
from samples.consultations import submitted

from accounts.models import Account
from archive import queries as archive
from consultations import actions as consultations
from consultations.models import Draft
from exchange.matters.models import Matter
from exchange.outbox import actions as outbox
from exchange.periods import Period
from modules.service import actions as service
from modules.service.models import LetterKind
from papers import verification
from registry.models import Resident
from supervision.actions import set_target
from tenants.models import Office
from walls import current

# From twenty on a share is judged.
LATE = 24
USAHA = {
    "business_kind": "Warung kelontong",
    "business_address": "Balai desa",
    "since_year": "2019",
    "purpose": "Pengajuan KUR",
}


@pytest.fixture
def above(hire):
    """The kabupaten with what it expects, and the three of the kecamatan, of whom the camat signs."""
    regency, district = office(REGENCY), office(DISTRICT)
    admin = hire(regency, "admin", "ADMIN_KABUPATEN")
    with current.inside(regency):
        set_target(code="requests_on_time", value=80, by=admin, at=timezone.now())
    hire(district, "kasi", "KASI_PMD")
    hire(district, "sekcam", "SEKCAM")
    apart(lambda: hire(district, "camat", "CAMAT", signs=True))
    return regency, district


def open_village(page, open_at, regency, name):
    """In five steps, as J14 has it."""
    open_at(regency, "/desa/baru/")
    page.get_by_label("Nama atau kode wilayah").press_sequentially(name[:4].lower())
    page.get_by_role("link", name=f"Desa {name}").click()
    page.get_by_label("Nama lengkap").fill("Darma Contoh")
    page.get_by_role("button", name=f"Buka Desa {name}").click()
    expect(page.get_by_role("heading", name=f"Desa {name} sudah dibuka")).to_be_visible()
    with current.outside():
        return Office.objects.select_related("parent__parent", "secret").prefetch_related("domains").get(name=name)


def promise_too_much(village, budi):
    """Requests of ten days ago that nobody has looked at. Returns the month in which they were due."""
    asked = timezone.now() - timedelta(days=10)
    with current.inside(village):
        kind = LetterKind.objects.get(slug="sk-usaha")
        grown = Resident.objects.filter(relation=1).order_by("pk")[:LATE]
        made = [
            service.make_at_counter(key=uuid4(), kind=kind, answers=USAHA, resident=one, by=budi, at=asked)
            for one in grown
        ]
        # The worker does this within some seconds of the commit.
        outbox.publish_dirty(at=timezone.now())
    assert len(made) == LATE
    return Period.month_of(made[0].due_at.astimezone(village.tzinfo))


def decide(village, district, sari):
    """The village submits its draft budget; the kecamatan takes it, notes it, and lays it before the camat."""
    now = timezone.now()
    with current.inside(village):
        submitted(sari, at=now)
    with current.inside(district):
        kasi, sekcam = (Account.objects.get(username=name) for name in ("kasi", "sekcam"))
        matter = Matter.objects.get(kind="consultation")
        consultations.take_step(key=matter.key, verb="terima", by=kasi, at=now)
        consultations.draft_answer(
            key=matter.key, conclusion="perbaikan", text="Perbaiki rincian jalan.", notes={"5.3.5": "Lampirkan RAB."},
            checks=["rkpdes"], by=kasi, at=now,
        )  # fmt: skip
        consultations.send_to_check(key=matter.key, by=kasi, at=now)
        consultations.check_answer(key=matter.key, by=sekcam, at=now)


def test_from_the_opening_to_the_signed_decision(above, hire, sign_in, open_at, page):
    regency, district = above
    sign_in(regency, "admin")
    late, other = (open_village(page, open_at, regency, name) for name in ("Rombasan", "Jaddung"))
    page.context.clear_cookies()
    budi, sari = hire(late, "budi", "KASI_PELAYANAN", "OPERATOR"), hire(late, "sari", "SEKDES")
    bring_in(late, budi, 160)
    month = promise_too_much(late, budi)

    sign_in(district, "camat", second_factor=True)
    open_at(district, f"/?periode={month}")
    expect(page.get_by_role("heading", name="Rombasan: permohonan")).to_be_in_viewport()
    page.get_by_role("link", name="Lihat rincian Rombasan").click()
    expect(page.get_by_text(f"0 dari {LATE}")).to_be_visible()
    expect(page.get_by_role("link", name="Cara menghitung dan riwayat").first).to_be_visible()

    open_at(district, "/tugas/baru/")
    page.get_by_label("Judul").fill("Selesaikan permohonan yang terlambat")
    page.get_by_label("Yang harus dikerjakan").fill(
        "Periksa semua permohonan yang lewat waktu, lalu laporkan jumlahnya."
    )
    page.get_by_label("Bidang").select_option("b")
    page.get_by_label("Tenggat").fill((timezone.localdate() + timedelta(days=7)).isoformat())
    page.get_by_role("button", name="Kirim tugas").click()
    if page.get_by_label("Sudah saya periksa").count():
        page.get_by_label("Sudah saya periksa").check()
        page.get_by_role("button", name="Kirim tugas").click()
    expect(page.get_by_role("link", name="Desa Rombasan")).to_be_visible()
    expect(page.get_by_role("link", name="Desa Jaddung")).to_be_visible()

    apart(lambda: decide(late, district, sari))
    open_at(district, "/konsultasi/")
    page.get_by_role("link", name="RAPBDes 2027").click()
    page.get_by_role("link", name="Tanda tangani").click()
    page.get_by_label("Kata sandi tanda tangan").fill(PASSPHRASE)
    page.get_by_role("button", name="Tanda tangani").click()
    expect(page.get_by_text("900.1.1.4/001/35.29.11/").first).to_be_visible()

    papers = []

    def signed():
        with current.inside(district):
            papers.append(archive.content_of(Draft.objects.select_related("document").get(state="GIVEN").document))

    apart(signed)
    assert verification.inspect(papers[0]).is_genuine
    page.context.clear_cookies()
    sign_in(late, "sari")
    open_at(late, "/kantor/koordinasi/")
    expect(page.get_by_role("link", name="Selesaikan permohonan yang terlambat")).to_be_visible()
    open_at(late, "/kantor/konsultasi/")
    page.get_by_role("link", name="RAPBDes 2027").click()
    with page.expect_download() as download:
        page.get_by_role("link", name="Buka keputusan camat").click()
    assert download.value.path().read_bytes() == papers[0]
    assert other.parent_id == late.parent_id
