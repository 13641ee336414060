"""Turning one cell into a value, with an error for what cannot be stored and a warning for the unlikely."""

import math
import re
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from registry import codes
from registry.incoming.columns import Column, Kind
from registry.rules import kk, names, nik, people, places
from registry.rules.findings import Verdict
from registry.rules.numbers import LENGTH, digits_of

Value = str | int | float | None

_SCIENTIFIC = re.compile(r"^[0-9][.,][0-9]+E\+?[0-9]+$", re.IGNORECASE)
_DATE_FORMATS = ("%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%Y/%m/%d")
# What lists write where there is nothing to say; of the blood group a dash says that it is not known.
_NOTHING = frozenset({"--", "---", "(NULL)", "N/A", "0000-00-00", "00-00-0000", "00/00/0000"})
_FAULTS = frozenset({"#REF!", "#N/A", "#VALUE!", "#NAME?", "#DIV/0!", "#NUM!", "#NULL!"})
_AS_TEXT = re.compile(r'^="([^"]*)"$')
# Excel counts days from 30 December 1899; four digits are far likelier a year than a day before 1928.
_SERIAL = re.compile(r"^[0-9]{5}(?:\.[0-9]+)?$")
_SERIAL_ZERO, _SERIAL_LAST = date(1899, 12, 30), 73_050
MERGED_SAYS = "Sel ini digabung dengan sel lain. Pisahkan selnya, lalu isi tiap baris."
HOLLOW_SAYS = "Sel berisi rumus yang belum dihitung. Ganti rumus dengan isinya."
FAULT = "Rumus di sel ini salah. Ganti dengan isinya."
FORMULA = "Sel berisi rumus. Ganti rumus dengan isinya."


@dataclass(frozen=True)
class Problem:
    """One thing about one cell, said to the person who imports."""

    heading: str
    value: str
    message: str

    def as_json(self, letters: dict[str, str]) -> dict[str, str]:
        return {
            "heading": self.heading,
            "letter": letters.get(self.heading, ""),
            "value": self.value,
            "message": self.message,
        }


@dataclass
class Reading:
    """What one line says: values by field (days as ISO text), and what was found wrong or unlikely."""

    values: dict[str, Value] = field(default_factory=dict)
    errors: list[Problem] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)

    def refuse(self, column: Column, text: str, message: str) -> None:
        self.errors.append(Problem(column.heading, text, message))

    def warn(self, column: Column, text: str, message: str) -> None:
        self.warnings.append(Problem(column.heading, text, message))


def read_cell(reading: Reading, column: Column, written: str) -> None:
    """Read a cell into the values of its line."""
    text, is_quoted = (written, False) if written.isalnum() else _shown(written)
    if not text or text.upper() in _NOTHING:
        return
    if text[0] in "=#" and not is_quoted and (message := _formula(text)):
        reading.refuse(column, text, message)
    else:
        _READERS[column.kind](reading, column, text)


def _formula(text: str) -> str:
    return FAULT if text in _FAULTS else FORMULA if text[0] == "=" else ""


def says_nothing(text: str) -> bool:
    """Tell whether people write this where there is nothing to say."""
    return text == "-" or text.upper() in _NOTHING


def _shown(written: str) -> tuple[str, bool]:
    """Take away what spreadsheets put around a text; True when it says itself that it is text and no formula."""
    text = written.strip()
    if text.startswith("'"):
        return text[1:].strip(), True
    if text.startswith("=") and (quoted := _AS_TEXT.match(text)):
        return quoted.group(1).strip(), True
    return text, False


def _read_text(reading: Reading, column: Column, text: str) -> None:
    if text == "-":
        return
    if len(text) > column.longest:
        reading.refuse(column, text, f"{column.label} paling banyak {column.longest} huruf. Tertulis {len(text)}.")
    else:
        reading.values[column.field] = text


def _read_name(reading: Reading, column: Column, text: str) -> None:
    verdict = names.check_name(text)
    _tell(reading, column, text, verdict)
    if verdict.is_accepted:
        reading.values[column.field] = names.squeezed(text)


def _read_date(reading: Reading, column: Column, text: str) -> None:
    if text == "-":
        return
    day = read_day(text)
    if day is None:
        reading.refuse(column, text, f"{column.label} harus tanggal, misalnya 28/03/1978.")
    else:
        reading.values[column.field] = day.isoformat()


def _read_code(reading: Reading, column: Column, text: str) -> None:
    assert column.table is not None
    if column.field == "marital":
        _read_marital(reading, column, text)
        return
    code = codes.read(column.table, text)
    if code is None and text == "-":
        return
    if code is None:
        reading.refuse(column, text, f"{column.label} “{text[:40]}” tidak ada di daftar kode.")
    else:
        reading.values[column.field] = int(code)


def _read_marital(reading: Reading, column: Column, text: str) -> None:
    """The file numbers four states; a label may name one of the six. Numbers 5 and 6 only exist in the six."""
    assert column.table is not None
    if text == "-":
        return
    four = codes.read(column.table, text)
    named = None if text.strip().isdigit() else codes.read(codes.Marital, text)
    if named is not None:
        reading.values[column.field] = int(named)
    elif four is not None:
        reading.values[column.field] = people.MARITAL_FROM_KTP[int(four)]
    else:
        reading.refuse(column, text, f"{column.label} “{text[:40]}” tidak ada di daftar kode.")


def _read_nik(reading: Reading, column: Column, text: str) -> None:
    if _is_scientific(reading, column, text):
        return
    digits = digits_of(text)
    if not digits.strip("0") and not _has_letters(text):
        reading.values["nik"] = None
        return
    # Letters between the digits are a slip of the keyboard, not a way of writing; only marks are dropped.
    verdict = nik.check_nik(text if _has_letters(text) else digits, status=nik.status_of(digits))
    _tell(reading, column, text, verdict)
    if verdict.is_accepted:
        reading.values["nik"] = digits


def _read_kk(reading: Reading, column: Column, text: str) -> None:
    if _is_scientific(reading, column, text):
        return
    digits = digits_of(text)
    if not digits.strip("0") and not _has_letters(text):
        reading.values["no_kk"] = None
        return
    verdict = kk.check_kk(text if _has_letters(text) else digits)
    _tell(reading, column, text, verdict)
    if verdict.is_accepted:
        reading.values["no_kk"] = digits


def _read_others_nik(reading: Reading, column: Column, text: str) -> None:
    """The number of a parent is kept as it is written; parents may be from anywhere and long dead."""
    digits = digits_of(text)
    if not digits.strip("0"):
        return
    if len(digits) > LENGTH:
        reading.refuse(column, text, f"{column.label} paling banyak 16 angka. Tertulis {len(digits)}.")
        return
    reading.values[column.field] = digits
    if len(digits) != LENGTH:
        reading.warn(column, text, f"{column.label} bukan 16 angka.")


def _read_rt_rw(reading: Reading, column: Column, text: str) -> None:
    number = places.rt_rw(text)
    if number is None:
        reading.refuse(column, text, f"{column.label} harus 1 sampai 3 angka, atau kosong.")
    else:
        reading.values[column.field] = number


def _read_hamlet(reading: Reading, column: Column, text: str) -> None:
    if text == "-":
        # Said, and not left out: this person lives in no hamlet.
        reading.values[column.field] = ""
        return
    _read_text(reading, column, places.hamlet_name(text))


def _read_degrees(reading: Reading, column: Column, text: str) -> None:
    """A latitude or longitude; `column.longest` is as far as it goes from the equator or Greenwich."""
    if text == "-":
        return
    try:
        degrees = float(text.replace(",", "."))
    except ValueError:
        degrees = math.nan
    if abs(degrees) <= column.longest:
        reading.values[column.field] = degrees
    else:
        reading.refuse(column, text, f"{column.label} harus bilangan paling jauh {column.longest}, misalnya -7.1234.")


_READERS = {
    Kind.TEXT: _read_text,
    Kind.NAME: _read_name,
    Kind.DATE: _read_date,
    Kind.CODE: _read_code,
    Kind.NIK: _read_nik,
    Kind.KK: _read_kk,
    Kind.OTHERS_NIK: _read_others_nik,
    Kind.RT_RW: _read_rt_rw,
    Kind.HAMLET: _read_hamlet,
    Kind.DEGREES: _read_degrees,
}


def read_day(text: str) -> date | None:
    """Read a day written as 28/03/1978, 28-03-1978 or 1978-03-28, with or without a time, or as Excel's number of it."""
    text = text.strip().lstrip("'")
    if _SERIAL.match(text):
        days = int(float(text))
        return _SERIAL_ZERO + timedelta(days=days) if days <= _SERIAL_LAST else None
    text = text.split("T")[0].split(" ")[0]
    if len(text) == 10 and text[4] == "-":
        try:
            return date.fromisoformat(text)
        except ValueError:
            return None
    for form in _DATE_FORMATS:
        try:
            return datetime.strptime(text, form).date()  # noqa: DTZ007 - a day has no zone
        except ValueError:
            continue
    return None


def _tell(reading: Reading, column: Column, text: str, verdict: Verdict) -> None:
    # One refusal a cell is enough: the first one explains, the rest follow from it.
    for finding in verdict.refusals[:1]:
        reading.refuse(column, text, finding.text)
    for finding in verdict.warnings:
        reading.warn(column, text, finding.text)


def _has_letters(text: str) -> bool:
    return any(character.isalpha() for character in text)


def _is_scientific(reading: Reading, column: Column, text: str) -> bool:
    if _SCIENTIFIC.match(text):
        reading.refuse(column, text, f"{column.label} berubah menjadi bilangan. Jadikan sel teks, lalu ketik ulang.")
        return True
    return False


def rounded_says(column: Column, text: str) -> str:
    """A number of sixteen digits lost its last one; a zero there may be the true one or not, and nobody can tell."""
    if column.kind in (Kind.NIK, Kind.KK, Kind.OTHERS_NIK) and text.endswith("0"):
        return f"{column.label} tersimpan sebagai bilangan, angka terakhirnya hilang. Ketik ulang di sel teks."
    return ""
