"""A death: the family gets a new head, the spouse is widowed, and it can be taken back whole."""

from datetime import date

import pytest

from registry import ledger
from registry.actions.happenings import HappeningImpossible, NewHead, record_death, undo_event
from registry.models import Event, Family, Resident
from registry.queries import balance
from registry.rules.deaths import warnings_of_death

from .conftest import CARD, days, on

NEW_CARD = "3599010310260009"


def die(resident, by, day=3, **more):
    said = {"details": {}, "new_head": NewHead(), **days(day), **more}
    return record_death(resident=resident, by=by, at=on(day), **said)


def test_the_family_of_a_dead_head_gets_the_head_that_was_chosen(people, gita):
    event = die(
        people["adi"], gita, new_head=NewHead(head=people["ina"].pk, no_kk=NEW_CARD), widowed=[people["ina"].pk],
        details={"cause": 1, "place": "Rumah"},
    )  # fmt: skip

    stands = dict(Resident.objects.filter(family=people["family"]).values_list("name", "relation"))
    assert stands == {"ADI SAMPLE": 1, "INA SAMPLE": 1, "ELA SAMPLE": 4, "MAK SAMPLE": 8}
    ina = Resident.objects.get(pk=people["ina"].pk)
    assert (ina.marital, ina.previous_no_kk) == (6, CARD)
    assert Family.objects.get(pk=people["family"].pk).no_kk == NEW_CARD
    assert (event.details["cause"], event.touched) == (
        1,
        sorted(people[name].pk for name in ("adi", "ina", "ela", "mak")),
    )
    assert balance.of_month(date(2026, 10, 1)).heads().closing == 2


def test_the_number_of_the_old_card_ends_although_the_new_one_has_not_come(people, gita):
    die(people["adi"], gita, new_head=NewHead(head=people["ina"].pk))

    assert Family.objects.get(pk=people["family"].pk).no_kk is None


def test_an_officer_decides_what_somebody_is_to_the_new_head(people, gita):
    die(people["adi"], gita, new_head=NewHead(head=people["ina"].pk, relations={people["mak"].pk: 9}))

    assert Resident.objects.get(pk=people["mak"].pk).relation == 9


@pytest.mark.parametrize(
    ("choice", "field"),
    [
        ({}, "new_head"),
        ({"head": "oto"}, "new_head"),
        ({"head": "adi"}, "new_head"),
        ({"head": "ina", "relations": {"ela": 1}}, "relation_{ela}"),
        ({"head": "ina", "no_kk": "3599010101150002"}, "new_no_kk"),
        ({"head": "ina", "no_kk": "1"}, "new_no_kk"),
    ],
)
def test_a_head_who_cannot_be_is_refused_and_nothing_has_changed(people, gita, choice, field):
    pks = {name: person.pk for name, person in people.items()}
    asked = NewHead(
        head=pks.get(choice.get("head")),
        relations={pks[name]: value for name, value in choice.get("relations", {}).items()},
        no_kk=choice.get("no_kk", ""),
    )

    with pytest.raises(HappeningImpossible) as refused:
        die(people["adi"], gita, new_head=asked)

    assert refused.value.field == field.format(**pks)
    assert Resident.objects.get(pk=people["adi"].pk).status == 1
    assert not Event.objects.filter(kind="DEATH").exists()


def test_the_last_member_leaves_an_empty_family(people, gita):
    die(people["oto"], gita)

    assert balance.of_month(date(2026, 10, 1)).heads().closing == 1


def test_an_undo_puts_everything_back(people, gita):
    before = list(Resident.objects.order_by("pk").values("pk", "status", "relation", "marital", "previous_no_kk"))
    event = die(people["adi"], gita, new_head=NewHead(head=people["ina"].pk), widowed=[people["ina"].pk])

    undo_event(event=event, reason="Salah orang", key=None, by=gita, at=on(4))

    assert (
        list(Resident.objects.order_by("pk").values("pk", "status", "relation", "marital", "previous_no_kk")) == before
    )
    assert Family.objects.get(pk=people["family"].pk).no_kk == CARD
    assert balance.of_month(date(2026, 10, 1)).people().died == 0


def test_a_second_click_records_nothing_more(people, gita):
    said = days(3)
    first = die(people["oto"], gita, **said)

    assert die(people["oto"], gita, **said) == first
    assert Event.objects.filter(kind="DEATH").count() == 1


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"happened_on": date(2026, 10, 4)}, "happened_on"),
        ({"happened_on": date(1981, 1, 1)}, "happened_on"),
        ({"reported_on": date(2026, 10, 2)}, "reported_on"),
        ({"reported_on": date(2026, 10, 4)}, "reported_on"),
    ],
)
def test_days_that_cannot_be_are_refused(people, gita, said, field):
    with pytest.raises(HappeningImpossible) as refused:
        die(people["oto"], gita, **said)

    assert refused.value.field == field


def test_nobody_dies_twice(people, gita):
    die(people["oto"], gita)

    with pytest.raises(HappeningImpossible, match="sudah tidak hidup"):
        die(people["oto"], gita, day=4)


def test_somebody_missing_who_is_found_dead_is_not_counted_again(people, gita):
    from samples.ledger import happen

    happen("MISSING", people["oto"], at=on(2), by=gita)
    die(people["oto"], gita)

    found = balance.of_month(date(2026, 10, 1)).people()
    assert (found.missing, found.died, found.closing, found.adds_up) == (1, 0, 4, True)


def test_nothing_is_reported_into_a_closed_month(people, gita):
    from registry import actions

    actions.close_month(first=date(2026, 10, 1), by=gita, at=on(1, 11))

    with pytest.raises(ledger.MonthClosed):
        die(people["oto"], gita, day=31)


def test_warnings_name_what_is_unlikely():
    found = warnings_of_death(
        born_on=date(1910, 1, 1),
        happened_on=date(2026, 8, 1),
        reported_on=date(2026, 10, 1),
        has_certificate=False,
        was_missing=True,
        new_head_born_on=date(2012, 1, 1),
    ).warnings

    assert [finding.reason.name for finding in found] == [
        "LATE",
        "NO_CERTIFICATE",
        "VERY_OLD",
        "WAS_MISSING",
        "YOUNG_HEAD",
    ]
    assert found[0].text == "Dilaporkan 61 hari sesudah peristiwa. Batasnya 30 hari."
    assert not warnings_of_death(
        born_on=date(1960, 1, 1), happened_on=date(2026, 9, 1), reported_on=date(2026, 10, 1), has_certificate=True
    ).warnings
