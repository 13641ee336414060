"""The register publishes how many people live here, and marks the figure whenever it may have changed."""

from samples.ledger import happen

from exchange import indicators
from exchange.outbox.models import Dirty
from exchange.periods import Period
from registry import actions, synthetic

from .conftest import DAY, NOON, csv_of, details, stored


def count():
    return indicators.named("residents").count(Period("2026-11"))


def test_a_village_without_a_register_publishes_nothing(village):
    assert count() is None


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
