"""The same person in two villages: each finds its own, says what it is about, and sees nothing of the other's."""

from datetime import date, timedelta
from importlib import import_module
from types import SimpleNamespace

import pytest
from conftest import FAR, NEIGHBOUR, VILLAGE, office
from django.db import connection
from samples.ledger import happen

from audit import sentences
from audit.models import Entry
from exchange import handovers, imprints
from exchange.periods import Period
from jobs.errands.models import Errand
from registry import actions, facts, queries, synthetic
from registry.actions.happenings.moves import record_move_in, record_move_out
from registry.actions.happenings.places import Card, Place
from registry.models import Area, Resident, Settled
from walls import current

from .conftest import DAY, NOON, csv_of, details, stored

pytestmark = pytest.mark.django_db
LATER = NOON + timedelta(hours=1)
LIST = "/kantor/warga/desa-lain/"


def add(**changed):
    return actions.add_resident(details=details(no_kk=None, relation=None, **changed), by=None, at=NOON)


def compare(*places, at=LATER):
    for place in places or (office(NEIGHBOUR), office(VILLAGE)):
        with current.inside(place):
            actions.compare_people(at=at)


def seen(place, account=None, **words):
    """(name of one's own, other village, how many things agree) of everything a village is told."""
    from accounts.models import Account

    with current.inside(place):
        account = account or Account.objects.get(username="gita")
        rows = queries.shown_elsewhere(queries.recorded_elsewhere(account, **words))
        return {(row.resident.name, row.other.name, row.kinds) for row in rows}


@pytest.fixture
def there(neighbour, make_account):
    """Somebody in Prenduan who may see and change."""
    with current.inside(neighbour):
        return make_account("gita", "KASI_PEMERINTAHAN")


@pytest.fixture
def ani(village, gita, neighbour, there):
    """Ani stands in both registers: the NIK, the name and the mother are the same, the rest is not."""
    with current.inside(neighbour):
        add(name="Orang Lain", nik="3599016803900009")
        add(name="Ani Sample", mother_name="Siti Sample", address="Jl. Rahasia 9", phone="0899")
    return add(mother_name="SITI SAMPLE")


@pytest.fixture
def met(ani, village, neighbour):
    compare()
    return ani


def test_both_find_their_own_by_nik_and_by_name(met, village, neighbour):
    assert seen(village) == {("ANI SAMPLE", "Prenduan", (1, 2))}
    assert seen(neighbour) == {("Ani Sample", "Pragaan Laok", (1, 2))}


def test_without_a_nik_the_name_birthday_and_mother_are_enough_and_less_is_not(village, gita, neighbour, there):
    mothers = {"ANI SAMPLE": "SITI SAMPLE", "MU'MIN SAMPLE": "SITI", "RATNA SAMPLE": "", "TINA SAMPLE": "SITI"}
    for name, mother in mothers.items():
        add(name=name, nik=None, mother_name=mother)
    with current.inside(neighbour):
        for name, mother in {**mothers, "MUKMIN SAMPLE": "SITI"}.items():
            if name != "MU'MIN SAMPLE":
                born = date(1990, 3, 29) if name.startswith("TINA") else date(1990, 3, 28)
                add(name=name.lower(), nik=None, mother_name=mother, born_on=born)
    compare()

    assert seen(village) == {("ANI SAMPLE", "Prenduan", (2,))}


def test_guests_and_temporary_numbers_are_not_compared(village, gita, neighbour, there):
    add(nik="0599016803900001")
    add(name="TAMU SAMPLE", nik="3599016803900002", residency=2)
    with current.inside(neighbour):
        add(nik="0599016803900001")
        add(name="TAMU SAMPLE", nik="3599016803900002")
    compare()

    assert (seen(village), seen(neighbour)) == (set(), set())


@pytest.mark.parametrize("kind", ["DEATH", "MOVE_OUT"])
def test_whoever_goes_is_told_of_in_neither_village_at_once(met, gita, village, neighbour, kind):
    happen(kind, met, at=LATER, by=gita)

    assert (seen(village), seen(neighbour)) == (set(), set())
    compare()
    assert (seen(village), seen(neighbour)) == (set(), set())


def test_a_corrected_nik_is_not_told_of_any_more(met, gita, village, neighbour):
    actions.correct_resident(resident=met, details={"nik": "3599016803900005"}, by=gita, at=LATER)
    assert (seen(village), seen(neighbour)) == (set(), set())
    compare()

    assert seen(village) == {("ANI SAMPLE", "Prenduan", (2,))}


def test_whoever_is_handed_over_is_in_one_village_at_a_time(village, gita, neighbour, there):
    ani = actions.add_resident(details=details(mother_name="SITI SAMPLE"), by=None, at=NOON)
    compare()
    told = {"happened_on": NOON.date(), "reported_on": NOON.date(), "by": None, "at": LATER, "key": None}
    event = record_move_out(resident=ani, movers=[ani.pk], details={"reason": 5}, to=neighbour, **told)
    compare(neighbour)
    assert seen(neighbour) == set(), "offered is not yet here"
    with current.inside(neighbour):
        offer = handovers.named(event.key)
        record_move_in(
            newcomers=[], place=Place(rt="3", address="Jl. Mawar"), card=Card(), details={}, offer=offer.key, **told
        )
    # The sender's night has not come yet.
    compare(neighbour)

    assert (seen(village), seen(neighbour)) == (set(), set())


def test_a_kadus_is_told_of_the_own_hamlet_only(met, village, neighbour, make_account):
    with current.inside(neighbour):
        add(name="OTO SAMPLE", nik="3599016803900077")
    add(name="OTO SAMPLE", nik="3599016803900077", hamlet="UTARA")
    compare()
    kadus = make_account("kadus", "KADUS")
    Area.objects.filter(hamlet=met.hamlet, level=Area.Level.HAMLET).update(keeper=kadus)

    assert len(seen(village)) == 2
    assert seen(village, kadus) == {("ANI SAMPLE", "Prenduan", (1, 2))}


class TestAWordOnIt:
    def settle(self, ani, neighbour, gita, verdict, at=LATER + timedelta(hours=1)):
        reason = "Sudah menelepon desa itu"
        actions.settle_elsewhere(resident=ani, other=neighbour, verdict=verdict, reason=reason, by=gita, at=at)

    @pytest.mark.parametrize("verdict", ["NOT_SAME", "DEALT_WITH"])
    def test_takes_it_from_the_list_here_and_not_there_and_is_logged(self, met, gita, village, neighbour, verdict):
        self.settle(met, neighbour, gita, verdict)
        self.settle(met, neighbour, gita, verdict)

        assert (seen(village), len(seen(village, is_settled=True)), len(seen(neighbour))) == (set(), 1, 1)
        (entry,) = Entry.objects.filter(action__endswith="_elsewhere")
        assert entry.detail == {"office": "Desa Prenduan", "reason": "Sudah menelepon desa itu"}
        assert "desa lain" in sentences.of(entry.action, entry.detail)

    def test_is_taken_back(self, met, gita, village, neighbour):
        self.settle(met, neighbour, gita, "NOT_SAME")
        for _ in range(2):
            actions.reopen_elsewhere(resident=met, other=neighbour, by=gita, at=LATER)

        assert (len(seen(village)), seen(village, is_settled=True)) == (1, set())
        assert Entry.objects.filter(action="resident.reopen_elsewhere").count() == 1

    def test_that_they_are_two_stays_and_that_it_was_dealt_with_ends_with_it(self, met, gita, village, neighbour):
        for verdict, is_told_again in (("NOT_SAME", False), ("DEALT_WITH", True)):
            Settled.objects.all().delete()
            self.settle(met, neighbour, gita, verdict)
            imprints.take_away([met.pk])
            compare(village, at=LATER + timedelta(days=9))
            assert bool(seen(village)) == is_told_again
        self.settle(met, neighbour, gita, "NOT_SAME", at=LATER + timedelta(days=10))
        assert seen(village) == set()

    def test_does_not_cover_what_comes_to_agree_later(self, village, gita, neighbour, there):
        ani = add(mother_name="SITI SAMPLE", nik=None)
        with current.inside(neighbour):
            add(mother_name="SITI SAMPLE")
        compare()
        self.settle(ani, neighbour, gita, "NOT_SAME")
        actions.correct_resident(resident=ani, details={"nik": "3599016803900001"}, by=gita, at=LATER)
        compare()

        assert seen(village) == {("ANI SAMPLE", "Prenduan", (1,))}

    def test_needs_a_reason_a_verdict_and_somebody(self, met, gita, village, neighbour):
        said = {"resident": met, "other": neighbour, "by": gita, "at": LATER}
        for wrong in ({"verdict": "NOT_SAME", "reason": "ya"}, {"verdict": "X", "reason": "Sudah menelepon"}):
            with pytest.raises(actions.DetailsImpossible):
                actions.settle_elsewhere(**said, **wrong)
        with pytest.raises(actions.NotElsewhere):
            self.settle(met, office(FAR), gita, "NOT_SAME")
        assert not Settled.objects.exists()


class TestThePages:
    def test_show_the_own_person_masked_and_nothing_of_the_others(self, met, gita, village, neighbour, signed_in):
        desk = signed_in(village, gita)
        page = f"{LIST}{met.pk}/{neighbour.pk}/"

        for path in (LIST, page):
            told = desk.get(path).content.decode()
            assert "Desa Prenduan" in told
            assert "ANI SAMPLE" in told
            assert "NIK; nama, tanggal lahir, dan nama ibu" in told
            for secret in ("3599016803900001", "Rahasia", "0899", "Ani Sample"):
                assert secret not in told

    def test_lead_from_the_list_to_a_word_and_back(self, met, gita, village, neighbour, signed_in):
        desk, page = signed_in(village, gita), f"{LIST}{met.pk}/{neighbour.pk}/"
        assert page in desk.get(LIST).content.decode()
        assert f"/kantor/warga/peristiwa/pindah/?warga={met.pk}" in desk.get(page).content.decode()

        refused = desk.post(page, {"verdict": "DEALT_WITH", "reason": "-"})
        assert (refused.status_code, "paling sedikit 5 huruf" in refused.content.decode()) == (422, True)
        done = desk.post(page, {"verdict": "DEALT_WITH", "reason": "Pindahnya dicatat di sana"})

        assert done["Location"] == LIST
        assert "ANI SAMPLE" not in desk.get(LIST).content.decode()
        assert "Sudah diurus" in desk.get(f"{LIST}?bagian=selesai").content.decode()
        assert "Pindahnya dicatat di sana" in desk.get(page).content.decode()
        desk.post(f"{page}batal/")
        assert "ANI SAMPLE" in desk.get(LIST).content.decode()

    def test_show_nothing_of_whom_one_may_not_see_or_who_is_nowhere_else(
        self, met, gita, village, neighbour, signed_in
    ):
        desk, other = signed_in(village, gita), add(name="DIAN SAMPLE", nik="3599016803900088")

        for pk, place in (
            (other.pk, neighbour.pk),
            (met.pk, office(FAR).pk),
            (met.pk, village.pk),
            (987_654, neighbour.pk),
        ):
            for path in (f"{LIST}{pk}/{place}/", f"{LIST}{pk}/{place}/batal/"):
                assert desk.post(path, {"verdict": "NOT_SAME", "reason": "Alasan panjang"}).status_code == 404

    def test_cost_as_many_statements_for_many_as_for_one(
        self, met, gita, village, neighbour, signed_in, django_assert_max_num_queries
    ):
        for place in (village, neighbour):
            with current.inside(place):
                for number in range(100, 130):
                    add(name=f"RINA {'A' * (number - 99)}", nik=f"3599016803900{number}")
        compare()
        desk = signed_in(village, gita)
        # The counts beside the menu are remembered for a minute.
        desk.get("/kantor/akun/")

        for path in (LIST, f"{LIST}?bagian=selesai", f"{LIST}{met.pk}/{neighbour.pk}/", "/api/v1/desa-lain/"):
            with django_assert_max_num_queries(10):
                assert desk.get(path).status_code == 200
        assert len(seen(village)) == 31


def test_the_api_says_and_does_the_same(met, gita, village, neighbour, signed_in):
    desk, path = signed_in(village, gita), f"/api/v1/desa-lain/{met.pk}/{neighbour.pk}/"

    (one,) = desk.get("/api/v1/desa-lain/").json()["results"]
    assert (one["resident"], one["village"], one["other"]) == (met.pk, "Desa Prenduan", neighbour.pk)
    assert (one["agrees"], one["verdict"]) == (["NIK", "nama, tanggal lahir, dan nama ibu"], "")
    assert "3599016803900001" not in str(one)
    said = {"verdict": "NOT_SAME", "reason": "Orangnya berbeda"}
    assert desk.post(f"{path}selesai/", {**said, "reason": "x"}, content_type="application/json").status_code == 422
    settled = desk.post(f"{path}selesai/", said, content_type="application/json").json()
    assert settled["verdict"] == "NOT_SAME"
    assert desk.get("/api/v1/desa-lain/").json()["count"] == 0
    assert desk.get("/api/v1/desa-lain/?selesai=true").json()["count"] == 1
    assert desk.post(f"{path}batal/").json()["verdict"] == ""
    assert desk.post(f"/api/v1/desa-lain/{met.pk}/{office(FAR).pk}/batal/").status_code == 404


def test_the_kecamatan_is_told_how_many_wait(met, gita, village, neighbour):
    period = Period.month_of(NOON)
    with current.inside(office(FAR)):
        assert facts.recorded_elsewhere(period) is None
    assert facts.recorded_elsewhere(period).numerator == 1
    actions.settle_elsewhere(
        resident=met, other=neighbour, verdict="NOT_SAME", reason="Orangnya berbeda", by=gita, at=LATER
    )
    assert facts.recorded_elsewhere(period).numerator == 0


def test_a_file_of_people_is_compared_at_once_and_its_undo_too(village, gita):
    def asked():
        with current.outside():
            return Errand.objects.filter(office=village.key, task="registry.compare_people").count()

    batch = stored(csv_of(synthetic.make_village(20, seed=3, on=DAY)), gita)
    assert (Resident.objects.exists(), asked()) == (True, 1)
    actions.undo_import(batch=batch, by=gita, at=LATER)
    assert asked() == 2


def test_the_page_is_found_from_the_doubles_and_by_searching(gita, village, signed_in):
    desk = signed_in(village, gita)

    assert LIST in desk.get("/kantor/warga/ganda/").content.decode()
    assert LIST in desk.post("/kantor/cari/", {"q": "tercatat juga"}).content.decode()


def test_what_was_said_in_two_tables_is_brought_over_once(ani, gita):
    """As the migration does it; the tables it reads are gone, so they are made again for this test."""
    other = actions.add_resident(
        details=details(name="ANIS SAMPLE", nik=None, no_kk=None, relation=None), by=gita, at=NOON
    )
    bring = import_module("registry.migrations.0013_likenesses_brought_over").bring
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE TEMP TABLE registry_notsame (first_id int, second_id int, said_at timestamptz, said_by_id int)"
        )
        cursor.execute(
            "CREATE TEMP TABLE registry_settledelsewhere (resident_id int, office_key text, kind int, verdict text,"
            " reason text, said_at timestamptz, said_by_id int)"
        )
        cursor.execute("INSERT INTO registry_notsame VALUES (%s, %s, %s, %s)", [ani.pk, other.pk, NOON, gita.pk])
        said = [ani.pk, "abc1234567", 1, "DEALT_WITH", "Sudah pindah.", NOON, gita.pk]
        cursor.execute(f"INSERT INTO registry_settledelsewhere VALUES ({', '.join(['%s'] * 7)})", said)

    for _ in range(2):
        bring(None, SimpleNamespace(connection=connection))

    found = Settled.objects.order_by("pk").values_list("resident", "other", "office_key", "kind", "verdict", "reason")
    assert list(found) == [
        (ani.pk, other.pk, "", 0, "NOT_SAME", ""), (ani.pk, None, "abc1234567", 1, "DEALT_WITH", "Sudah pindah."),
    ]  # fmt: skip
