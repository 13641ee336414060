"""Reading the list of regions from a file of `code,name` rows."""

import csv
import re
from pathlib import Path

from django.db import transaction

from tenants.models import Region

CODE = re.compile(r"^\d\d(\.\d\d(\.\d\d(\.\d{4})?)?)?$")
SAMPLE = Path(__file__).parent / "data" / "regions_sample.csv"


class RegionsRefused(ValueError):
    """The file is not a list of regions; the message names the first bad line."""


def load(path: Path) -> int:
    """
    Take in every row of a file, replacing the names of codes already known; all of it or nothing.

    :raises RegionsRefused: a row has no name, a malformed code, or the file has no rows.
    """
    regions = []
    with path.open(newline="", encoding="utf-8-sig") as file:
        for line, row in enumerate(csv.reader(file), start=1):
            if line == 1 and row[:2] == ["code", "name"]:
                continue
            if len(row) < 2 or not CODE.match(row[0].strip()) or not row[1].strip():
                raise RegionsRefused(f"Baris {line} bukan pasangan kode,nama: {','.join(row)[:80]}")
            regions.append(Region(code=row[0].strip(), name=row[1].strip()))
    if not regions:
        raise RegionsRefused("Berkas tidak berisi satu wilayah pun.")
    with transaction.atomic():
        Region.objects.bulk_create(
            regions, batch_size=5000, update_conflicts=True, update_fields=["name"], unique_fields=["code"]
        )
    return len(regions)
