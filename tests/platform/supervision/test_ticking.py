"""A kabupaten opens desa by ticking: what cannot be ticked says why, clashes of addresses are named, what was agreed on is opened."""

from datetime import timedelta
from uuid import uuid4

import pytest
from conftest import NOON, VILLAGE, office
from django.core.management import CommandError, call_command
from hypothesis import given
from hypothesis import strategies as some

from accounts.models import Account
from supervision import actions, bulk_queries, hosting
from supervision.models import BulkOpening, Opening
from tenants import names
from tenants.models import Domain, Region, RetiredName
from walls import current

from .conftest import text_of
from .test_bulk import Silent

pytestmark = pytest.mark.django_db
ROMBASAN, SENTOL = "35.29.11.2003", "35.29.11.2004"
TICK = "/desa/baru/pilih/?kecamatan=35.29.11"


@pytest.fixture
def admin(regency, make_account):
    with current.inside(regency):
        yield make_account("admin.bulk", "ADMIN_KABUPATEN", name="Admin Kabupaten")


def ticked(by, *codes, district="35.29.11"):
    return actions.check_ticks(key=uuid4(), district=district, codes=list(codes), by=by, at=NOON)


def lines(bulk):
    return {line.code: line for line in bulk.lines.all()}


def region(code, name):
    with current.outside():
        Region.objects.create(code=code, name=name)


class TestThePages:
    def test_thirty_villages_are_on_one_page_with_what_cannot_be_ticked_and_why(
        self, kabupaten, regency, district, django_assert_max_num_queries
    ):
        region("35.29.11.1001", "Kota Pragaan")
        for number in range(16):
            region(f"35.29.11.30{number:02}", f"Adat {number}")
        kabupaten.get("/kantor/akun/")

        with django_assert_max_num_queries(10):
            page = kabupaten.get(TICK)

        text = text_of(page)
        assert "35.29.11.1001 · kelurahan, bukan desa" in text
        assert f"{VILLAGE} · sudah dibuka" in text
        assert "Kantor Kecamatan Pragaan" not in text
        assert page.content.decode().count("data-village") >= 28
        assert kabupaten.get("/desa/baru/pilih/?kecamatan=33.28.01").status_code == 404
        assert "Pragaan" in text_of(kabupaten.get("/desa/baru/pilih/"))

    def test_ticks_become_a_check_and_a_second_click_finds_it(self, kabupaten, regency):
        key = str(uuid4())
        sent = {"key": key, "kecamatan": "35.29.11", "kode": [ROMBASAN, SENTOL, VILLAGE, "99.99.99.2001"]}
        for _ in range(2):
            page = kabupaten.post("/desa/baru/pilih/", sent, follow=True)

        text = text_of(page)
        assert page.content.decode().count('value="rombasan-pragaan"') == 1
        assert "Sekretaris Desa Rombasan" in page.content.decode()
        assert "sudah punya kantor" in text
        assert "di luar kabupaten" in text
        assert "Buka 2 kantor" in text
        with current.inside(regency):
            assert BulkOpening.objects.count() == 1

    def test_nothing_ticked_is_said_so(self, kabupaten):
        page = kabupaten.post("/desa/baru/pilih/", {"key": str(uuid4()), "kecamatan": "35.29.11"})

        assert page.status_code == 422
        assert "Centang paling sedikit satu desa" in text_of(page)

    def test_what_was_typed_and_is_wrong_stays_and_opens_nothing_until_it_is_mended(self, kabupaten, regency, admin):
        bulk = ticked(admin, ROMBASAN, SENTOL)
        path = f"/desa/baru/banyak/{bulk.key}/"

        page = kabupaten.post(f"{path}buka/", {"alamat-1": "www", "nama_akun-1": "Darma Wijaya"}, follow=True)

        assert "dipakai layanan ini sendiri. Usul: rombasan-pragaan." in text_of(page)
        with current.inside(regency):
            assert BulkOpening.objects.get().state == "CHECKED"
            assert lines(bulk)[ROMBASAN].cells["nama_akun"] == "Darma Wijaya"
        page = kabupaten.post(f"{path}buka/", {"alamat-1": "Rombasan.localhost", "periksa": "ya"}, follow=True)
        assert "Buka 2 kantor" in text_of(page)

    def test_slips_to_print_carry_the_links_that_stand(self, kabupaten, regency, admin):
        bulk = ticked(admin, ROMBASAN)
        actions.open_lines(bulk_id=bulk.pk, progress=Silent(), at=NOON)
        path = f"/desa/baru/banyak/{bulk.key}/undangan.html"
        assert kabupaten.get(path).status_code == 405
        assert kabupaten.post(path.replace("html", "exe")).status_code == 404

        page = kabupaten.post(path)

        link = Opening.objects.get().link
        assert link in text_of(page)
        assert "data:image/svg+xml;base64," in page.content.decode()
        assert "no-store" in page["Cache-Control"]
        Opening.objects.update(opened_at=NOON - timedelta(days=400))
        assert link not in kabupaten.post(path).content.decode()


class TestAddresses:
    @pytest.mark.parametrize(
        ("label", "words"),
        [
            ("ab", "pakai 3 sampai 63 huruf"),
            ("-x-y-", "pakai 3 sampai 63 huruf"),
            ("a.b.c", "pakai 3 sampai 63 huruf"),
            ("xn--dsa-2na", "pakai 3 sampai 63 huruf"),
            ("désa", "pakai 3 sampai 63 huruf"),
            ("admin", "dipakai layanan ini sendiri"),
            ("kec-rombasan", "awalan kec-"),
            ("pragaan-laok-pragaan", "sudah dipakai kantor lain"),
            ("lama", "masih diistirahatkan"),
            ("sama", "sudah diminta baris 1"),
        ],
    )
    def test_a_clash_is_named_with_a_proposal(self, admin, label, words):
        village = office(VILLAGE)
        with current.outside():
            far = NOON + timedelta(days=30_000)
            RetiredName.objects.create(host="lama.localhost", office=village, retired_at=NOON, free_after=far)
            Domain.objects.update_or_create(domain="pragaan-laok-pragaan.localhost", defaults={"tenant": village})
        bulk = ticked(admin, ROMBASAN, SENTOL)

        wrong = actions.mend_lines(bulk=bulk, typed={1: {"alamat": "sama"}, 2: {"alamat": label}}, by=admin, at=NOON)

        found = lines(bulk)
        assert wrong == 1
        assert words in found[SENTOL].problem
        assert "Usul: sentol-laok-pragaan." in found[SENTOL].problem
        assert not found[ROMBASAN].problem

    def test_two_of_one_name_get_two_addresses_and_what_was_agreed_on_is_opened(self, admin, regency):
        region("35.29.11.2090", "Rombasan")
        bulk = ticked(admin, ROMBASAN, "35.29.11.2090", SENTOL)
        assert [line.label for line in lines(bulk).values()] == [
            "rombasan-pragaan", "rombasan-pragaan-sumenep", "sentol-laok-pragaan",
        ]  # fmt: skip
        actions.mend_lines(bulk=bulk, typed={3: {"alamat": "sentol"}}, by=admin, at=NOON)

        actions.open_lines(bulk_id=bulk.pk, progress=Silent(), at=NOON)

        hosts = [line.opening.host for line in bulk_queries.lines_of(bulk)]
        assert [host.partition(".")[0] for host in hosts] == [
            "rombasan-pragaan", "rombasan-pragaan-sumenep", "sentol",
        ]  # fmt: skip
        with current.inside(office(ROMBASAN)):
            assert Account.objects.get().username == "sekdes"

    def test_an_address_taken_after_the_check_is_named_if_it_was_asked_for_and_gives_way_if_only_proposed(self, admin):
        village = office(VILLAGE)
        bulk = ticked(admin, ROMBASAN, SENTOL)
        actions.mend_lines(bulk=bulk, typed={1: {"alamat": "rombasan"}}, by=admin, at=NOON)
        with current.outside():
            for host in ("rombasan", "sentol-laok-pragaan"):
                Domain.objects.create(domain=f"{host}.localhost", tenant=village, is_primary=False)

        actions.open_lines(bulk_id=bulk.pk, progress=Silent(), at=NOON)

        found = lines(bulk)
        assert found[ROMBASAN].problem == "Alamatnya baru saja dipakai kantor lain. Pilih alamat lain."
        assert found[SENTOL].opening.host.startswith("sentol-laok-pragaan-sumenep.")
        bulk.refresh_from_db()
        assert bulk.state == "DONE"
        assert not actions.mend_lines(bulk=bulk, typed={1: {"alamat": ""}, 2: {"alamat": "x"}}, by=admin, at=NOON)
        bulk.refresh_from_db()
        assert (bulk.state, lines(bulk)[ROMBASAN].label) == ("CHECKED", "rombasan-pragaan")

    @given(asked=some.lists(some.sampled_from(["", "satu", "dua", "rombasan-pragaan", "www"]), min_size=1, max_size=8))
    def test_nobody_gets_what_another_has(self, asked):
        known = {"35.29": "Kabupaten Sumenep", "35.29.11": "Pragaan"}
        found = [
            hosting.Line(number, {"kode": f"35.29.11.20{number:02}", "alamat": label})
            for number, label in enumerate(asked)
        ]
        known |= {line.code: "Rombasan" for line in found}
        ground = hosting.Ground("35.29", known, frozenset(), {"dua": False, "rombasan-pragaan-sumenep": True})

        settled = list(hosting.settle(found, {line.code: "village" for line in found}, ground))

        given = [line.label or line.cells.get("usul", "") for line in settled if not line.problems]
        assert len([one for one in given if one]) == len({one for one in given if one})
        assert not {"dua", "www", "rombasan-pragaan-sumenep"} & set(given)
        assert len(settled) == len(asked)


def test_one_kabupaten_of_the_shipped_list_is_taken_in_with_its_kelurahan(db):
    call_command("load_regions", kabupaten="35.29")

    with current.outside():
        assert Region.objects.filter(code__regex=r"^35\.29\.\d\d$").count() == 27
        assert Region.objects.filter(code__regex=r"^35\.29\.\d\d\.1").exists()
        assert not Region.objects.filter(code__startswith="35.28").exists()
    for code in ("35", "35.29.11", "99.99", "x"):
        with pytest.raises(CommandError, match="Tidak ada kabupaten"):
            call_command("load_regions", kabupaten=code)
    assert all(
        not names.label_trouble(label, "district")
        for label in names.host_candidates("district", "Ra'as", ["Sumenep"], "35.29.25")
    )
