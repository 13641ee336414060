"""A document is kept with its act, reaches the store once, and is never lost between."""

import hashlib
import re
from datetime import timedelta
from unittest import mock

import pytest
from conftest import NOON
from django.conf import settings as configured
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from archive import access, actions, queries, store, tasks
from archive.models import Document
from audit.models import Entry
from walls import current

LATER = NOON + timedelta(minutes=5)


def versions_in_store(document):
    listed = store._client().list_object_versions(Bucket=configured.S3_BUCKET, Prefix=store._own(document))
    return len(listed.get("Versions", []))


def test_a_document_waits_with_its_bytes_under_the_offices_prefix(keep, village):
    document = keep()

    assert document.is_waiting
    assert bytes(document.waiting_bytes) == b"%PDF-1.7 surat keterangan usaha"
    assert document.sha256 == hashlib.sha256(b"%PDF-1.7 surat keterangan usaha").hexdigest()
    assert re.fullmatch(r"surat/2026/[0-9a-f-]{36}\.pdf", document.object_key)
    assert Entry.objects.get(action="document.keep").detail["sha256"] == document.sha256


@pytest.mark.parametrize(
    "wrong",
    [{"data": b""}, {"data": b"x" * (actions.LARGEST + 1)}, {"area": "../surat"}, {"area": ""}, {"area": "Surat"}],
)
def test_what_cannot_be_kept_is_refused(wrong, keep):
    with pytest.raises(actions.DocumentRefused):
        keep(**wrong)


@pytest.mark.parametrize("name", ["../../etc/passwd", "a.PDF.exe", "x" * 300, "surat\r\nX: y.pdf", ""])
def test_a_file_name_never_reaches_the_key(name, keep, village):
    document = keep(name=name, content_type="application/x-unknown")

    assert re.fullmatch(r"surat/2026/[0-9a-f-]{36}\.[a-z0-9]{1,8}", document.object_key)


def test_the_worker_is_told_after_the_commit_and_for_the_right_office(
    keep, village, neighbour, django_capture_on_commit_callbacks
):
    told = []
    with mock.patch.object(
        tasks.move_to_store, "apply_async", side_effect=lambda _, words: told.append((current.office().key, words))
    ):
        with django_capture_on_commit_callbacks(execute=True):
            document = keep()
            current.enter(neighbour)
            assert told == []
        current.enter(village)

    assert told == [(village.key, {"document_id": document.pk})]


def test_a_silent_broker_does_not_break_the_act(keep, django_capture_on_commit_callbacks):
    with (
        mock.patch.object(tasks.move_to_store, "apply_async", side_effect=ConnectionError) as told,
        django_capture_on_commit_callbacks(execute=True),
    ):
        document = keep()

    assert told.called
    assert document.is_waiting


def test_a_document_reaches_the_store_once(keep, bucket):
    document = keep()

    assert actions.move_to_store(document_id=document.pk, at=LATER)
    assert not actions.move_to_store(document_id=document.pk, at=LATER)

    document.refresh_from_db()
    assert document.state == Document.State.STORED
    assert document.stored_at == LATER
    assert document.waiting_bytes is None
    assert store.get(document) == b"%PDF-1.7 surat keterangan usaha"
    assert versions_in_store(document) == 1


def test_the_store_being_away_delays_and_loses_nothing(keep, bucket, settings):
    document, there = keep(), settings.S3_ENDPOINT

    settings.S3_ENDPOINT = "http://127.0.0.1:9"
    for _ in range(2):
        with pytest.raises(store.StoreUnavailable):
            actions.move_to_store(document_id=document.pk, at=LATER)
    document.refresh_from_db()
    assert document.is_waiting
    assert document.attempts == 2
    assert document.last_error
    assert queries.content_of(document) == b"%PDF-1.7 surat keterangan usaha"

    settings.S3_ENDPOINT = there
    assert actions.sweep_waiting(at=LATER) == 1
    document.refresh_from_db()
    assert document.last_error == ""
    assert queries.content_of(document) == b"%PDF-1.7 surat keterangan usaha"
    assert versions_in_store(document) == 1


def test_a_worker_killed_after_the_store_took_it_does_not_double_it(keep, bucket):
    document = keep()

    # The kill: the bytes are in the store, the transaction that says so never commits.
    with mock.patch.object(Document, "save", side_effect=SystemExit), pytest.raises(SystemExit):
        actions.move_to_store(document_id=document.pk, at=LATER)
    document.refresh_from_db()
    assert document.is_waiting
    assert versions_in_store(document) == 1

    assert actions.move_to_store(document_id=document.pk, at=LATER)
    assert versions_in_store(document) == 1


def test_other_bytes_under_the_key_are_never_taken_for_ours(keep, bucket):
    document = keep()
    store._client().put_object(Bucket=configured.S3_BUCKET, Key=store._own(document), Body=b"lain")

    with pytest.raises(store.ChecksumMismatch):
        actions.move_to_store(document_id=document.pk, at=LATER)

    document.refresh_from_db()
    assert document.is_waiting
    assert actions.sweep_waiting(at=LATER) == 0


def test_the_sweeper_leaves_fresh_documents_to_their_own_message(keep, bucket):
    keep()

    assert actions.sweep_waiting(at=NOON + timedelta(seconds=10)) == 0
    assert actions.sweep_waiting(at=NOON + timedelta(seconds=31)) == 1


def test_the_sweeper_stops_at_a_store_that_is_away(keep, no_store):
    documents = [keep() for _ in range(3)]

    assert actions.sweep_waiting(at=LATER) == 0

    assert sorted(Document.objects.values_list("attempts", flat=True)) == [0] * (len(documents) - 1) + [1]


def test_the_database_refuses_a_document_whose_bytes_are_nowhere(keep):
    document = keep()

    with pytest.raises(IntegrityError, match="bytes_wait_here_until_stored"), transaction.atomic():
        Document.objects.filter(pk=document.pk).update(waiting_bytes=None)
    with pytest.raises(IntegrityError, match="bytes_wait_here_until_stored"), transaction.atomic():
        Document.objects.filter(pk=document.pk).update(state=Document.State.STORED)


def test_opening_is_noted_and_the_areas_guard_is_asked(keep, budi, citra):
    document = keep()
    access.guard("surat", lambda account, document: account == citra)

    actions.open_document(document=document, by=citra, at=LATER)
    with pytest.raises(PermissionDenied):
        actions.open_document(document=document, by=budi, at=LATER)

    assert Entry.objects.get(action="document.open").actor_id == citra.pk


def test_an_area_nobody_guards_stays_shut(keep, citra):
    with pytest.raises(PermissionDenied):
        actions.open_document(document=keep(area="tanpa-penjaga"), by=citra, at=LATER)


def test_the_tasks_do_the_actions(keep, bucket):
    first = keep()

    tasks.move_to_store(document_id=first.pk)
    tasks.sweep_waiting()

    first.refresh_from_db()
    assert not first.is_waiting
