"""F-2.01 of a birth takes from the register what it was told of parents who live elsewhere, for those near the child alone."""

import uuid
from datetime import date

import pytest
from conftest import NOON

from modules.service import actions
from modules.service.models import LetterKind
from modules.service.queries import sheets
from registry.actions.happenings import record_birth, undo_event
from registry.actions.happenings.places import Card

from .rules import samples

HERS = "3507014202940001"


@pytest.fixture
def birth(ani, budi):
    day = date(2026, 11, 2)
    said = {
        "mother_name": "SRI DARI JAUH", "mother_nik": HERS, "mother_birthplace": "MALANG", "mother_born_on": "1994-02-02",
    }  # fmt: skip
    return record_birth(
        resident=None, children=[{"name": "UMA SAMPLE", "sex": 2}], details=said, card=Card(joins=ani.family.no_kk), citizenship=1,
        happened_on=day, reported_on=day, key=uuid.uuid4(), by=budi, at=NOON,
    )  # fmt: skip


@pytest.fixture
def make_filling(budi):
    def make(resident, **changed):
        usual = dict(samples.ANSWERS["permohonan-akta-lahir"])
        said = {"child.name": "Uma Sample", "child.born_on": "2026-11-02", "mother_name": "Sri dari Jauh"}
        letter = actions.make_at_counter(
            key=uuid.uuid4(), kind=LetterKind.objects.get(slug="permohonan-akta-lahir"), answers={**usual, **said, **changed},
            resident=resident, by=budi, at=NOON, repeats_because="uji",
        )  # fmt: skip
        return sheets.filling_of(letter, NOON)

    return make


def test_the_mother_of_a_child_on_the_own_card_is_filled_in(birth, ani, make_filling):
    mother = make_filling(ani).parent("mother")

    assert (mother.nik, mother.birth_place, mother.born_on) == (HERS, "MALANG", date(1994, 2, 2))
    assert make_filling(ani, **{"child.name": "UMI SAMPLE"}).parent("mother").nik == ""


def test_nobody_else_gets_her_number_by_knowing_the_child(birth, make_resident, make_filling):
    stranger = make_resident("BU LAIN", "3529115506850009", kk="3529111203140029")

    assert make_filling(stranger).reported == {}


def test_what_was_undone_was_never_told(birth, ani, budi, make_filling):
    undo_event(event=birth, reason="Salah catat", key=None, by=budi, at=NOON)

    assert make_filling(ani).reported == {}
