"""Marriages and divorces: who may, and what they do to families."""

from datetime import date

import pytest
from samples.ledger import enrol

from registry.actions.happenings import HappeningImpossible, NewHead, record_divorce, record_marriage, undo_event
from registry.models import Family, Resident
from registry.queries import balance
from registry.rules.marriages import check_partner

from .conftest import STOCK, days, on

OCTOBER = date(2026, 10, 1)


@pytest.fixture
def uci(people):
    """A grown daughter of Adi's family."""
    return enrol(
        at=STOCK, name="UCI SAMPLE", sex=2, born_on=date(2000, 1, 1), hamlet=people["north"], family=people["family"],
        relation=4, rt="001", marital=1,
    )  # fmt: skip


def marry(one, other, by, **more):
    said = {
        "details": {"state": 2, "certificate": "12/2026"},
        "effect": "tetap",
        "new_head": NewHead(),
        **days(4),
        **more,
    }
    return record_marriage(resident=one, partner=other, by=by, at=on(4), **said)


def part(one, other, by, **more):
    said = {"details": {"state": 4}, "new_head": NewHead(), **days(9), **more}
    return record_divorce(resident=one, partner=other, by=by, at=on(9), **said)


def stands(person):
    found = Resident.objects.get(pk=person.pk)
    return found.family_id, found.relation, found.marital


def every_cell_adds_up():
    return all(cell.people.adds_up and cell.heads.adds_up for cell in balance.of_month(OCTOBER).cells)


def test_a_wife_joins_her_husbands_card(people, uci, gita):
    event = marry(uci, people["oto"], gita, effect="suami")

    assert stands(uci) == (people["lone"].pk, 3, 2)
    assert stands(people["oto"]) == (people["lone"].pk, 1, 2)
    uci.refresh_from_db()
    assert (uci.hamlet, uci.married_on, uci.marriage_certificate) == (people["south"], date(2026, 10, 4), "12/2026")
    assert every_cell_adds_up()
    undo_event(event=event, reason="Salah orang", key=None, by=gita, at=on(5))
    assert stands(uci) == (people["family"].pk, 4, 1)


def test_a_new_family_has_its_own_head(people, uci, gita):
    event = marry(people["oto"], uci, gita, effect="baru", no_kk="3599010410260001")

    family = Family.objects.get(no_kk="3599010410260001")
    assert stands(people["oto"]) == (family.pk, 1, 2)
    assert stands(uci) == (family.pk, 3, 2)
    assert every_cell_adds_up()
    undo_event(event=event, reason="Batal menikah", key=None, by=gita, at=on(5))
    assert Family.objects.get(pk=family.pk).no_kk is None


def test_a_husband_who_joins_his_wife_leaves_his_family_a_head(people, gita, uci):
    brother = enrol(
        at=STOCK, name="ONO SAMPLE", sex=1, born_on=date(1990, 1, 1), family=people["lone"], relation=9, marital=1
    )  # fmt: skip
    with pytest.raises(HappeningImpossible) as refused:
        marry(people["oto"], uci, gita, effect="istri")
    assert refused.value.field == "new_head"

    marry(people["oto"], uci, gita, effect="istri", new_head=NewHead(head=brother.pk))
    assert stands(people["oto"]) == (people["family"].pk, 5, 2)
    assert stands(brother)[1] == 1


def test_somebody_may_marry_a_person_from_elsewhere(people, uci, gita):
    marry(uci, None, gita, details={"state": 3, "partner_name": "JAKA DARI JAUH"}, effect="baru")

    assert stands(uci)[1:] == (1, 3)


@pytest.mark.parametrize(("one", "other"), [("oto", "oto"), ("oto", "adi"), ("oto", "ina"), ("adi", "ela")])
def test_who_cannot_marry_is_refused(people, gita, one, other):
    Resident.objects.filter(pk=people["ela"].pk).update(father=people["adi"])

    with pytest.raises(HappeningImpossible):
        marry(people[one], people[other], gita)


def test_a_married_man_needs_leave_and_a_married_woman_cannot():
    def judged(sex, marital, born="1990-01-01"):
        found = check_partner(
            name="ORANG", sex=sex, born_on=date.fromisoformat(born), marital=marital, happened_on=date(2026, 10, 4)
        )
        return [one.reason.name for one in (*found.refusals, *found.warnings)]

    assert judged(1, 2) == ["HAS_A_WIFE"]
    assert judged(2, 3) == ["STILL_MARRIED"]
    assert judged(2, 6) == judged(2, 4) == judged(1, 1) == []
    assert judged(2, 1, "2007-10-05") == ["UNDER_AGE"]
    assert judged(2, 1, "2007-10-04") == []


def test_a_divorced_wife_begins_a_family_with_her_child(people, gita):
    event = part(people["adi"], people["ina"], gita, leaver=people["ina"].pk, going_along=[people["ela"].pk])

    family, relation, marital = stands(people["ina"])
    assert (relation, marital, stands(people["adi"])[2]) == (1, 4, 4)
    assert family != people["family"].pk
    assert stands(people["ela"])[:2] == (family, 4) or stands(people["ela"])[0] == family
    assert event.details["marital"] == {str(people["adi"].pk): 4, str(people["ina"].pk): 4}
    assert every_cell_adds_up()


def test_a_head_who_leaves_at_a_divorce_leaves_a_head(people, gita):
    with pytest.raises(HappeningImpossible) as refused:
        part(people["adi"], people["ina"], gita, leaver=people["adi"].pk)
    assert refused.value.field == "new_head"

    part(people["adi"], people["ina"], gita, leaver=people["adi"].pk, new_head=NewHead(head=people["ina"].pk))
    assert stands(people["ina"])[1] == 1
    assert stands(people["mak"])[1] == 8


def test_nobody_is_divorced_who_is_not_married(people, gita):
    with pytest.raises(HappeningImpossible, match="tidak tercatat kawin"):
        part(people["oto"], None, gita)
