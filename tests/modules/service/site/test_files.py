"""Pictures become small and tell nothing of their maker."""

import io
import struct
import zlib

import pytest
from PIL import Image
from samples.pdfs import PLAIN

from archive.uploads import AttachmentRefused
from modules.service.site.actions import files

from .conftest import photo


def test_a_picture_is_light_upright_and_tells_nothing():
    exif = Image.Exif()
    exif[0x0112], exif[0x010F] = 6, "KAMERA"
    exif.get_ifd(0x8825)[1] = "S"

    made = files.picture("ANI di rumah.jpg", photo(4000, 3000, exif=exif))

    with Image.open(io.BytesIO(made.data)) as shown:
        assert shown.format == "JPEG"
        assert shown.height > shown.width
        assert max(shown.size) <= files.WIDEST
        assert not shown.getexif()
    assert len(made.data) <= files.LIGHTEST
    assert b"KAMERA" not in made.data


@pytest.mark.parametrize(
    "data", [photo(2400, 1800, noisy=True, quality=60), photo(300, 200, form="PNG")], ids=["noise", "png"]
)
def test_every_picture_ends_below_the_budget(data):
    assert len(files.picture("x", data).data) <= files.LIGHTEST


def bomb() -> bytes:
    """A PNG of a few bytes that says it has 900 million pixels."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    header = struct.pack(">IIBBBBB", 30_000, 30_000, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"\0" * 99)) + chunk(b"IEND", b"")
    )


@pytest.mark.parametrize(
    "data",
    [b"", b"<svg onload=alert(1)>", PLAIN, bomb(), b"\xff\xd8\xff\xe0" + b"\0" * 40, photo() + b"", photo()[:900]],
    ids=["empty", "svg", "pdf", "bomb", "broken", "whole", "cut"],
)
def test_what_is_no_picture_is_refused(data, request):
    if "whole" in request.node.name:
        assert files.picture("x", data).content_type == "image/jpeg"
        return
    with pytest.raises(AttachmentRefused):
        files.picture("x.jpg", data)
