"""Gita mends what was written wrongly: a card's address and class, a number of somebody else; and tells whole who comes."""

import uuid

from conftest import NOON, VILLAGE, office
from journeys.conftest import bring_in
from journeys.looking import look
from playwright.sync_api import expect

from registry import actions
from registry.models import Resident
from walls import current

WIDTHS = (360, 1280)


class Silent:
    def report(self, done, total):
        pass


def test_a_card_and_a_number_are_mended(hire, sign_in, open_at):
    village = office(VILLAGE)
    clerk = hire(village, "gita", "KASI_PEMERINTAHAN")
    bring_in(village, clerk, 60)
    with current.inside(village):
        head = Resident.objects.filter(relation=1, status=1, nik__isnull=False, family__members__relation=4).first()
    page = sign_in(village, "gita")

    open_at(village, f"/kantor/warga/keluarga/{head.family_id}/")
    look(page, *WIDTHS, name="keluarga")
    page.get_by_role("link", name="Perbaiki alamat dan isian kartu").click()
    look(page, *WIDTHS, name="keluarga-perbaiki")
    page.locator("[name=address]").fill("Jl. Melati No. 7")
    page.get_by_label("Kelas sosial").select_option(label="Keluarga Sejahtera II")
    page.get_by_role("button", name="Simpan perbaikan").click()
    expect(page.get_by_text("Jl. Melati No. 7", exact=False).first).to_be_visible()
    expect(page.get_by_text("Keluarga Sejahtera II", exact=False).first).to_be_visible()

    open_at(village, f"/kantor/warga/{head.pk}/ubah/")
    page.get_by_text("Nomor yang salah").last.click()
    page.get_by_label("NIK 3", exact=False).check()
    look(page, *WIDTHS, name="nomor-salah")
    page.get_by_role("button", name="Simpan perbaikan").click()
    expect(page.get_by_text("Tulis mengapa nomornya dikosongkan.").first).to_be_visible()
    page.get_by_label("Mengapa dikosongkan?").fill("NIK milik adiknya")
    page.get_by_label("NIK 3", exact=False).check()
    page.get_by_role("button", name="Simpan perbaikan").click()
    expect(page.get_by_text("Perbaikan tersimpan.")).to_be_visible()
    with current.inside(village):
        assert Resident.objects.get(pk=head.pk).nik is None
        assert set(head.family.members.values_list("address", flat=True)) == {"Jl. Melati No. 7"}


def test_who_comes_is_told_whole(hire, sign_in, open_at):
    village = office(VILLAGE)
    clerk = hire(village, "gita", "KASI_PEMERINTAHAN")
    bring_in(village, clerk, 60)
    page = sign_in(village, "gita")

    open_at(village, "/kantor/warga/peristiwa/datang/?warga=lain")
    page.get_by_text("Isian lain").click()
    page.get_by_label("Nama ibu").fill("MINA SAMPLE")
    look(page, *WIDTHS, name="datang-isian-lain")

    open_at(village, "/kantor/buku/B.1/")
    expect(page.get_by_text("Penduduk tetap pada akhir bulan")).to_be_visible()
    look(page, *WIDTHS, name="buku-induk")


def test_an_import_that_stopped_begins_again_as_it_was_answered(hire, sign_in, open_at, monkeypatch):
    village = office(VILLAGE)
    clerk = hire(village, "gita", "KASI_PEMERINTAHAN")
    line = "nama,nik,no_kk,sex,tanggallahir,kk_level,dusun\n{}\n"
    with current.inside(village):
        monkeypatch.setattr("jobs.tasks.run.delay_on_commit", lambda **_: None)
        content = line.format("ANI SAMPLE,3599016803900001,3599010101150001,2,1990-03-28,4,Tengah").encode()
        batch = actions.upload_file(key=uuid.uuid4(), filename="contoh.csv", content=content, by=clerk, at=NOON)
        batch = actions.check_import(batch_id=batch.pk, progress=Silent(), at=NOON)
        batch = actions.start_commit(batch=batch, take_headless=True, by=clerk, at=NOON)
        type(batch.job).objects.filter(pk=batch.job_id).update(
            state="FAILED", ended_at=NOON, message="Pekerjaan terputus 5 kali."
        )
        monkeypatch.undo()
    page = sign_in(village, "gita")

    open_at(village, f"/kantor/warga/impor/{batch.pk}/")
    expect(page.get_by_text("Pekerjaan terputus 5 kali.")).to_be_visible()
    expect(page.get_by_label("Simpan walau belum ada kepala keluarganya")).to_be_checked()
    look(page, *WIDTHS, name="impor-terhenti")
    page.get_by_role("button", name="Coba simpan lagi").click()
    expect(page.get_by_text("Impor tersimpan.")).to_be_visible(timeout=30_000)
    with current.inside(village):
        assert Resident.objects.get().name == "ANI SAMPLE"
