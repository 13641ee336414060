"""Changes of families: never without a head, never with two, and all of it can be taken back."""

from datetime import date

import pytest

from registry import ledger
from registry.actions.happenings import (
    HappeningImpossible,
    NewHead,
    change_head,
    change_number,
    join_family,
    split_family,
    undo_event,
)
from registry.models import CardNumber, Family, Resident, Stay
from registry.queries import balance
from registry.rules.relations import Member, next_head, towards

from .conftest import CARD, OTHER_CARD, days, on

NEW = "3599010410260001"


def said(by, day=4):
    return {**days(day), "by": by, "at": on(day)}


def card(family):
    return dict(Resident.objects.filter(family=family, status=1).values_list("name", "relation"))


def heads_of_every_family():
    living = Resident.objects.filter(status=1, family__isnull=False)
    return {
        family: living.filter(family=family, relation=1).count() for family in living.values_list("family", flat=True)
    }


def test_a_member_begins_a_family(people, gita):
    event = split_family(
        resident=people["mak"], going_along=[people["ela"].pk], new_head=NewHead(), no_kk=NEW, **said(gita)
    )

    made = Family.objects.get(no_kk=NEW)
    assert card(made) == {"MAK SAMPLE": 1, "ELA SAMPLE": 6}
    assert card(people["family"]) == {"ADI SAMPLE": 1, "INA SAMPLE": 3}
    assert set(heads_of_every_family().values()) == {1}
    assert balance.of_month(date(2026, 10, 1)).heads().closing == 3
    undo_event(event=event, reason="Batal", key=None, by=gita, at=on(5))
    assert len(card(people["family"])) == 4
    assert not CardNumber.objects.filter(no_kk=NEW, until__isnull=True).exists()


def test_a_head_who_splits_off_leaves_a_head(people, gita):
    with pytest.raises(HappeningImpossible) as refused:
        split_family(resident=people["adi"], new_head=NewHead(), **said(gita))
    assert refused.value.field == "new_head"

    split_family(resident=people["adi"], new_head=NewHead(head=people["ina"].pk), **said(gita))
    assert set(heads_of_every_family().values()) == {1}


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"going_along": ["oto"]}, "going_along"),
        ({"going_along": ["ina", "ela", "adi"]}, "going_along"),
        ({"no_kk": CARD}, "family_no_kk"),
    ],
)
def test_a_split_that_cannot_be_is_refused(people, gita, changed, field):
    if "going_along" in changed:
        changed = {"going_along": [people[name].pk for name in changed["going_along"]]}

    with pytest.raises(HappeningImpossible) as refused:
        split_family(resident=people["mak"], new_head=NewHead(), **changed, **said(gita))

    assert refused.value.field == field
    assert Family.objects.count() == 2


def test_somebody_joins_another_card_and_its_address(people, gita):
    event = join_family(
        resident=people["oto"], host=people["ela"], relations={people["oto"].pk: 9}, new_head=NewHead(), **said(gita)
    )

    oto = Resident.objects.get(pk=people["oto"].pk)
    assert (oto.family, oto.relation, oto.hamlet, oto.rt, oto.previous_no_kk) == (
        people["family"],
        9,
        people["north"],
        "001",
        OTHER_CARD,
    )
    assert Stay.objects.get(resident=oto, until__isnull=True).opened_by == event
    found = balance.of_month(date(2026, 10, 1))
    assert all(cell.people.adds_up and cell.heads.adds_up for cell in found.cells)
    assert found.heads().closing == 1


def test_ones_own_card_is_not_joined(people, gita):
    with pytest.raises(HappeningImpossible, match="satu keluarga"):
        join_family(
            resident=people["ela"],
            host=people["adi"],
            relations={people["ela"].pk: 4},
            new_head=NewHead(),
            **said(gita),
        )


def test_another_head_while_the_old_one_stays(people, gita):
    change_head(resident=people["ela"], new_head=NewHead(head=people["ina"].pk, no_kk=NEW), **said(gita))

    assert card(people["family"]) == {"INA SAMPLE": 1, "ADI SAMPLE": 2, "ELA SAMPLE": 4, "MAK SAMPLE": 8}
    numbers = CardNumber.objects.filter(family=people["family"]).values_list("no_kk", "until")
    assert list(numbers) == [(NEW, None)]


def test_the_present_head_is_no_new_one(people, gita):
    with pytest.raises(HappeningImpossible) as refused:
        change_head(resident=people["ela"], new_head=NewHead(head=people["adi"].pk), **said(gita))
    assert refused.value.field == "new_head"


def test_a_family_without_a_head_gets_one(people, gita):
    from samples.ledger import happen

    happen("CORRECTION", people["adi"], at=on(2), by=gita, relation=9)

    change_head(resident=people["ela"], new_head=NewHead(head=people["adi"].pk), **said(gita))

    assert set(heads_of_every_family().values()) == {1}


def test_a_new_number_ends_the_old_one(people, gita):
    change_number(resident=people["adi"], no_kk=NEW, **said(gita))
    event = change_number(resident=people["adi"], no_kk="3599010410260002", **said(gita, day=5))

    assert list(CardNumber.objects.order_by("pk").values_list("no_kk", "until")) == [
        (NEW, date(2026, 10, 5)),
        ("3599010410260002", None),
    ]
    assert people["ela"].pk in event.touched
    for number in ("3599010410260002", OTHER_CARD, "12"):
        with pytest.raises(HappeningImpossible) as refused:
            change_number(resident=people["adi"], no_kk=number, **said(gita, day=6))
        assert refused.value.field == "family_no_kk"


def member(pk, relation, sex=1, born="1980-01-01", **more):
    return Member(pk, relation, sex, date.fromisoformat(born), **more)


def test_who_leads_next():
    day = date(2026, 10, 1)
    child, grown = member(1, 4, born="2015-01-01"), member(2, 4, born="2000-01-01")
    mother, wife = member(3, 7, sex=2, born="1950-01-01"), member(4, 3, sex=2)
    assert next_head([child, grown, mother, wife], on=day) == wife
    assert next_head([child, grown, mother], on=day) == grown
    assert next_head([child, mother], on=day) == mother
    assert next_head([child], on=day) == child
    assert next_head([], on=day) is None


@pytest.mark.parametrize(
    ("head", "old", "sex", "new"),
    [
        (3, 4, 1, 4), (3, 7, 2, 8), (3, 8, 2, 7), (3, 1, 1, 2), (3, 5, 2, 5), (3, 9, 1, 9), (3, 10, 2, 10),
        (4, 1, 1, 7), (4, 3, 2, 7), (4, 4, 1, 9), (4, 7, 2, 9),
        (7, 1, 1, 4), (7, 4, 1, 6), (7, 3, 2, 5), (8, 3, 2, 4), (9, 4, 1, 9),
    ],
)  # fmt: skip
def test_what_a_member_is_to_the_new_head(head, old, sex, new):
    leader = member(1, head, sex=2 if head == 3 else 1)
    assert towards(leader, member(2, old, sex=sex)) == new


def test_parents_in_the_register_say_more_than_the_card():
    leader = member(1, 4, mother=3)
    assert towards(leader, member(2, 6, father=1)) == 4
    assert towards(leader, member(3, 9, sex=2)) == 7
    assert towards(leader, member(4, 5, sex=2), goes_along=True) == 3
    assert towards(leader, member(5, 6), goes_along=True) == 4


def test_a_late_report_does_not_give_a_card_its_next_number_before_the_present_one(people, gita):
    """Found by the machine: a new number moves nobody's stay, so the order of stays alone did not see it."""
    change_number(resident=people["adi"], no_kk=NEW, **said(gita, day=9))

    with pytest.raises(ledger.EventOutOfOrder) as refused:
        change_head(resident=people["adi"], new_head=NewHead(head=people["ina"].pk), **said(gita, day=5))

    assert refused.value.since == date(2026, 10, 9)
    assert card(people["family"])["ADI SAMPLE"] == 1
