"""The lines of shapes in words for those who run the deployment (pure)."""

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
    told = []
    for name in sorted(should.keys() | does.keys()):
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
