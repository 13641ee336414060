"""What people upload: papers that only lie there, and a table of figures of which only the figures are kept."""

from typing import Any

from archive import uploads
from archive.uploads import AttachmentRefused
from consultations.rules import figures
from consultations.rules.budget import Line
from consultations.rules.figures import FiguresRefused
from exchange.matters.actions import File
from registry.incoming import refusal, tables

#: Bytes of a table; a recapitulation has some kilobytes.
LARGEST_TABLE = 2 * 1024 * 1024


def paper(uploaded: Any) -> File:
    """
    A file as it is kept and handed on.

    :raises AttachmentRefused: empty, too large, neither PDF nor picture, broken, locked, or with a script in it.
    """
    if uploaded.size > uploads.LARGEST:
        raise AttachmentRefused(f"Berkas paling besar 5 MB. Berkas ini {uploaded.size / 1024 / 1024:.0f} MB.")
    return checked(uploaded.name, uploaded.read())


def checked(name: str, data: bytes) -> File:
    """:raises AttachmentRefused: see `paper`."""
    found = uploads.accept(name, data)
    return File(found.name, found.content_type, found.data)


def table(content: bytes) -> list[Line]:
    """
    The main figures of an uploaded table, or of lines typed as text.

    :raises FiguresRefused: no table, harmful, too long, or with something in it that is no figure.
    """
    if len(content) > LARGEST_TABLE:
        raise FiguresRefused("Berkas rekap paling besar 2 MB. Kirim rekap sampai jenis saja.")
    try:
        for one in tables.open_tables(content):
            try:
                return figures.read(one.rows(), set(one.flaws))
            except figures.NoFigures:
                continue
    except refusal.FileRefused as error:
        raise FiguresRefused(str(error)) from error
    raise FiguresRefused("Tidak ada kolom kode rekening dan anggaran. Lihat contoh bentuknya.")
