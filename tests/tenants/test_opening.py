"""Opening an office: whole or not at all, one for a region, one host each."""

import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from conftest import DISTRICT, NOON, OTHER_DISTRICT, VILLAGE, office
from django.db import OperationalError, connections

from accounts.models import Account
from audit.models import Entry
from tenants import names, queries, seeds
from tenants.actions import opening
from tenants.models import Domain, Office, OfficeRegion, Region
from walls import current
from walls.current import connection

NEW = "35.29.11.2003"


def ask(text, *values):
    with connection.cursor() as cursor:
        cursor.execute(text, values)
        return cursor.fetchall()


def traces_of(key):
    """Everything an office with this key would have left."""
    with current.outside():
        return {
            "row": Office.objects.filter(key=key).exists(),
            "host": Domain.objects.filter(tenant__key=key).exists(),
            "schema": bool(ask("SELECT 1 FROM pg_namespace WHERE nspname = %s", f"d_{key}")),
            "role": bool(ask("SELECT 1 FROM pg_roles WHERE rolname = %s", f"o_{key}")),
        }


@pytest.mark.django_db
class TestOne:
    def test_a_village_is_open_with_all_it_needs(self, record_property):
        began = time.perf_counter()
        opened = opening.open_office(region_code=NEW, at=NOON, designation="Gampong")
        record_property("open_office_s", round(time.perf_counter() - began, 3))

        assert (opened.title, opened.subtitle) == ("Gampong Rombasan", "Kec. Pragaan, Kab. Sumenep")
        assert all(traces_of(opened.key).values())
        assert office(NEW).host == "rombasan-pragaan.localhost"
        with current.outside():
            assert OfficeRegion.objects.get(office=opened).since == NOON.date()
        with current.inside(opened):
            Account.objects.create(username="budi", name="Budi", created_at=NOON)
            assert Entry.objects.count() == 0
            assert Account.objects.get().pk == 1

    def test_the_steps_are_told_as_they_are_done(self, db):
        steps = []
        opening.open_office(region_code=NEW, at=NOON, told=steps.append)

        assert steps == ["Wilayah dan alamat dicatat", "Ruang data dan pagarnya dibuat", "Isi awal disiapkan"]

    def test_a_region_has_one_office(self, db):
        with pytest.raises(opening.OfficeExists):
            opening.open_office(region_code=VILLAGE, at=NOON)

    def test_a_village_waits_for_its_district_and_a_district_for_its_regency(self, db):
        with current.outside():
            Region.objects.bulk_create(
                [Region(code=code, name="X") for code in ("35.29.12", "35.29.12.2001", "35.30", "35.30.01")]
            )
        for code in ("35.29.12.2001", "35.30.01"):
            with pytest.raises(opening.ParentMissing):
                opening.open_office(region_code=code, at=NOON)

    @pytest.mark.parametrize(
        "code",
        ["", "35", "35.29.11.9999", "x','desa_b", "pg_x", "public", "Desa_B", "9" * 64, "35.29.11.2003\x00", "35.29.11.2003\n",
         "😀", '"', "35.29.11.1001", "٣٥.٢٩.١١.٢٠٠٣", "35.29.11.2003; DROP SCHEMA public", "../35.29", "35.29.%", None],
    )  # fmt: skip
    def test_what_is_no_region_opens_nothing(self, db, code):
        with current.outside():
            Region.objects.create(code="35.29.11.1001", name="Kelurahan Pragaan")
        before = schemas()

        with pytest.raises(opening.RegionUnknown):
            opening.open_office(region_code=code or "", at=NOON)

        assert schemas() == before

    @pytest.mark.parametrize("key", ["short", "UPPERCASEA", "with-hyphen", "0startsnum", "elevenchars"])
    def test_a_key_that_is_not_ten_letters_is_refused_by_the_database(self, db, key):
        from django.db import DatabaseError

        with pytest.raises(DatabaseError):
            opening.open_office(region_code=NEW, at=NOON, key=key)

        assert not traces_of(key)["schema"]

    def test_a_seed_that_fails_leaves_nothing(self, db, monkeypatch):
        def fail(kind, *, at):
            raise RuntimeError

        monkeypatch.setattr(seeds, "plant", fail)
        with pytest.raises(RuntimeError):
            opening.open_office(region_code=NEW, at=NOON, key="halfopened")

        assert not any(traces_of("halfopened").values())

    def test_after_opening_and_after_failing_we_are_where_we_were(self, village):
        opening.open_office(region_code=NEW, at=NOON)
        with pytest.raises(opening.OfficeExists):
            opening.open_office(region_code=NEW, at=NOON)

        assert ask("SELECT current_schema(), current_user") == [(village.schema_name, village.role_name)]

    def test_new_keys_say_nothing_and_differ(self):
        keys = {names.new_key() for _ in range(200)}

        assert len(keys) == 200
        assert all(len(key) == 10 and key[0].isalpha() and key.islower() for key in keys)


@pytest.mark.django_db
class TestHosts:
    def test_the_order_of_proposals(self):
        assert names.host_candidates("village", "Pragaan Laok", ["Pragaan", "Sumenep"], "35.29.11.2010")[:5] == [
            "pragaan-laok-pragaan",
            "pragaan-laok-pragaan-sumenep",
            "pragaan-laok-3529112010",
            "pragaan-laok-3529112010-2",
            "pragaan-laok-3529112010-3",
        ]
        assert names.host_candidates("district", "Pragaan", ["Sumenep"], "35.29.11")[:3] == [
            "kec-pragaan",
            "kec-pragaan-sumenep",
            "kec-pragaan-352911",
        ]
        assert names.host_candidates("regency", "Sumenep", [], "35.29")[0] == "kab-sumenep"

    def test_a_name_that_is_taken_gets_the_next_proposal(self, db):
        taken = "rombasan-pragaan.localhost"
        with current.outside():
            Domain.objects.filter(tenant__region_code=VILLAGE).update(domain=taken)
        opening.open_office(region_code=NEW, at=NOON)
        assert office(NEW).host == "rombasan-pragaan-sumenep.localhost"

        with current.outside():
            Region.objects.create(code="35.29.11.2099", name="Rombasan")
        opening.open_office(region_code="35.29.11.2099", at=NOON)
        assert office("35.29.11.2099").host == "rombasan-3529112099.localhost"

    @pytest.mark.parametrize(
        ("name", "label"), [("Ra'as", "raas"), ("Batang-Batang", "batang-batang"), ("O'o", "oo"), ("  Tu ", "tu")]
    )
    def test_a_name_becomes_a_label(self, name, label):
        assert names.slug(name) == label

    def test_a_label_is_never_too_long_for_a_host(self):
        for label in names.host_candidates("village", "A" * 90, ["B" * 90, "C" * 90], "35.29.11.2010"):
            assert len(label) <= 63
            assert not label.endswith("-")


@pytest.mark.django_db
class TestSearching:
    def test_regions_with_an_office_and_kelurahan_are_left_out(self):
        with current.outside():
            Region.objects.create(code="35.29.11.1001", name="Rombasan Kota")
            found = queries.regions_without_office("35.29", "rombasan")
            assert [region.code for region in found] == [NEW]
            assert not queries.regions_without_office("35.29", "Prenduan").exists()
            assert not queries.regions_without_office("35.30", "rombasan").exists()

    def test_words_and_digits_are_both_looked_for(self):
        with current.outside():
            assert queries.regions_without_office("35.29", "35.29.11.20 romb").get().code == NEW
            assert queries.regions_without_office("35.29").count() == 28 - 3
            assert queries.regions_without_office("35.29", "%").count() == 0


def test_a_killed_connection_leaves_nothing(own_database):
    """The server drops us in the middle of the work."""

    def kill(step):
        if step.startswith("Ruang data"):
            import psycopg

            base = connections["default"].settings_dict
            (pid,) = ask("SELECT pg_backend_pid()")[0]
            with psycopg.connect(
                host=base["HOST"], port=base["PORT"], user=base["USER"], password=base["PASSWORD"], dbname=own_database,
                autocommit=True,
            ) as other:  # fmt: skip
                other.execute("SELECT pg_terminate_backend(%s)", [pid])

    with pytest.raises(OperationalError):
        opening.open_office(region_code=NEW, at=NOON, key="halfopened", told=kill)
    connections.close_all()
    current.leave()

    assert not any(traces_of("halfopened").values())


def test_two_who_open_the_same_village_at_once_open_one(own_database):
    def open_one(_):
        try:
            return opening.open_office(region_code=NEW, at=NOON).key
        except opening.OfficeExists:
            return "exists"
        finally:
            connections.close_all()

    with ThreadPoolExecutor(3) as pool:
        outcomes = sorted(pool.map(open_one, range(3)))

    assert outcomes.count("exists") == 2
    with current.outside():
        assert Office.objects.filter(region_code=NEW).count() == 1
        drop(Office.objects.get(region_code=NEW))


def test_different_villages_opened_at_once_all_open(own_database):
    """Roles join one group and hosts are proposed from one list: the openings wait for each other."""
    codes = ["35.29.11.2001", "35.29.11.2002", "35.29.11.2003", "35.29.11.2004"]

    def open_one(code):
        try:
            return opening.open_office(region_code=code, at=NOON)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as pool:
        opened = list(pool.map(open_one, codes))

    assert len({office(each.region_code).host for each in opened}) == 4
    for each in opened:
        drop(each)


def drop(opened):
    """Roles belong to the server and would outlive the test's database."""
    with current.outside(), connection.cursor() as cursor:
        cursor.execute(f'DROP SCHEMA "{opened.schema_name}" CASCADE')
        cursor.execute(f"DROP ROLE {opened.role_name}")


def schemas():
    with current.outside():
        return sorted(name for (name,) in ask("SELECT nspname FROM pg_namespace"))


def test_the_sample_is_what_the_tests_believe(db):
    assert {DISTRICT, OTHER_DISTRICT} == {"35.29.11", "35.29.10"}
