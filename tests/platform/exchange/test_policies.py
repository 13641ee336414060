"""What the database itself refuses, asked in raw SQL under the role of an office."""

import pytest
from conftest import DISTRICT, FAR, NEIGHBOUR, NOON, OTHER_DISTRICT, REGENCY, VILLAGE, office
from django.db import DatabaseError, ProgrammingError, transaction

from exchange.models import Alarm, ClosedPeriod, Fact, Remark, Revision, Target
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


@pytest.fixture
def closed(facts):
    """November was closed by the village; the policies see nothing else of the programme."""
    with current.outside():
        Fact.objects.update(state="FINAL")
        ClosedPeriod.objects.create(
            office=office(VILLAGE), period="2026-11", closed_at=NOON, figures=1, checksum="0" * 64
        )


def say_revision(writer, number=1, numerator=5, about=VILLAGE):
    with current.inside(office(writer)), transaction.atomic():
        return Revision.objects.create(
            office_id=office_id(about), indicator="bells", period="2026-11", number=number, numerator=numerator,
            version=1, reason="Salah hitung", by_name="Sari", said_at=NOON,
        )  # fmt: skip


def test_nothing_comes_into_a_closed_period(closed):
    with current.inside(office(VILLAGE)), pytest.raises(ProgrammingError, match="row-level security"):
        Fact.objects.create(office_id=office_id(VILLAGE), indicator="drums", period="2026-11", numerator=1, as_of=NOON)


def test_a_final_fact_follows_its_revision_and_nothing_else(closed):
    say_revision(VILLAGE)

    with current.inside(office(VILLAGE)):
        for change in (
            "numerator = 6, revision = 1", "numerator = 5", "revision = 1", "numerator = 5, revision = 2",
            "numerator = 5, revision = 1, state = 'PROVISIONAL'", "state = 'PROVISIONAL'",
        ):  # fmt: skip
            with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
                sql(f"UPDATE exchange_fact SET {change}")
        assert sql("UPDATE exchange_fact SET numerator = 5, revision = 1") == 1
        assert sql("UPDATE exchange_fact SET numerator = 7, revision = 2") == 0, "no second revision was said"
        assert sql("DELETE FROM exchange_fact") == 0


def test_what_was_closed_and_revised_is_only_added_and_only_by_its_village(closed):
    say_revision(VILLAGE)

    for writer in (NEIGHBOUR, DISTRICT, REGENCY):
        with pytest.raises(ProgrammingError, match="row-level security"):
            say_revision(writer, number=2)
    with pytest.raises(ProgrammingError, match="row-level security"):
        say_revision(NEIGHBOUR, about=NEIGHBOUR)  # its November is open
    with current.inside(office(VILLAGE)):
        for statement in (
            "UPDATE exchange_revision SET reason = 'x'", "DELETE FROM exchange_revision",
            "UPDATE exchange_closedperiod SET figures = 9", "DELETE FROM exchange_closedperiod",
            "UPDATE exchange_alarm SET indicator = 'x'", "DELETE FROM exchange_alarm",
        ):  # fmt: skip
            with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
                sql(statement)


@pytest.mark.parametrize(
    ("reader", "seen"), [(VILLAGE, 1), (NEIGHBOUR, 0), (DISTRICT, 1), (OTHER_DISTRICT, 0), (REGENCY, 1)]
)
def test_what_stands_beside_a_figure_is_read_by_whom_the_figure_is(closed, reader, seen):
    say_revision(VILLAGE)
    about = {"office_id": office_id(VILLAGE), "indicator": "bells", "period": "2026-11"}
    with current.inside(office(VILLAGE)):
        Remark.objects.create(**about, text="Hujan", by_name="Sari", said_at=NOON)
        Alarm.objects.create(**about, kind="DIFFERS", since=NOON, seen_at=NOON)

    with current.inside(office(reader)):
        assert [model.objects.count() for model in (ClosedPeriod, Revision, Remark, Alarm)] == [seen] * 4
        if reader != VILLAGE:
            assert sql("UPDATE exchange_remark SET text = 'x'") == sql("DELETE FROM exchange_remark") == 0
            assert sql("UPDATE exchange_alarm SET ended_at = now()") == 0


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
