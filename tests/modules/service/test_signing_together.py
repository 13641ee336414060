"""Many signers at once: real connections, real locks, and still one number for one letter."""

import threading
import uuid
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from conftest import FAR, NOON, office
from django.db import connections

from accounts.models import Account, Appointment
from modules.service import actions
from modules.service.models import Letter, LetterBook, LetterKind, State
from papers import actions as papers_actions
from papers import authority
from registry.models import Family, Resident
from walls import current

from .conftest import PASSPHRASE, USAHA

TOGETHER = 20


@pytest.fixture
def waiting(own_database: str, tmp_path: Any, settings: Any) -> Iterator[dict[str, Any]]:
    """Twenty letters that truly lie in a database of their own, and a head who can sign."""
    settings.CA_DIR = tmp_path / "ca"
    authority.make_authority(name="uji", at=NOON - timedelta(days=1))
    far = office(FAR)
    try:
        with current.inside(far):
            head = _head()
            ani = _resident()
            yield {"office": far, "head": head, "letters": [_letter(ani, head) for _ in range(TOGETHER)]}
    finally:
        connections.close_all()


def _head() -> Any:
    head = Account.objects.create(username="kepala", name="Citra Lestari", created_at=NOON)
    for post in ("KADES", "SEKDES", "KASI_PELAYANAN"):
        Appointment.objects.create(account=head, post=post, since=NOON.date())
    since = NOON - timedelta(hours=1)
    papers_actions.issue_certificate(
        account=head, name=head.name, post="Kepala Desa", office_title="Desa", passphrase=PASSPHRASE, at=since
    )
    return head


def _resident() -> Any:
    family = Family.objects.create(no_kk="3529111203140021", created_at=NOON, updated_at=NOON)
    made = {"created_at": NOON, "updated_at": NOON, "nik_status": "TETAP", "sex": 2, "family": family, "relation": 1}
    return Resident.objects.create(
        name="ANI", nik="3529115506850003", born_on=date(1985, 6, 15), address="Jl. Satu", **made
    )


def _letter(ani: Any, head: Any) -> Letter:
    kind = LetterKind.objects.get(slug="sk-usaha")
    letter = actions.make_at_counter(
        key=uuid.uuid4(), kind=kind, answers=USAHA, resident=ani, by=head, at=NOON, repeats_because="uji"
    )
    actions.check_by_kasi(letter=letter, by=head, at=NOON)
    return actions.check_by_sekdes(letter=letter, by=head, at=NOON)


def in_threads(village: Any, jobs: list[Any]) -> list[Any]:
    """Do each job on a connection of its own, all at the same moment."""
    gate, found = threading.Barrier(len(jobs)), []

    def work(job: Any) -> None:
        try:
            with current.inside(village):
                gate.wait()
                found.extend(job())
        finally:
            connections.close_all()

    threads = [threading.Thread(target=work, args=(job,)) for job in jobs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return found


def test_twenty_signings_at_once_give_twenty_consecutive_numbers(waiting, monkeypatch):
    monkeypatch.setattr("accounts.limits.count", lambda *args, **kwargs: None)

    def sign(letter):
        return lambda: actions.sign_letters(letter_ids=[letter.pk], passphrase=PASSPHRASE, by=waiting["head"], at=NOON)

    results = in_threads(waiting["office"], [sign(letter) for letter in waiting["letters"]])

    assert all(result.is_signed for result in results)
    assert sorted(Letter.objects.values_list("number", flat=True)) == list(range(1, TOGETHER + 1))
    assert LetterBook.objects.get().last_number == TOGETHER


def test_two_clicks_on_the_same_box_sign_each_letter_once(waiting, monkeypatch):
    monkeypatch.setattr("accounts.limits.count", lambda *args, **kwargs: None)
    ids = [letter.pk for letter in waiting["letters"][:6]]

    def sign():
        return actions.sign_letters(letter_ids=ids, passphrase=PASSPHRASE, by=waiting["head"], at=NOON)

    results = in_threads(waiting["office"], [sign, sign, sign])

    assert len(results) == 18
    assert sum(result.is_signed for result in results) == 6
    assert all("Sudah ditandatangani" in result.problem for result in results if not result.is_signed)
    assert LetterBook.objects.get().last_number == 6
    assert Letter.objects.filter(state=State.READY).count() == 6


def test_two_clicks_at_the_counter_make_one_letter(waiting):
    key, kind = uuid.uuid4(), LetterKind.objects.get(slug="pengantar-skck")
    ani = Resident.objects.get()

    def make():
        return [
            actions.make_at_counter(
                key=key, kind=kind, answers={"purpose": "Melamar"}, resident=ani, by=waiting["head"], at=NOON
            ).pk
        ]

    made = in_threads(waiting["office"], [make] * 5)

    assert len(made) == 5
    assert len(set(made)) == 1
