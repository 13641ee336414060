"""Signing with the national authority, against a loopback twin of its service, well and ill."""

import socket

import pytest
from samples import esign, letters

from papers import actions, authority, national, verification
from papers.signing import CannotSign, SignerAway, WrongPassphrase
from papers.typesetting import render_pdf

pytestmark = pytest.mark.usefixtures("ca")
SAID = {"reason": "Surat Keterangan Usaha", "location": "Desa Contoh"}


@pytest.fixture(scope="module")
def pdf():
    return render_pdf(letters.letter())


@pytest.fixture
def service(ca, settings):
    def sign(paper, reason, location):
        signer = actions.signer_for_once(name="Citra", post="Kepala Desa", office_title="Desa", at=letters.MADE_AT)
        return signer.sign(paper, reason=reason, location=location, at=letters.MADE_AT)

    with esign.running(sign) as twin:
        settings.BSRE_URL, settings.BSRE_USER, settings.BSRE_PASSWORD = twin.url, esign.USER, esign.PASSWORD
        yield twin


def signed(pdf, **changes):
    said = {"nik": esign.NIK, "passphrase": esign.PASSPHRASE} | changes
    return national.NationalSigner(**said).sign(pdf, **SAID, at=letters.MADE_AT)


def test_the_paper_comes_back_signed_and_is_the_same_paper(service, pdf):
    paper = signed(pdf)

    found = verification.inspect(paper)
    assert found.is_genuine
    assert verification.pages_of(paper) == verification.pages_of(pdf)
    ((path, said),) = service.asked
    assert path == "/api/v2/sign/pdf"
    assert said["signatureProperties"] == [{"tampilan": "INVISIBLE", **SAID}]


def test_whether_somebody_may_sign(service):
    assert national.NationalService().standing(esign.NIK).may_sign
    assert not national.NationalService().standing("3529010101800002").may_sign


def test_a_wrong_passphrase_is_said_once_and_not_tried_again(service, pdf):
    with pytest.raises(WrongPassphrase):
        signed(pdf, passphrase="lain")
    assert len(service.asked) == 1


def test_somebody_who_is_not_enrolled_is_refused_in_the_authority_s_words(service, pdf):
    with pytest.raises(CannotSign, match="tidak terdaftar"):
        signed(pdf, nik="3529010101800002")


def give(status, body):
    return lambda handler: handler.give(status, body)


def hang_up(handler):
    handler.connection.shutdown(socket.SHUT_RDWR)


@pytest.mark.parametrize(
    "illness",
    [give(500, b"{}"), give(502, b"<html>"), give(404, b"{}"), give(200, b"not json"), give(200, b"[]"), hang_up],
)
def test_a_service_that_is_ill_lets_the_paper_wait(service, pdf, illness):
    service.illness = illness
    with pytest.raises(SignerAway):
        signed(pdf)


def test_a_service_that_is_silent_is_not_waited_for_for_ever(service, pdf, monkeypatch):
    monkeypatch.setattr(national, "PATIENCE_S", 0.2)
    service.illness = lambda handler: handler.rfile.read(1)
    with pytest.raises(SignerAway):
        signed(pdf)


def test_nobody_there(service, pdf, settings):
    settings.BSRE_URL = "http://127.0.0.1:9"
    with pytest.raises(SignerAway):
        signed(pdf)


def test_a_deployment_the_service_does_not_know(service, pdf, settings):
    settings.BSRE_PASSWORD = "lain"
    with pytest.raises(SignerAway):
        signed(pdf)


def test_without_a_service_there_is_no_such_signer(settings):
    settings.BSRE_URL = ""
    with pytest.raises(national.NotSetUp):
        national.NationalSigner(nik=esign.NIK, passphrase="x")


@pytest.mark.parametrize(
    "change",
    [
        lambda paper: b"%PDF-1.7 nothing",
        lambda paper: paper + b"\n% more",
        lambda paper: render_pdf(letters.letter(title="SURAT LAIN")),
    ],
)
def test_what_is_not_this_paper_signed_whole_is_not_believed(service, pdf, change):
    service.change = change
    with pytest.raises(CannotSign):
        signed(pdf)


def test_another_paper_signed_well_is_not_believed(service, pdf):
    sign = service.sign
    service.sign = lambda paper, reason, location: sign(
        render_pdf(letters.letter(title="SURAT LAIN")), reason, location
    )
    with pytest.raises(CannotSign, match="another paper"):
        signed(pdf)


@pytest.mark.parametrize("body", [b"{}", b'{"file": []}', b'{"file": "x"}', b'{"file": ["***"]}', b'{"file": [null]}'])
def test_an_answer_without_a_file(service, pdf, body):
    service.illness = give(200, body)
    with pytest.raises(CannotSign):
        signed(pdf)


def test_the_national_root_is_trusted_where_it_is_named(service, ca, pdf, settings, tmp_path):
    paper = signed(pdf)
    roots = tmp_path / "bsre.pem"
    roots.write_bytes(ca.read_bytes())
    settings.CA_DIR = tmp_path / "other"
    authority.make_authority(name="Lain", at=letters.MADE_AT)

    assert not verification.inspect(paper).trusted
    settings.BSRE_ROOTS = str(roots)
    assert verification.inspect(paper).trusted
