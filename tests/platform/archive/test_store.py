"""The door to object storage: right envelope, own keys only, short links."""

import time
import urllib.error
import urllib.request
from urllib.parse import quote

import pytest
from conftest import NOON
from django.conf import settings as configured

from archive import actions, store
from walls import current


@pytest.fixture
def stored(keep, bucket):
    document = keep()
    actions.move_to_store(document_id=document.pk, at=NOON)
    document.refresh_from_db()
    return document


def status_of(url):
    try:
        with urllib.request.urlopen(url, timeout=5) as answer:
            return answer.status
    except urllib.error.HTTPError as error:
        return error.code


def test_the_object_explains_itself(stored):
    head = store._client().head_object(Bucket=configured.S3_BUCKET, Key=store._own(stored), ChecksumMode="ENABLED")

    assert head["ContentType"] == "application/pdf"
    assert head["ContentDisposition"].startswith("attachment; ")
    assert head["ChecksumSHA256"] == store._checksum(stored)
    assert head["Metadata"]["sha256"] == stored.sha256
    assert head["Metadata"]["retention"] == "STATEMENT_LETTER"
    assert head["Metadata"]["retention-years"] == "1+2"
    assert head["Metadata"]["fate"] == "DESTROY"
    assert head["Metadata"]["basis-number"] == "500.2.2.4/0123"


def test_metadata_outside_ascii_is_encoded(keep, bucket):
    document = keep(basis={"title": "Surat – é\r\nX-Evil: 1", "long": "a" * 5_000})

    actions.move_to_store(document_id=document.pk, at=NOON)

    kept = store._client().head_object(Bucket=configured.S3_BUCKET, Key=store._own(document))["Metadata"]
    assert kept["basis-title"].startswith("Surat %E2%80%93 %C3%A9%0D%0A")
    assert len(kept["basis-long"]) < 200


def test_a_name_leads_nowhere_in_another_office(village, stored, neighbour):
    with current.inside(neighbour):
        with pytest.raises(store.StoreUnavailable):
            store.get(stored)
        link = store.presign(stored)

    assert f"/{neighbour.key}/" in link
    assert village.key not in link
    assert status_of(link) == 404


def test_no_key_passes_outside_every_office(stored):
    current.leave()

    with pytest.raises(current.NoOfficeError):
        store.presign(stored)


def test_a_link_opens_its_own_document(stored):
    with urllib.request.urlopen(store.presign(stored, download_name="Surat Añi.pdf"), timeout=5) as answer:
        assert answer.read() == b"%PDF-1.7 surat keterangan usaha"
        assert answer.headers["Content-Type"] == "application/pdf"
        assert answer.headers["Content-Disposition"].startswith("attachment; ")


def test_a_link_opens_nothing_else(stored, keep):
    other = keep(data=b"%PDF-1.7 lain")
    actions.move_to_store(document_id=other.pk, at=NOON)
    link = store.presign(stored)

    assert status_of(link.replace(quote(stored.object_key), quote(other.object_key))) == 403
    assert status_of(link.split("?")[0]) == 403
    assert status_of(link.split("?")[0].removesuffix(stored.object_key)) == 403


def test_a_link_ends(stored):
    link = store.presign(stored, seconds=1)
    assert status_of(link) == 200

    deadline = time.monotonic() + 6
    while (status := status_of(link)) == 200 and time.monotonic() < deadline:
        time.sleep(0.25)  # the store keeps its own clock; nothing of ours can move it

    assert status == 403


def test_changed_bytes_are_found_on_reading(stored):
    store._client().put_object(Bucket=configured.S3_BUCKET, Key=store._own(stored), Body=b"diubah")

    with pytest.raises(store.ChecksumMismatch):
        store.get(stored)


def test_wrong_bytes_are_never_sent(keep, bucket):
    with pytest.raises(store.ChecksumMismatch):
        store.put(keep(), b"lain")


def test_a_store_that_is_away_is_said_to_be_away(keep, no_store):
    for attempt in (
        lambda: store.get(keep()),
        lambda: store.put(keep(), b"%PDF-1.7 surat keterangan usaha"),
        store.ensure_bucket,
    ):
        with pytest.raises(store.StoreUnavailable):
            attempt()


def test_the_store_says_what_it_can_do(bucket):
    able = store.capabilities()

    assert able.checksums
    assert able.versioning


def test_a_store_without_checksums_is_read_back(stored, monkeypatch):
    ask = store._client().head_object
    monkeypatch.setattr(
        store._client(), "head_object", lambda **words: {k: v for k, v in ask(**words).items() if k != "ChecksumSHA256"}
    )

    assert store._sha256_in_store(stored) == stored.sha256


@pytest.mark.parametrize("name", ['a".pdf', "a\r\nSet-Cookie: x", "surat – é.pdf", "../../x", ""])
def test_a_name_cannot_break_out_of_its_header(name):
    header = store.attachment(name)

    assert header.isascii()
    assert "\r" not in header
    assert "\n" not in header
    assert header.count('"') == 2
