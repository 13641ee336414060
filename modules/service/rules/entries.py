"""
The entries of a kind an office may word itself, and how they lie over those that ship.

What is asked and what is checked is not among them: answers given earlier, the API and the register hang on it (ADR 27).
"""

import hashlib
import json
from collections.abc import Iterator, Mapping
from typing import Any

Source = Mapping[str, Any]

#: entry -> what a screen calls it.
LABELS = {
    "text": "Naskah",
    "addressed": "Kepada Yth.",
    "matter": "Hal",
    "copies": "Tembusan",
    "purposes": "Contoh keperluan",
    "note": "Catatan untuk pemohon",
    "requirements": "Syarat",
    "minutes": "Waktu standar",
    "validity_days": "Masa berlaku",
    "code_2022": "Kode klasifikasi 2022",
    "code_2012": "Kode klasifikasi 2012",
    "legal_basis": "Dasar hukum",
    "hints": "Petunjuk isian",
}
ENTRIES = frozenset(LABELS)
#: What an entry is where a file says nothing.
_UNSAID: dict[str, Any] = {"addressed": "", "matter": "", "copies": [], "purposes": [], "note": "", "legal_basis": ""}


def applied(said: Source, changes: Mapping[str, Any]) -> dict[str, Any]:
    """The entries of a kind with some of them changed; the one given stays as it is."""
    hints = changes.get("hints", {})
    plain = {name: value for name, value in changes.items() if name != "hints"}
    return {**said, **plain, "groups": [_hinted(group, hints) for group in said["groups"]]}


def entry(said: Source, name: str) -> Any:
    """One entry as these entries have it."""
    if name == "hints":
        return {asked["key"]: asked.get("hint", "") for group in said["groups"] for asked in group.get("fields", ())}
    value = said.get(name, _UNSAID.get(name))
    if name == "requirements":
        return [{"key": one["key"], "text": one["text"], "required": one.get("required", True)} for one in value]
    return value.strip() if isinstance(value, str) else list(value) if isinstance(value, (list, tuple)) else value


def differing(said: Source, base: Source) -> dict[str, Any]:
    """The changes that make `said` out of `base`."""
    found = {name: entry(said, name) for name in LABELS if entry(said, name) != entry(base, name)}
    if "hints" in found:
        old = entry(base, "hints")
        found["hints"] = {key: hint for key, hint in found["hints"].items() if hint != old.get(key)}
    return found


def digest(said: Source, mark: str = "") -> str:
    """32 letters that stand for this content and mark, in every office the same."""
    written = json.dumps(said, sort_keys=True, ensure_ascii=False)
    return hashlib.blake2b(f"{mark}\n{written}".encode(), digest_size=16).hexdigest()


def lines(said: Source, name: str) -> list[str]:
    """An entry as lines to read and compare."""
    value = entry(said, name)
    match name:
        case "requirements":
            return [f"{one['text']}{'' if one['required'] else ' (bila ada)'}" for one in value]
        case "hints":
            return list(_hints(said))
        case "minutes":
            return [f"{value} menit"]
        case "validity_days":
            return [f"{value} hari" if value else "tanpa batas"]
    return list(value) if isinstance(value, list) else str(value).split("\n") if value else []


def _hinted(group: Source, hints: Mapping[str, str]) -> dict[str, Any]:
    if "fields" not in group:
        return dict(group)
    return {
        **group,
        "fields": [
            {**asked, "hint": hints[asked["key"]]} if asked["key"] in hints else asked for asked in group["fields"]
        ],
    }


def _hints(said: Source) -> Iterator[str]:
    for group in said["groups"]:
        for asked in group.get("fields", ()):
            if asked.get("hint"):
                yield f"{asked['label']}: {asked['hint']}"
