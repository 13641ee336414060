"""Births: the child joins the mother's family; who cannot be a parent is refused, what is unlikely is said."""

from datetime import date

import pytest

from registry.actions.happenings import HappeningImpossible, NewHead, record_birth, record_death, record_stillbirth
from registry.happenings.births import warnings_of_birth
from registry.models import Event, Resident
from registry.queries import balance
from registry.rules.births import check_father, check_mother, relation_of_child

from .conftest import days, on

OCTOBER = date(2026, 10, 1)
UMA = {"name": "Uma Sample", "sex": 2, "weight_g": 3100}


def bear(mother, by, day=5, children=(UMA,), **more):
    said = {"details": {"birth_kind": 1}, **days(day), **more}
    return record_birth(resident=mother, children=children, by=by, at=on(said["reported_on"].day), **said)


def test_a_child_joins_the_mothers_family_at_her_address(people, gita):
    event = bear(people["ina"], gita, father=people["adi"].pk, details={"birth_kind": 1, "birth_place_kind": 4})

    uma = event.resident
    assert (uma.name, uma.family, uma.relation, uma.rt, uma.hamlet) == (
        "UMA SAMPLE",
        people["family"],
        4,
        "001",
        people["north"],
    )
    assert (uma.mother, uma.father, uma.mother_name) == (people["ina"], people["adi"], "INA SAMPLE")
    assert (uma.nik, uma.nik_status, uma.citizenship, uma.birth_weight_g, uma.marital) == (
        None,
        "BELUM_ADA",
        1,
        3100,
        1,
    )
    assert event.touched == sorted([uma.pk, people["ina"].pk, people["adi"].pk])
    assert (balance.of_month(OCTOBER).people().born, balance.of_month(OCTOBER).people().closing) == (1, 6)


def test_twins_come_in_one_go_and_go_by_one_undo(people, gita):
    from registry.actions.happenings import undo_event

    event = bear(people["ina"], gita, children=[UMA, {**UMA, "name": "Umi Sample", "nik": "3599014510260002"}])

    assert balance.of_month(OCTOBER).people().born == 2
    assert "nik" not in str(event.details)
    undo_event(event=event, reason="Salah ibu", key=None, by=gita, at=on(6))
    assert (balance.of_month(OCTOBER).people().born, balance.of_month(OCTOBER).people().closing) == (0, 5)


def test_without_a_mother_in_the_register_the_child_joins_the_father(people, gita):
    event = bear(people["oto"], gita, details={"birth_kind": 1, "mother_name": "SRI DARI JAUH"})

    assert (event.resident.family, event.resident.mother_name, event.resident.father) == (
        people["lone"],
        "SRI DARI JAUH",
        people["oto"],
    )


def test_a_stillbirth_stands_in_the_ledger_and_in_no_book(people, gita):
    event = record_stillbirth(resident=people["ina"], details={"months": 7}, by=gita, at=on(5), **days(5))

    assert (event.resident, event.kind) == (people["ina"], "STILLBIRTH")
    found = balance.of_month(OCTOBER).people()
    assert (found.born, found.died, found.closing, Resident.objects.count()) == (0, 0, 5, 5)


@pytest.mark.parametrize(
    ("changed", "child", "field"),
    [
        ({"father": "ela"}, {}, "father"),
        ({"father": 999_999}, {}, "father"),
        ({}, {"name": "UM4"}, "name_1"),
        ({}, {"nik": "1"}, "nik_1"),
        ({"relation": 1}, {}, "relation"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(people, gita, changed, child, field):
    if changed.get("father") == "ela":
        changed = {"father": people["ela"].pk}

    with pytest.raises(HappeningImpossible) as refused:
        bear(people["ina"], gita, children=[{**UMA, **child}], **changed)

    assert refused.value.field == field
    assert not Event.objects.filter(kind="BIRTH").exists()


def test_a_number_somebody_has_is_refused(people, gita):
    Resident.objects.filter(pk=people["oto"].pk).update(nik="3599014510260002", nik_status="TETAP")

    with pytest.raises(HappeningImpossible, match="OTO SAMPLE"):
        bear(people["ina"], gita, children=[{**UMA, "nik": "3599014510260002"}])


@pytest.fixture
def ina_died(people, gita):
    return record_death(
        resident=people["ina"], details={}, new_head=NewHead(), by=gita, at=on(6), **days(6)
    )  # fmt: skip


def test_a_mother_may_die_on_the_day_itself(people, gita, ina_died):
    event = bear(people["ina"], gita, day=6)

    assert event.resident.family == people["family"]


def test_a_mother_who_died_before_is_refused(people, gita, ina_died):
    with pytest.raises(HappeningImpossible, match="sudah meninggal sebelum hari itu"):
        bear(people["ina"], gita, day=7)


def test_a_mother_who_moved_away_is_refused(people, gita):
    from samples.ledger import happen

    happen("MOVE_OUT", people["ina"], at=on(2), by=gita)

    with pytest.raises(HappeningImpossible, match="tidak tercatat tinggal"):
        bear(people["ina"], gita)


@pytest.mark.parametrize(
    ("born_on", "sex", "refused", "warned"),
    [
        (date(2000, 1, 1), 2, [], []),
        (date(2013, 10, 5), 2, [], []),
        (date(2014, 10, 5), 2, [], ["UNUSUAL_AGE"]),
        (date(2016, 10, 6), 2, ["TOO_YOUNG"], ["UNUSUAL_AGE"]),
        (date(1966, 1, 1), 2, [], ["UNUSUAL_AGE"]),
        (date(1965, 1, 1), 2, ["TOO_OLD"], ["UNUSUAL_AGE"]),
        (date(2000, 1, 1), 1, ["NOT_A_WOMAN"], []),
    ],
)
def test_the_age_of_a_mother(born_on, sex, refused, warned):
    found = check_mother(name="INA", sex=sex, born_on=born_on, died_on=None, happened_on=date(2026, 10, 5))

    assert [one.reason.name for one in found.refusals] == refused
    assert [one.reason.name for one in found.warnings] == warned


def test_a_father_may_have_died_within_three_hundred_days():
    def judged(died_on):
        return check_father(name="ADI", sex=1, born_on=date(1980, 1, 1), died_on=died_on, happened_on=date(2026, 10, 5))

    assert not judged(date(2026, 1, 1)).warnings
    assert judged(date(2025, 1, 1)).warnings[0].reason.name == "FATHER_DIED"


def test_a_birth_shortly_after_another_is_told_but_twins_are_not(people, gita):
    bear(people["ina"], gita, day=1)

    def warned(day, told):
        found = warnings_of_birth(
            resident=people["ina"], children=[{**UMA, "name": "UMI SAMPLE"}], father=None,
            happened_on=day, reported_on=told,
        )  # fmt: skip
        return [one.reason.name for one in found]

    assert warned(date(2026, 10, 2), date(2026, 10, 3)) == []
    assert warned(date(2026, 10, 20), date(2026, 10, 21)) == ["BORN_SHORTLY_BEFORE"]
    assert warned(date(2025, 10, 20), date(2026, 10, 21)) == ["LATE"]


def test_what_a_newborn_is_on_the_card():
    assert [relation_of_child(parent) for parent in (1, 2, 3, 4, 5, 6, 9, None)] == [4, 4, 4, 6, 6, 9, 9, 9]
