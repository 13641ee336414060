"""What a supervisor opens came from another office: nothing in it may run, and nothing else is a report."""

import io
import zipfile

import pytest
from samples import pdfs

from archive.uploads import AttachmentRefused
from submissions import files

from .conftest import PDF

ALL = ("pdf", "xlsx", "foto")


def book(*more):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        for name in ("[Content_Types].xml", "xl/workbook.xml", *more):
            made.writestr(name, "<x/>")
    return out.getvalue()


def bomb():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name in ("[Content_Types].xml", "xl/workbook.xml"):
            made.writestr(name, b"\0" * (60 * 1024 * 1024))
    return out.getvalue()


def test_what_offices_really_make_is_taken():
    # LibreOffice says how large the page should open; that runs nothing.
    for name, data in (
        ("LPJ 2026.pdf", pdfs.made("[3 0 R/XYZ null null 0]")),
        ("rekap.xlsx", book("xl/worksheets/sheet1.xml")),
    ):
        assert files.accept(name, data, ALL).data == data
    assert files.accept(r"C:\laporan\L<P>J.final.pdf", PDF, ("pdf",)).name == "L-P-J-final.pdf"
    assert files.accept(".pdf", PDF, ("pdf",)).name == "laporan.pdf"


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "kosong"),
        (PDF + b"x" * files.LARGEST_FILE, "10 MB"),
        (b"MZ\x90", "harus PDF"),
        (b"<html><script>", "harus PDF"),
        (pdfs.BROKEN["cut off"], "rusak"),
        (pdfs.BROKEN["locked"], "terkunci"),
        *((data, "program atau lampiran") for data in pdfs.ACTIVE.values()),
        (b"PK\x03\x04rusak", "rusak"),
        (book()[:-30], "rusak"),
        (book("xl/vbaProject.bin"), "makro"),
        (book("xl/embeddings/oleObject1.bin"), "makro"),
        (bomb(), "terlalu besar"),
        (b"\xff\xd8\xff\xe0rusak", "rusak"),
    ],
)
def test_what_runs_hides_or_is_broken_is_refused(data, why):
    with pytest.raises(AttachmentRefused, match=why):
        files.accept("laporan.pdf", data, ALL)


def test_only_the_forms_that_are_asked_for():
    with pytest.raises(AttachmentRefused, match="harus PDF"):
        files.accept("a.xlsx", book(), ("pdf",))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        made.writestr("word/document.xml", "<x/>")
    with pytest.raises(AttachmentRefused, match="bukan berkas Excel"):
        files.accept("a.docx", out.getvalue(), ALL)
