"""
Gita records the death of a family's head, takes it back, closes the month, and no late death gets into it; and the birth of a child
neither of whose parents lives in the village.
"""

from datetime import UTC, date, datetime

from conftest import VILLAGE, office
from journeys.looking import look
from playwright.sync_api import expect
from samples.ledger import enrol, happen

from registry.ledger.months import first_of
from registry.models import Family, Hamlet
from walls import current
from web.indonesian import month_name

BEFORE = datetime(2026, 9, 30, 3, tzinfo=UTC)


def a_family():
    """Adi and Ina of one card, and a man alone to whom something happens last month."""
    hamlet = Hamlet.objects.create(name="UTARA")
    said = {"hamlet": hamlet, "rt": "001", "created_at": BEFORE, "updated_at": BEFORE}
    family = Family.objects.create(no_kk="3599010101150001", **said)
    people = {"hamlet": hamlet, "rt": "001", "at": BEFORE, "marital": 2, "citizenship": 1}
    adi = enrol(name="ADI SAMPLE", sex=1, born_on=date(1980, 1, 1), family=family, relation=1, **people)
    enrol(name="INA SAMPLE", sex=2, born_on=date(1984, 2, 2), family=family, relation=3, **people)
    return adi


def test_a_head_dies_and_a_month_closes(hire, sign_in, open_at):
    village = office(VILLAGE)
    gita = hire(village, "gita", "KASI_PEMERINTAHAN")
    with current.inside(village):
        adi = a_family()
        this = first_of(datetime.now(UTC).date())
        last = (this - date.resolution).replace(day=1)
        happen("INSIDE", adi, at=datetime.now(UTC), by=gita, on=last, rt="002")
    page = sign_in(village, "gita")

    open_at(village, f"/kantor/warga/peristiwa/kematian/?warga={adi.pk}")
    page.get_by_label("Tanggal meninggal").fill(this.isoformat())
    page.get_by_label("Nomor akta kematian").fill("AM-12/2026")
    expect(page.get_by_label("Kepala keluarga baru")).to_contain_text("INA SAMPLE")
    page.get_by_role("button", name="Periksa dulu").click()
    expect(page.get_by_text("INA SAMPLE menjadi kepala keluarga.")).to_be_visible()
    expect(page.get_by_text(f"Tercatat di buku B.2 dan B.3 bulan {month_name(this)}.")).to_be_visible()
    page.get_by_role("button", name="Catat kematian").click()
    expect(page.get_by_text("Peristiwa tercatat.")).to_be_visible()

    page.get_by_role("link", name="Batalkan").click()
    page.get_by_label("Alasan").fill("Salah orang")
    page.get_by_role("button", name="Batalkan peristiwa").click()
    expect(page.get_by_text("Peristiwa ini dibatalkan")).to_be_visible()

    open_at(village, "/kantor/warga/bulan/")
    page.get_by_role("link", name="Periksa dan tutup").click()
    page.get_by_label("Ketik").fill(month_name(last))
    page.get_by_role("button", name="Tutup bulan").click()
    expect(page.get_by_role("table")).to_contain_text("Ditutup")

    open_at(village, f"/kantor/warga/peristiwa/kematian/?warga={adi.pk}")
    page.get_by_label("Tanggal meninggal").fill(last.isoformat())
    page.get_by_label("Tanggal lapor").fill(last.isoformat())
    page.get_by_role("button", name="Periksa dulu").click()
    expect(page.get_by_text(f"Bulan {month_name(last)} sudah ditutup.").first).to_be_visible()


def test_a_child_is_born_whose_parents_live_elsewhere(hire, sign_in, open_at):
    village = office(VILLAGE)
    hire(village, "gita", "KASI_PEMERINTAHAN")
    with current.inside(village):
        a_family()
    page, today = sign_in(village, "gita"), datetime.now(UTC).date()

    open_at(village, "/kantor/warga/peristiwa/kelahiran/")
    look(page, 360, 1280, name="siapa-ibunya")
    page.get_by_role("link", name="Ayah dan ibunya tidak terdaftar di desa ini").click()
    page.get_by_label("Tanggal lahir", exact=True).fill(today.replace(day=1).isoformat())
    page.get_by_label("Nama anak").fill("Uma Sample")
    page.get_by_label("Jenis kelamin").select_option("Perempuan")
    page.get_by_label("Nama ibu").fill("Sri dari Jauh")
    page.get_by_label("NIK ibu").fill("3507014202940001")
    page.get_by_label("Tanggal lahir ibu").fill("1994-02-02")
    look(page, 360, 1280, name="orang-tua-tidak-terdaftar")
    page.get_by_role("button", name="Periksa dulu").click()
    expect(page.get_by_text("Isi nomor KK yang menampung anak ini").first).to_be_visible()
    page.get_by_label("Nomor KK yang menampung anak").fill("3599010101150001")
    page.get_by_role("button", name="Periksa dulu").click()
    expect(page.get_by_text("UMA SAMPLE masuk keluarga ADI SAMPLE sebagai famili lain.")).to_be_visible()
    look(page, 360, 1280, name="periksa-kelahiran")
    page.get_by_role("button", name="Catat kelahiran").click()
    expect(page.get_by_text("Peristiwa tercatat.")).to_be_visible()
    look(page, 360, 1280, name="kelahiran-tercatat")
