"""Files an officer puts on the site: pictures made small enough for a phone, and documents that hold no program."""

import io

from PIL import Image, ImageOps
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.misc import PdfReadError
from pyhanko.pdf_utils.reader import PdfFileReader

from archive import uploads
from archive.uploads import AttachmentRefused, Upload

#: Bytes, and pixels of the longer side, of a picture on a page.
LIGHTEST, WIDEST = 60_000, 1200
#: Pixels a picture may have when it is unpacked: a small file can hold a picture as large as a field.
MOST_PIXELS = 60_000_000
#: Objects of a document that are looked at; who hides a program behind more gets it refused for that.
MOST_OBJECTS = 20_000
_PROGRAMS = {"/JavaScript", "/Launch", "/ImportData", "/SubmitForm"}


def picture(name: str, data: bytes) -> Upload:
    """
    A photograph as the site keeps it: a JPEG of at most 60 kB, upright, without where, when and by which phone it was taken.

    :raises AttachmentRefused: no photograph, damaged, or far too large.
    """
    taken = uploads.accept(name, data)
    if not taken.content_type.startswith("image/"):
        raise AttachmentRefused("Gambar harus JPEG atau PNG.")
    try:
        with Image.open(io.BytesIO(taken.data), formats=("JPEG", "PNG")) as opened:
            if opened.width * opened.height > MOST_PIXELS:
                raise AttachmentRefused("Gambar ini terlalu besar. Perkecil dahulu, lalu unggah lagi.")
            opened.draft("RGB", (WIDEST, WIDEST))
            upright = ImageOps.exif_transpose(opened)
            made = _light(_on_white(upright))
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        if isinstance(error, AttachmentRefused):
            raise
        raise AttachmentRefused("Gambar ini rusak. Unggah berkas lain.") from error
    return Upload(f"{taken.name.rpartition('.')[0]}.jpg", "image/jpeg", made)


def document(name: str, data: bytes) -> Upload:
    """
    A document as the site keeps it.

    :raises AttachmentRefused: no PDF or photograph, damaged, locked, or one that runs something when it is opened.
    """
    taken = uploads.accept(name, data)
    if taken.content_type == "application/pdf" and runs_something(taken.data):
        raise AttachmentRefused("PDF ini berisi program. Cetak dahulu sebagai PDF baru, lalu unggah.")
    return taken


def runs_something(pdf: bytes) -> bool:
    """
    Whether anything in it is a program; what cannot be looked through counts as one.

    :raises AttachmentRefused: it is damaged or locked.
    """
    try:
        reader = PdfFileReader(io.BytesIO(pdf), strict=False)
        if reader.encrypted:
            raise AttachmentRefused("PDF ini terkunci kata sandi. Simpan tanpa kata sandi, lalu unggah.")
        numbers = {(ref.idnum, ref.generation) for ref in reader.xrefs.explicit_refs_in_revision(0)}
        for revision in range(1, reader.xrefs.total_revisions):
            numbers |= {(ref.idnum, ref.generation) for ref in reader.xrefs.explicit_refs_in_revision(revision)}
        if len(numbers) > MOST_OBJECTS:
            return True
        return any(_is_program(reader.get_object(generic.Reference(*one, pdf=reader))) for one in sorted(numbers))
    except (PdfReadError, RecursionError, KeyError, ValueError, TypeError, AttributeError, IndexError) as error:
        if isinstance(error, AttachmentRefused):
            raise
        raise AttachmentRefused("PDF ini rusak. Simpan lagi sebagai PDF, lalu unggah.") from error


def _is_program(found: object, depth: int = 0) -> bool:
    if depth > 20:
        return True
    if isinstance(found, generic.DictionaryObject):
        return str(found.get("/S", "")) in _PROGRAMS or "/JS" in found or "/JavaScript" in found or any(
            _is_program(dict.__getitem__(found, key), depth + 1) for key in found
        )  # fmt: skip
    if isinstance(found, generic.ArrayObject):
        return any(_is_program(list.__getitem__(found, index), depth + 1) for index in range(len(found)))
    return False


def _on_white(opened: Image.Image) -> Image.Image:
    opened.thumbnail((WIDEST, WIDEST))
    if opened.mode in ("RGBA", "LA", "PA") or "transparency" in opened.info:
        clear = opened.convert("RGBA")
        white = Image.new("RGBA", clear.size, "white")
        return Image.alpha_composite(white, clear).convert("RGB")
    return opened.convert("RGB")


def _light(upright: Image.Image) -> bytes:
    """The best quality that fits; a picture of nothing but noise is made smaller."""
    while True:
        for quality in (80, 68, 55, 42):
            packed = io.BytesIO()
            upright.save(packed, "JPEG", quality=quality, optimize=True, progressive=True)
            if packed.tell() <= LIGHTEST:
                return packed.getvalue()
        upright = upright.resize((max(upright.width * 3 // 4, 1), max(upright.height * 3 // 4, 1)))
