"""A number that was written for the wrong person is taken away, with a reason, and its owner gets it."""

import pytest

from audit.models import Entry
from registry import actions, queries
from registry.actions.happenings import undo_event
from registry.forms import ResidentForm
from registry.ledger import LaterEvents
from registry.models import Event, Resident
from walls import current

from .conftest import NOON, details

ANIS = details()["nik"]
REASON = "NIK milik Bu Ani, bukan anak ini"


@pytest.fixture
def sent(ani):
    """What the page of correcting Ani sends when nothing is typed."""
    form = ResidentForm.of(ani)
    values = {name: form.initial.get(name) for name in form.fields}
    return {name: str(value) for name, value in values.items() if value not in (None, "")}


@pytest.fixture
def page(village, ani, gita, signed_in):
    client = signed_in(village, gita)

    def answer(method, **said):
        response = getattr(client, method)(f"/kantor/warga/{ani.pk}/ubah/", said)
        current.enter(village)
        return response

    return answer


def test_the_page_takes_it_away_and_its_owner_gets_it(ani, gita, page, sent):
    assert page("post", **sent, emptied=["nik"], emptied_because=REASON).status_code == 302

    ani.refresh_from_db()
    event = Event.objects.get(kind=Event.Kind.CORRECTION)
    log = Entry.objects.get(action="resident.correct")
    assert (ani.nik, ani.nik_status, event.details["reason"]) == (None, "BELUM_ADA", REASON)
    assert ANIS not in str(log.detail)
    owner = actions.add_resident(details=details(name="ANI LAIN", no_kk="3599010101150009"), by=gita, at=NOON)
    assert queries.resident_by_nik(ANIS) == owner


def test_the_page_offers_what_stands_masked_and_adding_offers_nothing(village, ani, gita, page, signed_in):
    shown = page("get").content.decode()
    adding = signed_in(village, gita).get("/kantor/warga/tambah/").content.decode()

    assert 'name="emptied" value="nik"' in shown
    assert 'name="emptied" value="father_nik"' not in shown
    assert ANIS not in shown
    assert "Nomor yang salah" not in adding


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"emptied": ["nik"]}, "Tulis mengapa nomornya dikosongkan."),
        ({"emptied": ["nik"], "emptied_because": "salah", "nik": "3599016803900055"}, "Tidak keduanya"),
        ({"emptied": ["father_nik"], "emptied_because": "salah"}, "father_nik"),
        ({"emptied": ["name"], "emptied_because": "salah"}, "name"),
    ],
    ids=["no reason", "and typed", "nothing stands", "no number"],
)
def test_what_makes_no_sense_is_refused(ani, page, sent, said, words):
    answer = page("post", **{**sent, **said})

    ani.refresh_from_db()
    assert (answer.status_code, ani.nik) == (422, ANIS)
    assert words in answer.content.decode()


def test_silence_empties_nothing(ani, page, sent):
    page("post", **sent)

    ani.refresh_from_db()
    assert (ani.nik, ani.family.no_kk) == (ANIS, details()["no_kk"])


def test_a_card_is_left_alone_only_by_who_is_no_head_of_others(ani, gita, page, sent):
    actions.add_resident(
        details=details(name="EKO SAMPLE", nik="3599012803900055", sex=1, relation=4), by=gita, at=NOON
    )

    refused = page("post", **sent, emptied=["no_kk"], emptied_because="salah kartu")

    assert "akan tanpa kepala" in refused.content.decode()
    Resident.objects.filter(name="EKO SAMPLE").update(status=2)
    assert page("post", **sent, emptied=["no_kk"], emptied_because="salah kartu").status_code == 302
    ani.refresh_from_db()
    assert ani.family is None


def test_a_parent_found_by_the_number_goes_with_it(ani, gita):
    child = details(name="EKO SAMPLE", nik="3599012803150055", sex=1, relation=4, mother_nik=ANIS)
    child["born_on"] = child["born_on"].replace(year=2015)
    eko = actions.add_resident(details=child, by=gita, at=NOON)
    assert eko.mother == ani

    corrected = {"mother_nik": "", "mother": ani.pk}
    eko = actions.correct_resident(resident=eko, details=corrected, by=gita, at=NOON, reason=REASON)

    assert (eko.mother_nik, eko.mother) == ("", None)


def test_an_undo_waits_until_the_owner_has_given_it_back(ani, gita):
    actions.correct_resident(resident=ani, details={"nik": ""}, by=gita, at=NOON, reason=REASON)
    emptying = Event.objects.get(kind=Event.Kind.CORRECTION)
    owner = actions.add_resident(details=details(name="ANI LAIN", no_kk="3599010101150009"), by=gita, at=NOON)

    with pytest.raises(LaterEvents) as refused:
        undo_event(event=emptying, reason="keliru", key=None, by=gita, at=NOON)
    assert refused.value.events == [Event.objects.get(resident=owner)]
    actions.correct_resident(resident=owner, details={"nik": ""}, by=gita, at=NOON, reason=REASON)
    undo_event(event=emptying, reason="keliru", key=None, by=gita, at=NOON)

    ani.refresh_from_db()
    assert ani.nik == ANIS


def test_other_programs_do_it_by_name(ani, api):
    here = f"penduduk/{ani.pk}/ubah/"

    refused = api.post(here, emptied=["nik"])
    done = api.post(here, emptied=["nik", "no_kk"], emptied_because=REASON)

    assert (refused.status_code, list(refused.json())) == (400, ["emptied_because"])
    assert done.status_code == 200, done.content
    ani.refresh_from_db()
    assert (ani.nik, ani.family, ani.phone) == (None, None, "")


def test_who_may_not_correct_may_not_empty(village, ani, make_account, api_of):
    answer = api_of(make_account("budi", "KASI_PELAYANAN")).post(
        f"penduduk/{ani.pk}/ubah/", emptied=["nik"], emptied_because=REASON
    )

    ani.refresh_from_db()
    assert (answer.status_code, ani.nik) == (403, ANIS)
