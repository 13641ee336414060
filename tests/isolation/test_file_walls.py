"""Files: what is uploaded, what is linked to, and where it lies (A50, A51, A52)."""

import urllib.error
import urllib.request

import pytest
from conftest import NOON
from samples import pdfs

from archive import actions, store
from archive.retention import RetentionClass
from walls import current

PNG = b"\x89PNG\r\n\x1a\n"
HOSTILE = {
    "a script": b"<?php system($_GET['c']); ?>",
    "an svg": b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
    "a page": b"<!doctype html><script>alert(1)</script>",
    "a page behind a picture": PNG + b"<script>alert(1)</script>",
    "an archive": b"PK\x03\x04" + b"\x00" * 400,
    "nothing": b"",
    "a program": b"MZ" + b"\x00" * 400,
    "entities": b"<?xml version='1.0'?><!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><x>&e;</x>",
    "six megabytes": b"%PDF-1.7" + b"0" * 6 * 1024 * 1024,
}
NAMES = [
    "../../../etc/cron.d/x",
    "/etc/passwd",
    "C:\\windows\\x.png",
    "foto.php.jpg",
    "a\x00.png",
    "é" * 400,
    "",
    "<b>.pdf",
    '"; x="',
]


@pytest.mark.parametrize("what", HOSTILE)
def test_what_is_no_photograph_and_no_paper_is_refused_by_its_content(what):
    """A51"""
    from archive import uploads

    with pytest.raises(uploads.AttachmentRefused):
        uploads.accept("foto.jpg", HOSTILE[what])


@pytest.mark.parametrize("name", NAMES)
def test_a_name_is_only_a_name(name):
    from archive import uploads

    kept = uploads.accept(name, pdfs.PLAIN).name

    assert kept.endswith(".pdf")
    assert not set(kept) & set('/\\\x00<>";')
    assert ".php" not in kept
    assert len(kept) < 100


@pytest.fixture
def stored(village, neighbour):
    store.ensure_bucket()

    def keep(place, text):
        with current.inside(place):
            document = actions.keep(
                area="surat", name="S.pdf", content_type="application/pdf", data=text,
                retention=RetentionClass.STATEMENT_LETTER, basis={}, at=NOON,
            )  # fmt: skip
            store.put(document, text)
            return document

    return keep(village, b"%PDF ours"), keep(neighbour, b"%PDF theirs")


def status(address):
    try:
        with urllib.request.urlopen(address, timeout=10) as answer:
            return answer.status
    except urllib.error.HTTPError as error:
        return error.code


@pytest.mark.django_db
class TestALink:
    """A50: one object, one minute, nothing else."""

    def test_it_leads_to_no_object_of_the_neighbour(self, village, neighbour, stored):
        ours, theirs = stored
        link = store.presign(ours)
        with current.inside(neighbour):
            other = store.presign(theirs)
        assert (status(link), status(other)) == (200, 200)
        path, _, signature = link.partition("?")

        for changed in (
            f"{other.partition('?')[0]}?{signature}",
            path.replace(village.key, neighbour.key) + f"?{signature}",
            path.rpartition("/")[0] + f"/?list-type=2&{signature}",
            path.rpartition(f"/{village.key}/")[0] + f"?list-type=2&{signature}",
            f"{path}?{signature.replace('X-Amz-Expires=60', 'X-Amz-Expires=604800')}",
        ):
            assert status(changed) == 403, changed

    def test_without_a_signature_nothing_opens(self, village, stored):
        """A52: whoever guesses a name finds a closed door."""
        link = store.presign(stored[0]).partition("?")[0]

        assert status(link) == 403
        assert status(link.rpartition(f"/{village.key}/")[0]) == 403

    @pytest.mark.parametrize(
        "path", ["/media/", "/static/../.local/env", "/arsip/", "/kantor/arsip/../../x", "/.local/s3/"]
    )
    def test_no_page_serves_files_from_a_folder(self, village, visitor, stored, path):
        for tail in ("", f"{village.key}/{stored[0].object_key}"):
            assert visitor.get(path + tail).status_code in {302, 404}
