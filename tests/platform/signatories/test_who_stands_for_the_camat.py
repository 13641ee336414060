"""Papers of a kecamatan name who acts as the camat; and an appointment does not end in the middle of a signature."""

import threading

import pytest
from conftest import DISTRICT, NOON, office
from django.db import connections, transaction
from samples.signatories import TODAY, appointed

from accounts.models import Account, Appointment
from assignments import sheets
from signatories import actions, queries
from signatories.models import Deputy
from signatories.rules import OF_THE_CAMAT
from supervision import paper
from walls import current


@pytest.fixture
def people(db, district, make_account):
    with current.inside(district):
        yield (
            make_account("camat", "CAMAT", name="Camat Contoh", totp=True),
            make_account("sekcam", "SEKCAM", name="Sekcam Contoh", totp=True),
        )


def named():
    [signer] = paper.signers(NOON)
    leader = sheets._leader(NOON)
    return (signer.title, signer.name), (leader.post, leader.name)


def test_comparisons_and_minutes_name_the_camat_or_who_acts(people):
    camat, sekcam = people
    assert named() == (("CAMAT PRAGAAN", "Camat Contoh"), ("Camat", "Camat Contoh"))

    held = appointed(sekcam, by=camat)

    assert named() == (("Plh. CAMAT PRAGAAN", "Sekcam Contoh"), ("Plh. Camat", "Sekcam Contoh"))
    actions.end_appointment(deputy=held, by=camat, at=NOON)
    assert named()[0] == ("CAMAT PRAGAAN", "Camat Contoh")


def test_without_anybody_the_line_stays_empty_for_ink(people):
    Account.objects.update(is_active=False)

    assert named() == (("CAMAT PRAGAAN", ""), ("Camat", ""))


def test_the_right_that_is_held_is_the_right_there_is(people):
    camat, sekcam = people
    with transaction.atomic():
        assert queries.held_right_of(camat, TODAY) == OF_THE_CAMAT
        assert queries.held_right_of(sekcam, TODAY) is None
        held = appointed(sekcam, by=camat)
        assert queries.held_right_of(sekcam, TODAY) == held.right


def hired(username, post):
    """Committed, so that another connection sees them."""
    account = Account.objects.create(username=username, name=username, created_at=NOON, totp_confirmed_at=NOON)
    Appointment.objects.create(account=account, post=post, since=TODAY)
    return Account.objects.get(pk=account.pk)


def test_an_end_waits_for_the_signature_that_runs(own_database):
    district, signing, go_on, said = office(DISTRICT), threading.Event(), threading.Event(), []
    with current.inside(district):
        camat, sekcam = hired("camat", "CAMAT"), hired("sekcam", "SEKCAM")
        held = appointed(sekcam, by=camat)

    def sign():
        try:
            with current.inside(district), transaction.atomic():
                assert queries.held_right_of(sekcam, TODAY)
                signing.set()
                go_on.wait(20)
                said.append("signed")
        finally:
            connections.close_all()

    def end():
        try:
            with current.inside(district):
                actions.end_appointment(deputy=held, by=camat, at=NOON)
                said.append("ended")
        finally:
            connections.close_all()

    first, second = threading.Thread(target=sign), threading.Thread(target=end)
    first.start()
    assert signing.wait(20)
    second.start()
    second.join(1)
    assert (said, second.is_alive()) == ([], True), "the end waits"
    go_on.set()
    first.join(20)
    second.join(20)

    assert said == ["signed", "ended"]
    with current.inside(district):
        assert Deputy.objects.get().ended_at == NOON


def test_a_signature_after_the_end_finds_it_over(own_database):
    """It asked a moment before, and waited for the end: what it holds is what there is now."""
    district, ending, go_on, found = office(DISTRICT), threading.Event(), threading.Event(), []
    with current.inside(district):
        camat, sekcam = hired("camat", "CAMAT"), hired("sekcam", "SEKCAM")
        held = appointed(sekcam, by=camat)

    def end():
        try:
            with current.inside(district), transaction.atomic():
                actions.end_appointment(deputy=held, by=camat, at=NOON)
                ending.set()
                go_on.wait(20)
        finally:
            connections.close_all()

    def sign():
        try:
            with current.inside(district), transaction.atomic():
                found.append(queries.held_right_of(sekcam, TODAY))
        finally:
            connections.close_all()

    first, second = threading.Thread(target=end), threading.Thread(target=sign)
    first.start()
    assert ending.wait(20)
    second.start()
    second.join(1)
    assert second.is_alive(), "the signature waits"
    go_on.set()
    first.join(20)
    second.join(20)

    assert found == [None]
