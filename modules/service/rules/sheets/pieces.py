"""Parts that several forms share."""

from modules.service.rules.sheets.filling import Filling
from papers.sheets import Boxed, Line, Part, Signed, Signer
from web import indonesian


def region(known: Filling) -> tuple[Part, ...]:
    """Where the form was filled in."""
    return (
        Line("Provinsi", known.place.province),
        Line("Kabupaten/Kota", known.place.regency),
        Line("Kecamatan", known.place.district),
        Line("Desa/Kelurahan", known.place.village),
        Boxed("Kode Wilayah", known.place.digits, 10),
    )


def signatures(known: Filling, left: str, right: str, name: str | None = None) -> Signed:
    """Who takes the form at the left, if anybody, and who gives it at the right."""
    dots = f"{known.place.village or '..................'}, "
    day = dots + (indonesian.long_date(known.today) if known.today else ".....................................")
    return Signed(Signer(f"{left},") if left else None, Signer(f"{right},", known.name if name is None else name, day))
