"""A family moves from one village to the next: offered, opened, accepted; the totals of both are right, with and without JavaScript."""

from conftest import NEIGHBOUR, VILLAGE, office
from django.utils import timezone
from playwright.sync_api import expect
from samples.villagers import settle_village

from registry import queries
from registry.models import Event, Resident
from walls import current


def residents(place):
    with current.inside(place):
        return queries.resident_counts().residents


def confirm_all(page):
    for box in page.locator("input[name=confirmed]").all():
        box.check()


def test_a_family_moves_to_the_next_village(hire, sign_in, open_at):
    village, neighbour = office(VILLAGE), office(NEIGHBOUR)
    with current.inside(village):
        people = settle_village()
    with current.inside(neighbour):
        settle_village(tens=10)
        nik = people["adi"].nik
    for place in (village, neighbour):
        hire(place, "gita", "KASI_PEMERINTAHAN")
    today = timezone.now().astimezone(village.tzinfo).date().isoformat()

    page = sign_in(village, "gita")
    open_at(village, f"/kantor/warga/peristiwa/pindah/?warga={people['adi'].pk}")
    for name in ("INA", "ELA", "EDO"):
        page.get_by_label(f"{name} SAMPLE", exact=True).check()
    page.get_by_label("Tanggal pindah").fill(today)
    page.get_by_label("Desa tujuan").select_option(label=neighbour.title)
    page.get_by_label("Alamat tujuan").fill("Jl. Mawar 1")
    page.get_by_label("Nomor surat pindah").fill("SKPWNI/7")
    page.get_by_role("button", name="Periksa dulu").click()
    expect(page.get_by_text("Ditawarkan ke Desa Prenduan. Menunggu jawaban.")).to_be_visible()
    expect(page.get_by_text("ADI SAMPLE pindah keluar desa")).to_be_visible()
    assert residents(village) == 5
    page.get_by_role("button", name="Catat pindah keluar").click()
    expect(page.get_by_text("Peristiwa tercatat.")).to_be_visible()
    assert (residents(village), residents(neighbour)) == (1, 5)

    page = sign_in(neighbour, "gita")
    open_at(neighbour, "/kantor/warga/peristiwa/")
    page.get_by_role("link", name="Tawaran pindah datang").click()
    page.get_by_role("link", name="Buka tawaran Desa Pragaan Laok").click()
    expect(page.get_by_text("SKPWNI/7")).to_be_visible()
    expect(page.get_by_text("EDO SAMPLE")).to_be_visible()
    assert nik not in page.content()
    page.get_by_role("link", name="Terima").click()
    page.get_by_label("Dusun").select_option(label="Selatan")
    page.locator("#id_rt").fill("3")
    page.get_by_label("Alamat").fill("Jl. Mawar 1")
    page.get_by_role("button", name="Periksa dulu").click()
    expect(page.get_by_text("ADI SAMPLE datang ke desa")).to_be_visible()
    assert residents(neighbour) == 5
    confirm_all(page)
    page.get_by_role("button", name="Catat pindah datang dari desa lain").click()
    expect(page.get_by_text("Peristiwa tercatat.")).to_be_visible()
    assert (residents(village), residents(neighbour)) == (1, 9)
    with current.inside(neighbour):
        adi = Resident.objects.get(nik=nik)
        assert (adi.hamlet.name, adi.rt, adi.relation, adi.status) == ("SELATAN", "003", 1, 1)

    page = open_at(village, "/kantor/warga/tawaran/")
    page.get_by_role("link", name="Yang kita tawarkan").click()
    expect(page.get_by_role("cell", name="Diterima")).to_be_visible()
    with current.inside(village):
        event = Event.objects.get(kind="MOVE_OUT")
    open_at(village, f"/kantor/warga/peristiwa/{event.pk}/batal/")
    page.get_by_label("Alasan").fill("Salah catat")
    page.get_by_role("button", name="Batalkan peristiwa").click()
    expect(page.get_by_text("Desa Prenduan sudah menerima orang ini.")).to_be_visible()
    assert (residents(village), residents(neighbour)) == (1, 9)


def test_a_refusal_without_javascript_is_told_and_undone(hire, browser, server):
    from conftest import PASSWORD

    village, neighbour = office(VILLAGE), office(NEIGHBOUR)
    with current.inside(village):
        people = settle_village()
    for place in (village, neighbour):
        hire(place, "gita", "KASI_PEMERINTAHAN")
    today = timezone.now().astimezone(village.tzinfo).date().isoformat()
    phone = browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 740})
    page = phone.new_page()

    def enter(place, path):
        page.goto(f"http://{place.host}:{server}/masuk/")
        if page.get_by_label("Nama pengguna").count():
            page.get_by_label("Nama pengguna").fill("gita")
            page.get_by_label("Kata sandi").fill(PASSWORD)
            page.get_by_role("button", name="Masuk").click()
        page.goto(f"http://{place.host}:{server}{path}")

    enter(village, f"/kantor/warga/peristiwa/pindah/?warga={people['oto'].pk}")
    page.get_by_label("Tanggal pindah").fill(today)
    page.get_by_label("Desa tujuan").select_option(label=neighbour.title)
    page.get_by_role("button", name="Periksa dulu").click()
    confirm_all(page)
    page.get_by_role("button", name="Catat pindah keluar").click()

    enter(neighbour, "/kantor/warga/tawaran/")
    page.get_by_role("link", name="Buka tawaran").click()
    page.get_by_role("link", name="Tolak").click()
    page.get_by_label("Alasan").fill("Tidak pernah datang")
    page.get_by_role("button", name="Tolak tawaran").click()

    enter(village, "/kantor/warga/tawaran/?bagian=kita")
    assert page.get_by_text("Ditolak: Tidak pernah datang").count() == 1
    page.get_by_role("link", name="Desa Prenduan").click()
    page.get_by_role("link", name="Batalkan").click()
    page.get_by_label("Alasan").fill("Ditolak desa tujuan")
    page.get_by_label("Desa Prenduan tidak mencatat sendiri orang ini.").check()
    page.get_by_role("button", name="Batalkan peristiwa").click()
    assert residents(village) == 5
    phone.close()
