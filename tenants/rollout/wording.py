"""The lines of shapes in words for those who run the deployment (pure)."""

import re
from collections.abc import Iterable

WORDS = {
    "column": "kolom",
    "constraint": "aturan",
    "function": "fungsi",
    "grant": "hak",
    "index": "indeks",
    "migration": "migrasi",
    "object": "objek",
    "policy": "kebijakan",
    "schema": "skema",
    "table": "tabel",
    "trigger": "pemicu",
    "type": "tipe",
}


def differences(expected: Iterable[str], found: Iterable[str]) -> list[str]:
    """What differs between two sets of lines (see `shape`), in words."""
    should, does = (dict(_parts(line) for line in lines) for lines in (expected, found))
    tables = {name.removeprefix("tabel ") for name in should.keys() ^ does.keys() if name.startswith("tabel ")}
    told = []
    for name in sorted(should.keys() | does.keys()):
        if not name.startswith("tabel ") and re.split(r"[. ]", name)[1] in tables:
            # A table that is gone, or should not be there, speaks for its columns.
            continue
        if name not in does:
            told.append(f"{name} tidak ada")
        elif name not in should:
            told.append(f"{name} berlebih{_value(does[name])}")
        elif should[name] != does[name]:
            told.append(f"{name} seharusnya {should[name]}, ternyata {does[name]}")
    return told


def _parts(line: str) -> tuple[str, str]:
    what, _, rest = line.partition(" ")
    name, _, value = rest.partition(": ")
    name = name.replace(" to office", " untuk kantor").replace(" to ", " untuk ")
    return f"{WORDS.get(what, what)} {name}", value


def _value(text: str) -> str:
    return f" ({text})" if text else ""
