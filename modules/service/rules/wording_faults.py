"""What is wrong with the words somebody gave to a kind, entry by entry; sentences for a clerk, not for a programmer."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from modules.service.rules import entries, naskah
from modules.service.rules.kind import Kind, Shape
from modules.service.rules.naskah import Spelling

MOST_MINUTES, MOST_DAYS, MOST_FIELDS = 60 * 7 * 60, 3650, 120
LONGEST_SLUG = 40
_CODE = re.compile(r"[0-9]{1,4}(\.[0-9]{1,3}){0,5}")
_KEY = re.compile(r"[a-z][a-z0-9_-]{0,19}")
_LONGEST = {"addressed": 600, "matter": 300, "note": 400, "legal_basis": 300}
_MOST_LINES = {"copies": 12, "purposes": 20}
_LONGEST_LINE = {"copies": 160, "purposes": 120}
_MOST_REQUIREMENTS, _LONGEST_REQUIREMENT, _LONGEST_HINT = 15, 160, 160
_NAMES_PLACES = ("text", "addressed", "matter", "copies")


@dataclass(frozen=True)
class EntryFault:
    """What is wrong with one entry, where in it, and how to mend it."""

    entry: str
    line: int
    column: int
    message: str
    is_warning: bool = False


def of_types(said: Mapping[str, Any], base: Mapping[str, Any]) -> Iterator[EntryFault]:
    """Entries nobody knows, or of a shape that cannot be read; nothing else is looked at before these are gone."""
    for name, value in said.items():
        if name not in entries.ENTRIES:
            yield EntryFault(name, 1, 1, f"“{name[:40]}” tidak dapat diubah.")
        elif not _fits(name, value):
            yield EntryFault(name, 1, 1, f"{entries.LABELS[name]} tidak terbaca.")
    hints = said.get("hints")
    if isinstance(hints, dict):
        known = entries.entry(base, "hints")
        yield from (
            EntryFault("hints", 1, 1, f"Tidak ada isian “{str(key)[:40]}”.") for key in hints if key not in known
        )


def of(
    said: Mapping[str, Any],
    kind: Kind,
    *,
    most_minutes: int | None,
    spelling: Spelling,
    needed: frozenset[str] = frozenset(),
) -> Iterator[EntryFault]:
    """
    Everything wrong with these entries.

    :param kind: the kind they belong to, with the validity they give it.
    :param needed: keys of requirements that may be worded otherwise but not left out.
    """
    for name in entries.LABELS:
        if name in said:
            yield from _invisible(name, said[name])
    yield from _of_texts(said, kind, spelling)
    yield from _of_numbers(said, most_minutes)
    yield from _of_lines(said, kind)
    if "requirements" in said:
        yield from _of_requirements(said["requirements"], needed)
    for key, hint in said.get("hints", {}).items():
        if len(hint) > _LONGEST_HINT:
            yield EntryFault("hints", 1, 1, f"Petunjuk {key} paling banyak {_LONGEST_HINT} huruf.")


def of_shape(kind: Kind) -> Iterator[EntryFault]:
    """What a whole new kind may not be, though it could be read."""
    if len(kind.fields) > MOST_FIELDS:
        yield EntryFault("groups", 1, 1, f"Isian paling banyak {MOST_FIELDS}.")
    if not 1 <= kind.order <= 999:
        yield EntryFault("order", 1, 1, "Urutan (order) antara 1 dan 999.")
    for name, longest in (("title", 80), ("short_title", 40), ("summary", 160)):
        if not 3 <= len(getattr(kind, name)) <= longest:
            yield EntryFault(name, 1, 1, f"{name} berisi 3 sampai {longest} huruf.")


def _of_texts(said: Mapping[str, Any], kind: Kind, spelling: Spelling) -> Iterator[EntryFault]:
    for name in _NAMES_PLACES:
        value = said.get(name)
        if value is None:
            continue
        if name == "text":
            yield from _naskah(name, value, kind, spelling)
            continue
        # Each line is filled by itself, so a mark that opens a block has no place in it.
        for number, line in enumerate(value if isinstance(value, list) else value.split("\n"), start=1):
            if line.strip():
                yield from _naskah(name, line, kind, spelling, number)
        if name in _LONGEST and len(value) > _LONGEST[name]:
            yield EntryFault(name, 1, 1, f"{entries.LABELS[name]} paling banyak {_LONGEST[name]} huruf.")
    if "addressed" in said and kind.shape == Shape.OFFICIAL and not said["addressed"].strip():
        yield EntryFault("addressed", 1, 1, "Surat dinas harus punya tujuan. Isi Kepada Yth.")


def _naskah(name: str, text: str, kind: Kind, spelling: Spelling, number: int = 0) -> Iterator[EntryFault]:
    for fault in naskah.check(text, kind, spelling=spelling):
        yield EntryFault(name, number or fault.line, fault.column, fault.message, fault.is_warning)
    if number and text.strip().startswith("["):
        yield EntryFault(name, number, 1, "Tanda dalam kurung siku hanya untuk naskah.")
    if not number and not text.strip():
        yield EntryFault(name, 1, 1, "Naskah ini kosong. Tulis isi suratnya.")


def _of_numbers(said: Mapping[str, Any], most_minutes: int | None) -> Iterator[EntryFault]:
    minutes, days = said.get("minutes"), said.get("validity_days")
    if minutes is not None:
        if not 1 <= minutes <= MOST_MINUTES:
            yield EntryFault("minutes", 1, 1, f"Waktu standar antara 1 dan {MOST_MINUTES} menit.")
        elif most_minutes is not None and minutes > most_minutes:
            yield EntryFault(
                "minutes",
                1,
                1,
                f"Kabupaten menetapkan paling lama {most_minutes} menit. Isi {most_minutes} atau kurang.",
            )
    if days is not None and not 0 <= days <= MOST_DAYS:
        yield EntryFault("validity_days", 1, 1, f"Masa berlaku antara 0 (tanpa batas) dan {MOST_DAYS} hari.")
    for name in ("code_2022", "code_2012"):
        if name in said and not _CODE.fullmatch(said[name]):
            yield EntryFault(name, 1, 1, "Kode klasifikasi berisi angka dan titik, misalnya 400.10.4.4.")


def _of_lines(said: Mapping[str, Any], kind: Kind) -> Iterator[EntryFault]:
    for name, most in _MOST_LINES.items():
        value = said.get(name)
        if value is None:
            continue
        if len(value) > most:
            yield EntryFault(name, most + 1, 1, f"{entries.LABELS[name]} paling banyak {most} baris.")
        for number, line in enumerate(value, start=1):
            if not 1 <= len(line.strip()) <= _LONGEST_LINE[name]:
                yield EntryFault(name, number, 1, f"Tiap baris berisi 1 sampai {_LONGEST_LINE[name]} huruf.")
    asks = any(asked.type == "purpose" for asked in kind.fields)
    if said.get("purposes") == [] and asks:
        yield EntryFault("purposes", 1, 1, "Tulis paling sedikit satu contoh keperluan.")
    for name in ("note", "legal_basis"):
        if len(said.get(name, "")) > _LONGEST[name]:
            yield EntryFault(name, 1, 1, f"{entries.LABELS[name]} paling banyak {_LONGEST[name]} huruf.")


def _of_requirements(listed: list[dict[str, Any]], needed: frozenset[str]) -> Iterator[EntryFault]:
    keys = [one["key"] for one in listed]
    if len(listed) > _MOST_REQUIREMENTS:
        yield EntryFault("requirements", _MOST_REQUIREMENTS + 1, 1, f"Syarat paling banyak {_MOST_REQUIREMENTS}.")
    for number, one in enumerate(listed, start=1):
        if not _KEY.fullmatch(one["key"]) or keys.count(one["key"]) > 1:
            yield EntryFault("requirements", number, 1, "Syarat ini tertulis dua kali atau tidak bernama.")
        if not 3 <= len(one["text"].strip()) <= _LONGEST_REQUIREMENT:
            yield EntryFault("requirements", number, 1, f"Tulis syarat dengan 3 sampai {_LONGEST_REQUIREMENT} huruf.")
    if needed - set(keys):
        yield EntryFault(
            "requirements", 1, 1, "Syarat bawaan tidak dapat dihapus. Ubah kalimatnya, atau jadikan “bila ada”."
        )


def _invisible(name: str, value: Any) -> Iterator[EntryFault]:
    """Letters that are not seen but turn or split what is: a text must be what it looks like."""
    for number, line in enumerate(_all_lines(value), start=1):
        for column, letter in enumerate(line, start=1):
            if unicodedata.category(letter) in ("Cf", "Cc", "Co", "Cs", "Zl", "Zp") and letter not in "\t\r":
                yield EntryFault(
                    name, number, column, f"Ada huruf tak terlihat (U+{ord(letter):04X}). Hapus dan ketik ulang."
                )
                return


def _all_lines(value: Any) -> list[str]:
    if isinstance(value, str):
        return value.split("\n")
    if isinstance(value, dict):
        return [f"{one}" for one in value.values()]
    if isinstance(value, list):
        return [one["text"] if isinstance(one, dict) else str(one) for one in value]
    return []


def _fits(name: str, value: Any) -> bool:
    match name:
        case "minutes" | "validity_days":
            return isinstance(value, int) and not isinstance(value, bool)
        case "copies" | "purposes":
            return isinstance(value, list) and all(isinstance(line, str) and "\n" not in line for line in value)
        case "requirements":
            return isinstance(value, list) and all(map(_is_requirement, value))
        case "hints":
            return isinstance(value, dict) and all(
                isinstance(hint, str) and "\n" not in hint for hint in value.values()
            )
    return isinstance(value, str)


def _is_requirement(one: Any) -> bool:
    return (
        isinstance(one, dict)
        and set(one) == {"key", "text", "required"}
        and isinstance(one["key"], str)
        and isinstance(one["text"], str)
        and isinstance(one["required"], bool)
    )
