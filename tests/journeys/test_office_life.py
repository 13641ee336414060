"""A kabupaten shuts a village's door and opens it again, gives it another name; a village brings a domain of its own."""

from urllib.parse import urlsplit

import pytest
from conftest import REGENCY, VILLAGE, office
from journeys.looking import look
from playwright.sync_api import expect

from tenants import middleware
from walls import current


@pytest.fixture(autouse=True)
def nothing_remembered(monkeypatch):
    """A process believes what it knew of a host for ten seconds; a browser that walks is quicker."""
    monkeypatch.setattr(middleware, "REMEMBER_S", 0.0)


@pytest.fixture
def desk(hire, sign_in, server):
    """The kabupaten's administrator with the second factor, who walks on a phone; pages are looked at as on a desk too."""
    regency = office(REGENCY)
    hire(regency, "admin", "ADMIN_KABUPATEN", signs=True)
    page = sign_in(regency, "admin", second_factor=True)
    page.set_viewport_size({"width": 360, "height": 800})
    return page


@pytest.fixture
def guest(browser):
    context = browser.new_context()
    yield context.new_page()
    context.close()


def test_a_door_is_shut_and_opened_again(desk, guest, open_at):
    regency, village = office(REGENCY), office(VILLAGE)
    open_at(regency, "/kelola/")
    look(desk, 360, 1280)
    desk.get_by_role("link", name="Desa Pragaan Laok").click()
    expect(desk.get_by_role("heading", name="Kantor Pragaan Laok")).to_be_visible()
    look(desk, 360, 1280)
    desk.get_by_role("link", name="Tutup sementara").click()
    desk.get_by_role("button", name="Tutup sementara").click()
    expect(desk.get_by_text("Bagian ini belum diisi").first).to_be_visible()
    look(desk, 360, 1280)
    desk.get_by_label("Alasan").fill("Kantor sedang pindah gedung")
    desk.get_by_role("button", name="Tutup sementara").click()
    expect(desk.get_by_text("Kantor sedang pindah gedung")).to_be_visible()
    look(desk, 360, 1280)

    answer = guest.goto(f"{village.address}/layanan/")
    assert answer.status == 503
    expect(guest.get_by_text("Kantor sedang pindah gedung")).to_be_visible()
    look(guest)
    assert guest.goto(f"{village.address}/verifikasi/").status == 200

    desk.get_by_role("link", name="Hapus kantor ini").click()
    expect(desk.get_by_text("Ini tidak dapat diurungkan.")).to_be_visible()
    look(desk, 360, 1280)
    open_at(regency, f"/kelola/{village.key}/")
    desk.get_by_role("button", name="Buka kembali").click()
    expect(desk.get_by_text("dibuka kembali").first).to_be_visible()
    assert guest.goto(f"{village.address}/layanan/").status == 200


def test_a_village_gets_another_name_and_old_links_lead_on(desk, guest, open_at):
    regency, village = office(REGENCY), office(VILLAGE)
    open_at(regency, f"/kelola/{village.key}/nama/")
    desk.get_by_label("Nama", exact=True).fill("Pragaan Jaya")
    look(desk, 360, 1280)
    desk.get_by_role("button", name="Periksa dulu").click()
    expect(desk.get_by_text("pragaan-jaya-pragaan.localhost")).to_be_visible()
    look(desk, 360, 1280)
    assert office(VILLAGE).name == "Pragaan Laok"

    desk.get_by_role("button", name="Ganti nama").click()

    expect(desk.get_by_role("heading", name="Kantor Pragaan Jaya")).to_be_visible()
    look(desk, 360, 1280)
    guest.goto(f"{village.address}/layanan/")
    assert urlsplit(guest.url).hostname == "pragaan-jaya-pragaan.localhost"
    expect(guest.get_by_text("Desa Pragaan Jaya").first).to_be_visible()


def test_a_village_sees_what_to_put_into_dns(hire, sign_in, open_at, server):
    village = office(VILLAGE)
    hire(village, "sari", "SEKDES")
    page = sign_in(village, "sari")
    page.set_viewport_size({"width": 360, "height": 800})
    open_at(village, "/kantor/alamat/")
    look(page, 360, 1280)
    page.get_by_role("textbox", name="Domain kantor").fill("localhost")
    page.get_by_role("button", name="Ajukan domain").click()
    expect(page.get_by_text("Ini bukan domain di internet").first).to_be_visible()
    page.get_by_role("textbox", name="Domain kantor").fill("PragaanLaok.desa.id.")
    page.get_by_role("button", name="Ajukan domain").click()
    expect(page.get_by_text("_kentongan.pragaanlaok.desa.id")).to_be_visible()
    look(page, 360, 1280)


def test_the_steps_of_a_removal_can_be_read_by_everybody(desk, open_at):
    """Every state of the page, without JavaScript's help and at every width."""
    from datetime import timedelta

    from conftest import NOON

    from accounts.models import Account
    from supervision.actions import closings
    from supervision.models import Closing
    from tenants.actions import life
    from tenants.actions.telling import FromOutside

    regency, village = office(REGENCY), office(VILLAGE)
    life.suspend_office(office_id=village.pk, reason="Desa bergabung", by=FromOutside("uji"), at=NOON)
    with current.inside(regency):
        admin = Account.objects.get()
        closing = closings.begin_closing(office=office(VILLAGE), reason="Desa bergabung", by=admin, at=NOON)
    changes = [
        {},
        {"copied_at": NOON, "copy_sha256": "0" * 64, "copy_size": 12_000_000},
        {
            "handed_at": NOON,
            "handed_by": admin,
            "receiver": "Bapak Camat Pragaan",
            "asked_at": NOON - timedelta(days=300),
        },
        {"confirmed_at": NOON, "confirmed_by": admin},
    ]
    seen = ["Buat salinan", "Catat serah terima", "Musnahkan data kantor", "Sedang dimusnahkan"]
    for change, words in zip(changes, seen, strict=True):
        with current.inside(regency):
            if change:
                Closing.objects.filter(pk=closing.pk).update(**change)
        open_at(regency, f"/kelola/{village.key}/hapus/")
        expect(desk.get_by_text(words).first).to_be_visible()
        look(desk, 360, 1280)
