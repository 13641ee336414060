"""Gita looks after one person: finds her by keyboard, mends everything, sees a number for a reason, merges a double and parts it again."""

from datetime import date

from conftest import VILLAGE, office
from django.utils import timezone
from playwright.sync_api import expect

from audit.models import Entry
from registry import actions
from registry.models import Resident
from walls import current

ANI = {"name": "ANI SAMPLE", "sex": 2, "born_on": date(1990, 3, 28), "hamlet": "TENGAH", "rt": "1", "marital": 2}


def bring_in(village, clerk, **details):
    with current.inside(village):
        return actions.add_resident(details=ANI | details, by=clerk, at=timezone.now())


def test_a_person_is_found_by_keyboard_mended_and_revealed(hire, sign_in, open_at):
    village = office(VILLAGE)
    gita = hire(village, "gita", "KASI_PEMERINTAHAN")
    ani = bring_in(village, gita, nik="3599016803900001", no_kk="3599010101150001", relation=1)

    page = sign_in(village, "gita")
    open_at(village, "/kantor/warga/")
    page.keyboard.press("/")
    expect(page.locator("#global-search")).to_be_focused()
    page.keyboard.type("ani samle")
    expect(page.locator("#found a", has_text="ANI SAMPLE")).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Escape")
    expect(page.locator("#found a")).to_have_count(0)
    page.keyboard.press("Control+k")
    page.locator("#global-search").fill("ani sampl")
    page.locator("#found a", has_text="ANI SAMPLE").wait_for()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="ANI SAMPLE")).to_be_visible()

    page.get_by_role("link", name="Tampilkan").first.click()
    page.get_by_label("Untuk apa?").select_option("Memeriksa data penduduk")
    page.get_by_role("button", name="Tampilkan").click()
    expect(page.get_by_text("3599016803900001")).to_be_visible()

    page.get_by_role("link", name="Perbaiki data").click()
    page.get_by_text("Isian lain").first.click()
    page.get_by_label("Nama panggilan").fill("Ani")
    page.locator("summary", has_text="Kesehatan").click()
    page.get_by_label("Hamil").select_option("Hamil")
    page.locator("summary", has_text="Perkawinan dan akta").click()
    page.get_by_label("Tanggal perkawinan").fill("2005-01-01")
    page.get_by_role("button", name="Simpan perbaikan").click()
    expect(page.get_by_text("Umur saat kawin di bawah 19 tahun.")).to_be_visible()
    page.get_by_label("Mengapa tetap disimpan?").fill("Sesuai buku nikah")
    page.get_by_role("button", name="Simpan perbaikan").click()
    expect(page.get_by_text("Perbaikan tersimpan.")).to_be_visible()

    with current.inside(village):
        found = Resident.objects.get(pk=ani.pk)
        assert (found.nickname, found.pregnant, found.married_on) == ("Ani", 1, date(2005, 1, 1))
        assert Entry.objects.filter(action="resident.reveal_nik", actor_id=gita.pk).count() == 1


def test_a_double_is_merged_and_parted_again(hire, sign_in, open_at):
    village = office(VILLAGE)
    gita = hire(village, "gita", "KASI_PEMERINTAHAN")
    ani = bring_in(village, gita, nik="3599016803900001", no_kk="3599010101150001", relation=1)
    double = bring_in(village, gita, name="ANI SAMPEL", nik="3599016803900002", phone="081200000000")

    page = sign_in(village, "gita")
    open_at(village, "/kantor/warga/ganda/")
    page.get_by_role("link", name="Bandingkan").click()
    page.locator("[name=pilih-phone][value='2']").check()
    page.get_by_role("button", name="Gabung kedua data").click()
    expect(page.get_by_text("Kedua data digabung.")).to_be_visible()
    expect(page.get_by_text("0812-0000-0000")).to_be_visible()
    with current.inside(village):
        assert Resident.objects.get(pk=double.pk).merged_into_id == ani.pk

    page.get_by_role("button", name="Batalkan penggabungan").click()
    expect(page.get_by_text("Kedua data kembali seperti semula.")).to_be_visible()
    with current.inside(village):
        assert Resident.objects.get(pk=double.pk).status == 1
        assert Resident.objects.get(pk=ani.pk).phone == ""
