"""What the database itself refuses, asked in raw SQL under the role of an office."""

import pytest
from conftest import DISTRICT, FAR, NEIGHBOUR, NOON, OTHER_DISTRICT, REGENCY, VILLAGE, office
from django.db import DatabaseError, ProgrammingError, transaction

from exchange.models import Fact, Target
from walls import current
from walls.current import connection

pytestmark = pytest.mark.django_db
ALL = [VILLAGE, NEIGHBOUR, FAR]


@pytest.fixture(autouse=True)
def facts(db):
    """One fact of each village, written by the owner of the tables."""
    with current.outside():
        for number, code in enumerate(ALL, start=1):
            Fact.objects.create(office=office(code), indicator="bells", period="2026-11", numerator=number, as_of=NOON)


def sql(text, *values):
    with connection.cursor() as cursor:
        cursor.execute(text, values)
        return cursor.fetchall() if cursor.description else cursor.rowcount


@pytest.mark.parametrize(
    ("reader", "seen"),
    [
        (VILLAGE, [1]),
        (NEIGHBOUR, [2]),
        (FAR, [3]),
        (DISTRICT, [1, 2]),
        (OTHER_DISTRICT, [3]),
        (REGENCY, [1, 2, 3]),
    ],
)
def test_an_office_reads_its_own_facts_and_those_below(reader, seen):
    with current.inside(office(reader)):
        rows = sql("SELECT numerator::int FROM public.exchange_fact ORDER BY 1")

    assert [number for (number,) in rows] == seen


def test_a_district_cannot_reach_the_facts_of_another_by_asking_for_them():
    far = office(FAR)
    with current.inside(office(DISTRICT)):
        assert sql("SELECT * FROM exchange_fact WHERE office_id = %s OR true AND office_id = %s", far.pk, far.pk) == []
        assert not Fact.objects.filter(office=far).exists()


@pytest.mark.parametrize("writer", [VILLAGE, DISTRICT, REGENCY])
def test_a_fact_of_another_village_cannot_be_added(writer):
    with current.inside(office(writer)), pytest.raises(ProgrammingError, match="row-level security"):
        sql(
            "INSERT INTO exchange_fact (office_id, indicator, period, numerator, state, as_of)"
            " VALUES (%s, 'x', '2026-11', 1, 'PROVISIONAL', now())",
            office_id(NEIGHBOUR),
        )


@pytest.mark.parametrize("writer", [VILLAGE, DISTRICT, REGENCY])
def test_a_fact_of_another_village_cannot_be_changed_or_removed(writer):
    other = office_id(NEIGHBOUR)
    with current.inside(office(writer)):
        assert sql("UPDATE exchange_fact SET numerator = 9 WHERE office_id = %s", other) == 0
        assert sql("DELETE FROM exchange_fact WHERE office_id = %s", other) == 0


def test_a_village_cannot_give_its_fact_to_another():
    with current.inside(office(VILLAGE)), pytest.raises(ProgrammingError, match="row-level security"):
        sql("UPDATE exchange_fact SET office_id = %s", office_id(NEIGHBOUR))


def test_a_final_fact_is_changed_by_no_office():
    with current.outside():
        Fact.objects.update(state="FINAL")
    with current.inside(office(VILLAGE)):
        assert sql("UPDATE exchange_fact SET numerator = 9") == 0
        assert sql("UPDATE exchange_fact SET state = 'PROVISIONAL'") == 0
        assert sql("DELETE FROM exchange_fact") == 0
        with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
            sql(
                "INSERT INTO exchange_fact (office_id, indicator, period, numerator, state, as_of)"
                " VALUES (%s, 'bells', '2026-11', 9, 'PROVISIONAL', now())"
                " ON CONFLICT (office_id, period, indicator) DO UPDATE SET numerator = 9",
                office_id(VILLAGE),
            )
        assert sql("SELECT numerator::int FROM exchange_fact") == [(1,)]


def test_targets_are_written_by_the_regency_and_read_below():
    with current.inside(office(REGENCY)):
        Target.objects.create(office_id=office_id(REGENCY), indicator="bells", value=80, set_at=NOON)

    for reader in (REGENCY, DISTRICT, VILLAGE):
        with current.inside(office(reader)):
            assert Target.objects.get().value == 80
    for writer in (DISTRICT, VILLAGE):
        with current.inside(office(writer)):
            assert sql("UPDATE exchange_target SET value = 1") == 0
            assert sql("DELETE FROM exchange_target") == 0
            with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
                Target.objects.create(office_id=office_id(writer), indicator="x", value=1, set_at=NOON)


def test_the_policies_stand_on_every_table_of_the_exchange():
    from django.apps import apps

    tables = {model._meta.db_table for model in apps.get_app_config("exchange").get_models()}
    guarded = sql("SELECT relname FROM pg_class WHERE relrowsecurity AND relnamespace = 'public'::regnamespace")

    assert tables
    assert tables <= {name for (name,) in guarded}


def office_id(code):
    return office(code).pk
