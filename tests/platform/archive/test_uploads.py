"""Photographs: known by their content, and without the place where they were taken."""

import contextlib
import struct
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from samples import pdfs

from archive.uploads import LARGEST, AttachmentRefused, accept


def segment(marker, body):
    return b"\xff" + bytes([marker]) + struct.pack(">H", len(body) + 2) + body


def exif(orientation):
    entries = struct.pack(">HHIHH", 0x0112, 3, 1, orientation, 0) + struct.pack(">HHII", 0x8825, 4, 1, 0)
    return segment(
        0xE1, b"Exif\0\0MM\0*\0\0\0\x08" + struct.pack(">H", 2) + entries + b"\0\0\0\0" + b"LATITUDE -7.1 Pragaan"
    )


def jpeg(*parts):
    return (
        b"\xff\xd8"
        + segment(0xE0, b"JFIF\0\1\1")
        + b"".join(parts)
        + segment(0xDA, b"\1\1\0\0\x3f\0")
        + b"PIXELS\xff\xd9"
    )


def chunk(kind, body):
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


PNG = b"\x89PNG\r\n\x1a\n"


def test_a_photograph_loses_its_place_and_keeps_its_right_side_up():
    kept = accept("IMG_2031.jpeg", jpeg(exif(6), segment(0xFE, b"Foto rumah Ani")))

    assert kept.content_type == "image/jpeg"
    assert kept.name == "IMG_2031.jpg"
    assert b"LATITUDE" not in kept.data
    assert b"rumah Ani" not in kept.data
    assert b"PIXELS" in kept.data
    assert struct.pack(">HHIH", 0x0112, 3, 1, 6) in kept.data
    assert accept("x.jpg", kept.data).data == kept.data


def test_an_upright_photograph_carries_no_exif_at_all():
    assert b"Exif" not in accept("x.jpg", jpeg(exif(1))).data


def test_a_png_loses_its_texts():
    data = (
        PNG
        + chunk(b"IHDR", b"\0" * 13)
        + chunk(b"tEXt", b"Comment\0Pragaan")
        + chunk(b"IDAT", b"x")
        + chunk(b"IEND", b"")
    )

    kept = accept("ktp.png", data)

    assert b"Pragaan" not in kept.data
    assert kept.data.endswith(chunk(b"IEND", b""))


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("ktp.jpg", b""),
        ("ktp.jpg", b"<svg onload=alert(1)>"),
        ("ktp.jpg", b"\xff\xd8\xff\xe1"),
        ("ktp.jpg", b"\xff\xd8\xff\xe0\xff\xff"),
        ("ktp.png", PNG + b"\xff\xff\xff\xffIDAT"),
        ("ktp.png", PNG),
        ("ktp.pdf", b"PK\x03\x04"),
        ("ktp.jpg", b"\xff\xd8\xff" + b"0" * LARGEST),
    ],
)
def test_anything_else_is_refused_in_words(name, data):
    with pytest.raises(AttachmentRefused, match=r"[A-Z].*\."):
        accept(name, data)


@pytest.mark.parametrize("name", ["../../etc/passwd", "C:\\ktp.jpg", "a\0b.jpg", "‮gpj.exe", "." * 200, ""])
def test_a_name_never_leaves_its_folder(name):
    kept = accept(name, pdfs.PLAIN).name

    assert kept.endswith(".pdf")
    assert set("/\\\0") & set(kept) == set()
    assert kept.count(".") == 1


@given(st.binary(max_size=300))
def test_no_bytes_break_the_reader(tail):
    for head in (b"\xff\xd8\xff", PNG):
        with contextlib.suppress(AttachmentRefused):
            accept("x", head + tail)
