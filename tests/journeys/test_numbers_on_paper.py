"""A village goes on above its book of paper and gives a letter written by hand the next number."""

import pytest
from conftest import VILLAGE, office
from journeys.looking import look
from playwright.sync_api import expect


@pytest.fixture
def village(hire):
    found = office(VILLAGE)
    hire(found, "sari", "SEKDES")
    return found


def test_the_secretary_takes_over_the_numbers_and_records_a_letter(village, sign_in, open_at):
    page = sign_in(village, "sari")

    open_at(village, "/kantor/surat/buku/kertas/")
    page.get_by_label("Nomor terakhir di buku kertas").fill("245")
    page.get_by_role("button", name="Simpan nomor terakhir").click()
    expect(page.get_by_role("status").filter(has_text="bernomor 246").first).to_be_visible()
    expect(page.get_by_text("Nomor 1–245 ada di buku kertas").first).to_be_visible()
    look(page, 360, 1280, name="paper-numbers")

    open_at(village, "/kantor/surat/luar/")
    look(page, 360, 1280, name="outside-record")
    page.get_by_label("Jenis surat yang paling dekat").select_option("undangan")
    page.get_by_label("Hal", exact=True).fill("Rapat RKP Desa")
    page.get_by_label("Kepada").fill("Semua Ketua RT")
    page.get_by_label("Tanggal surat").fill(page.evaluate("new Date().toISOString().slice(0, 10)"))
    page.get_by_role("button", name="Catat dan beri nomor").click()
    expect(page.get_by_text("/246/").first).to_be_visible()
    look(page, 360, 1280, name="outside")

    open_at(village, "/kantor/surat/buku/")
    expect(page.get_by_text("lengkap").first).to_be_visible()
    look(page, 360, 1280, name="book")
