"""QR pictures."""

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
