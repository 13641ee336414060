"""The simulation finds what it says it finds, and leaves nothing behind."""

from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

import pytest

from config.simulation import acts, evening, running, world
from exchange.models import Fact
from modules.service.models import Letter, LetterBook
from registry.models import Hamlet, Resident, Stay
from walls import current

TEN = datetime(2026, 6, 8, 3, tzinfo=UTC)


@pytest.fixture(scope="module")
def _village_with_a_letter(django_db_setup, django_db_blocker):
    """Made once for the module; each test's changes are rolled back by its own transaction."""
    with django_db_blocker.unblock():
        with transaction_rolled_back():
            here = world.begin(2, seed=7)
            village = here.villages[0]
            with current.inside(village.office):
                world.wake(village, at=TEN)
                acts.issue_letter(here, village, TEN)
                running._sweep(TEN)
            yield here, village
        current.leave()


@contextmanager
def transaction_rolled_back():
    from django.db import transaction

    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture
def a_day(_village_with_a_letter, django_db_blocker):
    here, village = _village_with_a_letter
    with django_db_blocker.unblock(), transaction_rolled_back(), current.inside(village.office):
        yield here, village
    current.leave()


def judge(village):
    return list(evening.faults(village, at=TEN + timedelta(hours=5)))


def test_an_honest_day_has_no_fault(a_day):
    here, village = a_day

    assert village.numbers == {2026: [1]}
    assert Resident.objects.count() == village.residents > 0
    assert judge(village) == []
    assert list(evening.seen_from_above(here, [village], at=TEN)) == []


def lose_a_number():
    LetterBook.objects.update(last_number=5)


def lose_a_resident():
    Stay.objects.filter(pk=Stay.objects.order_by("-pk").values("pk")[:1]).delete()


def move_a_letter():
    Letter.objects.update(state="COLLECTED", collected_at=TEN)


def publish_too_much():
    Fact.objects.filter(indicator="residents").update(numerator=999)


def forget_the_figure():
    Fact.objects.filter(indicator="letters_issued").update(numerator=0)


def edit_the_log():
    schema = current.office().schema_name
    with current.outside(), current.connection.cursor() as cursor:
        cursor.execute(f'UPDATE "{schema}".audit_entry SET action = %s WHERE id = 3', ["nothing.happened"])


def let_a_neighbour_write():
    Hamlet.objects.create(name="kenari-aaaaaaaaaa")


SABOTAGE = {
    lose_a_number: "books stand",
    lose_a_resident: "residents:",
    move_a_letter: "letters:",
    publish_too_much: "fact residents",
    forget_the_figure: "fact letters_issued",
    edit_the_log: "log:",
    let_a_neighbour_write: "canary: registry_hamlet",
}


@pytest.mark.parametrize("sabotage", SABOTAGE, ids=lambda sabotage: sabotage.__name__)
def test_every_evening_notices(a_day, sabotage):
    _, village = a_day
    sabotage()

    assert any(SABOTAGE[sabotage] in fault for fault in judge(village)), judge(village)


def test_the_kecamatan_must_see_the_sum(a_day):
    here, village = a_day
    village.issued["2026-06"] += 1

    (fault,) = evening.seen_from_above(here, [village], at=TEN)

    assert "its villages issued 2" in fault
    village.issued["2026-06"] -= 1


def test_a_village_without_its_wall_is_noticed(a_day, monkeypatch):
    here, village = a_day
    monkeypatch.setattr("walls.database.base.DatabaseWrapper._role", lambda self: "none")
    current.enter(village.office)

    with pytest.raises(acts.WallGone):
        acts.climb_the_wall(here, village, TEN)


def test_an_act_that_breaks_off_leaves_nothing(a_day):
    here, village = a_day

    acts.break_off(here, village, TEN)

    assert judge(village) == []


@pytest.mark.django_db
def test_some_days_pass_without_a_fault():
    result = running.run(villages=3, days=3, seed=7, acts_a_day=5, say=lambda line: None)

    assert result.faults == []
    assert result.acts == 15
    assert result.judged >= 3
