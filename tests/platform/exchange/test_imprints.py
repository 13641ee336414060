"""Keyed hashes of people: each of two villages is told of its own person, and nobody of anything else (A67)."""

import uuid
from datetime import timedelta

import pytest
from conftest import DISTRICT, FAR, NEIGHBOUR, NOON, REGENCY, VILLAGE, office
from django.db import DatabaseError, transaction

from exchange import imprints
from exchange.imprints import Difference, Kind, Said
from exchange.models import Imprint
from walls import current
from walls.current import connection

pytestmark = pytest.mark.django_db
ANI, BUDI, NAME = "3599016803900001", "3599016803900002", "ANISAMPLE|1990-03-28|SITISAMPLE"
LATER = NOON + timedelta(days=1)


def sql(text, *values):
    with connection.cursor() as cursor:
        cursor.execute(text, values)
        return cursor.fetchall() if cursor.description else cursor.rowcount


def leave(place, *said, at=NOON):
    with current.inside(place):
        return imprints.bring_up_to_date([Said(*one) for one in said], at=at)


def told(place):
    with current.inside(place):
        return set(imprints.clashes().values_list("subject", "kind", "other__region_code", "since"))


@pytest.fixture
def met(village, neighbour):
    """Ani is number 7 here and number 40 there; whoever else they have they do not share."""
    leave(village, (7, Kind.NIK, ANI), (7, Kind.NAME, NAME), (8, Kind.NIK, "3599016803900008"))
    leave(neighbour, (40, Kind.NIK, ANI), (41, Kind.NIK, BUDI), at=LATER)


def test_each_is_told_of_its_own_person_and_of_the_other_village(met, village, neighbour):
    assert told(village) == {(7, Kind.NIK, NEIGHBOUR, LATER)}
    assert told(neighbour) == {(40, Kind.NIK, VILLAGE, LATER)}
    assert told(office(FAR)) == set()


def test_the_same_text_of_another_kind_is_another_thing(village, neighbour):
    leave(village, (7, Kind.NIK, ANI))
    leave(neighbour, (40, Kind.NAME, ANI))

    assert (told(village), told(neighbour)) == (set(), set())


def test_only_differences_are_written(met, village, neighbour):
    with current.outside():
        before = set(Imprint.objects.values_list("pk", flat=True))

    assert leave(neighbour, (41, Kind.NIK, BUDI), (40, Kind.NIK, ANI), at=LATER) == Difference(0, 0)
    with current.outside():
        assert set(Imprint.objects.values_list("pk", flat=True)) == before
    changed = leave(neighbour, (41, Kind.NIK, "3599016803900009"), (40, Kind.NIK, ANI), (42, Kind.NAME, NAME), at=LATER)

    assert changed == Difference(added=2, removed=1)
    assert {kind for _, kind, _, _ in told(village)} == {Kind.NIK, Kind.NAME}


def test_a_village_of_thousands_costs_few_statements(village, django_assert_max_num_queries):
    said = [Said(number, Kind.NIK, f"35990168039{number:05d}") for number in range(5_000)]
    with django_assert_max_num_queries(11):
        assert imprints.bring_up_to_date(said, at=NOON) == Difference(5_000, 0)

    with django_assert_max_num_queries(4):
        assert imprints.bring_up_to_date(said, at=NOON) == Difference(0, 0)


def test_whoever_is_taken_away_is_told_of_nowhere_any_more(met, village, neighbour):
    imprints.take_away([7, 8])

    assert (told(village), told(neighbour)) == (set(), set())
    assert Imprint.objects.count() == 0, "the village's own"
    with current.inside(neighbour):
        assert Imprint.objects.count() == 2


def test_what_very_many_have_is_told_of_a_few(village, neighbour, monkeypatch):
    monkeypatch.setattr(imprints, "MOST_OTHERS", 1)
    far = office(FAR)
    for place in (village, neighbour, far):
        leave(place, (1, Kind.NIK, ANI))

    assert {code for _, _, code, _ in told(far)} == {VILLAGE}
    assert len(told(village)) == 2


class TestWhatTheDatabaseShows:
    def test_no_digit_of_a_nik_and_no_letter_of_a_name(self, met):
        with current.outside():
            rows = str(sql("SELECT i::text FROM exchange_imprint i") + sql("SELECT c::text FROM exchange_clash c"))

        assert len(rows) > 300
        for secret in (ANI, BUDI, ANI[6:], NAME, "ANI", uuid.UUID(int=int(ANI)).hex, ANI.encode().hex()):
            assert secret not in rows

    def test_without_the_deployments_secret_nobody_can_try_a_nik(self, met, settings):
        """Whoever knows a NIK, the way it is hashed and all rows, still needs the key."""
        with current.outside():
            held = set(Imprint.objects.values_list("digest", flat=True))

        def tried():
            return held & set(imprints._digests([Said(1, Kind.NIK, ANI)]).values())

        assert tried()
        settings.SECRET_KEY = "another one"
        assert not tried()

    def test_after_the_secret_was_changed_the_next_night_makes_them_anew(self, met, village, neighbour, settings):
        settings.SECRET_KEY = "another one"
        assert leave(village, (7, Kind.NIK, ANI)) == Difference(added=1, removed=3)
        assert told(village) == set()
        leave(neighbour, (40, Kind.NIK, ANI))

        assert told(village) == {(7, Kind.NIK, NEIGHBOUR, NOON)}


class TestWhatAnotherOfficeMay:
    @pytest.mark.parametrize("stranger", [NEIGHBOUR, FAR, DISTRICT, REGENCY])
    def test_it_reads_nothing_but_its_own(self, met, village, stranger):
        with current.inside(office(stranger)):
            assert not sql("SELECT id FROM exchange_imprint WHERE office_id = %s", village.pk)
            assert not sql("SELECT id FROM exchange_clash WHERE office_id = %s", village.pk)
            assert sql("DELETE FROM exchange_imprint WHERE office_id = %s", village.pk) == 0
        assert told(village)

    def test_it_does_not_read_whose_imprint_its_own_has_met(self, met, neighbour):
        for columns in ("*", "other_imprint_id", "imprint_id"):
            with current.inside(neighbour), pytest.raises(DatabaseError, match="permission"), transaction.atomic():
                sql(f"SELECT {columns} FROM exchange_clash")

    def test_it_forges_nothing(self, met, village, neighbour, district):
        add = "INSERT INTO exchange_imprint (office_id, subject, kind, digest) VALUES (%s, 1, 1, gen_random_uuid())"
        clash = (
            "INSERT INTO exchange_clash (imprint_id, other_imprint_id, office_id, other_id, subject, kind, since)"
            " SELECT id, id, %s, %s, 1, 1, now() FROM exchange_imprint LIMIT 1"
        )
        for place, statement, values, why in (
            (neighbour, add, [village.pk], "row-level security"),
            (district, add, [district.pk], "row-level security"),
            (neighbour, add.replace("(office_id", "(id, office_id").replace("(%s", "(9, %s"), [neighbour.pk], "permission"),
            (neighbour, "UPDATE exchange_imprint SET digest = gen_random_uuid()", [], "permission denied"),
            (neighbour, clash, [neighbour.pk, village.pk], "permission denied"),
            (neighbour, "UPDATE exchange_clash SET since = now()", [], "permission denied"),
            (neighbour, "DELETE FROM exchange_clash", [], "permission denied"),
        ):  # fmt: skip
            with current.inside(place), pytest.raises(DatabaseError, match=why), transaction.atomic():
                sql(statement, *values)
