"""
How dates, times, money, numbers and identity numbers are written in Indonesian, and how typed dates are read.

Pure: no Django, no clock; moments are expected in the office's own time zone.
"""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal

MONTHS = (
    "Januari", "Februari", "Maret", "April", "Mei", "Juni",
    "Juli", "Agustus", "September", "Oktober", "November", "Desember",
)  # fmt: skip
SHORT_MONTHS = ("Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep", "Okt", "Nov", "Des")
DAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")

Number = int | float | Decimal


class NotADate(ValueError):
    """What was typed names no day."""


def long_date(day: date) -> str:
    """Write 22 November 2026."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def day_and_date(day: date) -> str:
    """Write Minggu, 22 November 2026."""
    return f"{DAYS[day.weekday()]}, {long_date(day)}"


def short_date(day: date) -> str:
    """Write 22 Nov."""
    return f"{day.day} {SHORT_MONTHS[day.month - 1]}"


def month_name(day: date) -> str:
    """Write November 2026."""
    return f"{MONTHS[day.month - 1]} {day.year}"


def clock(moment: datetime | time) -> str:
    """Write 10.42."""
    return f"{moment.hour:02d}.{moment.minute:02d}"


def ago(moment: datetime, *, now: datetime) -> str:
    """Write how long ago within 24 hours, otherwise the day and the time."""
    passed = now - moment
    if not timedelta(0) <= passed < timedelta(hours=24):
        return f"{long_date(moment)} pukul {clock(moment)}"
    minutes = int(passed.total_seconds() // 60)
    if minutes < 1:
        return "baru saja"
    return f"{minutes} menit lalu" if minutes < 60 else f"{minutes // 60} jam lalu"


def whole_number(value: Number) -> str:
    """Write 4.812, rounded half up; what lies behind the comma is dropped from the page, not from the data."""
    exact = value if isinstance(value, Decimal) else Decimal(str(value))
    rounded = int(exact.to_integral_value(ROUND_HALF_UP))
    return f"{rounded:,}".replace(",", ".")


# Made once: tables write thousands of numbers.
_PLACES, _SWAPPED = (Decimal(1), Decimal("0.1"), Decimal("0.01")), str.maketrans(",.", ".,")


def decimal_number(value: Number, places: int = 1) -> str:
    """Write 7,3 with the given number of places."""
    exact = value if isinstance(value, Decimal) else Decimal(str(value))
    rounded = exact.quantize(_PLACES[places] if places < len(_PLACES) else Decimal(1).scaleb(-places), ROUND_HALF_UP)
    return f"{rounded:,}".translate(_SWAPPED)


def file_size(size: int) -> str:
    """Bytes as people know them from their phones: 4,2 GB, 12,3 MB, 0 MB."""
    unit, name = (1024**3, "GB") if size >= 1024**3 else (1024**2, "MB")
    places = 1 if size % unit else 0
    return f"{decimal_number(size / unit, places)} {name}"


def rupiah(value: Number) -> str:
    """Write Rp1.250.000; a debt is -Rp1.250.000."""
    text = whole_number(value)
    return f"-Rp{text[1:]}" if text.startswith("-") else f"Rp{text}"


_UNITS = ("nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan", "sepuluh", "sebelas")
_THOUSANDS = ((10**12, "triliun"), (10**9, "miliar"), (10**6, "juta"), (1000, "ribu"), (100, "ratus"), (10, "puluh"))


def in_words(number: int) -> str:
    """Write 1.250.000 as satu juta dua ratus lima puluh ribu; whole numbers up to 999 triliun."""
    if number < 0:
        return f"minus {in_words(-number)}"
    if number < 12:
        return _UNITS[number]
    if number < 20:
        return f"{_UNITS[number - 10]} belas"
    size, name = next((size, name) for size, name in _THOUSANDS if number >= size)
    count, rest = divmod(number, size)
    # One hundred and one thousand have words of their own; one million has not.
    said = f"se{name}" if count == 1 and size in (100, 1000) else f"{in_words(count)} {name}"
    return f"{said} {in_words(rest)}" if rest else said


def percent(value: Number) -> str:
    """Write 71,3% of a number given in percent, without an idle ",0"."""
    return decimal_number(value, 1).removesuffix(",0") + "%"


def masked_nik(nik: str) -> str:
    """Write 3399 0145 •••• 0003: the birth date's tail hidden, enough left to tell two people apart."""
    digits = re.sub(r"\D", "", nik)
    if len(digits) != 16:
        return "•" * len(nik)
    return f"{digits[:4]} {digits[4:8]} •••• {digits[12:]}"


def spaced_nip(nip: str) -> str:
    """Write 19850330 201001 1 002: birth, appointment, sex and serial, as decrees do; anything else as it is."""
    return f"{nip[:8]} {nip[8:14]} {nip[14]} {nip[15:]}" if re.fullmatch(r"[0-9]{18}", nip) else nip


def masked_kk(kk: str) -> str:
    """Write 3399 01•• •••• 0021."""
    digits = re.sub(r"\D", "", kk)
    if len(digits) != 16:
        return "•" * len(kk)
    return f"{digits[:4]} {digits[4:6]}•• •••• {digits[12:]}"


def phone_number(phone: str) -> str:
    """Write 0812-3456-7890 for any usual way of typing an Indonesian number."""
    digits = re.sub(r"\D", "", phone)
    if digits.startswith("62"):
        digits = "0" + digits[2:]
    if not 9 <= len(digits) <= 13:
        return phone
    return "-".join(part for part in (digits[:4], digits[4:8], digits[8:]) if part)


def parse_date(text: str) -> date:
    """
    Read 22-11-2026, 22/11/2026, 22.11.2026, 2026-11-22 or 22 November 2026.

    :raises NotADate: the text names no day.
    """
    year_first = re.fullmatch(r"(\d{4})-(\d{1,2})-(\d{1,2})", text.strip())
    if year_first:
        year, month, day = year_first.groups()
        return _day(year, month, day, text)
    day_first = re.fullmatch(r"(\d{1,2})[-/. ]+(\d{1,2}|[A-Za-z]{3,9})[-/. ]+(\d{4})", text.strip())
    if not day_first:
        raise NotADate(text)
    day, month, year = day_first.groups()
    return _day(year, month, day, text)


def _day(year: str, month: str, day: str, text: str) -> date:
    try:
        return date(int(year), _month_number(month), int(day))
    except ValueError as error:
        raise NotADate(text) from error


def _month_number(month: str) -> int:
    if month.isdigit():
        return int(month)
    wanted = month.lower()
    for number, (name, short) in enumerate(zip(MONTHS, SHORT_MONTHS, strict=True), start=1):
        if wanted in (name.lower(), short.lower()):
            return number
    raise ValueError(month)
