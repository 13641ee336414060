"""An emblem is drawn or refused; it never reaches outside itself."""

import io
from dataclasses import replace

import pytest
from PIL import Image
from samples import letters

from papers import logo
from papers.refusal import PaperRefused
from papers.typesetting import render_pdf

SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 9 9">{}</svg>'


def png(width=40, height=48):
    file = io.BytesIO()
    Image.new("RGB", (width, height), "green").save(file, "png")
    return file.getvalue()


def with_logo(picture):
    return letters.letter(letterhead=replace(letters.LETTERHEAD, logo=picture))


@pytest.mark.parametrize("picture", [None, png(), SVG.format('<circle cx="4" cy="4" r="4" fill="url(#g)"/>').encode()])
def test_an_emblem_is_drawn(picture):
    assert render_pdf(with_logo(picture)).startswith(b"%PDF")


@pytest.mark.parametrize(
    "inside",
    [
        "<script>alert(1)</script>",
        '<image href="file:///etc/passwd"/>',
        '<image xlink:href="http://169.254.169.254/"/>',
        '<use href="other.svg#a"/>',
        '<rect fill="url(http://x.example/a)"/>',
        "<foreignObject/>",
        "<style>@import 'x'</style>",
        '<rect style="fill:url(data:x)"/>',
    ],
)
def test_an_svg_that_refers_elsewhere_is_refused(inside):
    with pytest.raises(PaperRefused):
        render_pdf(with_logo(SVG.format(inside).encode()))


@pytest.mark.parametrize(
    "picture",
    [
        b"",
        b"GIF89a",
        b"<svg",
        b"<html/>",
        b'<!DOCTYPE svg [<!ENTITY a "b">]>' + SVG.format("&a;").encode(),
        png()[:20],
        png()[:60],
        png(4000, 10),
        b"\x89PNG\r\n\x1a\n" + b"x" * 600_000,
    ],
)
def test_what_is_no_emblem_is_refused(picture):
    with pytest.raises(PaperRefused):
        render_pdf(with_logo(picture))


def test_an_office_without_an_emblem_gets_the_shield():
    assert logo.as_svg(None) == logo.SHIELD
