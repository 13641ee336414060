"""A kabupaten opens many desa from a file: bad lines are named, the others open, nothing twice."""

import csv
import io
from datetime import timedelta
from uuid import uuid4

import pytest
from conftest import DISTRICT, NOON, VILLAGE, OfficeClient, office
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.db import OperationalError
from hypothesis import given
from hypothesis import strategies as some

from accounts.models import Account
from audit.models import Entry
from registry.incoming.sheets import FileRefused
from supervision import actions, bulk_queries, incoming
from supervision.actions import bulk as bulk_actions
from supervision.models import BulkOpening, Opening
from tenants.actions import opening as tenants_opening
from tenants.models import Office, Region
from walls import current

from .conftest import text_of

pytestmark = pytest.mark.django_db
HEAD = "kode,nama_akun,username,jabatan,telepon,sebutan,zona"
NEW = [f"35.29.11.200{number}" for number in range(1, 7)]


class Silent:
    def report(self, done, total):
        pass


def table(*lines, head=HEAD):
    return "\n".join([head, *lines]).encode()


def good(code, name="Darma Wijaya", **cells):
    return ",".join([code, name, *(cells.get(column, "") for column in HEAD.split(",")[2:])])


@pytest.fixture
def admin(regency, make_account):
    with current.inside(regency):
        yield make_account("admin.bulk", "ADMIN_KABUPATEN", name="Admin Kabupaten")


def check(content, by, filename="desa.csv"):
    return actions.check_file(key=uuid4(), filename=filename, content=content, by=by, at=NOON)


def open_all(bulk):
    return actions.open_lines(bulk_id=bulk.pk, progress=Silent(), at=NOON)


def bad(bulk):
    return {line.number: line.problem for line in bulk_queries.bad_lines(bulk)}


def standing(codes):
    with current.outside():
        return set(Office.objects.filter(region_code__in=codes).values_list("region_code", flat=True))


def send(client, content, name="desa.csv", **changes):
    sent = {"key": str(uuid4()), "file": SimpleUploadedFile(name, content)} | changes
    return client.post("/desa/baru/banyak/", sent, follow=True)


class TestChecking:
    @pytest.mark.parametrize(
        ("line", "words"),
        [
            (good("99.99.99.2001"), "di luar kabupaten"),
            (good("35.29.11.2099"), "tidak ada dalam daftar"),
            (good("35.29.11.1001"), "adalah kelurahan"),
            (good(VILLAGE), "sudah punya kantor"),
            (good("35.29"), "Kabupaten ini sendiri"),
            (good("35.29.12.2001"), "Kantor kecamatan 35.29.12 belum ada"),
            (good("x'desa_b"), "bukan kode wilayah"),
            (good("public"), "bukan kode wilayah"),
            (good("pg_x"), "bukan kode wilayah"),
            (good("9" * 64), "bukan kode wilayah"),
            (good("😀"), "bukan kode wilayah"),
            (good("٣٥.٢٩.١١.٢٠٠٣"), "bukan kode wilayah"),
            (good(""), "Kode belum diisi"),
            (good(NEW[1], name=""), "Nama lengkap: Bagian ini belum diisi"),
            (good(NEW[1], name="A" * 150), "Nama lengkap"),
            (good(NEW[1], username="a b"), "tanpa spasi"),
            (good(NEW[1], jabatan="OPERATOR"), "Jabatan"),
            (good(NEW[1], jabatan="CAMAT"), "Jabatan"),
            (good(NEW[1], telepon="12"), "Anda mengetik 2"),
            (good(NEW[1], sebutan="<b>"), "Sebutan"),
            (good(NEW[1], zona="WIBB"), "WIB, WITA, atau WIT"),
            (good(NEW[0]), "sudah tertulis di baris 2"),
        ],
    )
    def test_a_bad_line_is_named_with_its_reason_and_its_neighbour_stays_good(self, admin, line, words):
        with current.outside():
            Region.objects.bulk_create(
                [Region(code="35.29.11.1001", name="Kota"), Region(code="35.29.12.2001", name="Aeng Baja")]
            )

        bulk = check(table(good(NEW[0]), line), admin)

        assert list(bad(bulk)) == [3]
        assert words in bad(bulk)[3]
        assert not standing(NEW)

    @pytest.mark.parametrize(
        "content",
        [
            "\ufeff" + HEAD + "\r\n35.29.11.2001,Darma Wijaya,,,,,\r\n",
            (HEAD + "\n35.29.11.2001,Darma Wijaya,,,,,\n").replace(",", ";"),
            (HEAD + "\n35.29.11.2001,Darma Wijaya,,,,,\n").replace(",", "\t"),
            "Nama Akun,KODE\nDarma Wijaya,35.29.11.2001\n\n\n",
        ],
        ids=["byte order mark", "semicolons", "tabs", "other order"],
    )
    def test_what_spreadsheets_write_is_understood(self, admin, content):
        bulk = check(content.encode(), admin)

        (line,) = bulk_queries.lines_to_open(bulk)
        assert (line.code, line.cells["nama_akun"], line.cells["jabatan"]) == (NEW[0], "Darma Wijaya", "SEKDES")

    def test_the_letters_of_old_windows_are_understood(self, admin):
        bulk = check((HEAD + "\n35.29.11.2001,Ani Café,,,,,\n").encode("cp1252"), admin)

        assert bulk.lines.get().cells["nama_akun"] == "Ani Café"

    def test_posts_zones_and_phones_may_be_written_as_people_write_them(self, admin):
        line = good(NEW[0], jabatan="kepala desa", zona="wit", telepon="8123456789", sebutan="Kampung")

        cells = check(table(line), admin).lines.get().cells

        assert (cells["jabatan"], cells["zona"], cells["telepon"]) == ("KADES", "Asia/Jayapura", "08123456789")

    @pytest.mark.parametrize(
        ("content", "words"),
        [
            (b"", "kosong"),
            (b"\x00\x01", "bukan lembar kerja"),
            (b"%PDF-1.7 x", "bukan lembar kerja"),
            (b"PK\x03\x04 x", "rusak atau bukan"),
            (b"satu,dua\n1,2\n", "Kolom kode dan nama_akun"),
            (b"kode,nama_akun,kode\n1,2,3\n", "dua kali"),
            (HEAD.encode(), "belum ada satu kantor pun"),
            (table(*[good(NEW[0])] * 1001), "Paling banyak 1000"),
            (table(good(NEW[0], name="x" * (1 << 20))), "lebih dari 1 MB"),
            (table(good("35.29.11.2001\x00")), "bukan lembar kerja"),
        ],
    )
    def test_what_is_no_list_is_refused_and_nothing_is_kept(self, admin, content, words):
        with pytest.raises(FileRefused, match=words):
            check(content, admin)

        assert not BulkOpening.objects.exists()

    @given(some.binary(max_size=400))
    def test_any_bytes_are_a_list_or_refused(self, content):
        try:
            lines = incoming.read_lines(content)
        except FileRefused:
            return
        assert all(line.cells for line in lines)

    def test_of_four_hundred_lines_three_are_named_and_the_others_wait_in_their_order(self, kabupaten, regency):
        """Nothing is opened here: of opening there is a small sister below, and all 397 are opened by the bench (open_400_s)."""
        codes = [f"35.29.11.{2100 + number}" for number in range(400)]
        with current.outside():
            Region.objects.bulk_create(Region(code=code, name=f"Desa {code[-3:]}") for code in codes)
        lines = [good(code) for code in codes]
        lines[0], lines[199], lines[399] = good(VILLAGE), good("35.29.11.2099"), good(codes[399], name="")

        page = text_of(send(kabupaten, table(*lines)))

        assert "Buka 397 kantor" in page
        for number in (2, 201, 401):
            assert f"Baris {number}" in page
        with current.inside(regency):
            bulk = BulkOpening.objects.get()
            reasons = bad(bulk)
            assert bulk.lines.count() == 400
            waiting = bulk_queries.lines_to_open(bulk).order_by("number").values_list("code", flat=True)
            assert list(waiting) == [code for code in codes if code not in (codes[0], codes[199], codes[399])]
            assert Entry.objects.get(action="offices.check").detail | {"filename": ""} == {
                "filename": "",
                "lines": 400,
                "bad": 3,
            }
        assert list(reasons) == [2, 201, 401]
        for number, words in ((2, "sudah punya kantor"), (201, "tidak ada dalam daftar"), (401, "Nama lengkap")):
            assert words in reasons[number]
        assert not standing(codes)

    def test_checking_costs_the_same_for_many_lines(self, admin, django_assert_max_num_queries):
        with django_assert_max_num_queries(25):
            check(table(*(good(code) for code in NEW), *(good(f"35.29.11.3{n:03}") for n in range(300))), admin)


class TestOpening:
    def test_the_good_open_and_the_bad_are_named(self, admin, regency):
        """The small sister of three bad lines among four hundred, above and in the bench."""
        bulk = check(table(good(NEW[0]), good(VILLAGE), good(NEW[1]), good("35.29.11.2099"), good(NEW[2])), admin)

        bulk = open_all(bulk)

        assert bulk.state == "DONE"
        assert standing(NEW) == {*NEW[:3]}
        assert list(bad(bulk)) == [3, 5]
        assert Entry.objects.filter(action="office.open").count() == 3
        with current.inside(office(NEW[0])):
            account = Account.objects.get()
            assert (account.username, account.posts) == ("darma.wijaya", ["SEKDES"])
            assert Entry.objects.get(action="account.invite").actor_name == "Admin Kabupaten, Kabupaten Sumenep"

    def test_a_kecamatan_opens_before_its_villages_wherever_it_stands(self, admin):
        with current.outside():
            Region.objects.bulk_create(
                [Region(code="35.29.12", name="Bluto"), Region(code="35.29.12.2001", name="Aeng Baja")]
            )
        bulk = check(table(good("35.29.12.2001"), good("35.29.12", jabatan="CAMAT")), admin)

        assert not bad(open_all(bulk))
        assert office("35.29.12.2001").parent.region_code == "35.29.12"

    def test_villages_of_a_bad_kecamatan_wait_with_it(self, admin):
        with current.outside():
            Region.objects.bulk_create(
                [Region(code="35.29.12", name="Bluto"), Region(code="35.29.12.2001", name="Aeng Baja")]
            )
        bulk = check(table(good("35.29.12.2001"), good("35.29.12", name="")), admin)

        assert "baris 3 perlu diperbaiki" in bad(bulk)[2]

    def test_zone_and_designation_arrive_and_the_zone_is_inherited(self, admin):
        with current.outside():
            Office.objects.filter(region_code=DISTRICT).update(timezone="Asia/Makassar")
        bulk = check(table(good(NEW[0], sebutan="Nagari", zona="WIT"), good(NEW[1])), admin)
        open_all(bulk)

        assert (office(NEW[0]).designation, office(NEW[0]).timezone) == ("Nagari", "Asia/Jayapura")
        assert office(NEW[1]).timezone == "Asia/Makassar"

    def test_done_again_nothing_is_opened_twice(self, admin):
        bulk = open_all(check(table(good(NEW[0])), admin))
        key = office(NEW[0]).key

        open_all(bulk)

        assert (office(NEW[0]).key, Opening.objects.count()) == (key, 1)

    def test_what_was_opened_meanwhile_by_somebody_else_is_named(self, admin):
        bulk = check(table(good(NEW[0]), good(NEW[1])), admin)
        tenants_opening.open_office(region_code=NEW[0], at=NOON)

        open_all(bulk)

        assert bad(bulk) == {2: "Wilayah ini sudah punya kantor."}
        assert standing(NEW) == {NEW[0], NEW[1]}

    def test_a_line_that_breaks_leaves_nothing_and_the_others_open(self, admin, monkeypatch):
        whole = actions.openings.open_once

        def fragile(**given_):
            if given_["region_code"] == NEW[0]:
                whole(**given_)
                raise RuntimeError
            return whole(**given_)

        monkeypatch.setattr(bulk_actions.openings, "open_once", fragile)
        bulk = open_all(check(table(good(NEW[0]), good(NEW[1])), admin))

        assert "Gangguan sistem" in bad(bulk)[2]
        assert standing(NEW) == {NEW[1]}
        assert Opening.objects.count() == 1

    def test_a_database_that_goes_away_is_no_fault_of_the_line(self, admin, monkeypatch):
        def gone(**_):
            raise OperationalError("the connection was lost")

        bulk = check(table(good(NEW[0])), admin)
        with monkeypatch.context() as patched:
            patched.setattr(bulk_actions.openings, "open_once", gone)
            with pytest.raises(OperationalError):
                open_all(bulk)

        assert not bad(bulk)
        assert open_all(bulk).state == "DONE"
        assert standing(NEW) == {NEW[0]}


class TestPages:
    def test_from_the_upload_to_the_invitations(self, kabupaten, regency, django_capture_on_commit_callbacks):
        page = send(kabupaten, table(good(NEW[0]), good("35.29.11.2099")))
        assert "Baris 3" in text_of(page)
        assert "tidak ada dalam daftar wilayah" in text_of(page)
        assert "Buka 1 kantor" in text_of(page)
        path = page.redirect_chain[-1][0]

        with django_capture_on_commit_callbacks(execute=True):
            kabupaten.post(f"{path}buka/")

        page = kabupaten.get(path)
        assert "Desa" in text_of(page)
        with current.inside(regency):
            made = Opening.objects.get()
            link, job = made.link, BulkOpening.objects.get().job
        assert f'data-copy="{link}"' in page.content.decode()
        assert job.state == "NOTED"
        assert OfficeClient(office(NEW[0]).host).get("/" + link.split("/", 3)[3]).status_code == 200

    def test_two_clicks_start_one_job(self, kabupaten, regency):
        path = send(kabupaten, table(good(NEW[0]))).redirect_chain[-1][0]

        kabupaten.post(f"{path}buka/")
        kabupaten.post(f"{path}buka/")

        with current.inside(regency):
            assert Entry.objects.filter(action="offices.start").count() == 1
        assert "Membuka kantor" in text_of(kabupaten.get(path))
        fragment = kabupaten.get(path, headers={"HX-Request": "true"}).content.decode()
        assert fragment.lstrip().startswith('<div id="standing"')

    def test_a_form_sent_twice_is_one_check(self, kabupaten, regency):
        key = str(uuid4())
        for _ in range(2):
            send(kabupaten, table(good(NEW[0])), key=key)

        with current.inside(regency):
            assert BulkOpening.objects.count() == 1

    def test_a_file_that_is_none_is_refused_in_words(self, kabupaten):
        page = send(kabupaten, b"%PDF-1.7")

        assert page.status_code == 422
        assert "bukan lembar kerja" in text_of(page)

    def test_the_file_of_invitations_is_logged_and_harmless_in_a_spreadsheet(self, kabupaten, regency, admin):
        bulk = open_all(check(table(good(NEW[0], name="=cmd|calc"), good(NEW[1], name="+62")), admin))
        path = f"/desa/baru/banyak/{bulk.key}/undangan.csv"
        assert kabupaten.get(path).status_code == 405

        response = kabupaten.post(path)

        assert response["Cache-Control"] == "no-store"
        rows = list(csv.reader(io.StringIO(response.content.decode("utf-8-sig")), delimiter=";"))
        with current.inside(regency):
            made = Opening.objects.get(region_code=NEW[0])
            assert rows[1][4:7] == ["'=cmd|calc", made.username, made.link]
            assert Entry.objects.filter(action="offices.export").count() == 1
            assert made.link not in str(list(Entry.objects.values_list("detail", flat=True)))
        assert "Terakhir diunduh" in text_of(kabupaten.get(f"/desa/baru/banyak/{bulk.key}/"))

    def test_links_older_than_a_week_are_not_handed_on(self, kabupaten, regency, admin):
        bulk = open_all(check(table(good(NEW[0])), admin))
        Opening.objects.update(opened_at=NOON - timedelta(days=400))
        link = Opening.objects.get().link

        assert link not in kabupaten.get(f"/desa/baru/banyak/{bulk.key}/").content.decode()
        assert link not in kabupaten.post(f"/desa/baru/banyak/{bulk.key}/undangan.csv").content.decode()

    def test_the_example_can_be_read_and_its_people_are_invented(self, kabupaten):
        content = kabupaten.get("/desa/baru/banyak/contoh.csv").content

        assert [line.code for line in incoming.read_lines(content)] == [
            "35.29.11",
            "35.29.11.2003",
            "35.29.11.2004",
        ]

    def test_work_that_stopped_can_be_gone_on_with(self, kabupaten, regency, admin):
        path = send(kabupaten, table(good(NEW[0]))).redirect_chain[-1][0]
        kabupaten.post(f"{path}buka/")
        with current.inside(regency):
            job = BulkOpening.objects.get().job
            job.state, job.ended_at = "FAILED", NOON
            job.save()
        assert "Lanjutkan, 1 kantor lagi" in text_of(kabupaten.get(path))

        kabupaten.post(f"{path}buka/")

        with current.inside(regency):
            assert BulkOpening.objects.get().job_id != job.pk


class TestCommand:
    def write(self, tmp_path, *lines):
        path = tmp_path / "desa.csv"
        path.write_bytes(table(*lines))
        return path

    def test_it_opens_names_the_bad_and_exits_with_one(self, regency, tmp_path, capsys):
        path, links = self.write(tmp_path, good(NEW[0]), good("35.29.11.2099")), tmp_path / "links.csv"
        with pytest.raises(SystemExit) as end:
            call_command("open_offices", path, links=links)

        said = capsys.readouterr()
        assert end.value.code == 1
        assert "1 dari 1 kantor dibuka" in said.out
        assert "Baris 3 (35.29.11.2099): Kode 35.29.11.2099 tidak ada dalam daftar wilayah." in said.err
        assert "/undangan/" not in said.out
        assert "/undangan/" in links.read_text("utf-8-sig")
        assert links.stat().st_mode & 0o077 == 0

    def test_the_same_file_again_goes_on_and_finds_what_was_mended(self, regency, tmp_path, capsys):
        path = self.write(tmp_path, good(NEW[0]), good("35.29.11.2099"))
        with pytest.raises(SystemExit):
            call_command("open_offices", path)
        key = office(NEW[0]).key
        with current.outside():
            Region.objects.create(code="35.29.11.2099", name="Baru")

        call_command("open_offices", path)

        assert office(NEW[0]).key == key
        assert standing(["35.29.11.2099"])
        with current.inside(regency):
            assert BulkOpening.objects.count() == 1

    @pytest.mark.parametrize("line", [good("33.24.01.2001"), good("kacau")])
    def test_without_a_kabupaten_it_says_what_to_open_first(self, db, tmp_path, line):
        with pytest.raises(CommandError, match="Buka dulu"):
            call_command("open_offices", self.write(tmp_path, line))

    def test_a_file_that_is_not_there_is_told(self, db, tmp_path):
        with pytest.raises(CommandError):
            call_command("open_offices", tmp_path / "tak-ada.csv")
