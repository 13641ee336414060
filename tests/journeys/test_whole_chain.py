"""From the kabupaten to a village and back: two are opened, one is late, the camat sees which and why, assigns, and decides on a budget."""

import time
from datetime import timedelta
from uuid import uuid4

import pytest
from conftest import DISTRICT, REGENCY, office
from django.utils import timezone
from journeys import evaluating
from journeys.conftest import PASSPHRASE, apart, bring_in
from journeys.evaluating import within
from playwright.sync_api import expect

import papers.actions
from accounts.models import Account
from config.celery import app
from exchange.periods import Period
from modules.service import actions as service
from modules.service.models import LetterKind
from papers import verification
from registry.models import Resident
from supervision.actions import set_target
from tenants.models import Office
from walls import current

# From twenty on a share is judged.
MANY = 20
SECONDS = 10
TASK = "Selesaikan permohonan yang terlambat"
USAHA = {
    "business_kind": "Warung kelontong",
    "business_address": "Balai desa",
    "since_year": "2019",
    "purpose": "Pengajuan KUR",
}


@pytest.fixture
def above(hire, start_worker):
    """A worker beside them; the kabupaten with what it expects, and the three of the kecamatan, of whom the camat signs."""
    start_worker()
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


def staffed(village, hire):
    """Somebody at the counter, a secretary and a head who signs; and residents who ask."""
    budi, sari = hire(village, "budi", "KASI_PELAYANAN", "OPERATOR"), hire(village, "sari", "SEKDES")
    apart(lambda: hire(village, "citra", "KADES", signs=True))
    # The import is work of the office that is not what is shown here.
    app.conf.task_always_eager = True
    bring_in(village, budi, 160)
    app.conf.task_always_eager = False
    return budi, sari


def asked_for(village, budi, sari, at):
    """Requests of that time, looked at within minutes: they wait for the head. Returns their numbers and the month of the promise."""
    with current.inside(village):
        kind = LetterKind.objects.get(slug="sk-usaha")
        made = []
        for one in Resident.objects.filter(relation=1).order_by("pk")[:MANY]:
            letter = service.make_at_counter(key=uuid4(), kind=kind, answers=USAHA, resident=one, by=budi, at=at)
            letter = service.check_by_kasi(letter=letter, by=budi, at=at + timedelta(minutes=1))
            made.append(service.check_by_sekdes(letter=letter, by=sari, at=at + timedelta(minutes=2)))
    return [letter.pk for letter in made], Period.month_of(made[0].due_at.astimezone(village.tzinfo))


def sign_at_once(village, letters, at):
    """The neighbour's head signed while the people waited."""
    with current.inside(village):
        citra = Account.objects.get(username="citra")
        papers.actions.issue_certificate(
            account=citra, name=citra.name, post="Kepala Desa", office_title=village.title, passphrase=PASSPHRASE,
            at=at - timedelta(days=1),
        )  # fmt: skip
        signed = service.sign_letters(letter_ids=letters, passphrase=PASSPHRASE, by=citra, at=at + timedelta(minutes=5))
    assert all(one.is_signed for one in signed), signed


def sign_late(page, open_at, sign_in, village):
    """The head signs all that lay there, ten days after they were asked for. Returns the moment."""
    sign_in(village, "citra", second_factor=True)
    open_at(village, "/kantor/tanda-tangan/")
    expect(page.get_by_text("Terlambat").first).to_be_visible()
    if not page.get_by_label("Pilih semua").is_checked():
        page.get_by_label("Pilih semua").check()
    page.get_by_label("Kata sandi tanda tangan").fill(PASSPHRASE)
    page.get_by_role("button", name="Tanda tangani").click()
    expect(page.get_by_role("heading", name=f"{MANY} surat ditandatangani")).to_be_visible()
    page.context.clear_cookies()
    return time.monotonic()


def assign(page, open_at, district):
    """The camat asks both villages for something, with a last day."""
    open_at(district, "/tugas/baru/")
    page.get_by_label("Judul").fill(TASK)
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


def see_who_is_late_and_why(page, open_at, district, village, month, signed):
    """What was signed a moment ago stands on the camat's page; it names the village and says of how many, and how that is counted."""
    issued = page.locator("section.card", has=page.get_by_role("heading", name="Surat terbit", exact=True))
    within(
        SECONDS - (time.monotonic() - signed),
        lambda: open_at(district, f"/desa/{village.key}/"),
        lambda: issued.get_by_text(f"{MANY} surat", exact=True),
    )
    open_at(district, f"/?periode={month}")
    expect(page.get_by_role("heading", name="Rombasan: permohonan")).to_be_in_viewport()
    neighbour = page.locator("table.matrix tbody tr", has_text="Jaddung")
    expect(neighbour.get_by_role("link", name="100%").first).to_be_visible()
    page.get_by_role("link", name="Lihat rincian Rombasan").click()
    late = page.locator("section.card", has_text=f"0 dari {MANY}").first
    late.get_by_role("link", name="Cara menghitung dan riwayat").click()
    expect(page.get_by_role("heading", name="Permohonan selesai sesuai standar waktu")).to_be_visible()
    expect(page.get_by_text("0 ditandatangani dalam standar waktu")).to_be_visible()


def test_from_the_opening_to_the_signed_decision(above, hire, sign_in, open_at, page):
    regency, district = above
    sign_in(regency, "admin")
    late, other = (open_village(page, open_at, regency, name) for name in ("Rombasan", "Jaddung"))
    page.context.clear_cookies()
    asked = timezone.now() - timedelta(days=10)
    budi, sari = staffed(late, hire)
    _, month = asked_for(late, budi, sari, asked)
    letters, _ = asked_for(other, *staffed(other, hire), asked)
    apart(lambda: sign_at_once(other, letters, asked))
    sign_in(late, "sari")
    evaluating.submit_budget(page, open_at, late)
    evaluating.answer_budget(page, open_at, sign_in, district)

    signed = sign_late(page, open_at, sign_in, late)
    sign_in(district, "camat", second_factor=True)
    see_who_is_late_and_why(page, open_at, district, late, month, signed)
    assign(page, open_at, district)
    evaluating.sign_decision(page, open_at, district)

    page.context.clear_cookies()
    found = []
    apart(lambda: found.append(evaluating.decision_of(district)))
    code, paper = found[0]
    assert verification.inspect(paper).is_genuine
    evaluating.check_paper(page, open_at, district, code, paper)
    sign_in(late, "sari")
    open_at(late, "/kantor/koordinasi/")
    expect(page.get_by_role("link", name=TASK)).to_be_visible()
    assert evaluating.follow_decision(page, open_at, late) == paper
    assert other.parent_id == late.parent_id
