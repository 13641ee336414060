"""Pictures an officer puts on the site, made small enough for a phone."""

import io

from PIL import Image, ImageOps

from archive import uploads
from archive.uploads import AttachmentRefused, Upload

#: Bytes, and pixels of the longer side, of a picture on a page.
LIGHTEST, WIDEST = 60_000, 1200
#: Pixels a picture may have when it is unpacked: a small file can hold a picture as large as a field.
MOST_PIXELS = 60_000_000


def picture(name: str, data: bytes) -> Upload:
    """
    A photograph as the site keeps it: a JPEG of at most 60 kB, upright, without where, when and by which phone it was taken.

    :raises AttachmentRefused: no photograph, damaged, or far too large.
    """
    taken = uploads.accept_photo(name, data)
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
