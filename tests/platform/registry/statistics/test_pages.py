"""The pages of the statistics: few statements, the right people, and files that say what the page says."""

import io
import re
from datetime import date

import pytest
from python_calamine import CalamineWorkbook
from samples.ledger import enrol

from audit.models import Entry
from registry import statistics
from registry.models import Hamlet, Resident
from registry.statistics import files
from walls.limits import What

from .conftest import STOCK

SIXTEEN = re.compile(r"(?<![0-9])[0-9]{16}(?![0-9])")
PAGES = [
    "", "agama/", "pekerjaan/", "jumlah-anggota-keluarga/", "keluarga-per-dusun/", "akta-kematian/", "disabilitas/",
    "agama/?tanggal=2026-09-30&rt=001&rw=&dusun=x", "piramida/", "perkembangan/", "perkembangan/?sampai=2026-10",
    "kelompok-rentan/", "wajib-ktp/", "wajib-ktp/?daftar=segera&bulan=12", "pemilih/", "pemilih/?pemilihan=pilkades&tanggal=2027-02-10",
]  # fmt: skip


def cells_of(response):
    return (
        CalamineWorkbook.from_filelike(io.BytesIO(response.content))
        .get_sheet_by_index(0)
        .to_python(skip_empty_area=False)
    )


@pytest.fixture
def desk(people, village, gita, signed_in):
    return signed_in(village, gita)


def test_every_page_opens_with_few_statements_and_without_a_full_number(desk, django_assert_max_num_queries):
    desk.get("/kantor/statistik/")
    for path in PAGES:
        with django_assert_max_num_queries(10):
            response = desk.get(f"/kantor/statistik/{path}")

        assert response.status_code == 200, path
        assert not SIXTEEN.search(response.content.decode()), path


def test_a_village_without_residents_has_pages_too(village, gita, signed_in, visitor):
    desk = signed_in(village, gita)
    for path in PAGES:
        assert desk.get(f"/kantor/statistik/{path}").status_code == 200, path
    for path in ("/statistik/", "/statistik/agama/"):
        assert "Belum ada angka" in visitor.get(path).content.decode()


@pytest.mark.parametrize(
    "question", ["?tanggal=x&rt=%00&dusun=9999999999999", "?tanggal=0001-01-01", "?tanggal=2999-01-01&rw=%27"]
)
def test_a_wrong_address_narrows_nothing(desk, question):
    for path in ("agama/", "rentang-umur/", "piramida/", "kelompok-rentan/", "pemilih/", "wajib-ktp/", "perkembangan/"):
        assert desk.get(f"/kantor/statistik/{path}{question}&sampai=9999-12&bulan=99&dps=x").status_code == 200, path
    assert desk.get("/kantor/statistik/perkembangan/?sampai=0001-01").status_code == 200


def test_the_page_shows_the_numbers_and_leads_to_their_people(desk, people):
    day = statistics.count(statistics.named("agama"), day=date(2026, 12, 1))
    page = desk.get("/kantor/statistik/agama/").content.decode()
    assert '<a href="/kantor/warga/?statistik=agama&amp;isi=1">' in page

    listed = desk.get("/kantor/warga/?statistik=agama&isi=1").content.decode()
    assert f"dari {day.rows[0].numbers.total} penduduk" in listed
    assert "Agama: Islam" in listed
    women = desk.get("/kantor/warga/?statistik=agama&isi=?&jk=2").content.decode()
    assert f"dari {day.rows[-1].numbers.women} penduduk" in women
    past = desk.get("/kantor/statistik/agama/?tanggal=2026-09-30").content.decode()
    assert '<a href="/kantor/warga/?statistik=agama&amp;per=2026-09-30&amp;isi=1">' in past
    assert "catatan sekarang" not in past
    counted = statistics.count(statistics.named("agama"), day=date(2026, 9, 30)).rows[0].numbers.total
    assert (
        f"dari {counted} penduduk" in desk.get("/kantor/warga/?statistik=agama&per=2026-09-30&isi=1").content.decode()
    )


def test_a_number_that_is_none_leads_nowhere(desk):
    for question in ("statistik=tak-ada", "statistik=agama&isi=x", "statistik=kelas-sosial&isi=1"):
        assert desk.get(f"/kantor/warga/?{question}").status_code == 404, question


def test_health_is_for_few(people, village, budi, visitor, signed_in, make_account):
    counter = signed_in(village, make_account("loket", "KASI_PELAYANAN"))

    for path in ("kehamilan/", "kehamilan/unduh/xlsx/", "kelompok-rentan/"):
        assert counter.get(f"/kantor/statistik/{path}").status_code == 403, path
    assert counter.get("/api/v1/penduduk/statistik/kehamilan/").status_code == 403
    assert "Kehamilan" not in counter.get("/kantor/statistik/").content.decode()
    for one in statistics.all_declared():
        assert not (one.is_health and one.is_public)
        assert (visitor.get(f"/statistik/{one.slug}/").status_code == 200) == one.is_public


def test_nobody_opens_a_list_of_the_ill(people, desk):
    assert desk.get("/kantor/statistik/kehamilan/").status_code == 200
    for one in statistics.all_declared():
        listed = desk.get(f"/kantor/warga/?statistik={one.slug}").status_code
        assert (listed == 404) == (one.is_health or not one.lists_people), one.slug


def test_a_spreadsheet_says_what_the_page_says(desk):
    counted = statistics.count(statistics.named("pendidikan"), day=date(2026, 12, 1))
    response = desk.get("/kantor/statistik/pendidikan/unduh/xlsx/")

    rows = {row[1]: row[2:10] for row in cells_of(response) if row[1]}
    for row in counted.shown:
        n = row.numbers
        assert rows[row.label][0] == n.total
        assert rows[row.label][2:] == [n.men, n.women, n.wni_men, n.wni_women, n.wna_men, n.wna_women]
    assert rows["Jumlah"][0] == counted.total.total


@pytest.mark.parametrize("path", ["agama", "kelompok-rentan", "perkembangan", "pemilih", "wajib-ktp"])
def test_every_table_can_be_printed(desk, path):
    response = desk.get(f"/kantor/statistik/{path}/unduh/pdf/")

    assert (response.status_code, response.content[:5]) == (200, b"%PDF-")
    assert desk.get(f"/kantor/statistik/{path}/unduh/doc/").status_code == 404


def test_whoever_takes_a_list_of_people_stands_in_the_log(desk, people, settings):
    desk.get("/kantor/statistik/agama/unduh/xlsx/")
    assert not Entry.objects.filter(action="list.take").exists()

    response = desk.get("/kantor/statistik/pemilih/unduh/xlsx/?tanggal=2027-02-10")

    entry = Entry.objects.get(action="list.take")
    assert (entry.actor_name, entry.detail["list"], entry.detail["form"]) == (
        "Gita Puspita",
        "pemilih-nasional",
        "xlsx",
    )
    cells = [str(cell) for row in cells_of(response) for cell in row if cell]
    assert len(cells) > 100
    assert not any(SIXTEEN.search(cell) for cell in cells)
    settings.LIMITS = {**settings.LIMITS, What.EXPORTS: 0}
    assert desk.get("/kantor/statistik/pemilih/unduh/xlsx/").status_code == 429
    assert Entry.objects.filter(action="list.take").count() == 1


def test_a_list_too_long_for_paper_is_not_begun(desk, people, monkeypatch):
    monkeypatch.setattr(files, "MOST_ON_PAPER", 20)

    response = desk.get("/kantor/statistik/pemilih/unduh/pdf/?pemilihan=pilkades", follow=True)

    assert response.request["PATH_INFO"] == "/kantor/statistik/pemilih/"
    assert "terlalu panjang untuk PDF" in response.content.decode()
    assert not Entry.objects.filter(action="list.take").exists()


class TestForEverybody:
    def test_pages_are_light_and_cheap_and_hide_small_numbers(self, people, visitor, django_assert_max_num_queries):
        for slug in ["", *(f"{one.slug}/" for one in statistics.all_declared() if one.is_public)]:
            visitor.get(f"/statistik/{slug}")
            with django_assert_max_num_queries(6):
                response = visitor.get(f"/statistik/{slug}")

            page = response.content.decode()
            assert (response.status_code, len(page) < 50_000) == (200, True), slug
            cells = re.findall(r'<td class="right">([0-9.]+)</td>', page)
            assert not [cell for cell in cells if 0 < int(cell.replace(".", "")) < 10], slug

    def test_it_is_the_last_month_that_is_over_or_closed(self, people, gita, visitor):
        from registry import actions
        from registry.statistics.public import public_day

        assert public_day(date(2026, 11, 20)) == date(2026, 10, 31)
        actions.close_month(first=date(2026, 9, 1), by=gita, at=STOCK.replace(month=11, day=2))
        assert public_day(date(2026, 11, 20)) == date(2026, 9, 30)
        assert "Keadaan 30 September 2026" in visitor.get("/statistik/agama/").content.decode()

    def test_the_api_gives_the_same(self, people, visitor):
        listed = visitor.get("/api/v1/statistik/").json()
        table = visitor.get("/api/v1/statistik/agama/").json()

        assert "kehamilan" not in {one["slug"] for one in listed["statistics"]}
        assert table["rows"][0]["label"] == "Islam"
        assert table["rows"][0]["total"] > 100
        assert any(row["total"] is None for row in table["rows"])
        assert visitor.get("/api/v1/statistik/kehamilan/").status_code == 404

    def test_a_village_of_a_handful_shows_nothing(self, village, gita, visitor):
        for place in range(5):
            enrol(at=STOCK, name=f"ORANG {place}", sex=1, born_on=date(1990, 1, 1), religion=1)

        page = visitor.get("/statistik/").content.decode()
        table = visitor.get("/api/v1/statistik/agama/").json()

        assert "Belum ada angka" in page
        assert table["total"]["total"] is None
        assert all(row["total"] is None or row["total"] == 0 for row in table["rows"])


class TestVoters:
    """As Permendagri 112/2014 and law 7/2017 say, on the border days."""

    @pytest.fixture
    def voter(self, village, gita):
        hamlet = Hamlet.objects.create(name="TENGAH")

        def make(name, born="1990-01-01", kind="OPENING", on=date(2026, 8, 31), **more):
            fields = {"sex": 1, "citizenship": 1, "marital": 1, "occupation": 9, "hamlet": hamlet, **more}
            return enrol(at=STOCK, on=on, kind=kind, name=name, born_on=date.fromisoformat(born), **fields)

        return make

    @staticmethod
    def names(kind, voting="2027-02-10", listed="2026-12-01"):
        from registry.rules.voters import Election, Kind
        from registry.statistics.voters import voters

        election = Election(Kind(kind), date.fromisoformat(voting), date.fromisoformat(listed))
        return {stay.resident.name for stay in voters(election, day=date(2026, 11, 20))}

    def test_age_marriage_work_and_citizenship(self, voter):
        voter("TEPAT", born="2010-02-10")
        voter("KURANG SEHARI", born="2010-02-11")
        voter("MUDA KAWIN", born="2012-01-01", marital=2)
        voter("MUDA CERAI", born="2012-01-01", marital=6)
        voter("MUDA TAK DIKETAHUI", born="2012-01-01", marital=None)
        voter("TENTARA", occupation=6)
        voter("POLISI", occupation=7)
        voter("TANPA KETERANGAN", occupation=None, citizenship=None)
        voter("ASING", citizenship=2)
        voter("SEMENTARA", residency=2)

        assert self.names("nasional") == {"TEPAT", "MUDA KAWIN", "MUDA CERAI", "TANPA KETERANGAN"}

    def test_six_months_count_for_the_head_of_the_village_alone(self, voter):
        voter("LAMA")
        voter("DATANG LAMA", kind="MOVE_IN", on=date(2026, 6, 1))
        voter("DATANG BARU", kind="MOVE_IN", on=date(2026, 6, 2))
        voter("TERCATAT LAMA", kind="MOVE_IN", on=date(2026, 9, 2), lives_since=date(2026, 6, 1))
        voter("TERCATAT BARU", lives_since=date(2026, 6, 2))

        assert self.names("pilkades") == {"LAMA", "DATANG LAMA", "TERCATAT LAMA"}
        assert len(self.names("nasional")) == 5

    def test_the_list_says_what_must_still_be_found_out(self, voter, village, gita, signed_in):
        voter("LAMA", citizenship=None)

        page = signed_in(village, gita).get("/kantor/statistik/pemilih/?pemilihan=pilkades").content.decode()

        assert "Kewarganegaraan belum dicatat; Lama tinggal belum dicatat" in page


def test_who_must_hold_a_card_is_listed_until_recorded_and_before_turning_seventeen(village, gita):
    from registry.statistics.card_duty import soon_due, unrecorded

    today = date(2026, 11, 20)
    for name, born, more in (
        ("BELUM", "2000-01-01", {"recording": 2}), ("TAK DIKETAHUI", "2000-01-01", {}), ("SUDAH", "2000-01-01", {"recording": 3}),
        ("HARI INI", "2009-11-20", {}), ("BESOK", "2009-11-21", {}), ("TIGA BULAN", "2010-02-20", {}),
        ("SEHARI LAGI", "2010-02-21", {}), ("MUDA KAWIN", "2009-12-01", {"marital": 2}), ("ASING", "2000-01-01", {"citizenship": 2}),
    ):  # fmt: skip
        enrol(at=STOCK, on=date(2026, 8, 31), name=name, sex=1, born_on=date.fromisoformat(born), **more)

    assert {stay.resident.name for stay in unrecorded(today)} == {"BELUM", "TAK DIKETAHUI", "HARI INI", "MUDA KAWIN"}
    assert [stay.resident.name for stay in soon_due(today, months=3)] == ["BESOK", "TIGA BULAN"]
    assert Resident.objects.count() == 9
