"""Turning the cells of one line into values, with an error for what cannot be stored and a warning for the unlikely."""

import math
import re
from dataclasses import dataclass, field
from datetime import date, datetime

from registry import codes
from registry.incoming.columns import BY_FIELD, BY_HEADING, Column, Kind
from registry.rules import kk, names, nik, people, places
from registry.rules.findings import Verdict
from registry.rules.numbers import LENGTH, digits_of

Value = str | int | float | None

_SCIENTIFIC = re.compile(r"^[0-9][.,][0-9]+E\+?[0-9]+$", re.IGNORECASE)
_DATE_FORMATS = ("%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%Y/%m/%d")
_NEEDED_OF_NEW = ("name", "sex", "born_on", "hamlet")


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


def read_row(cells: dict[str, str], as_numbers: tuple[str, ...] = (), *, on: date) -> Reading:
    """
    Read the cells of one line.

    :param as_numbers: headings whose cell held a number of 16 digits, of which the last one is lost.
    :param on: the day of the import; nobody is born after it.
    """
    reading = Reading()
    for heading, text in cells.items():
        column = BY_HEADING.get(heading)
        if column and text.strip():
            _READERS[column.kind](reading, column, text.strip())
    _refuse_rounded(reading, cells, as_numbers)
    _settle_marital(reading, cells)
    _check_identity(reading, cells, on)
    _check_family(reading, cells)
    return reading


def missing_of_new(reading: Reading) -> list[Problem]:
    """Name what a resident who is not yet in the register has to have."""
    complained = {problem.heading for problem in reading.errors}
    columns = [BY_FIELD[name] for name in _NEEDED_OF_NEW if reading.values.get(name) is None]
    return [
        Problem(column.heading, "", f"{column.label} wajib diisi untuk penduduk baru.")
        for column in columns
        if column.heading not in complained
    ]


def _read_text(reading: Reading, column: Column, text: str) -> None:
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
    if code is None:
        reading.refuse(column, text, f"{column.label} “{text[:40]}” tidak ada di daftar kode.")
    else:
        reading.values[column.field] = int(code)


def _read_marital(reading: Reading, column: Column, text: str) -> None:
    """The file numbers four states; a label may name one of the six. Numbers 5 and 6 only exist in the six."""
    assert column.table is not None
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
    _read_text(reading, column, places.hamlet_name(text))


def _read_degrees(reading: Reading, column: Column, text: str) -> None:
    """A latitude or longitude; `column.longest` is as far as it goes from the equator or Greenwich."""
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
    """Read a day written as 28/03/1978, 28-03-1978 or 1978-03-28, with or without a time after it."""
    text = text.strip().lstrip("'").split("T")[0].split(" ")[0]
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


def _refuse_rounded(reading: Reading, cells: dict[str, str], as_numbers: tuple[str, ...]) -> None:
    for heading in as_numbers:
        column = BY_HEADING[heading]
        if column.kind in (Kind.NIK, Kind.KK) and cells.get(heading, "").endswith("0"):
            message = f"{column.label} tersimpan sebagai bilangan, angka terakhirnya hilang. Ketik ulang di sel teks."
            reading.errors = [problem for problem in reading.errors if problem.heading != heading]
            reading.refuse(column, cells[heading], message)


def _settle_marital(reading: Reading, cells: dict[str, str]) -> None:
    if reading.values.get("marital") == codes.Marital.NEVER and reading.values.get("married_on"):
        column = BY_FIELD["marital"]
        reading.warn(column, cells.get(column.heading, ""), "Tertulis belum kawin, tetapi ada tanggal perkawinan.")


def _check_identity(reading: Reading, cells: dict[str, str], on: date) -> None:
    born_on = date.fromisoformat(str(reading.values["born_on"])) if reading.values.get("born_on") else None
    column = BY_FIELD["born_on"]
    if born_on and born_on > on:
        reading.refuse(column, cells[column.heading], "Tanggal lahir tidak boleh sesudah hari ini.")
    elif born_on and not people.is_possible_birthday(born_on, on=on):
        reading.warn(column, cells[column.heading], "Umur lebih dari 120 tahun. Periksa tanggal lahir.")
    number = reading.values.get("nik")
    if number and nik.status_of(str(number)) == nik.NikStatus.FIXED:
        told = {problem.message for problem in reading.warnings}
        sex = reading.values.get("sex")
        verdict = nik.check_nik(str(number), sex=int(sex) if sex else None, born_on=born_on)
        for finding in verdict.warnings:
            if finding.text not in told:
                reading.warn(BY_FIELD["nik"], cells["nik"], finding.text)


def _check_family(reading: Reading, cells: dict[str, str]) -> None:
    column = BY_FIELD["relation"]
    complained = {problem.heading for problem in reading.errors}
    if reading.values.get("no_kk") and not reading.values.get("relation") and column.heading not in complained:
        reading.refuse(column, cells.get(column.heading, ""), "Hubungan dalam KK wajib diisi bila ada nomor KK.")
