"""A phone shows the public pages it has opened while there is no network, says how old they are, and keeps nothing of an officer."""

from conftest import VILLAGE, office
from playwright.sync_api import Browser, expect

PHONE = {"width": 360, "height": 720}
KEPT = (
    "caches.open('umum:1').then((kept) => kept.keys()).then((found) => found.map((one) => new URL(one.url).pathname))"
)


def test_what_was_opened_is_read_without_network_with_its_age(server, browser: Browser, hire, sign_in, page, open_at):
    village = office(VILLAGE)
    hire(village, "budi", "KASI_PELAYANAN", "OPERATOR")
    home = f"http://{village.host}:{server}"
    phone = browser.new_context(viewport=PHONE).new_page()
    phone.goto(f"{home}/")
    phone.evaluate("navigator.serviceWorker.ready.then(() => true)")
    phone.goto(f"{home}/layanan/sk-usaha/")
    phone.wait_for_function(f"{KEPT}.then((found) => found.includes('/') && found.includes('/layanan/sk-usaha/'))")
    phone.context.set_offline(True)

    phone.goto(f"{home}/layanan/sk-usaha/")
    expect(phone.get_by_role("heading", name="Surat Keterangan Usaha")).to_be_visible()
    expect(phone.get_by_text("Tanpa jaringan", exact=True)).to_be_visible()
    expect(phone.get_by_text("kurang dari satu jam lalu")).to_be_visible()
    assert not phone.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
    phone.goto(f"{home}/layanan/sk-domisili/")
    expect(phone.get_by_text("Halaman itu belum pernah dibuka di ponsel ini")).to_be_visible()

    phone.context.set_offline(False)
    phone.goto(f"{home}/layanan/sk-usaha/")
    expect(phone.get_by_text("Tanpa jaringan")).to_have_count(0)


def test_nothing_an_officer_sees_is_kept(server, hire, sign_in, page, open_at):
    village = office(VILLAGE)
    hire(village, "budi", "KASI_PELAYANAN", "OPERATOR")
    open_at(village, "/")
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    page.evaluate("caches.delete('umum:1')")
    sign_in(village, "budi")
    for path in ("/kantor/loket/", "/kantor/surat/", "/", "/layanan/"):
        open_at(village, path)
    kept = page.evaluate(KEPT)
    assert [path for path in kept if not path.startswith("/static/")] == []
