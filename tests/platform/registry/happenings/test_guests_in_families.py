"""A guest (penduduk sementara) heads no residents: a family is counted by its head, and nobody counts a guest."""

import pytest
from samples.ledger import enrol
from samples.villagers import KK, STOCK, on, settle_village, told

from registry import actions
from registry.actions.happenings import HappeningImpossible, NewHead
from registry.actions.happenings.families import change_head, join_family
from registry.actions.happenings.missing import record_found, record_missing
from registry.actions.happenings.stays import record_temporary_out
from registry.actions.merging import MergeImpossible
from registry.models import Event, Family, Resident
from registry.queries.families import families_without_head

GUESTS = "3599010101159001"


@pytest.fixture
def people(village):
    found = settle_village()
    kin = Family.objects.create(no_kk=GUESTS, hamlet=found["north"], rt="001", created_at=STOCK, updated_at=STOCK)
    more = {"hamlet": found["north"], "rt": "001", "residency": 2, "family": kin, "at": STOCK, "citizenship": 1}
    born = on(1).date().replace(year=1985)
    found["guest"] = enrol(name="TAMU SAMPLE", sex=1, born_on=born, relation=1, kind="TEMPORARY_IN", **more)
    found["wife"] = enrol(name="ISTRI TAMU", sex=2, born_on=born, relation=3, kind="TEMPORARY_IN", **more)
    found["guests"] = kin
    return found


def correct(resident, **details):
    actions.correct_resident(resident=resident, details=details, by=None, at=on(5))


def test_a_guest_who_heads_others_goes_only_after_another_head_was_chosen(people):
    with pytest.raises(HappeningImpossible, match="TAMU SAMPLE kepala keluarga"):
        record_temporary_out(resident=people["guest"], details={}, **told(6))
    assert not Event.objects.filter(kind="TEMPORARY_OUT").exists()

    change_head(resident=people["guest"], new_head=NewHead(people["wife"].pk), **told(6))
    record_temporary_out(resident=people["guest"], details={}, **told(6))
    record_temporary_out(resident=people["wife"], details={}, **told(7))

    assert not families_without_head().exists()


def test_the_head_of_residents_becomes_no_guest_and_no_guest_becomes_their_head(people):
    with pytest.raises(actions.DetailsImpossible, match="tidak dapat menjadi penduduk sementara"):
        correct(people["adi"], residency=2)
    correct(people["ina"], residency=2)
    with pytest.raises(HappeningImpossible, match="Pilih penduduk tetap"):
        change_head(resident=people["adi"], new_head=NewHead(people["ina"].pk), **told(6))
    correct(people["oto"], residency=2)

    assert Resident.objects.get(pk=people["oto"].pk).residency == 2, "who lives alone leads nobody"


def test_residents_come_onto_no_card_of_a_guest(people):
    with pytest.raises(actions.DetailsImpossible, match="penduduk sementara"):
        correct(people["wife"], residency=1)
    with pytest.raises(actions.DetailsImpossible, match="penduduk sementara"):
        correct(people["ela"], no_kk=GUESTS, relation=9)
    with pytest.raises(HappeningImpossible, match="penduduk sementara"):
        join_family(
            resident=people["oto"], host=people["guest"], relations={people["oto"].pk: 9}, new_head=NewHead(),
            takes_address=False, **told(6),
        )  # fmt: skip
    with pytest.raises(MergeImpossible, match="TAMU SAMPLE, penduduk sementara"):
        actions.merge_residents(keep=people["ela"], other=people["wife"], from_other={"family"}, by=None, at=on(6))


def test_who_comes_back_leads_the_guests_who_stayed(people):
    correct(people["wife"], no_kk=people["lone"].no_kk, relation=9)
    record_missing(resident=people["oto"], details={}, new_head=NewHead(people["wife"].pk), **told(6))

    record_found(resident=people["oto"], details={}, relation=9, **told(8))

    relations = dict(Resident.objects.filter(family=people["lone"]).values_list("name", "relation"))
    assert relations["OTO SAMPLE"] == 1
    assert relations["ISTRI TAMU"] != 1
    assert Family.objects.get(no_kk=KK)
