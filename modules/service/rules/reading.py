"""Reading one typed answer, and saying in Indonesian what is wrong with it and how to mend it."""

import re
import unicodedata
from collections.abc import Callable
from datetime import date, time

from modules.service.rules import masking
from modules.service.rules.kind import Field, FieldType
from papers.refusal import PaperRefused
from papers.text import printable
from web import indonesian

Answer = str | int
_LONGEST = 160
_NAME = re.compile(r"^[^\W\d_](?:[^\W\d_]|[ .,'’`/()\-])*$")


_EMAIL = re.compile(r"[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")


class Unreadable(ValueError):
    """The answer cannot be used; the message says why and what to do."""


def read(field: Field, typed: str, *, today: date) -> Answer | None:
    """
    The answer in the form it is stored: texts squeezed, days as ISO, numbers as numbers; None when nothing was typed.

    :raises Unreadable: it says what is wrong.
    """
    text = squeezed(typed, keep_lines=field.type == FieldType.PARAGRAPH)
    if not text:
        if field.required:
            raise Unreadable(_missing(field))
        return None
    return _READERS[field.type](field, text, today)


def squeezed(text: str, *, keep_lines: bool = False) -> str:
    """One space between words and nothing invisible, so an answer that prints as nothing is none; a paragraph keeps its lines."""
    seen = "".join(letter for letter in text if unicodedata.category(letter) != "Cf")
    lines = unicodedata.normalize("NFC", seen).replace("\r\n", "\n").replace("\r", "\n").split("\n")
    kept = [" ".join(line.split()) for line in lines]
    return ("\n" if keep_lines else " ").join(line for line in kept if line)


def _missing(field: Field) -> str:
    if field.type == FieldType.CHOICE:
        return "Pilih salah satu."
    return f"{field.label} belum diisi."


def _text(field: Field, text: str, today: date) -> str:
    longest = field.most or _LONGEST
    if len(text) > longest:
        raise Unreadable(f"Paling banyak {longest} huruf. Anda menulis {len(text)}.")
    try:
        printable(text, longest=longest)
    except PaperRefused as error:
        raise Unreadable(str(error)) from error
    return text


def _name(field: Field, text: str, today: date) -> str:
    if not _NAME.match(text):
        raise Unreadable("Nama hanya boleh berisi huruf, spasi, titik, koma, petik, dan tanda hubung.")
    return _text(field, text, today)


def _nik(field: Field, text: str, today: date) -> str:
    return _sixteen_digits("NIK", text)


def _kk(field: Field, text: str, today: date) -> str:
    return _sixteen_digits("Nomor KK", text)


def _sixteen_digits(what: str, text: str) -> str:
    digits = re.sub(r"[\s.\-]", "", text)
    if not (digits.isascii() and digits.isdigit()):
        raise Unreadable(f"{what} hanya boleh berisi angka.")
    if len(digits) != 16:
        raise Unreadable(f"{what} harus 16 angka. Anda mengetik {len(digits)}.")
    return digits


def _number(field: Field, text: str, today: date) -> int:
    return _bounded(field, _digits(field, text))


def _rupiah(field: Field, text: str, today: date) -> int:
    return _bounded(field, _digits(field, re.sub(r"^rp\s*", "", text, flags=re.IGNORECASE)))


def _digits(field: Field, text: str) -> int:
    bare = re.sub(rf"[\s.]|{re.escape(field.unit)}$" if field.unit else r"[\s.]", "", text, flags=re.IGNORECASE)
    if not (bare.isascii() and bare.isdigit() and len(bare) <= 12):
        raise Unreadable(f"{field.label} harus angka bulat, tanpa koma atau tanda lain.")
    return int(bare)


def _bounded(field: Field, value: int) -> int:
    least, most = field.least or 0, field.most
    if value < least or (most is not None and value > most):
        bounds = (
            f"antara {indonesian.whole_number(least)} dan {indonesian.whole_number(most)}"
            if most
            else f"paling sedikit {least}"
        )
        unit = f" {field.unit}" if field.unit else ""
        raise Unreadable(f"{field.label} harus {bounds}{unit}. Anda mengetik {indonesian.whole_number(value)}.")
    return value


def _year(field: Field, text: str, today: date) -> int:
    if not re.fullmatch(r"[0-9]{4}", text):
        raise Unreadable("Tulis tahun dengan 4 angka, misalnya 2019.")
    if not 1900 <= int(text) <= today.year:
        raise Unreadable(f"Tahun harus antara 1900 dan {today.year}. Anda mengetik {text}.")
    return int(text)


def _date(field: Field, text: str, today: date) -> str:
    try:
        return indonesian.parse_date(text).isoformat()
    except indonesian.NotADate as error:
        raise Unreadable("Tulis tanggal seperti 22-11-2026.") from error


def _time(field: Field, text: str, today: date) -> str:
    found = re.fullmatch(r"([0-9]{1,2})[.:]([0-9]{2})(?:[.:][0-9]{2})?", text)
    try:
        return indonesian.clock(time(int(found[1]), int(found[2]))) if found else _not_a_time()
    except ValueError:
        return _not_a_time()


def _not_a_time() -> str:
    raise Unreadable("Tulis jam seperti 04.30.")


def _phone(field: Field, text: str, today: date) -> str:
    try:
        return masking.read_phone(text)
    except ValueError as error:
        raise Unreadable(str(error)) from error


def _email(field: Field, text: str, today: date) -> str:
    if len(text) > 254 or not _EMAIL.fullmatch(text):
        raise Unreadable("Tulis alamat surel seperti ani@contoh.id.")
    return text


def _area(field: Field, text: str, today: date) -> str:
    """Stored with a point: 1250.5. One or two digits behind a point are read so; three are thousands."""
    bare = re.sub(r"\s|m2$|m²$", "", text, flags=re.IGNORECASE)
    found = re.fullmatch(r"([0-9]{1,3}(?:\.[0-9]{3})+|[0-9]{1,9})(?:[,.]([0-9]{1,2}))?", bare)
    if not found:
        raise Unreadable(f"{field.label} ditulis dengan angka, misalnya 1.250 atau 250,5.")
    whole = _bounded(field, int(found[1].replace(".", "")))
    rest = (found[2] or "").rstrip("0")
    return f"{whole}.{rest}" if rest else str(whole)


def _place(field: Field, text: str, today: date) -> str:
    return " ".join(word[:1].upper() + word[1:] for word in _text(field, text, today).split(" "))


def _choice(field: Field, text: str, today: date) -> str:
    if text not in dict(field.choices):
        raise Unreadable("Pilih salah satu.")
    return text


_READERS: dict[FieldType, Callable[[Field, str, date], Answer]] = {
    FieldType.TEXT: _text,
    FieldType.NAME: _name,
    FieldType.PARAGRAPH: _text,
    FieldType.PURPOSE: _text,
    FieldType.NIK: _nik,
    FieldType.KK: _kk,
    FieldType.NUMBER: _number,
    FieldType.RUPIAH: _rupiah,
    FieldType.YEAR: _year,
    FieldType.DATE: _date,
    FieldType.TIME: _time,
    FieldType.CHOICE: _choice,
    FieldType.PHONE: _phone,
    FieldType.EMAIL: _email,
    FieldType.AREA: _area,
    FieldType.PLACE: _place,
}
