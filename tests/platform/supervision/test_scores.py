"""The official score of the Indeks Desa: entered whole or not at all, published by each village, with the decree it stands in."""

from datetime import date
from decimal import Decimal

import pytest
from conftest import DISTRICT, FAR, NEIGHBOUR, NOON, REGENCY, VILLAGE, office
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, IntegrityError, transaction

from audit.models import Entry
from exchange.models import ClosedPeriod, Fact, Revision, VillageScore
from exchange.outbox import actions as outbox
from supervision import actions, facts, figure_queries, rollups, tasks
from supervision.own import scores
from tenants.models import Region
from walls import current

from .conftest import text_of

pytestmark = pytest.mark.django_db
ADDRESS = "/indeks-desa/"
DECREE = "Keputusan Menteri Desa dan PDT Nomor 343 Tahun 2025"
GOOD = f"Kode;Nilai\n{VILLAGE};71,2345\n{NEIGHBOUR};64.5\n{FAR};80\n"


@pytest.fixture
def declared(monkeypatch):
    """Here the indicators of the modules count, and none of those the other tests of this folder declare."""


@pytest.fixture
def dina(regency, make_account):
    with current.inside(regency):
        return make_account("dina", "ADMIN_KABUPATEN", name="Dina")


@pytest.fixture
def enter(regency, dina, monkeypatch):
    """`enter(GOOD, 2026)`: the kabupaten enters a file, and the messages are heard at once."""
    monkeypatch.setattr(tasks.timezone, "now", lambda: NOON)

    def say(text, year=2026, **more):
        with current.inside(regency):
            found = actions.enter_scores(
                content=text.encode(), year=year, decree=DECREE, decree_on=date(2025, 10, 1), by=dina, at=NOON, **more
            )
        for code in (VILLAGE, NEIGHBOUR):
            with current.inside(office(code)):
                scores.publish_score(year=year, at=NOON)
        return found

    return say


def told(code, indicator, period="2026"):
    with current.inside(office(code)):
        return Fact.objects.filter(office=office(code), indicator=indicator, period=period).first()


def test_each_village_publishes_its_own_score_and_whether_it_rose(enter, camat, regency, district):
    found = enter(GOOD.replace("71,2345", "70"), 2025)
    enter(GOOD)

    assert (found.villages, found.without_office) == (3, [])
    assert told(VILLAGE, facts.SCORE).value == Decimal("71.2345")
    assert (told(VILLAGE, facts.SCORE_ROSE).value, told(NEIGHBOUR, facts.SCORE_ROSE).value) == (100, 0)
    assert told(VILLAGE, facts.SCORE_ROSE, "2025") is None, "nothing is known of 2024"
    page = text_of(camat.get(f"/desa/{office(VILLAGE).key}/{facts.SCORE}/"))
    assert "71,2 poin" in page
    assert f"Asal angka {DECREE}, 1 Oktober 2025. Dimasukkan kabupaten 20 November 2026 oleh Dina." in page
    with current.inside(district):
        total = figure_queries.compared([one(facts.SCORE)], period="2026-11", at=NOON).totals[0]
        rose = figure_queries.compared([one(facts.SCORE_ROSE)], period="2026-11", at=NOON).totals[0]
    assert 60 < total.reading.value < 75, "the middle of two, never their sum"
    assert (rose.reading.parts, rose.known) == ("1 dari 2", 2)
    with current.inside(regency):
        assert rollups.districts_compared(period="2026-11", at=NOON).rows
        assert Entry.objects.filter(action="score.enter").count() == 2


def one(code):
    from exchange import indicators

    return indicators.named(code)


def test_the_next_file_of_a_year_corrects_it(enter):
    enter(GOOD)
    enter(f"kode,nilai\n{VILLAGE},72\n")

    assert told(VILLAGE, facts.SCORE).value == 72
    assert told(NEIGHBOUR, facts.SCORE).value == Decimal("64.5")


def test_a_score_that_comes_after_the_year_was_closed_is_a_revision_that_says_why(enter, village):
    with current.inside(village):
        ClosedPeriod.objects.create(office=village, period="2025", closed_at=NOON, figures=0, checksum="")

    enter(GOOD, 2025)
    enter(GOOD, 2025)

    fact = told(VILLAGE, facts.SCORE, "2025")
    assert (fact.value, fact.state, fact.revision) == (Decimal("71.2345"), "FINAL", 1)
    with current.inside(village):
        assert "Indeks Desa" in Revision.objects.get(indicator=facts.SCORE).reason


def test_the_night_knows_that_the_kabupaten_entered_it(enter, village, regency):
    enter(GOOD)
    with current.outside():
        VillageScore.objects.filter(office=village).update(score=50)
    with current.inside(village):
        found = {each.indicator: each for each in outbox.differences(period="2026", at=NOON)}

    assert found[facts.SCORE].excuse == "ketentuannya berganti"


@pytest.mark.parametrize(
    ("line", "words"),
    [
        (f"{VILLAGE};101", "lebih dari 100"),
        (f"{VILLAGE};-1", "bukan angka"),
        (f"{VILLAGE};", "Nilai belum diisi"),
        (f"{VILLAGE};tinggi", "bukan angka"),
        (f"{VILLAGE};=1+1", "bukan angka"),
        (";70", "Kode belum diisi"),
        ("3529112010;70", "bukan kode wilayah"),
        ("35.28.01.2001;70", "di luar kabupaten ini"),
        ("35.29.99.2001;70", "tidak ada dalam daftar"),
        (f"{DISTRICT};70", "bukan desa"),
        ("35.29.01.1001;70", "adalah kelurahan"),
        (f"{NEIGHBOUR};70", "sudah ada di baris 3"),
    ],
)
def test_one_bad_line_and_nothing_is_entered(kabupaten, regency, line, words):
    Region.objects.update_or_create(code="35.29.01.1001", defaults={"name": "Pajagalan"})
    answer = send(kabupaten, f"kode;nilai\n{FAR};70\n{NEIGHBOUR};70\n{line}\n")

    assert answer.status_code == 422
    page = text_of(answer)
    assert ("Belum ada yang disimpan" in page, words in page, "Baris 4" in page) == (True, True, True)
    with current.inside(regency):
        assert not VillageScore.objects.exists()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "kosong"),
        ("desa;angka\na;1\n", "Kolom kode dan nilai tidak ditemukan"),
        ("kode;nilai\n", "hanya berisi judul"),
        (f"kode;nilai\n{VILLAGE};0,71\n", "skala IDM lama"),
    ],
)
def test_what_is_no_result_is_refused(kabupaten, text, words):
    answer = send(kabupaten, text)

    assert (answer.status_code, words in text_of(answer)) == (422, True)


@pytest.mark.parametrize("more", [{"year": "2027"}, {"year": "x"}, {"decree": ""}, {"decree_on": "2026-12-31"}])
def test_year_and_decree_are_needed_and_not_of_the_future(kabupaten, more):
    assert send(kabupaten, GOOD, **more).status_code == 422


def test_the_page_takes_a_file_in_and_says_who_is_missing(kabupaten, regency, django_assert_max_num_queries):
    Region.objects.update_or_create(code="35.29.11.2077", defaults={"name": "Tanpa Kantor"})
    answer = send(kabupaten, f"kode;nilai\n{VILLAGE};71\n35.29.11.2077;60\n")

    assert answer.status_code == 302
    with django_assert_max_num_queries(10):
        page = text_of(kabupaten.get(ADDRESS))
    assert (
        "Nilai Indeks Desa 2026 dari 1 desa tersimpan. Belum punya kantor: Tanpa Kantor. Tidak ada di berkas:" in page
    )
    assert f"2026 1 desa. {DECREE}" in page


def send(browser, text, **more):
    said = {"year": "2026", "decree": DECREE, "decree_on": "2025-10-01"} | more
    return browser.post(ADDRESS, said | {"file": SimpleUploadedFile("hasil.csv", text.encode())})


def test_nobody_but_the_kabupaten_writes_scores_and_only_of_its_own_villages(enter, regency, village):
    enter(GOOD)
    score = {"year": 2024, "score": 1, "decree": "x", "decree_on": date(2024, 1, 1), "by_name": "x", "told_at": NOON}
    for writer, about in ((VILLAGE, VILLAGE), (DISTRICT, VILLAGE), (REGENCY, DISTRICT)):
        with (
            current.inside(office(writer)),
            pytest.raises(DatabaseError, match="row-level security"),
            transaction.atomic(),
        ):
            VillageScore.objects.create(office=office(about), **score)
    with current.inside(village):
        assert VillageScore.objects.update(score=99) == 0
        assert [each.office_id for each in VillageScore.objects.all()] == [village.pk], "its own and no other's"
    with current.inside(office(REGENCY)), pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
        VillageScore.objects.all().delete()


def test_the_database_takes_no_score_beyond_the_scale(village):
    with current.outside(), pytest.raises(IntegrityError, match="a_score_is_from_0_to_100"), transaction.atomic():
        VillageScore.objects.create(
            office=village,
            year=2026,
            score=Decimal("100.5"),
            decree="x",
            decree_on=date(2026, 1, 1),
            by_name="x",
            told_at=NOON,
        )


def test_spending_is_compared_with_the_same_month_of_last_year(tell, camat, village):
    tell(VILLAGE, "spending_realised", 300, 1000, period="2025-11")
    tell(VILLAGE, "spending_realised", 440, 1000, period="2026-10")
    tell(VILLAGE, "spending_realised", 450, 1000)

    page = text_of(camat.get(f"/desa/{office(VILLAGE).key}/spending_realised/"))

    assert "Bulan yang sama tahun lalu 30% (naik 15)" in page
    assert "November 2025 30%" in page
    assert text_of(camat.get("/?kelompok=F")).count("↗") == 1, "in the words below; the month before is no measure"
