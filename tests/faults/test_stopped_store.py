"""The S3 server is stopped while letters are signed: they are ready all the same, and reach it once when it is back."""

import hashlib

import pytest
from conftest import OfficeClient
from django.utils import timezone
from faults.conftest import OwnStore
from faults.counter import PASSPHRASE, Counter

from archive import actions, store
from archive.models import Document
from modules.service.models import Letter
from walls import current

pytestmark = pytest.mark.fault


def versions(document: Document) -> int:
    """How often the store took it."""
    listed = store._client().list_object_versions(Bucket=store.settings.S3_BUCKET, Prefix=store._own(document))
    return len(listed.get("Versions", []))


def objects_of(office) -> int:
    listed = store._client().list_objects_v2(Bucket=store.settings.S3_BUCKET, Prefix=f"{office.key}/")
    return int(listed["KeyCount"])


def test_letters_signed_without_the_store_are_ready_readable_and_stored_once_later(
    real_queue: str, own_store: OwnStore, counter: Counter
):
    letters = [counter.letter(), counter.letter()]
    browser = counter.head_browser()
    own_store.stop()

    signed = browser.post(
        "/kantor/tanda-tangan/", {"letter": [letter.pk for letter in letters], "passphrase": PASSPHRASE}
    )

    assert signed.status_code == 200
    assert "2 surat ditandatangani" in signed.content.decode()
    with current.inside(counter.village):
        for number, letter in enumerate(letters, start=1):
            letter.refresh_from_db()
            assert (letter.state, letter.number, letter.document.state) == ("READY", number, "WAITING")
            with pytest.raises(store.StoreUnavailable):
                actions.move_to_store(document_id=letter.document_id, at=timezone.now())
        assert actions.sweep_waiting(at=timezone.now()) == 0
        _everybody_reads_it_from_here(counter, browser, letters[0])

        own_store.start()
        _the_sweeper_brings_them_once(counter, letters)

    page = browser.get(f"/kantor/surat/{letters[0].pk}/").content.decode()
    assert "Tersimpan di penyimpanan arsip" in page
    assert browser.get(f"/kantor/arsip/{letters[0].document_id}/unduh/").status_code == 302


def _everybody_reads_it_from_here(counter: Counter, browser: OfficeClient, letter: Letter) -> None:
    document = Document.objects.get(pk=letter.document_id)
    page = browser.get(f"/kantor/surat/{letter.pk}/").content.decode()
    assert "Belum di penyimpanan" in page
    assert "berkas sudah bisa diunduh" in page
    officers = browser.get(f"/kantor/arsip/{document.pk}/unduh/")
    residents = counter.resident_browser(letter).post(f"/lacak/{letter.tracking_code}/unduh/")
    for answer in (officers, residents):
        assert answer.status_code == 200
        assert answer.content.startswith(b"%PDF-")
        assert hashlib.sha256(answer.content).hexdigest() == document.sha256


def _the_sweeper_brings_them_once(counter: Counter, letters: list[Letter]) -> None:
    # Both were kept a moment ago; the sweeper comes when that is a minute past.
    later = timezone.now() + actions.OVERDUE_AFTER * 2
    assert actions.sweep_waiting(at=later) == 2
    assert actions.sweep_waiting(at=later) == 0
    for letter in letters:
        document = Document.objects.get(pk=letter.document_id)
        assert document.state == "STORED"
        assert document.waiting_bytes is None
        assert hashlib.sha256(store.get(document)).hexdigest() == document.sha256
        assert versions(document) == 1
    assert objects_of(counter.village) == len(letters)


def test_a_stored_letter_is_asked_for_while_the_store_is_away(real_queue: str, own_store: OwnStore, counter: Counter):
    letter = counter.letter()
    counter.sign(letter)
    with current.inside(counter.village):
        letter.refresh_from_db()
        assert actions.move_to_store(document_id=letter.document_id, at=timezone.now())
    head, ani = counter.head_browser(), counter.resident_browser(letter)
    own_store.stop()

    for answer in (
        head.get(f"/kantor/arsip/{letter.document_id}/unduh/"),
        ani.post(f"/lacak/{letter.tracking_code}/unduh/"),
    ):
        assert answer.status_code == 503
        assert "Berkas belum bisa diambil sekarang" in answer.content.decode()
        assert "tidak hilang" in answer.content.decode()
        assert answer["Retry-After"] == "60"
