"""Certificates are given, opened and ended."""

from datetime import timedelta

import pytest
from conftest import NOON
from cryptography import x509
from django.db import IntegrityError, transaction
from samples import letters

from audit.models import Entry
from papers import actions, queries
from papers.models import Certificate
from papers.typesetting import render_pdf
from walls import current

PASSPHRASE = "melati di pagar depan"


def issue(account, **changes):
    usual = {
        "name": "Citra Lestari",
        "post": "Kepala Desa",
        "office_title": "Desa Pragaan Laok",
        "passphrase": PASSPHRASE,
        "at": NOON,
    }
    return actions.issue_certificate(account=account, **(usual | changes))


def test_a_certificate_names_person_post_and_office_and_nothing_else(ca, citra):
    given = x509.load_pem_x509_certificate(issue(citra).certificate_pem.encode())

    assert given.subject.rfc4514_string() == "CN=Citra Lestari,2.5.4.12=Kepala Desa,O=Desa Pragaan Laok,C=ID"
    assert not given.extensions.get_extension_for_class(x509.BasicConstraints).value.ca


def test_issuing_is_noted(ca, citra):
    certificate = issue(citra)

    entry = Entry.objects.get(action="certificate.issue")
    assert entry.subject_id == str(certificate.pk)
    assert PASSPHRASE not in str(entry.detail)


def test_a_short_passphrase_is_refused(ca, citra):
    with pytest.raises(actions.WeakPassphrase):
        issue(citra, passphrase="1234567")

    assert not Certificate.objects.exists()


def test_a_new_certificate_takes_the_place_of_the_old(ca, citra):
    first, second = issue(citra), issue(citra)

    first.refresh_from_db()
    assert first.revoked_at == NOON
    assert queries.active_certificate(citra) == second


def test_nobody_holds_two(ca, citra):
    held = issue(citra)
    twin = Certificate(
        account=citra,
        serial="77",
        certificate_pem="",
        sealed_key=b"",
        salt=b"",
        valid_from=held.valid_from,
        valid_until=held.valid_until,
    )

    with pytest.raises(IntegrityError, match="a_person_signs_with_one_certificate"), transaction.atomic():
        twin.save()


def test_the_right_passphrase_opens_the_key_for_many_papers(ca, citra):
    signer = actions.unlock(certificate=issue(citra), passphrase=PASSPHRASE, at=NOON)

    for number in range(3):
        signed = signer.sign(render_pdf(letters.letter(number=str(number))), reason="Surat", location="Desa", at=NOON)
        assert signed.startswith(b"%PDF")


@pytest.mark.parametrize("typed", ["", "melati di pagar belakang", PASSPHRASE + " "])
def test_another_passphrase_does_not(typed, ca, citra):
    with pytest.raises(actions.WrongPassphrase):
        actions.unlock(certificate=issue(citra), passphrase=typed, at=NOON)


@pytest.mark.parametrize("later", [timedelta(days=-1), timedelta(days=731)])
def test_a_certificate_opens_only_in_its_time(later, ca, citra):
    with pytest.raises(actions.CertificateExpired):
        actions.unlock(certificate=issue(citra), passphrase=PASSPHRASE, at=NOON + later)


def test_a_revoked_certificate_does_not_open(ca, citra):
    certificate = issue(citra)

    actions.revoke_certificate(certificate=certificate, by=citra, at=NOON)

    assert queries.active_certificate(citra) is None
    with pytest.raises(actions.CertificateExpired):
        actions.unlock(certificate=certificate, passphrase=PASSPHRASE, at=NOON)


def test_the_key_does_not_open_in_another_office(ca, citra, neighbour):
    certificate = issue(citra)

    with current.inside(neighbour), pytest.raises(actions.WrongPassphrase):
        actions.unlock(certificate=certificate, passphrase=PASSPHRASE, at=NOON)
