"""A kecamatan signs with the national authority: whatever its service does, nothing is numbered twice and the answer waits."""

import json

import pytest
from conftest import NOON
from samples import esign, tools
from samples.consultations import PASSPHRASE, checked, submitted
from samples.signatories import appointed

from accounts.limits import TooManyTries
from archive import queries as archive
from audit.models import Entry
from consultations import actions, queries
from consultations.models import Draft, State
from papers import enrolment, national, signers, verification
from papers.actions import signer_for_once
from papers.signing import CannotSign, SignerAway, SignerRefused, WrongPassphrase
from papers.statements import SignerKind
from signatories import actions as signatories
from signatories import queries as choices
from signatories.models import SigningChoice
from walls import current

pytestmark = pytest.mark.django_db
CERTIFICATE = "/konsultasi/sertifikat/"
# Of the sentences at the foot, what the number of the page does not tear apart.
OF_BSRE, OF_US = "oleh BSrE, BSSN.", "sertifikat milik sistem ini"


@pytest.fixture
def service(district, desk, settings):
    """The kecamatan signs with the authority, which a loopback twin of its service plays, and the camat is known to it."""

    def sign(paper, reason, location):
        signer = signer_for_once(name="Camat Contoh", post="Camat", office_title="Kecamatan", at=NOON)
        return signer.sign(paper, reason=reason, location=location, at=NOON)

    with current.inside(district):
        signatories.choose_signer(signer=SignerKind.NATIONAL, by=desk.camat, at=NOON)
        enrolment.note_nik(account=desk.camat, nik=esign.NIK, at=NOON)
    with esign.running(sign) as twin:
        settings.BSRE_URL, settings.BSRE_USER, settings.BSRE_PASSWORD = twin.url, esign.USER, esign.PASSWORD
        yield twin


@pytest.fixture
def waiting(village, district, sari, desk, service):
    """An answer that waits for its signature; the test stands in the kecamatan."""
    matter = submitted(sari)
    with current.inside(district):
        actions.take_step(key=matter.key, verb="terima", by=desk.kasi, at=NOON)
        checked(matter, desk)
        yield matter


def sign(matter, by, passphrase=esign.PASSPHRASE):
    return actions.sign_answer(key=matter.key, passphrase=passphrase, by=by, at=NOON)


def still_waits(matter):
    draft = Draft.objects.get()
    untouched = (draft.state, draft.number, draft.number_text, draft.code, draft.document, draft.signed_with)
    return untouched == (State.SIGNING, None, "", "", None, "") and queries.consultation(matter.key).state == "diterima"


def ill(status, body=b"{}"):
    return lambda handler: handler.give(status, body)


def test_the_decision_carries_the_authority_s_signature_and_says_so(waiting, service, desk, district, client):
    signed = sign(waiting, desk.camat)

    pdf = archive.content_of(signed.document)
    words = " ".join(tools.text_of(pdf).split())
    assert (OF_BSRE in words, OF_US in words, signed.signed_with) == (True, False, "NATIONAL")
    assert verification.inspect(pdf).intact
    ((_, said),) = service.asked
    assert said["signatureProperties"][0]["reason"].endswith(", Camat Pragaan")
    assert esign.NIK not in str(list(Entry.objects.values_list("detail", flat=True)))
    page = client.get(f"/verifikasi/{signed.code}/", headers={"host": district.host}).content.decode()
    assert ("dari BSrE, BSSN" in page, "bukan BSrE" in page) == (True, False)


def test_chosen_back_it_is_this_system_s_certificate_again(waiting, service, desk):
    signatories.choose_signer(signer=SignerKind.LOCAL, by=desk.sekcam, at=NOON)

    signed = sign(waiting, desk.camat, PASSPHRASE)

    words = " ".join(tools.text_of(archive.content_of(signed.document)).split())
    assert (OF_US in words, OF_BSRE in words, signed.signed_with, service.asked) == (True, False, "LOCAL", [])


@pytest.mark.parametrize(
    ("illness", "trouble"),
    [
        (ill(502, b"<html>"), SignerAway),
        (ill(401), SignerAway),
        (ill(400, json.dumps({"status_code": 1110, "error": "User tidak terdaftar"}).encode()), SignerRefused),
        (ill(400, json.dumps({"status_code": 2031, "error": "Passphrase anda salah"}).encode()), WrongPassphrase),
        (ill(200, b'{"file": []}'), CannotSign),
    ],
    ids=["ill", "unknown to it", "refused", "wrong", "no file"],
)
def test_a_signature_that_does_not_come_leaves_all_as_it_was(waiting, service, desk, illness, trouble):
    service.illness = illness
    with pytest.raises(trouble):
        sign(waiting, desk.camat)
    assert still_waits(waiting)

    service.illness = None
    assert sign(waiting, desk.camat).number == 1


def test_another_paper_than_ours_is_not_believed(waiting, service, desk):
    service.change = lambda paper: b"%PDF-1.7 torn"
    with pytest.raises(CannotSign):
        sign(waiting, desk.camat)
    assert still_waits(waiting)


def test_wrong_passphrases_stop_before_the_authority_blocks_the_person(waiting, service, desk):
    for count in range(1, signers.NATIONAL_TRIES + 1):
        with pytest.raises(WrongPassphrase):
            sign(waiting, desk.camat, "salah")
        assert len(service.asked) == count
    with pytest.raises(TooManyTries):
        sign(waiting, desk.camat)
    assert len(service.asked) == signers.NATIONAL_TRIES
    assert still_waits(waiting)


def test_without_a_service_or_a_nik_nothing_is_tried(waiting, service, desk, settings):
    settings.BSRE_URL = ""
    with pytest.raises(national.NotSetUp):
        sign(waiting, desk.camat)
    enrolment.forget_nik(account=desk.camat, at=NOON)
    with pytest.raises(actions.NoCertificate):
        sign(waiting, desk.camat)
    assert still_waits(waiting)
    assert service.asked == []


def test_who_acts_as_the_camat_signs_with_his_own_nik(waiting, service, desk):
    appointed(desk.sekcam, by=desk.camat)
    with pytest.raises(actions.NoCertificate):
        sign(waiting, desk.sekcam)
    enrolment.note_nik(account=desk.sekcam, nik=esign.NIK, at=NOON)

    signed = sign(waiting, desk.sekcam)

    assert (signed.signed_as, signed.signed_with) == ("Plh. Camat Pragaan", "NATIONAL")


def test_the_page_asks_for_its_word_and_says_what_went_wrong(waiting, service, desk, district, signed_in, settings):
    camat, here = signed_in(district, desk.camat, second_factor=True), f"/konsultasi/{waiting.key}/tanda-tangan/"
    assert "Frasa sandi BSrE" in camat.get(here).content.decode()

    def said(passphrase=esign.PASSPHRASE):
        answer = camat.post(here, {"passphrase": passphrase})
        return answer.status_code, answer.content.decode()

    assert "Frasa sandi BSrE salah. Belum ada yang ditandatangani." in said("salah")[1]
    service.illness = ill(500)
    status, page = said()
    assert (status, "tidak menjawab. Jawaban tetap menunggu" in page) == (422, True)
    service.illness = ill(400, json.dumps({"status_code": 1110, "error": "User tidak terdaftar"}).encode())
    assert "BSrE menolak: User tidak terdaftar." in said()[1]
    service.illness, url, settings.BSRE_URL = None, settings.BSRE_URL, ""
    assert "belum disambungkan" in said()[1]
    assert still_waits(waiting)
    settings.BSRE_URL = url
    assert "/001/35.29.11/" in camat.post(here, {"passphrase": esign.PASSPHRASE}, follow=True).content.decode()


def test_the_camat_keeps_his_nik_on_his_own_page(waiting, service, desk, district, signed_in):
    camat, here = signed_in(district, desk.camat, second_factor=True), f"/konsultasi/{waiting.key}/tanda-tangan/"
    assert "NIK tersimpan" in camat.get(CERTIFICATE).content.decode()
    assert "dapat dipakai" in camat.post(CERTIFICATE, {"apa": "status"}, follow=True).content.decode()
    camat.post(CERTIFICATE, {"apa": "lupa"})
    assert camat.get(here)["Location"] == CERTIFICATE
    short = camat.post(CERTIFICATE, {"apa": "nik", "nik": "35290101"})
    kept = camat.post(CERTIFICATE, {"apa": "nik", "nik": esign.NIK})
    assert (short.status_code, kept.status_code) == (422, 302)
    page = camat.get(CERTIFICATE).content.decode()
    assert esign.NIK not in page
    assert camat.get(here).status_code == 200


def test_camat_and_secretary_choose_and_nobody_else(district, other_district, desk, signed_in, settings):
    settings.BSRE_URL = ""
    secretary, here = signed_in(district, desk.sekcam, second_factor=True), "/penandatangan/sertifikat/"
    with current.inside(district):
        with pytest.raises(signatories.NotYoursToAppoint):
            signatories.choose_signer(signer=SignerKind.NATIONAL, by=desk.kasi, at=NOON)
        assert choices.signer_kind() == SignerKind.LOCAL
        assert "belum disambungkan" in secretary.get(here).content.decode()
        assert secretary.post(here, {"signer": "MINE"}).status_code == 422
        assert secretary.post(here, {"signer": "NATIONAL"})["Location"] == "/penandatangan/"
        assert choices.signer_kind() == SignerKind.NATIONAL
        assert "Ditandatangani dengan BSrE" in secretary.get("/penandatangan/").content.decode()
        assert SigningChoice.objects.count() == 1
    with current.inside(other_district):
        assert choices.signer_kind() == SignerKind.LOCAL
