"""QR pictures."""

import base64
import io

import segno


def qr_svg(text: str, *, quiet_zone: int = 4) -> bytes:
    """
    A QR of this text as SVG; level M survives a fold.

    :param quiet_zone: white modules around it; 0 only where the paper itself stays white.
    """
    picture = io.BytesIO()
    segno.make(text, error="m", micro=False).save(picture, kind="svg", border=quiet_zone, xmldecl=False, svgns=True)
    return picture.getvalue()


def qr_source(text: str) -> str:
    """The same as the source of an <img>, which keeps its hundreds of squares out of the page."""
    return f"data:image/svg+xml;base64,{base64.b64encode(qr_svg(text, quiet_zone=2)).decode()}"
