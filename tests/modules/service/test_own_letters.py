"""Nobody decides about his own request: at every door."""

import uuid

import pytest
from conftest import NOON

from accounts import actions as people
from accounts.models import Account
from audit.models import Entry
from modules.service import actions, queries
from modules.service.models import LetterKind, State
from modules.service.rules import own

from .conftest import USAHA

ANI = "3529115506850003"


@pytest.fixture
def is_ani(citra, sari):
    """Say that an official is Ani."""

    def say(account, by=None):
        people.note_nik(account=account, nik=ANI, by=by or (sari if account == citra else citra), at=NOON)
        return account

    return say


def test_only_a_fingerprint_is_kept(is_ani, budi):
    is_ani(budi)

    kept = Account.objects.get(pk=budi.pk)
    assert kept.is_person(ANI)
    assert not kept.is_person("3529115506850004")
    assert not kept.is_person("")
    assert ANI not in str(list(Account.objects.values())) + str(list(Entry.objects.values()))


def test_nobody_says_it_of_himself(is_ani, budi):
    with pytest.raises(people.OwnAccount):
        is_ani(budi, by=budi)


def test_another_office_makes_another_fingerprint(is_ani, budi, neighbour):
    from walls import current

    is_ani(budi)
    with current.inside(neighbour):
        assert not budi.is_person(ANI)


def test_the_kasi_does_not_check_it_and_the_secretary_does(make_letter, is_ani, budi, sari):
    is_ani(budi)
    letter = make_letter()

    with pytest.raises(actions.OwnLetter, match="Sekretaris Desa"):
        actions.check_by_kasi(letter=letter, by=budi, at=NOON)

    assert actions.check_by_kasi(letter=letter, by=sari, at=NOON).needs_sekdes


def test_the_secretary_does_not_initial_it_and_the_head_does(make_letter, is_ani, budi, sari, citra):
    is_ani(sari)
    letter = actions.check_by_kasi(letter=make_letter(), by=budi, at=NOON)

    with pytest.raises(actions.OwnLetter, match="Kepala Desa"):
        actions.check_by_sekdes(letter=letter, by=sari, at=NOON)
    with pytest.raises(actions.NotYours):
        actions.check_by_sekdes(letter=letter, by=budi, at=NOON)

    assert actions.check_by_sekdes(letter=letter, by=citra, at=NOON).is_waiting


def test_the_head_does_not_sign_it_and_the_others_of_the_box_are_signed(
    make_letter, make_resident, sign, is_ani, citra
):
    is_ani(citra)
    mine = make_letter(State.AWAITING)
    other = make_letter(State.AWAITING, resident=make_resident("DEWI", "3529115506850011"))

    results = sign(mine, other)

    assert [result.is_signed for result in results] == [False, True]
    assert "Ini surat Anda sendiri" in results[0].problem
    mine.refresh_from_db()
    other.refresh_from_db()
    assert mine.is_waiting
    assert other.number == 1


def test_whom_the_letter_is_about_counts_and_a_witness_does_not():
    from modules.service import kinds

    from .rules.samples import ANI as ANI_SUBJECT
    from .rules.samples import ANSWERS

    death = ANSWERS["sk-kematian"]
    found = own.concerned(kinds.KINDS["sk-kematian"], death, ANI_SUBJECT)

    assert ANI_SUBJECT.nik in found
    assert death["deceased.nik"].replace(" ", "") in {nik.replace(" ", "") for nik in found}
    assert not {death[key] for key in death if key.startswith("witness") and key.endswith(".nik")} & found


def test_nobody_waives_the_week_for_himself(make_letter, is_ani, budi, usaha, ani):
    make_letter()
    is_ani(budi)
    said = {"kind": usaha, "answers": USAHA, "resident": ani, "by": budi, "at": NOON, "repeats_because": "Hilang"}

    with pytest.raises(actions.OwnLetter):
        actions.make_at_counter(key=uuid.uuid4(), **said)


def test_what_he_typed_for_himself_is_checked_by_another(is_ani, budi, usaha, ani):
    is_ani(budi)
    letter = actions.make_at_counter(key=uuid.uuid4(), kind=usaha, answers=USAHA, resident=ani, by=budi, at=NOON)

    assert queries.is_own(letter, budi)
    with pytest.raises(actions.OwnLetter):
        actions.check_by_kasi(letter=letter, by=budi, at=NOON)


def test_the_pages_say_it_and_offer_nothing(village, make_letter, is_ani, budi, signed_in):
    letter = make_letter()
    is_ani(budi)
    client = signed_in(village, budi)

    page = client.get(f"/kantor/surat/{letter.pk}/").content.decode()
    client.post(f"/kantor/surat/{letter.pk}/periksa/")
    answer = client.get(f"/kantor/surat/{letter.pk}/").content.decode()

    assert "Ini surat Anda sendiri" in page
    assert "Periksa: sudah benar" not in page
    assert "Yang memeriksa Sekretaris Desa" in answer
    letter.refresh_from_db()
    assert letter.needs_kasi


def test_the_counter_and_the_api_refuse_the_waiver(village, make_letter, is_ani, budi, ani, signed_in):
    make_letter()
    is_ani(budi)
    client = signed_in(village, budi)
    typed = {"warga": ani.pk, "jenis": "sk-usaha", "key": str(uuid.uuid4()), "repeats_because": "Hilang", **USAHA}
    sent = {
        "key": str(uuid.uuid4()),
        "kind": "sk-usaha",
        "resident": ani.pk,
        "answers": USAHA,
        "repeats_because": "Hilang",
    }

    client.post("/kantor/loket/", typed)
    page = client.get("/kantor/loket/").content.decode()
    answer = client.post("/api/v1/surat/", sent, content_type="application/json")

    assert "Minta petugas lain" in page
    assert answer.status_code == 403
    assert LetterKind.objects.get(slug="sk-usaha").letters.count() == 1


def test_a_colleague_types_the_nik_and_nobody_reads_it_again(village, citra, budi, signed_in):
    client = signed_in(village, citra, second_factor=True)
    page = f"/kantor/pengaturan/perangkat/{budi.pk}/"

    assert client.post(f"{page}nik/", {"nik": "123"}).status_code == 422
    assert client.post(f"{page}nik/", {"nik": ANI}).status_code == 302
    shown = client.get(page).content.decode()

    assert "NIK tercatat" in shown
    assert ANI not in shown
    assert Account.objects.get(pk=budi.pk).is_person(ANI)
    client.post(f"{page}nik/", {"nik": ""})
    assert not Account.objects.get(pk=budi.pk).is_person(ANI)
