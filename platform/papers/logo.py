"""An office's emblem made safe for the typesetter: always an SVG that points at nothing outside itself."""

import base64
import re
import struct
from xml.etree import ElementTree

from papers.refusal import PaperRefused

_LARGEST = 512 * 1024
_MOST_PIXELS = 3000
_PNG = b"\x89PNG\r\n\x1a\n"

#: A plain shield, for an office that has not brought its kabupaten's emblem yet.
SHIELD = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 80 96" fill="none" stroke="#222">
<path d="M40 2.5 76 12v34c0 24-15 39-36 47.5C19 85 4 70 4 46V12Z" stroke-width="3"/>
<path d="M40 8.5 70.500 16.500v29.500c0 20.500-12.500 33.500-30.500 41C22 79.500 9.500 66.500 9.500 46V16.500Z" stroke-width="1"/>
<path d="M18 60c7-5 15-5 22 0s15 5 22 0M20.500 67c6.500-4.500 13.500-4.500 19.500 0s13 4.500 19.500 0" stroke-width="1.800"/>
<path d="M40 21v29M40 28c-6 0-9-3-9-8 6 0 9 3 9 8Zm0 10c-6 0-10-3-10-9 6 0 10 4 10 9Z
M40 28c6 0 9-3 9-8-6 0-9 3-9 8Zm0 10c6 0 10-3 10-9-6 0-10 4-10 9Z"
 stroke-width="1.600"/>
</svg>"""


def as_svg(picture: bytes | None) -> str:
    """
    The emblem as SVG text; a PNG is wrapped, an SVG is checked, nothing becomes the plain shield.

    :raises PaperRefused: neither PNG nor SVG, too large, or an SVG that refers to anything outside itself.
    """
    if picture is None:
        return SHIELD
    if len(picture) > _LARGEST:
        raise PaperRefused("Lambang terlalu besar: paling banyak 512 kB.")
    return _wrapped_png(picture) if picture.startswith(_PNG) else _checked_svg(picture)


def _wrapped_png(picture: bytes) -> str:
    if len(picture) < 33 or picture[12:16] != b"IHDR":
        raise PaperRefused("Lambang PNG rusak. Unggah berkas lain.")
    width, height = struct.unpack(">II", picture[16:24])
    # A small PNG can unpack to gigabytes; its header tells before anybody unpacks it.
    if not (0 < width <= _MOST_PIXELS and 0 < height <= _MOST_PIXELS):
        raise PaperRefused(f"Lambang terlalu lebar atau tinggi: paling banyak {_MOST_PIXELS} titik.")
    data = base64.b64encode(picture).decode()
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}">'
        f'<image width="{width}" height="{height}" href="data:image/png;base64,{data}"/></svg>'
    )


def _checked_svg(picture: bytes) -> str:
    # Entities could grow without end or read files, so a document type is refused before the parser sees it.
    if re.search(rb"<!(DOCTYPE|ENTITY)", picture, re.IGNORECASE) or b"\x00" in picture:
        raise PaperRefused("Lambang harus berupa PNG atau SVG sederhana.")
    try:
        drawing = ElementTree.fromstring(picture)  # noqa: S314 - entities are refused above
    except ElementTree.ParseError as error:
        raise PaperRefused("Lambang harus berupa PNG atau SVG.") from error
    if drawing.tag not in ("{http://www.w3.org/2000/svg}svg", "svg") or any(map(_is_foreign, drawing.iter())):
        raise PaperRefused("Lambang SVG memuat tautan, gambar, atau program. Simpan sebagai SVG sederhana atau PNG.")
    return ElementTree.tostring(drawing, encoding="unicode")


def _is_foreign(element: ElementTree.Element) -> bool:
    """A script, a style sheet, a picture or a link that leaves the drawing."""
    name = str(element.tag).rpartition("}")[2].lower()
    if name in ("script", "foreignobject", "image", "feimage", "style", "a"):
        return True
    return any(
        (attribute.rpartition("}")[2].lower() == "href" and not value.startswith("#"))
        or re.search(r"url\(\s*['\"]?[^#'\"\s]", value)
        for attribute, value in element.attrib.items()
    )
