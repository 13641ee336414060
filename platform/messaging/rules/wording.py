"""The words of a message: places filled in, nothing that tells who somebody is, nothing that breaks out of its line."""

import re
import unicodedata
from collections.abc import Iterable, Mapping

#: Characters of one message; longer ones cost several SMS and are not read.
LONGEST = 600
#: Sixteen digits, with what people put between them: a NIK or the number of a family card.
LONG_NUMBER = r"([0-9][ .–-]{0,3}){15}[0-9]"
_LONG_NUMBER = re.compile(LONG_NUMBER)
_PLACE = re.compile(r"\{([a-z_]{1,30})\}")


def printed(wording: str, values: Mapping[str, str]) -> str:
    """
    The text as it is sent; a place nobody filled leaves nothing.

    Every run of sixteen digits becomes "…", whoever typed it and wherever it came from.
    """
    filled = _PLACE.sub(lambda place: values.get(place[1], ""), wording)
    return without_long_numbers(plain(filled))[:LONGEST]


def plain(text: str) -> str:
    """Without control and invisible characters, with ordinary digits, and single spaces; lines stay lines."""
    seen = "".join(_ordinary(one) for one in text.replace("\r\n", "\n"))
    lines = (" ".join(line.split()) for line in seen.split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def without_long_numbers(text: str) -> str:
    return _LONG_NUMBER.sub("…", text)


def has_long_number(text: str) -> bool:
    return bool(_LONG_NUMBER.search(plain(text)))


def faults_of(wording: str, known: Iterable[str]) -> list[str]:
    """What is wrong with an office's own words, one sentence each."""
    known = list(known)
    faults = []
    if not plain(wording):
        faults.append("Tulis isinya.")
    if len(wording) > LONGEST:
        faults.append(f"Paling panjang {LONGEST} huruf. Ini {len(wording)}.")
    if has_long_number(wording):
        faults.append("Jangan menulis NIK atau nomor KK di pesan.")
    strange = [name for name in _PLACE.findall(wording) if name not in known]
    if strange:
        faults.append(
            f"Tidak dikenal: {{{strange[0]}}}. Yang dapat dipakai: {', '.join(f'{{{one}}}' for one in known)}."
        )
    if re.search(r"[{}]", _PLACE.sub("", wording)):
        faults.append("Ada tanda kurung kurawal yang tidak lengkap.")
    return faults


def _ordinary(one: str) -> str:
    if one == "\n":
        return one
    if one in "\t‐‑‒—−":
        return " " if one == "\t" else "-"
    if one.isdecimal() and not one.isascii():
        return str(unicodedata.decimal(one))
    category = unicodedata.category(one)
    return " " if category == "Zs" else "" if category[0] == "C" else one
