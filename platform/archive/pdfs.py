"""
Whether a PDF somebody brings only lies there, as paper does: no script, no program to start, nothing carried inside, no lock.

Every entrance for files asks here (`uploads.accept`; reports, which may be larger, ask themselves), because others open what was
brought, on computers we do not know.
"""

import io
from collections.abc import Iterator

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.decode_limits import DecodeLimits, DocumentDecodeBudget, StreamDecodeLimits
from pyhanko.pdf_utils.reader import PdfFileReader

#: Objects that are looked at; who hides a program behind more gets the file refused for that.
MOST_OBJECTS = 20_000
#: A small file may unpack to gigabytes.
_LIMITS = DecodeLimits(
    per_stream=StreamDecodeLimits(max_output_size=32 * 1024 * 1024),
    document_budget=DocumentDecodeBudget(base_allowance=64 * 1024 * 1024, max_ratio=10),
)
_DEEPEST = 20
#: What an action does, what a note on a page is, and what a dictionary holds, where that does something by itself.
_ACTIONS = {
    "/JavaScript",
    "/Launch",
    "/ImportData",
    "/SubmitForm",
    "/Rendition",
    "/RichMediaExecute",
    "/GoToE",
    "/GoToR",
}
_NOTES = {"/RichMedia", "/Screen", "/Movie", "/FileAttachment"}
_KEYS = {"/JS", "/JavaScript", "/EmbeddedFiles", "/EmbeddedFile", "/XFA"}


class AttachmentRefused(ValueError):
    """The file cannot be used; the message says in Indonesian what to do."""


def check(pdf: bytes) -> None:
    """
    This will go through every object of the file, also those no page leads to.

    :raises AttachmentRefused: broken, locked, unpacking to more than any paper, or with something in it that runs or is carried along.
    """
    try:
        reader = PdfFileReader(io.BytesIO(pdf), strict=False, decode_limits=_LIMITS)
        is_locked = bool(reader.encrypted)
        is_paper = is_locked or (bool(reader.root["/Pages"]) and not _does_something(reader))
    except Exception as error:
        # A hostile file breaks a parser in ways nobody lists.
        raise AttachmentRefused("PDF ini rusak. Simpan lagi sebagai PDF, lalu unggah.") from error
    if is_locked:
        raise AttachmentRefused("PDF ini terkunci kata sandi. Simpan tanpa kata sandi, lalu unggah.")
    if not is_paper:
        raise AttachmentRefused("PDF ini berisi program atau lampiran. Cetak dahulu sebagai PDF baru, lalu unggah.")


def _does_something(reader: PdfFileReader) -> bool:
    numbers = sorted(set(_numbers(reader)))
    if len(numbers) > MOST_OBJECTS:
        return True
    return any(_acts(reader.get_object(generic.Reference(*number, pdf=reader))) for number in numbers)


def _numbers(reader: PdfFileReader) -> Iterator[tuple[int, int]]:
    for revision in range(reader.xrefs.total_revisions):
        for reference in reader.xrefs.explicit_refs_in_revision(revision):
            if reference.idnum > 0 and reference.generation >= 0:
                yield reference.idnum, reference.generation


def _acts(found: object, depth: int = 0) -> bool:
    if depth > _DEEPEST:
        return True
    if isinstance(found, generic.DictionaryObject):
        is_active = (
            found.keys() & _KEYS or str(found.get("/S", "")) in _ACTIONS or str(found.get("/Subtype", "")) in _NOTES
        )
        return bool(is_active) or any(_acts(dict.__getitem__(found, key), depth + 1) for key in found)
    if isinstance(found, generic.ArrayObject):
        return any(_acts(list.__getitem__(found, index), depth + 1) for index in range(len(found)))
    return False
