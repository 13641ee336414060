"""What is said of a file that cannot be read, and how large a file may be."""

LARGEST_FILE = 20 * 1024 * 1024
LARGEST_UNPACKED = 200 * 1024 * 1024
MOST_MEMBERS = 2_000
MOST_ROWS = 60_000
MOST_CELLS = 3_000_000
BROKEN = "Berkas rusak atau bukan lembar kerja Excel. Simpan ulang sebagai .xlsx."


class FileRefused(Exception):
    """The uploaded file cannot be read; the message is for the person who sent it."""


def refuse_giants(rows: int, columns: int = 1) -> None:
    """
    Refuse a table before memory is set aside for it; one stray cell in the last corner counts the whole rectangle.

    :raises FileRefused: more rows than an import takes, or more cells than a worker holds.
    """
    if rows * columns > MOST_CELLS:
        raise FileRefused(
            f"Lembar kerja memakai {rows} baris dan {columns} kolom. Hapus sel di luar tabel, lalu unggah lagi."
        )
    if rows > MOST_ROWS + 1_000:
        raise FileRefused(
            f"Berkas berisi lebih dari {MOST_ROWS} baris. Bagi menjadi beberapa berkas, paling banyak {MOST_ROWS} baris."
        )
