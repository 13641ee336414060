"""
Photographs and scans from phones: known by their content, bounded in size, and without the place where they were taken.

A JPEG loses every block but those a decoder needs and its orientation; a PNG loses its texts; a PDF is kept when it does nothing
(`archive.pdfs`). What cannot be read that way is refused.
"""

import re
import struct
from collections.abc import Iterator
from dataclasses import dataclass

from archive import pdfs
from archive.pdfs import AttachmentRefused as AttachmentRefused

#: Bytes.
LARGEST = 5 * 1024 * 1024
_PNG = b"\x89PNG\r\n\x1a\n"
_PNG_KEPT = {b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"sBIT", b"pHYs", b"bKGD"}
_ORIENTATION = 0x0112


@dataclass(frozen=True)
class Upload:
    name: str
    content_type: str
    data: bytes


def accept(name: str, data: bytes) -> Upload:
    """
    The file as it is kept.

    :raises AttachmentRefused: empty, too large, not JPEG, PNG or PDF by its content, or a PDF that does something by itself.
    """
    if not data:
        raise AttachmentRefused("Berkas ini kosong. Pilih berkas lain.")
    if len(data) > LARGEST:
        raise AttachmentRefused(
            f"Berkas paling besar 5 MB. Berkas ini {len(data) / 1024 / 1024:.1f} MB.".replace(".", ",", 1)
        )
    for begins, content_type, ending, clean in _KNOWN:
        if data.startswith(begins):
            return Upload(f"{_plain(name)}.{ending}", content_type, clean(data))
    raise AttachmentRefused("Berkas harus foto JPEG, PNG, atau PDF. Foto ulang, atau simpan dahulu sebagai PDF.")


def accept_photo(name: str, data: bytes) -> Upload:
    """
    The same where only a photograph will do.

    :raises AttachmentRefused: see `accept`, and for a PDF.
    """
    if data.startswith(b"%PDF-"):
        raise AttachmentRefused("Lampiran harus foto JPEG atau PNG. Foto dahulu kertasnya.")
    return accept(name, data)


def _plain(name: str) -> str:
    """The name without path and ending, in letters any computer can write."""
    stem = re.split(r"[\\/]", name)[-1].rpartition(".")[0] or "berkas"
    return re.sub(r"[^A-Za-z0-9 _-]+", "-", stem).strip(" -")[:80] or "berkas"


def _clean_jpeg(data: bytes) -> bytes:
    try:
        parts = list(_jpeg_parts(data))
    except (struct.error, IndexError) as error:
        raise AttachmentRefused("Foto ini rusak. Foto ulang lalu unggah lagi.") from error
    return b"".join(parts)


def _jpeg_parts(data: bytes) -> Iterator[bytes]:
    yield data[:2]
    at = 2
    while data[at] == 0xFF:
        marker = data[at + 1]
        if marker == 0xFF:
            at += 1
            continue
        if marker == 0xDA:
            # From here on the picture itself follows, to the end.
            yield data[at:]
            return
        (length,) = struct.unpack(">H", data[at + 2 : at + 4])
        segment = data[at : at + 2 + length]
        if length < 2 or len(segment) != 2 + length:
            raise IndexError
        if marker == 0xE1 and segment[4:10] == b"Exif\0\0":
            yield _orientation_only(segment[10:])
        elif not (0xE1 <= marker <= 0xED or marker in (0xEF, 0xFE)):
            yield segment
        at += 2 + length
    raise IndexError


def _orientation_only(tiff: bytes) -> bytes:
    """An Exif block that says nothing but which side is up."""
    order = {b"II": "<", b"MM": ">"}.get(tiff[:2])
    if order is None:
        return b""
    (start,) = struct.unpack(order + "I", tiff[4:8])
    (count,) = struct.unpack(order + "H", tiff[start : start + 2])
    for index in range(min(count, 200)):
        entry = tiff[start + 2 + 12 * index :][:12]
        tag, kind, _, value = struct.unpack(order + "HHIH", entry[:10])
        if tag == _ORIENTATION and kind == 3 and 1 < value <= 8:
            body = b"Exif\0\0MM\0*\0\0\0\x08" + struct.pack(">HHHIHHI", 1, _ORIENTATION, 3, 1, value, 0, 0)
            return b"\xff\xe1" + struct.pack(">H", len(body) + 2) + body
    return b""


def _clean_png(data: bytes) -> bytes:
    kept, at = [_PNG], len(_PNG)
    while at + 12 <= len(data):
        (length,) = struct.unpack(">I", data[at : at + 4])
        kind, end = data[at + 4 : at + 8], at + 12 + length
        if end > len(data):
            break
        if kind in _PNG_KEPT:
            kept.append(data[at:end])
        at = end
        if kind == b"IEND":
            return b"".join(kept)
    raise AttachmentRefused("Gambar ini rusak. Unggah berkas lain.")


def _checked_pdf(data: bytes) -> bytes:
    pdfs.check(data)
    return data


_KNOWN = (
    (b"\xff\xd8\xff", "image/jpeg", "jpg", _clean_jpeg),
    (_PNG, "image/png", "png", _clean_png),
    (b"%PDF-", "application/pdf", "pdf", _checked_pdf),
)
