"""A worker is killed after the store took a letter and before that is written down: the next one finds it there."""

import hashlib

import pytest
from django.conf import settings
from faults.conftest import kill, until

from archive import store
from archive.models import Document
from jobs.tasks import in_every_office
from walls import current

pytestmark = pytest.mark.fault


def versions(document):
    listed = store._client().list_object_versions(Bucket=settings.S3_BUCKET, Prefix=store._own(document))
    return len(listed.get("Versions", []))


def test_a_letter_is_stored_once_though_its_worker_was_killed(own_store, counter, start_worker, tmp_path, monkeypatch):
    monkeypatch.setenv("FAULTS_PLACE", str(tmp_path))
    letter = counter.letter()
    first = start_worker("faults.hanging_store")
    counter.sign(letter)
    until((tmp_path / "hanging").exists, "the first worker to have put it")
    kill(first)

    with current.inside(counter.village):
        document = Document.objects.get(area="surat")
        assert document.is_waiting
        assert versions(document) == 1

        # The clock strikes, as beat would have it; the message of the killed worker itself comes back only after minutes.
        start_worker("faults.hanging_store")
        in_every_office.delay("archive.sweep_waiting")
        until(lambda: not Document.objects.get(area="surat").is_waiting, "the second worker to sweep")

        document.refresh_from_db()
        assert document.state == "STORED"
        assert document.waiting_bytes is None
        assert versions(document) == 1
        assert hashlib.sha256(store.get(document)).hexdigest() == document.sha256
