"""What cannot be is refused, what is unlikely is said, and only what was changed is judged."""

from datetime import date

import pytest

from registry.rules import particulars

ON = date(2026, 11, 20)
WOMAN = {"sex": 2, "born_on": date(1990, 3, 28), "marital": 2, "citizenship": 1}


def judged(changed, **others):
    values = WOMAN | others | changed
    found = particulars.judge(values, changed=set(changed), on=ON)
    refused = {(field, finding.reason.name) for field, verdict in found for finding in verdict.refusals}
    warned = {(field, finding.reason.name) for field, verdict in found for finding in verdict.warnings}
    return refused, warned


@pytest.mark.parametrize(
    ("changed", "others", "field", "reason"),
    [
        ({"pregnant": 1}, {"sex": 1}, "pregnant", "PREGNANT_MAN"),
        ({"sex": 1}, {"pregnant": 1}, "pregnant", "PREGNANT_MAN"),
        ({"relation": 2}, {}, "relation", "HUSBAND_IS_MALE"),
        ({"relation": 3}, {"sex": 1}, "relation", "WIFE_IS_FEMALE"),
        ({"marital": 1}, {"marriage_certificate": "12/2010"}, "marital", "NEVER_MARRIED"),
        ({"divorced_on": date(2015, 1, 1)}, {"marital": 1}, "marital", "NOT_DIVORCED"),
        ({"card_on": date(2026, 11, 21)}, {}, "card_on", "NOT_YET"),
        ({"married_on": date(1989, 1, 1)}, {}, "married_on", "BEFORE_BIRTH"),
        ({"divorced_on": date(2010, 1, 1)}, {"married_on": date(2012, 1, 1), "marital": 4}, "divorced_on", "DIVORCED_BEFORE_MARRIED"),
        ({"latitude": 95.0}, {"longitude": 113.0}, "latitude", "OUT_OF_THE_WORLD"),
        ({"latitude": -7.0}, {}, "latitude", "HALF_A_POINT"),
        ({"birth_weight_g": 32}, {}, "birth_weight_g", "NO_SUCH_WEIGHT"),
        ({"birth_order": 0}, {}, "birth_order", "NO_SUCH_ORDER"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused(changed, others, field, reason):
    refused, _ = judged(changed, **others)

    assert (field, reason) in refused


@pytest.mark.parametrize(
    ("changed", "others", "field", "reason"),
    [
        ({"contraception": 1}, {"marital": 1}, "contraception", "CONTRACEPTION_UNMARRIED"),
        ({"divorce_certificate": "3/2015"}, {}, "marital", "DIVORCED_IS_MARRIED"),
        ({"marital": 3}, {"marriage_certificate": "1/2010"}, "marital", "UNRECORDED_HAS_PAPER"),
        ({"married_on": date(2006, 1, 1)}, {}, "married_on", "MARRIED_YOUNG"),
        ({"citizenship": 2}, {}, "citizenship", "FOREIGNER_WITHOUT_PAPERS"),
        ({"card": 3}, {}, "card", "KIA_FOR_ADULT"),
        ({"card": 2}, {"born_on": date(2020, 1, 1), "marital": 1}, "card", "KTP_FOR_CHILD"),
        ({"disability_kind": "F"}, {"disability": 7}, "disability_kind", "KIND_WITHOUT_DISABILITY"),
        ({"birth_weight_g": 7000}, {}, "birth_weight_g", "LIGHT_OR_HEAVY"),
    ],
)
def test_what_is_unlikely_is_said(changed, others, field, reason):
    refused, warned = judged(changed, **others)

    assert (field, reason) in warned
    assert not refused


def test_odd_old_values_do_not_keep_anybody_from_mending_something_else():
    assert judged({"phone": "0812"}, pregnant=1, sex=1, marital=1, married_on=date(2099, 1, 1)) == (set(), set())


def test_whoever_married_again_has_an_old_divorce():
    refused, _ = judged({"married_on": date(2020, 1, 1)}, divorced_on=date(2015, 1, 1))

    assert not refused
