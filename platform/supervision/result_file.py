"""What came of a file of offices, as a file."""

from collections.abc import Iterable
from datetime import datetime

from supervision.exports import csv_of
from supervision.incoming import HEADINGS
from supervision.models import BulkLine

EXAMPLE = (
    ("35.29.11", "Sulastri", "", "CAMAT", "081234567890", "Kecamatan", "", ""),
    ("35.29.11.2003", "Darma Wijaya", "darma.wijaya", "SEKDES", "081234567891", "Desa", "WIB", "rombasan-pragaan"),
    ("35.29.11.2004", "Siti Aminah", "", "Kepala Desa", "", "", "", ""),
)
HEAD = ("Baris", "Kode wilayah", "Kantor", "Alamat", "Nama akun", "Nama pengguna", "Tautan undangan", "Keterangan")


def write(lines: Iterable[BulkLine], *, at: datetime) -> bytes:
    """One row for each line: the office with its invitation, or why there is none."""
    return csv_of([HEAD, *(_row(line, at) for line in lines)])


def example() -> bytes:
    """A file to fill in; invented people."""
    return csv_of([HEADINGS, *EXAMPLE])


def _row(line: BulkLine, at: datetime) -> tuple[str, ...]:
    made = line.opening
    if made is None:
        return (
            str(line.number), line.code, "", "", line.cells.get("nama_akun", ""), line.cells.get("username", ""), "",
            line.problem or "Belum dibuka",
        )  # fmt: skip
    stands = made.link_stands(at)
    return (
        str(line.number), line.code, made.office_title, made.address, made.account_name, made.username,
        made.link if stands else "", "Dibuka" if stands else "Dibuka; undangan sudah lewat 7 hari",
    )  # fmt: skip
