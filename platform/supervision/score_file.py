"""
Reading the official result of the Indeks Desa from a file: region codes and scores, and what is wrong with each line.

All lines are good or nothing is entered: half a result would compare villages with last year's.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from registry.incoming.sheets import FileRefused, cell_text, read_table
from tenants import queries as offices
from tenants.models import Office

LARGEST_FILE = 1024 * 1024
MOST_LINES = 2000
NEEDED = ("kode", "nilai")
WRITTEN = re.compile(r"\d{1,3}([.,]\d{1,4})?")


@dataclass(frozen=True)
class Line:
    """One row as the spreadsheet numbers it; `score` and no `problem`, or the other way around."""

    number: int
    code: str
    text: str
    score: Decimal | None = None
    problem: str = ""


@dataclass(frozen=True)
class Ground:
    """What the database knows: the kabupaten's own code, the names of its regions, and its open villages by code."""

    own_code: str
    names: Mapping[str, str]
    villages: Mapping[str, Office]


def read_lines(content: bytes, ground: Ground) -> list[Line]:
    """
    The lines of a file, each judged; empty ones are left out.

    :raises FileRefused: too large, no table, without its headings or a line, or told in the scale of the former index.
    """
    if len(content) > LARGEST_FILE:
        raise FileRefused("Berkas lebih dari 1 MB. Hasil satu kabupaten jauh lebih kecil; periksa berkasnya.")
    _, table = read_table(content)
    names = [cell_text(cell).lower() for cell in table[0]] if table else []
    if lacking := [name for name in NEEDED if name not in names]:
        raise FileRefused(f"Kolom {' dan '.join(lacking)} tidak ditemukan. Baris pertama harus berisi: kode, nilai.")
    code, score = (names.index(name) for name in NEEDED)
    read = [Line(number, _cell(row, code), _cell(row, score)) for number, row in enumerate(table[1:], start=2)]
    lines = list(_judged((line for line in read if line.code or line.text), ground))
    if not lines:
        raise FileRefused("Tabel hanya berisi judul, belum ada satu desa pun.")
    if len(lines) > MOST_LINES:
        raise FileRefused(f"Berkas berisi {len(lines)} baris. Paling banyak {MOST_LINES} baris.")
    scores = [line.score for line in lines if line.score is not None]
    if scores and max(scores) <= 1:
        raise FileRefused("Semua nilai paling besar 1: itu skala IDM lama. Indeks Desa bernilai 0 sampai 100.")
    return lines


def _cell(row: list[object], place: int) -> str:
    return cell_text(row[place]).strip()[:40] if place < len(row) else ""


def _judged(lines: Iterable[Line], ground: Ground) -> Iterable[Line]:
    seen: dict[str, int] = {}
    for line in lines:
        problem = _trouble_with_code(line.code, ground) or _trouble_with_score(line.text)
        if not problem and line.code in seen:
            problem = f"Kode ini sudah ada di baris {seen[line.code]}."
        seen.setdefault(line.code, line.number)
        score = None if problem else Decimal(line.text.replace(",", "."))
        yield Line(line.number, line.code, line.text, score, problem)


def _trouble_with_code(code: str, ground: Ground) -> str:
    if not offices.CODE.fullmatch(code):
        return f"Kode “{code[:20]}” bukan kode wilayah. Tulis seperti 35.29.11.2010." if code else "Kode belum diisi."
    if not code.startswith(f"{ground.own_code}."):
        return f"Kode {code} di luar kabupaten ini."
    if code not in ground.names:
        return f"Kode {code} tidak ada dalam daftar wilayah."
    kind = offices.kind_of_code(code)
    if kind is None:
        return f"{ground.names[code]} adalah kelurahan, bukan desa."
    return "" if kind == Office.Kind.VILLAGE else f"{ground.names[code]} bukan desa."


def _trouble_with_score(text: str) -> str:
    if not WRITTEN.fullmatch(text):
        return (
            f"Nilai “{text}” bukan angka 0 sampai 100, paling banyak empat desimal." if text else "Nilai belum diisi."
        )
    return "" if Decimal(text.replace(",", ".")) <= 100 else "Nilai lebih dari 100."
