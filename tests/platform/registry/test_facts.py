"""The register publishes how many people live here, and marks the figure whenever it may have changed."""

from samples.ledger import enrol, happen

from exchange import indicators
from exchange.outbox.models import Dirty
from exchange.periods import Period
from registry import actions, synthetic
from registry.ledger.writing import FACTS

from .conftest import DAY, NOON, csv_of, details, stored


def count(code="residents", period="2026-11"):
    return indicators.named(code).count(Period(period))


def test_a_village_without_a_register_publishes_nothing(village):
    assert [count(code) for code in FACTS] == [None] * len(FACTS)


def test_what_happened_is_counted_in_the_month_of_its_report(ani, gita):
    from registry.queries import balance

    enrol(at=NOON, kind="BIRTH", name="UMA SAMPLE", sex=2, born_on=DAY, relation=4)
    enrol(at=NOON, kind="MOVE_IN", name="ADI SAMPLE", sex=1, born_on=DAY.replace(year=1990), relation=1, recording=3)
    moved = enrol(at=NOON, kind="MOVE_IN", name="OTO SAMPLE", sex=1, born_on=DAY.replace(year=1990))
    happen("MOVE_OUT", moved, at=NOON, by=gita)
    happen("DEATH", ani, at=NOON, by=gita)

    book = balance.of_month(DAY.replace(day=1))
    people, heads = book.people(), book.heads()
    assert {code: count(code).numerator for code in ("births", "deaths", "arrivals", "departures", "families")} == {
        "births": people.born, "deaths": people.died, "arrivals": people.came, "departures": people.moved, "families": heads.closing,
    }  # fmt: skip
    assert (people.born, people.died, people.came, people.moved, heads.closing) == (1, 1, 2, 1, 1)
    assert count("births", "2026").numerator == 1
    assert count("births", "2026-12").numerator == 0
    assert (count("card_unrecorded").numerator, count("card_unrecorded").denominator) == (0, 1)


def test_only_the_living_are_counted(ani, gita):
    actions.add_resident(details=details(name="SRI SAMPLE", nik=None, relation=4), by=gita, at=NOON)
    happen("DEATH", ani, at=NOON, by=gita)

    assert count().numerator == 1


def test_adding_importing_and_undoing_mark_the_figure(ani, gita):
    assert Dirty.objects.filter(indicator="residents", period="2026-11").exists()
    Dirty.objects.all().delete()

    batch = stored(csv_of(synthetic.make_village(20, seed=1, on=DAY)), gita)
    assert Dirty.objects.filter(indicator="residents").exists()
    Dirty.objects.all().delete()
    actions.undo_import(batch=batch, by=gita, at=NOON)

    assert Dirty.objects.filter(indicator="residents").exists()
