"""The lists of residents and families, their files and API, and the numbers of statistics, as they stood on a day that has gone by."""

import csv
import io
from datetime import UTC, date, datetime

import pytest
from samples.ledger import enrol, happen

from audit.models import Entry
from registry import actions, queries, statistics
from registry.models import Family, Former, Resident
from registry.queries import former
from registry.queries.families import FamilyFilters
from registry.queries.families_on_day import families_on
from registry.queries.listing import ResidentFilters
from registry.queries.on_day import residents_on

from .conftest import NOON

STOCK, EVENT, LATER = (datetime(2026, 10, day, 3, tzinfo=UTC) for day in (1, 10, 20))
BEFORE, THEN = date(2026, 10, 9), date(2026, 10, 15)
KK, OTHER_KK = "3599010101150001", "3599010101150002"
NIK, CORRECTED = "3599016803900001", "3599016803900002"


@pytest.fixture
def home(village, gita):
    """A mother and her child; on 10 October she is called, numbered and placed otherwise, and the child moves out."""
    made = {
        "siti": actions.add_resident(
            details={"name": "SITI SAMPLE", "nik": NIK, "sex": 2, "born_on": date(1990, 3, 28), "marital": 1, "no_kk": KK,
                     "relation": 1, "hamlet": "UTARA", "rt": "1", "rw": "2", "citizenship": 1, "religion": 1},
            by=gita, at=STOCK,
        )
    }  # fmt: skip
    family, hamlet = made["siti"].family, made["siti"].hamlet
    usual = {"family": family, "rt": "001", "rw": "002", "citizenship": 1, "residency": 1}
    made["kid"] = enrol(
        at=STOCK, name="KID SAMPLE", sex=1, born_on=date(2015, 1, 1), relation=4, hamlet=hamlet, **usual
    )
    correction = {"name": "RUKMINI SAMPLE", "nik": CORRECTED, "marital": 2, "religion": 3, "hamlet": "SELATAN"}
    actions.correct_resident(resident=made["siti"], details=correction, by=gita, at=EVENT)
    happen("MOVE_OUT", made["kid"], at=EVENT, by=gita)
    return made | {"family": family, "hamlet": hamlet}


def on(day, gita, **filters):
    return residents_on(day, ResidentFilters(day=day, **filters), account=gita)


def names(found):
    return [one.name for one in found]


def test_people_stand_and_are_written_as_on_the_day(home, gita):
    kid, siti = on(BEFORE, gita)[:]

    assert (kid.name, kid.is_living) == ("KID SAMPLE", True)
    assert (siti.name, siti.nik, siti.marital, siti.religion, siti.hamlet.name) == ("SITI SAMPLE", NIK, 1, 1, "UTARA")
    assert [(one.name, one.nik, one.hamlet.name) for one in on(THEN, gita)] == [
        ("RUKMINI SAMPLE", CORRECTED, "SELATAN")
    ]
    assert names(on(date(2026, 9, 1), gita)) == []


@pytest.mark.parametrize(
    ("filters", "before", "then"),
    [
        ({"text": "siti"}, ["SITI SAMPLE"], []),
        ({"text": "rukm sample"}, [], ["RUKMINI SAMPLE"]),
        ({"text": NIK}, ["SITI SAMPLE"], []),
        ({"text": CORRECTED[-4:]}, [], ["RUKMINI SAMPLE"]),
        ({"text": KK}, ["KID SAMPLE", "SITI SAMPLE"], ["RUKMINI SAMPLE"]),
        ({"text": "?!"}, [], []),
        ({"sex": 1}, ["KID SAMPLE"], []),
        ({"status": 1}, ["KID SAMPLE", "SITI SAMPLE"], ["RUKMINI SAMPLE"]),
        ({"status": 3}, [], []),
    ],
)
def test_filters_ask_the_day_too(home, gita, filters, before, then):
    assert names(on(BEFORE, gita, **filters)) == before
    assert names(on(THEN, gita, **filters)) == then


def test_a_card_shows_the_number_it_bore(home, gita):
    from django.db import transaction

    from registry.ledger import Entry as LedgerEntry

    with transaction.atomic():
        entry = LedgerEntry(kind="FAMILY", happened_on=EVENT.date(), reported_on=EVENT.date(), at=EVENT, by=gita)
        entry.change_family(Family.objects.get(no_kk=KK), no_kk=OTHER_KK)
        entry.write()

    assert on(BEFORE, gita, text=OTHER_KK)[:] == []
    assert on(BEFORE, gita, text=KK)[0].family.no_kk == KK
    assert on(THEN, gita)[0].family.no_kk == OTHER_KK
    (family,) = families_on(BEFORE, FamilyFilters(text=KK, day=BEFORE), account=gita)
    assert family.no_kk == KK


def test_families_are_those_of_the_day(home, gita):
    def told(day, **filters):
        found = families_on(day, FamilyFilters(day=day, **filters), account=gita)
        return [(one.head_name, one.living, one.hamlet.name, one.no_kk) for one in found]

    assert told(BEFORE) == [("SITI SAMPLE", 2, "UTARA", KK)]
    assert told(THEN) == [("RUKMINI SAMPLE", 1, "SELATAN", KK)]
    assert told(BEFORE, text="siti") == told(BEFORE, hamlet=home["hamlet"].pk) == told(BEFORE)
    assert told(THEN, text="siti") == told(THEN, hamlet=home["hamlet"].pk) == told(BEFORE, lacks="nomor") == []
    assert told(BEFORE, rt="009") == told(BEFORE, lacks="kepala") == []


def test_a_family_without_a_head_of_the_day_is_found(home, gita):
    happen("DEATH", Resident.objects.get(pk=home["siti"].pk), at=LATER, by=gita)
    happen("MOVE_IN", Resident.objects.get(pk=home["kid"].pk), at=LATER, by=gita, status=1)

    day = LATER.date()
    (family,) = families_on(day, FamilyFilters(lacks="kepala", day=day), account=gita)

    assert (family.head_name, family.living) == (None, 1)
    assert list(families_on(BEFORE, FamilyFilters(lacks="kepala", day=BEFORE), account=gita)) == []


@pytest.fixture
def desk(home, village, gita, signed_in):
    client = signed_in(village, gita)
    client.get("/kantor/pekerjaan/")
    return client


@pytest.mark.parametrize("path", ["/kantor/warga/", "/kantor/warga/keluarga/"])
def test_the_lists_open_on_a_day_with_few_statements(home, desk, path, django_assert_max_num_queries):
    desk.get(f"{path}?per=2026-10-09")
    with django_assert_max_num_queries(10):
        page = desk.get(f"{path}?per=2026-10-09").content.decode()

    assert "SITI SAMPLE" in page
    assert "9 Oktober 2026" in page
    assert "?per=2026-10-09" in page
    assert NIK not in page
    assert "RUKMINI" in desk.get(f"{path}?per=2026-10-15").content.decode()
    for wrong in ("kemarin", "2999-01-01", "0001-01-01", "%00"):
        assert desk.get(f"{path}?per={wrong}").status_code == 200, wrong
    assert "RUKMINI" in desk.get(f"{path}?per=2999-01-01").content.decode()


def test_a_person_and_a_family_open_as_they_were(home, desk):
    page = desk.get(f"/kantor/warga/{home['siti'].pk}/?per=2026-10-09").content.decode()
    assert "SITI SAMPLE" in page
    assert "RUKMINI" not in page
    assert "Dusun Utara" in page
    assert "Tampilkan" not in page.split("<nav", 2)[1], "the number of another day is not revealed"
    family = desk.get(f"/kantor/warga/keluarga/{home['siti'].family_id}/?per=2026-10-09").content.decode()
    assert "Pada 9 Oktober 2026" in family
    assert "SITI SAMPLE" in family
    assert "KID SAMPLE" in family
    assert (
        "tidak ada anggotanya"
        in desk.get(f"/kantor/warga/keluarga/{home['siti'].family_id}/?per=2026-09-01").content.decode()
    )


def test_a_file_of_a_day_holds_its_people_and_says_so_in_the_log(home, desk):
    asked = desk.post("/kantor/warga/ekspor/?per=2026-10-09", {"kind": "csv", "reason": "Memeriksa data penduduk"})
    told = b"".join(asked.streaming_content).decode("utf-8-sig")

    rows = list(csv.DictReader(io.StringIO(told)))
    assert [(row["nama"], row["nik"], row["no_kk"], row["dusun"]) for row in rows] == [
        ("SITI SAMPLE", NIK, KK, "UTARA"),
        ("KID SAMPLE", "0", KK, "UTARA"),
    ]
    assert Entry.objects.get(action="resident.export").detail == {
        "rows": 2, "kind": "csv", "is_narrowed": True, "reason": "Memeriksa data penduduk", "as_of": "2026-10-09",
    }  # fmt: skip


def test_a_file_of_a_number_holds_the_people_behind_it(home, desk):
    def taken(question):
        told = b"".join(desk.get(f"/kantor/warga/ekspor.csv?{question}").streaming_content).decode("utf-8-sig")
        return [row["nama"] for row in csv.DictReader(io.StringIO(told))]

    assert taken("statistik=agama&isi=1&per=2026-10-09") == ["SITI SAMPLE"]
    assert taken("statistik=agama&isi=3") == ["RUKMINI SAMPLE"]
    assert taken("statistik=agama&isi=1") == []


def test_the_api_lists_a_day(home, api):
    people = api.get("penduduk/", per="2026-10-09").json()
    assert [(one["name"], one["hamlet"], one["status"]) for one in people["results"]] == [
        ("KID SAMPLE", "UTARA", 1), ("SITI SAMPLE", "UTARA", 1),
    ]  # fmt: skip
    assert NIK not in str(people)
    families = api.get("keluarga/", per="2026-10-09").json()
    assert [(one["head_name"], one["living"]) for one in families["results"]] == [("SITI SAMPLE", 2)]
    person = api.get(f"penduduk/{home['siti'].pk}/", per="2026-10-09").json()
    assert (person["name"], person["marital"], person["stood"]["hamlet"]) == ("SITI SAMPLE", 1, "UTARA")


def test_a_number_of_a_past_day_opens_the_list_of_that_day(home, desk):
    page = desk.get("/kantor/statistik/agama/?tanggal=2026-10-09").content.decode()
    assert '<a href="/kantor/warga/?statistik=agama&amp;per=2026-10-09&amp;isi=1">1</a>' in page

    listed = desk.get("/kantor/warga/?statistik=agama&per=2026-10-09&isi=1").content.decode()
    assert "SITI SAMPLE" in listed
    assert "KID SAMPLE" not in listed
    assert "Agama: Islam" in listed
    assert desk.get("/kantor/warga/?statistik=agama&per=2026-10-09&isi=x").status_code == 404


def test_who_keeps_a_hamlet_sees_the_day_of_those_who_live_there_now(home, village, gita, make_account, signed_in):
    from registry.models import Area

    keeper = make_account("kadus", "KADUS")
    Area.objects.filter(hamlet__name="SELATAN", level="DUSUN").update(keeper=keeper)
    client = signed_in(village, keeper)

    page = client.get("/kantor/warga/?per=2026-10-09").content.decode()

    assert "SITI SAMPLE" in page
    assert "KID SAMPLE" not in page, "whoever lives in another hamlet now is none of theirs"
    assert client.get("/kantor/warga/keluarga/?per=2026-10-09").status_code == 200


class TestWords:
    def test_only_what_changed_is_kept_once_a_day(self, home, gita):
        siti = home["siti"].pk
        kept = {row.what: row.value for row in Former.objects.filter(subject=siti, what__startswith="resident.")}
        assert kept["resident.name"] == "SITI SAMPLE"
        assert kept["resident.marital"] == "1"
        count = Former.objects.count()

        actions.correct_resident(resident=home["siti"], details={"name": "R SAMPLE"}, by=gita, at=EVENT)

        assert Former.objects.count() == count, "what stood for part of a day is no day's word"

    def test_an_event_reported_for_an_earlier_day_changes_no_day_before_it(self, home, gita):
        actions.correct_resident(resident=home["siti"], details={"occupation": 9}, by=gita, at=LATER)
        happen("MARRIAGE", home["siti"], at=LATER, on=date(2026, 10, 12), by=gita, occupation=11, blood=1)

        def said(day):
            one = Resident.objects.get(pk=home["siti"].pk)
            former.let_say(day, [one])
            return one.name, one.occupation, one.blood

        assert said(BEFORE) == ("SITI SAMPLE", None, None)
        assert said(date(2026, 10, 11)) == ("RUKMINI SAMPLE", None, None)
        assert said(date(2026, 10, 12)) == ("RUKMINI SAMPLE", None, 1)
        assert said(LATER.date()) == ("RUKMINI SAMPLE", 11, 1)

    def test_the_database_and_the_records_read_the_same(self, home):
        for day in (BEFORE, THEN):
            for name in (
                "name",
                "nik",
                "marital",
                "religion",
                "born_on",
                "father_id",
                "household_id",
                "birth_certificate",
            ):
                stays = queries.as_of(day).select_related("resident").order_by("resident")
                found = dict(stays.values_list("resident", former.word(name, day)))
                residents = [stay.resident for stay in stays]
                former.let_say(day, residents)
                assert found == {one.pk: getattr(one, name) for one in residents}, (day, name)

    def test_unknown_is_kept_as_unknown(self, home, gita):
        actions.correct_resident(resident=home["siti"], details={"education": 5}, by=gita, at=LATER)

        known = statistics.count(statistics.named("pendidikan"), day=THEN)

        assert [row.numbers.total for row in known.rows if row.label == "Belum diketahui"] == [1]
        assert former.word("name", None).name == "resident__name"
        with pytest.raises(KeyError):
            former.word("phone", THEN)

    def test_words_are_only_added(self, home):
        from django.db import ProgrammingError, transaction

        for act in (lambda: Former.objects.update(value="x"), lambda: Former.objects.all()._raw_delete("default")):
            with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
                act()


def test_noon_is_after_what_is_asked():
    assert NOON.date() > LATER.date()
