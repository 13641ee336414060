"""Signing with the national authority: nothing numbered twice, no number lost, whatever the service does, and no passphrase guessed."""

import json

import pytest
from conftest import NOON
from samples import esign, tools

from accounts.limits import TooManyTries
from audit.models import Entry
from modules.service import actions
from modules.service.actions import box
from modules.service.models import Letter, LetterBook, ServiceSettings, State
from papers import enrolment, national, signers, verification
from papers.actions import WrongPassphrase, signer_for_once
from papers.statements import LOCAL, NATIONAL
from walls import keys

BOX, CERTIFICATE = "/kantor/tanda-tangan/", "/kantor/tanda-tangan/sertifikat/"


@pytest.fixture
def service(certificate, village, citra, settings):
    """The village signs with the authority, which a loopback twin of its service plays, and Citra is known to it."""

    def sign(paper, reason, location):
        signer = signer_for_once(name="Citra", post="Kepala Desa", office_title="Desa", at=NOON)
        return signer.sign(paper, reason=reason, location=location, at=NOON)

    ServiceSettings.objects.update_or_create(id=1, defaults={"own_house": {"signer": "NATIONAL"}})
    enrolment.note_nik(account=citra, nik=esign.NIK, at=NOON)
    with esign.running(sign) as twin:
        settings.BSRE_URL, settings.BSRE_USER, settings.BSRE_PASSWORD = twin.url, esign.USER, esign.PASSWORD
        yield twin


@pytest.fixture
def sign(citra):
    def sign_them(*letters, passphrase=esign.PASSPHRASE):
        return actions.sign_letters(letter_ids=[one.pk for one in letters], passphrase=passphrase, by=citra, at=NOON)

    return sign_them


def ill_after(service, count):
    """The service signs so many papers and is ill from then on; returns what makes it well."""
    whole = service.sign

    def sign_some(*paper):
        signed = whole(*paper)
        if sum(path.endswith("/sign/pdf") for path, _ in service.asked) >= count:
            service.illness = lambda handler: handler.give(500, b"{}")
        return signed

    def mend():
        service.illness, service.sign = None, whole

    service.sign = sign_some
    return mend


def numbers():
    return sorted(Letter.objects.exclude(number=None).values_list("number", flat=True))


def words_of(letter):
    return " ".join(tools.text_of(bytes(letter.document.waiting_bytes)).split())


def test_the_paper_says_whose_certificate_it_carries(service, make_letter, sign, tmp_path, village, signed_in, citra):
    first, second = make_letter(State.AWAITING), make_letter(State.AWAITING)

    sign(first)
    ServiceSettings.objects.update(own_house={}, statement="Sah menurut BSrE.")
    sign(second, passphrase="kentongan-berbunyi-tiga")

    for letter, said, unsaid, with_what in ((first, NATIONAL, LOCAL, "NATIONAL"), (second, LOCAL, NATIONAL, "LOCAL")):
        letter.refresh_from_db()
        words = words_of(letter)
        assert (said in words, unsaid in words, letter.signed_with) == (True, False, with_what)
        assert verification.inspect(bytes(letter.document.waiting_bytes)).intact
        page = signed_in(village, citra).get(f"/verifikasi/{letter.verification_code}/").content.decode()
        assert ("dari BSrE, BSSN" in page, "bukan BSrE" in page) == (said is NATIONAL, said is LOCAL)
        assert ("belum menyimpan sertifikat induk" in page) == (said is NATIONAL)
    assert "Sah menurut" not in words


def test_a_service_that_goes_away_stops_the_batch_and_no_number_is_lost_or_given_twice(service, make_letter, sign):
    letters = [make_letter(State.AWAITING) for _ in range(4)]
    mend = ill_after(service, 2)

    results = sign(*letters)

    assert [one.is_signed for one in results] == [True, True, False, False]
    assert ["tidak menjawab" in one.problem for one in results] == [False, False, True, True]
    assert len(service.asked) == 3, "the fourth is not even tried"
    assert (numbers(), LetterBook.objects.get().last_number) == ([1, 2], 2)

    mend()
    again = sign(*letters)

    assert ["Sudah ditandatangani" in one.problem for one in again] == [True, True, False, False]
    assert numbers() == [1, 2, 3, 4]


def test_a_lost_answer_leaves_the_number_to_the_next_letter(service, make_letter, sign):
    lost, following = make_letter(State.AWAITING), make_letter(State.AWAITING)
    service.change = lambda paper: b"%PDF-1.7 torn"
    (result,) = sign(lost)
    service.change = lambda paper: paper

    (other,) = sign(following)

    lost.refresh_from_db()
    assert (result.is_signed, lost.number, lost.number_text, lost.document) == (False, None, "", None)
    assert other.number_text.split("/")[1] == "001"


def test_a_wrong_passphrase_is_said_once_for_a_whole_batch_and_three_times_at_most(service, make_letter, sign):
    letters = [make_letter(State.AWAITING) for _ in range(3)]

    for count in range(1, 4):
        with pytest.raises(WrongPassphrase):
            sign(*letters, passphrase="salah")
        assert len(service.asked) == count
    with pytest.raises(TooManyTries):
        sign(*letters)
    assert (len(service.asked), numbers(), LetterBook.objects.count()) == (3, [], 0)


def test_an_ill_service_locks_nobody_out(service, make_letter, sign):
    letter = make_letter(State.AWAITING)
    service.illness = lambda handler: handler.give(502, b"<html>")
    for _ in range(signers.NATIONAL_TRIES + 1):
        sign(letter)
    service.illness = None

    (result,) = sign(letter)

    assert result.is_signed


def test_a_passphrase_refused_in_mid_batch_keeps_what_was_signed(service, make_letter, sign):
    letters = [make_letter(State.AWAITING) for _ in range(3)]
    refusal = json.dumps({"status_code": 2031, "error": "Passphrase anda salah"}).encode()
    whole = service.sign

    def sign_one(*paper):
        service.illness = lambda handler: handler.give(400, refusal)
        return whole(*paper)

    service.sign = sign_one

    results = sign(*letters)

    assert [one.is_signed for one in results] == [True, False, False]
    assert ["frasa sandi" in one.problem for one in results] == [False, True, True]
    assert len(service.asked) == 2


def test_the_authority_s_refusal_is_told_in_its_words_and_stops_the_batch(service, make_letter, sign, citra):
    enrolment.note_nik(account=citra, nik="3529010101800002", at=NOON)

    results = sign(make_letter(State.AWAITING), make_letter(State.AWAITING))

    assert ["tidak terdaftar" in one.problem for one in results] == [True, True]
    assert len(service.asked) == 1


def test_a_slow_service_ends_the_batch_in_time(service, make_letter, sign, monkeypatch):
    monkeypatch.setattr(box, "LONGEST_BATCH_S", 0)
    letters = [make_letter(State.AWAITING) for _ in range(3)]

    results = sign(*letters)

    assert [one.is_signed for one in results] == [True, False, False]
    assert "sedang lambat" in results[1].problem
    assert sign(letters[1])[0].is_signed


def test_the_box_asks_for_what_the_office_signs_with(service, make_letter, village, signed_in, citra, settings):
    letter = make_letter(State.AWAITING)
    client = signed_in(village, citra, second_factor=True)

    page = client.get(BOX).content.decode()
    wrong = client.post(BOX, {"letter": letter.pk, "passphrase": "salah"})
    settings.BSRE_URL = ""
    unset = client.post(BOX, {"letter": letter.pk, "passphrase": esign.PASSPHRASE})
    enrolment.forget_nik(account=citra, at=NOON)

    assert "Frasa sandi BSrE" in page
    assert (wrong.status_code, "Frasa sandi BSrE salah" in wrong.content.decode()) == (422, True)
    assert (unset.status_code, "belum disambungkan" in unset.content.decode()) == (422, True)
    assert client.get(BOX)["Location"] == CERTIFICATE


def test_the_nik_is_sealed_for_one_person_and_never_shown(service, village, signed_in, citra, sari):
    client = signed_in(village, citra, second_factor=True)
    citra.refresh_from_db()
    assert esign.NIK not in citra.signer_nik_sealed
    assert esign.NIK not in client.get(CERTIFICATE).content.decode()
    assert esign.NIK not in str(list(Entry.objects.values_list("detail", flat=True)))

    sari.signer_nik_sealed = citra.signer_nik_sealed
    with pytest.raises(enrolment.NotEnrolled):
        enrolment.standing(sari)

    said = [client.post(CERTIFICATE, {"apa": "status"}, follow=True).content.decode()]
    service.illness = lambda handler: handler.give(500, b"{}")
    said.append(client.post(CERTIFICATE, {"apa": "status"}, follow=True).content.decode())
    assert ["dapat dipakai" in page for page in said] == [True, False]
    assert "tidak menjawab" in said[1]


def test_another_person_s_nik_is_refused_where_the_office_knows_better(service, village, signed_in, citra):
    citra.nik_fingerprint = keys.fingerprint("NIK of an official", esign.NIK)
    citra.save(update_fields=["nik_fingerprint"])
    client = signed_in(village, citra, second_factor=True)

    refused = client.post(CERTIFICATE, {"apa": "nik", "nik": "3529010101800002"})
    short = client.post(CERTIFICATE, {"apa": "nik", "nik": "35290101"})
    kept = client.post(CERTIFICATE, {"apa": "nik", "nik": esign.NIK})

    assert (refused.status_code, "NIK lain" in refused.content.decode()) == (422, True)
    assert short.status_code == 422
    assert kept.status_code == 302


def test_a_lost_certificate_of_this_system_is_revoked_and_signs_no_more(
    certificate, make_letter, village, signed_in, citra
):
    letter = make_letter(State.AWAITING)
    client = signed_in(village, citra, second_factor=True)
    assert "Aktif" in client.get(CERTIFICATE).content.decode()

    client.post(CERTIFICATE, {"apa": "cabut"})

    certificate.refresh_from_db()
    assert certificate.revoked_at is not None
    with pytest.raises(actions.NoCertificate):
        actions.sign_letters(letter_ids=[letter.pk], passphrase="kentongan-berbunyi-tiga", by=citra, at=NOON)


def test_without_a_service_nothing_is_tried(service, make_letter, sign, settings):
    settings.BSRE_URL = ""
    with pytest.raises(national.NotSetUp):
        sign(make_letter(State.AWAITING))
    assert not LetterBook.objects.exists()
