"""Residents are added and corrected by actions that refuse, write and log."""

from datetime import date, timedelta

import pytest
from samples.ledger import happen

from audit.models import Entry
from registry import actions, queries
from registry.models import Family, Resident

from .conftest import NOON, details


def test_a_resident_comes_with_family_and_hamlet(ani):
    assert (ani.family.no_kk, ani.hamlet.name, ani.rt, ani.rw) == ("3599010101150001", "TENGAH", "001", "002")
    assert ani.nik_status == "TETAP"
    assert Entry.objects.get(action="resident.add").subject_id == str(ani.pk)


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"nik": "3599013213900001"}, "nik"),
        ({"no_kk": "12"}, "no_kk"),
        ({"name": "B4DI"}, "name"),
        ({"born_on": date(2030, 1, 1)}, "born_on"),
        ({"rt": "x"}, "rt"),
        ({"relation": None}, "relation"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(village, gita, changed, field):
    with pytest.raises(actions.DetailsImpossible) as refusal:
        actions.add_resident(details=details(**changed), by=gita, at=NOON)

    assert refusal.value.field == field
    assert not Resident.objects.exists()
    assert not Family.objects.exists()


def test_a_nik_and_a_head_are_refused_with_the_name_of_the_holder(ani, gita):
    with pytest.raises(actions.NikTaken, match="ANI SAMPLE"):
        actions.add_resident(details=details(name="SRI SAMPLE"), by=gita, at=NOON)
    with pytest.raises(actions.HeadTaken, match="ANI SAMPLE"):
        actions.add_resident(details=details(name="SRI SAMPLE", nik="3599016803900002"), by=gita, at=NOON)


def test_a_correction_is_logged_as_a_difference_with_masked_numbers(ani, gita):
    actions.correct_resident(
        resident=ani, details={"nik": "3599016803900009", "occupation": 9}, by=gita, at=NOON + timedelta(hours=1)
    )

    changes = Entry.objects.get(action="resident.correct").detail["changes"]
    assert changes["occupation"] == [None, 9]
    assert set(changes) == {"nik", "occupation"}
    assert "3599016803900009" not in str(changes)
    assert "•" in changes["nik"][1]


def test_a_correction_that_changes_nothing_is_not_logged(ani, gita):
    actions.correct_resident(resident=ani, details={"occupation": None}, by=gita, at=NOON)

    assert not Entry.objects.filter(action="resident.correct").exists()


def test_an_odd_old_nik_may_stay_when_something_else_is_corrected(ani, gita):
    Resident.objects.filter(pk=ani.pk).update(nik="3599019999900001")

    actions.correct_resident(
        resident=ani, details={"nik": "3599019999900001", "phone": "0812"}, by=gita, at=NOON + timedelta(hours=1)
    )

    ani.refresh_from_db()
    assert ani.phone == "0812"


def test_the_counts_know_the_living_only(ani, gita):
    actions.add_resident(details=details(name="BUDI SAMPLE", nik=None, sex=1, relation=4), by=gita, at=NOON)
    happen("DEATH", ani, at=NOON, by=gita)

    assert queries.resident_counts() == queries.HeadCount(residents=1, men=1, women=0, families=0)


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"relation": 4}, "tanpa kepala"),
        ({"no_kk": "3599010101150009"}, "tanpa kepala"),
        ({"no_kk": None}, "tanpa kepala"),
    ],
)
def test_a_correction_leaves_no_family_without_its_head(ani, gita, changed, words):
    actions.add_resident(details=details(name="BUDI SAMPLE", nik=None, sex=1, relation=4), by=gita, at=NOON)

    with pytest.raises(actions.DetailsImpossible, match=words):
        actions.correct_resident(resident=ani, details=changed, by=gita, at=NOON)

    assert Resident.objects.get(pk=ani.pk).relation == 1


def test_a_card_without_a_number_keeps_its_one_head_too(ani, gita):
    budi = actions.add_resident(details=details(name="BUDI SAMPLE", nik=None, sex=1, relation=4), by=gita, at=NOON)
    Family.objects.update(no_kk=None)

    with pytest.raises(actions.HeadTaken):
        actions.correct_resident(resident=budi, details={"relation": 1}, by=gita, at=NOON)


def test_who_is_alone_on_a_card_heads_it(ani, gita):
    with pytest.raises(actions.DetailsImpossible, match="jadi ia kepala"):
        actions.correct_resident(resident=ani, details={"relation": 4}, by=gita, at=NOON)
