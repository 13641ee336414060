"""QR pictures."""

import io

import segno


def qr_svg(text: str) -> bytes:
    """A QR of this text as SVG; level M survives a fold. Two modules of quiet zone, the white paper around it gives the rest."""
    picture = io.BytesIO()
    segno.make(text, error="m", micro=False).save(picture, kind="svg", border=2, xmldecl=False, svgns=True)
    return picture.getvalue()
