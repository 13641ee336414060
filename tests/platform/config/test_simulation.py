"""The simulation finds what it says it finds, and leaves nothing behind."""

from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.cache import cache

from config.simulation import acts, books, evening, world
from exchange import handovers
from exchange.models import Fact, Handover
from modules.service.models import Letter, LetterBook
from registry.books import balances
from registry.models import Hamlet, Month, Resident, Stay
from registry.statistics import growth
from walls import current

TEN = datetime(2026, 6, 8, 3, tzinfo=UTC)


@pytest.fixture(scope="module")
def _village_with_a_letter(django_db_setup, django_db_blocker):
    """Made once for the module; each test's changes are rolled back by its own transaction."""
    with django_db_blocker.unblock():
        with transaction_rolled_back():
            here = world.begin(2, seed=7)
            village = here.villages[0]
            with world.at_work(here, village, at=TEN):
                acts.issue_letter(here, village, TEN)
                acts.record_birth(here, village, TEN)
                acts.move_in(here, village, TEN)
                acts.close_books(here, village, TEN)
                offer_somebody(here, village)
            yield here, village
        current.leave()


def offer_somebody(here, village):
    """To the other village, which does not answer."""
    from config.simulation.acts import moving

    moving._offer(here, village, TEN)


@contextmanager
def transaction_rolled_back():
    from django.db import transaction

    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture
def a_day(_village_with_a_letter, django_db_blocker):
    here, village = _village_with_a_letter
    forget = village.forgetting()
    with django_db_blocker.unblock(), transaction_rolled_back(), current.inside(village.office):
        yield here, village
    forget()
    current.leave()


def judge(here, village):
    return list(evening.faults(here, village, at=TEN + timedelta(hours=5)))


def test_an_honest_day_has_no_fault(a_day):
    here, village = a_day

    assert village.numbers == {2026: [1]}
    assert Resident.objects.filter(status=1).count() == village.residents > 0
    assert judge(here, village) == []
    assert list(books.recorded_twice(here)) == []
    assert list(evening.seen_from_above(here, [village], at=TEN)) == []


def lose_a_number(_):
    LetterBook.objects.update(last_number=5)


def lose_a_resident(_):
    Stay.objects.filter(until__isnull=True).exclude(opened_by__kind="OPENING").first().delete()


def move_a_letter(_):
    Letter.objects.update(state="COLLECTED", collected_at=TEN)


def publish_too_much(_):
    Fact.objects.filter(indicator="residents").update(numerator=999)


def forget_the_figure(_):
    Fact.objects.filter(indicator="letters_issued").update(numerator=0)


def publish_what_tells_of_persons(_):
    Fact.objects.filter(indicator="births", is_small=True).update(numerator=1, is_small=False)


def as_owner(statement):
    schema = current.office().schema_name
    with current.outside(), current.connection.cursor() as cursor:
        cursor.execute(statement.format(schema))


def edit_the_log(_):
    as_owner("""UPDATE "{}".audit_entry SET action = 'nothing.happened' WHERE id = 3""")


def let_a_neighbour_write(_):
    Hamlet.objects.create(name="kenari-aaaaaaaaaa")


def call_a_birth_an_arrival(_):
    as_owner("""UPDATE "{}".registry_event SET kind = 'MOVE_IN' WHERE kind = 'BIRTH'""")


def let_lampid_mix_its_rows(monkeypatch):
    swapped = {"born": "died", "died": "born"}
    rows = tuple((number, words, swapped.get(flow, flow)) for number, words, flow in balances.LAMPID_ROWS)
    monkeypatch.setattr(balances, "LAMPID_ROWS", rows)


def let_lampid_lose_who_moved(monkeypatch):
    monkeypatch.setattr(balances.balance, "moved_out", lambda first: {})


def let_b3_leave_out_a_hamlet(monkeypatch):
    every = balances._hamlets
    monkeypatch.setattr(balances, "_hamlets", lambda month, span: every(month, span)[1:])


def let_statistics_forget_births(monkeypatch):
    monkeypatch.setattr(growth, "_SQL", growth._SQL.replace("o.kind = 'BIRTH'", "o.kind = 'NOBODY'"))


def let_a_card_lose_its_head(_):
    Stay.objects.filter(until__isnull=True, relation=1).first().delete()


def change_a_closed_month(_):
    month = Month.objects.get(closed_at__isnull=False)
    month.balance["total"]["closing"] += 1
    month.save()


def open_a_closed_month(_):
    Month.objects.update(closed_at=None, closed_by=None)


def let_the_next_month_begin_elsewhere(_):
    opening = Stay.objects.filter(opened_by__kind="OPENING").first()
    Stay.objects.filter(pk=opening.pk).update(since=date(2026, 6, 2))


def give_somebody_another_nik(_):
    last = Resident.objects.filter(status=1).order_by("-pk").first()
    Resident.objects.filter(pk=last.pk).update(nik="3599015001019999")


def withdraw_an_offer(_):
    handovers.withdraw(handovers.outgoing().get(), at=TEN)


SABOTAGE = {
    lose_a_number: ["books stand"],
    lose_a_resident: ["residents:", "people:"],
    move_a_letter: ["letters:"],
    publish_too_much: ["fact residents:", "fact residents of 2026-06"],
    forget_the_figure: ["fact letters_issued of"],
    publish_what_tells_of_persons: ["fact births of 2026-06"],
    edit_the_log: ["log:"],
    let_a_neighbour_write: ["canary: registry_hamlet"],
    call_a_birth_an_arrival: [
        "B.3 of 2026-06: born 0 instead of 1",
        "LAMPID of 2026-06: came 2 instead of 1",
        "statistics of 2026-06: born 0 instead of 1",
    ],
    let_lampid_mix_its_rows: ["LAMPID of 2026-06: born 0 instead of 1"],
    let_lampid_lose_who_moved: ["moved by distance"],
    let_b3_leave_out_a_hamlet: ["B.3 of 2026-06: column 9"],
    let_statistics_forget_births: ["statistics of 2026-06: born 0 instead of 1"],
    let_a_card_lose_its_head: [
        "B.3 of 2026-06: families",
        "LAMPID of 2026-06: families",
        "statistics of 2026-06: families",
    ],
    change_a_closed_month: ["closed month 2026-05:"],
    open_a_closed_month: ["closed months: [] instead of ['2026-05']"],
    let_the_next_month_begin_elsewhere: ["the next begins with"],
    give_somebody_another_nik: ["people: 3599015001019999 is nobody the notes know"],
    withdraw_an_offer: ["offers made: 0 are open instead of 1"],
}


@pytest.mark.parametrize("sabotage", SABOTAGE, ids=lambda sabotage: sabotage.__name__)
def test_every_evening_notices(a_day, monkeypatch, sabotage):
    here, village = a_day
    sabotage(monkeypatch)
    # What was counted before is remembered until the next event, and here there is none.
    cache.clear()

    found = judge(here, village)

    for words in SABOTAGE[sabotage]:
        assert any(words in fault for fault in found), found


def test_whoever_lives_in_two_villages_is_named(a_day):
    here, village = a_day
    somebody, other = next(iter(village.register.people)), here.villages[1]
    list(books.faults(here, village, at=TEN))
    here.found[other.index] = frozenset({somebody, "3599010101019999"})

    (fault,) = books.recorded_twice(here)

    assert fault == f"{somebody} lives in {village.office.title} and {other.office.title}"
    del here.found[other.index]


def test_the_kecamatan_must_see_the_sum(a_day):
    here, village = a_day
    village.issued["2026-06"] += 1

    (fault,) = evening.seen_from_above(here, [village], at=TEN)

    assert "its villages issued 2" in fault


def test_an_offer_that_is_not_sealed_is_noticed(a_day):
    here, village = a_day
    with current.outside():
        Handover.objects.update(sealed=village.word)

    assert "exchange_handover holds a village's word" in list(evening.seen_from_above(here, [village], at=TEN))


def test_a_village_without_its_wall_is_noticed(a_day, monkeypatch):
    here, village = a_day
    monkeypatch.setattr("walls.database.base.DatabaseWrapper._role", lambda self: "none")
    current.enter(village.office)

    with pytest.raises(acts.WallGone):
        acts.climb_the_wall(here, village, TEN)


def test_an_act_that_breaks_off_leaves_nothing(a_day):
    here, village = a_day

    acts.break_off(here, village, TEN)

    assert judge(here, village) == []


def test_what_must_be_refused_and_is_not_ends_the_day(a_day, monkeypatch):
    here, village = a_day
    monkeypatch.setattr("config.simulation.acts.office.close_month", lambda **_: None)

    with pytest.raises(acts.NotRefused, match="MonthAlreadyClosed"):
        acts.close_books(here, village, TEN)
