"""Reading the list of regions from a file of `code,name` rows."""

import csv
import lzma
import re
from collections.abc import Iterable
from pathlib import Path

from django.db import transaction

from tenants.districts import COUNTRY
from tenants.models import Region

CODE = re.compile(r"^\d\d(\.\d\d(\.\d\d(\.\d{4})?)?)?$")
DATA = Path(__file__).parent / "data"
SAMPLE = DATA / "regions_sample.csv"


class RegionsRefused(ValueError):
    """The file is not a list of regions; the message names the first bad line."""


def load(path: Path) -> int:
    """
    Take in every row of a file, replacing the names of codes already known; all of it or nothing.

    :raises RegionsRefused: a row has no name, a malformed code, or the file has no rows.
    """
    with path.open(newline="", encoding="utf-8-sig") as file:
        return _store(_read(file))


def load_regency(code: str) -> int:
    """
    Take in one kabupaten of the list that ships with the product: its province, itself and everything below it.

    :raises RegionsRefused: the list has no kabupaten of this code.
    """
    with lzma.open(COUNTRY, "rt", encoding="utf-8", newline="") as file:
        found = [one for one in _read(file) if f"{one.code}.".startswith(f"{code}.") or one.code == code[:2]]
    if not CODE.match(code) or len(code) != 5 or len(found) < 2:
        raise RegionsRefused(f"Tidak ada kabupaten berkode {code}. Tulis seperti 35.29.")
    return _store(found)


def _read(file: Iterable[str]) -> list[Region]:
    regions = []
    for line, row in enumerate(csv.reader(file), start=1):
        if line == 1 and row[:2] == ["code", "name"]:
            continue
        if len(row) < 2 or not CODE.match(row[0].strip()) or not row[1].strip():
            raise RegionsRefused(f"Baris {line} bukan pasangan kode,nama: {','.join(row)[:80]}")
        regions.append(Region(code=row[0].strip(), name=row[1].strip()))
    if not regions:
        raise RegionsRefused("Berkas tidak berisi satu wilayah pun.")
    return regions


def _store(regions: list[Region]) -> int:
    with transaction.atomic():
        Region.objects.bulk_create(
            regions, batch_size=5000, update_conflicts=True, update_fields=["name"], unique_fields=["code"]
        )
    return len(regions)
