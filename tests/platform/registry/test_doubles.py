"""Pairs who may be one person are found, judged, merged, and parted again."""

from datetime import date, timedelta

import pytest
from django.db import transaction
from samples.ledger import happen

from registry import actions, ledger, queries
from registry.models import Event, Resident, Stay
from registry.queries import doubles

from .conftest import NOON, details

LATER = NOON + timedelta(hours=1)


def add(gita, **changed):
    made = details(no_kk=None, relation=None, **changed)
    return actions.add_resident(details=made, by=gita, at=NOON)


@pytest.fixture
def double(ani, gita):
    """Ani once more, with a slip in her name and in her NIK."""
    return add(gita, name="ANI SAMPEL", nik="3599016803900002", phone="0812", mother_name="SITI SAMPLE")


def pairs(account):
    return {(pair.first.name, pair.second.name) for pair in doubles.likely_doubles(account)}


def state():
    residents = list(Resident.objects.order_by("pk").values())
    stays = Stay.objects.filter(until__isnull=True).order_by("resident_id")
    standing = list(stays.values("resident_id", "family_id", "relation", "hamlet_id", "residency"))
    return [{**row, "updated_at": None} for row in residents], standing


def test_likely_doubles_are_found_and_others_are_not(double, gita):
    add(gita, name="RINA SAMPLE", nik="3599016803900003")
    add(gita, name="DEWI LARASATI", nik="3599016803910004", born_on=date(1991, 3, 28))
    add(gita, name="DEWI LARASATI", nik="3599016803910104", born_on=date(1991, 3, 18))

    assert ("ANI SAMPLE", "ANI SAMPEL") in pairs(gita)
    assert ("DEWI LARASATI", "DEWI LARASATI") in pairs(gita), "one name, and one digit of the NIK"
    assert not {pair for pair in pairs(gita) if pair[0].startswith("DEWI") != pair[1].startswith("DEWI")}


def test_whoever_was_said_to_be_two_is_not_offered_again(double, ani, gita):
    actions.say_not_same(first=double, second=ani, by=gita, at=LATER)
    actions.say_not_same(first=ani, second=double, by=gita, at=LATER)

    assert pairs(gita) == set()


def test_a_merge_takes_what_was_chosen_and_its_undo_puts_everything_back(double, ani, gita):
    child = add(gita, name="BUDI SAMPLE", nik="3599011207150001", sex=1, born_on=date(2015, 7, 12))
    actions.correct_resident(resident=child, details={"mother": double.pk}, by=gita, at=NOON)
    Resident.objects.filter(pk=double.pk).update(chronic_illness=9)
    before, counted = state(), queries.resident_counts()

    event = actions.merge_residents(
        keep=ani, other=double, from_other=["nik", "phone", "mother_name"], by=gita, at=LATER
    )

    ani.refresh_from_db()
    double.refresh_from_db()
    child.refresh_from_db()
    assert (ani.nik, ani.phone, ani.mother_name, ani.name) == ("3599016803900002", "0812", "SITI SAMPLE", "ANI SAMPLE")
    assert ani.chronic_illness == 9, "what was not known is taken along"
    assert (double.status, double.merged_into_id, double.nik) == (9, ani.pk, None)
    assert child.mother_id == ani.pk
    assert queries.records_of(ani) == [ani.pk, double.pk]
    assert queries.resident_counts().residents == counted.residents - 1
    assert pairs(gita) == set()

    with transaction.atomic():
        ledger.undo(event=event, reported_on=LATER.date(), reason="Salah", by=gita, at=LATER)

    assert state() == before
    assert queries.resident_counts() == counted


@pytest.mark.parametrize("keeps_the_older", [True, False])
def test_numbers_and_the_place_as_head_change_hands_in_either_direction(double, ani, gita, keeps_the_older):
    keep, other = (ani, double) if keeps_the_older else (double, ani)
    before = state()

    event = actions.merge_residents(keep=keep, other=other, from_other=["nik", "family"], by=gita, at=LATER)

    keep.refresh_from_db()
    assert keep.nik == other.nik
    with transaction.atomic():
        ledger.undo(event=event, reported_on=LATER.date(), reason="Salah", by=gita, at=LATER)
    assert state() == before


def test_what_cannot_be_one_person_is_refused_and_changes_nothing(double, ani, gita):
    member = actions.add_resident(
        details=details(name="BUDI SAMPLE", nik=None, sex=1, born_on=date(2015, 7, 12), relation=4, mother=ani.pk),
        by=gita,
        at=NOON,
    )
    before = state()

    for keep, other in ((ani, ani), (ani, member), (double, ani)):
        with pytest.raises(actions.MergeImpossible):
            actions.merge_residents(keep=keep, other=other, from_other=[], by=gita, at=LATER)

    assert state() == before
    assert not Event.objects.filter(kind="MERGE").exists()
    actions.merge_residents(keep=ani, other=double, from_other=[], by=gita, at=LATER)
    with pytest.raises(actions.MergeImpossible):
        actions.merge_residents(keep=ani, other=double, from_other=[], by=gita, at=LATER)


def test_the_pages_lead_from_the_pair_to_the_merge_and_back(
    double, ani, gita, village, signed_in, django_assert_max_num_queries
):
    desk = signed_in(village, gita)
    pair = f"/kantor/warga/ganda/{ani.pk}/{double.pk}/"
    # The counts beside the menu are remembered for a minute.
    desk.get("/kantor/akun/")
    with django_assert_max_num_queries(10):
        assert pair in desk.get("/kantor/warga/ganda/").content.decode()
    with django_assert_max_num_queries(10):
        assert "pilih-phone" in desk.get(pair).content.decode()

    done = desk.post(pair, {"utama": "1", "pilih-phone": "2", "pilih-name": "1"})

    assert done["Location"] == f"/kantor/warga/{ani.pk}/"
    ani.refresh_from_db()
    assert (ani.phone, ani.name) == ("0812", "ANI SAMPLE")
    event = Event.objects.get(kind="MERGE")
    assert f"/kantor/warga/ganda/{event.pk}/batal/" in desk.get(done["Location"]).content.decode()
    happen("CORRECTION", ani, at=LATER, by=gita, nickname="ANI")
    desk.post(f"/kantor/warga/ganda/{event.pk}/batal/")
    assert not Event.objects.filter(undoes=event).exists(), "something later stands on it"
    with transaction.atomic():
        later = Event.objects.filter(kind="CORRECTION").last()
        ledger.undo(event=later, reported_on=LATER.date(), reason="", by=gita, at=LATER)
    desk.post(f"/kantor/warga/ganda/{event.pk}/batal/")
    double.refresh_from_db()
    assert (double.status, double.merged_into_id) == (1, None)
