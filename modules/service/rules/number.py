"""The number of a letter, in the office's own pattern: 400.12.2.1/012/35.29.11.2010/XI/2026."""

import re
from collections.abc import Iterable
from datetime import date

USUAL_PATTERN = "{kode}/{nomor:03d}/{kode_desa}/{bulan_romawi}/{tahun}"
ROMAN_MONTHS = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
_PLACE = re.compile(r"\{([^{}]*)\}")
_KNOWN = re.compile(r"kode|kode_desa|bulan_romawi|tahun|jenis|sifat|nomor(:0[1-9]d)?")
#: What {sifat} writes (tata naskah dinas).
_PREFIXES = {"sangat rahasia": "SR", "rahasia": "R", "terbatas": "T"}
LONGEST = 80


class PatternRefused(ValueError):
    """The pattern would not give every letter its own number; the message says what to change."""


def number_text(
    pattern: str, *, code: str, number: int, region_code: str, on: date, slug: str = "", confidentiality: str = "Biasa"
) -> str:
    """
    Write the number.

    :param on: the day in the office's own time zone.
    :raises PatternRefused: see `check_pattern`.
    """
    check_pattern(pattern)
    return pattern.format(
        kode=code,
        nomor=number,
        kode_desa=region_code,
        bulan_romawi=ROMAN_MONTHS[on.month - 1],
        tahun=on.year,
        jenis=slug.upper(),
        sifat=_PREFIXES.get(confidentiality.strip().lower(), "B"),
    )


def check_together(written: Iterable[tuple[str, str, str]]) -> None:
    """
    Refuse patterns by which kinds that are counted apart would write the same number.

    :param written: series, title and the text of one serial, for each kind.
    :raises PatternRefused: two kinds would share a number; the message names them.
    """
    seen: dict[str, tuple[str, str]] = {}
    for scope, title, text in written:
        earlier_scope, earlier = seen.setdefault(text, (scope, title))
        if earlier_scope != scope:
            raise PatternRefused(
                f"{earlier} dan {title} akan bernomor sama, {text}. Beri {{kode}} atau {{jenis}} di polanya."
            )


def check_pattern(pattern: str) -> None:
    """
    Refuse what could give two letters one number, or what is no pattern.

    :raises PatternRefused: a part is unknown, or the serial or the year is missing.
    """
    places = _PLACE.findall(pattern)
    for place in places:
        if not _KNOWN.fullmatch(place):
            raise PatternRefused(
                f"Bagian {{{place}}} tidak dikenal. "
                "Yang ada: kode, nomor, kode_desa, bulan_romawi, tahun, jenis, sifat."
            )
    if "{" in _PLACE.sub("", pattern) or "}" in _PLACE.sub("", pattern):
        raise PatternRefused("Kurung kurawal tidak berpasangan.")
    # The series begins again each year, so a number without the year would return.
    if not any(place.startswith("nomor") for place in places) or "tahun" not in places:
        raise PatternRefused("Pola harus memuat {nomor} dan {tahun}.")
    if len(pattern) > LONGEST:
        raise PatternRefused(f"Pola paling banyak {LONGEST} huruf.")
