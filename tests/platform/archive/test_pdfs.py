"""A PDF somebody brings only lies there; whatever does more is refused, wherever it hides."""

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from samples import pdfs as samples

from archive import pdfs, uploads


@pytest.mark.parametrize("what", samples.ACTIVE)
def test_what_does_something_is_refused(what):
    with pytest.raises(uploads.AttachmentRefused, match="program atau lampiran"):
        uploads.accept("surat.pdf", samples.ACTIVE[what])


@pytest.mark.parametrize("what", samples.BROKEN)
def test_what_cannot_be_looked_through_is_refused(what):
    with pytest.raises(uploads.AttachmentRefused, match=r"rusak|terkunci"):
        uploads.accept("surat.pdf", samples.BROKEN[what])


def test_a_plain_one_is_taken_as_it_is():
    assert uploads.accept("Perdes 3.pdf", samples.PLAIN).data == samples.PLAIN


def test_so_many_objects_are_no_paper(monkeypatch):
    monkeypatch.setattr(pdfs, "MOST_OBJECTS", 2)

    with pytest.raises(uploads.AttachmentRefused):
        uploads.accept("surat.pdf", samples.PLAIN)


def test_a_photograph_is_no_pdf():
    with pytest.raises(uploads.AttachmentRefused, match="harus foto"):
        uploads.accept_photo("foto.jpg", samples.PLAIN)


@given(st.integers(9, len(samples.PLAIN) - 1), st.binary(min_size=1, max_size=12))
def test_no_change_of_bytes_breaks_the_reader(at, noise):
    with contextlib.suppress(uploads.AttachmentRefused):
        pdfs.check(samples.PLAIN[:at] + noise + samples.PLAIN[at + len(noise) :])
