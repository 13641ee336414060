"""
Files of reports, known by their content: PDF without scripts, XLSX without macros, photographs without the place they were taken.

What a supervisor opens came from another office; nothing in it may run.
"""

import io
import re
import zipfile

from archive import pdfs, uploads
from archive.uploads import AttachmentRefused
from exchange.matters.actions import LARGEST_FILE, File

#: Of one sending.
MOST_FILES = 5
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ACCEPT = {"pdf": ".pdf", "xlsx": ".xlsx", "foto": "image/jpeg,image/png"}
WORDS = {"pdf": "PDF", "xlsx": "Excel (.xlsx)", "foto": "foto"}
#: Bytes that are unpacked of one file, at most: more is no report.
_UNPACKED = 100 * 1024 * 1024
_MOST_PARTS = 2_000


def accept(name: str, data: bytes, formats: tuple[str, ...]) -> File:
    """
    The file as it is sent.

    :raises AttachmentRefused: empty, too large, of another kind than asked for, or with something in it that runs.
    """
    if not data:
        raise AttachmentRefused("Berkas ini kosong. Pilih berkas lain.")
    if len(data) > LARGEST_FILE:
        raise AttachmentRefused("Berkas paling besar 10 MB.")
    kind = _kind(data)
    if kind not in formats:
        asked = " atau ".join(WORDS[one] for one in formats)
        raise AttachmentRefused(f"Berkas harus {asked}. Simpan dahulu dalam bentuk itu.")
    if kind == "foto":
        photo = uploads.accept_photo(name, data)
        return File(photo.name, photo.content_type, photo.data)
    if kind == "pdf":
        pdfs.check(data)
        return File(f"{_stem(name)}.pdf", "application/pdf", data)
    _check_xlsx(data)
    return File(f"{_stem(name)}.xlsx", XLSX, data)


def _kind(data: bytes) -> str:
    if data.startswith(b"%PDF-"):
        return "pdf"
    if data.startswith(b"PK\x03\x04"):
        return "xlsx"
    return "foto" if data.startswith((b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n")) else ""


def _stem(name: str) -> str:
    stem = re.split(r"[\\/]", name)[-1].rpartition(".")[0]
    return re.sub(r"[^A-Za-z0-9 _-]+", "-", stem).strip(" -")[:80] or "laporan"


def _check_xlsx(data: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as book:
            parts = book.infolist()
            names = {part.filename.lower() for part in parts}
    except (zipfile.BadZipFile, NotImplementedError) as error:
        raise AttachmentRefused("Berkas Excel ini rusak. Simpan ulang lalu unggah lagi.") from error
    if not {"[content_types].xml", "xl/workbook.xml"} <= names or len(parts) > _MOST_PARTS:
        raise AttachmentRefused("Ini bukan berkas Excel. Simpan sebagai .xlsx.")
    if sum(part.file_size for part in parts) > _UNPACKED:
        raise AttachmentRefused("Isi berkas Excel ini terlalu besar.")
    if any("vbaproject" in name or "/activex/" in name or "/embeddings/" in name for name in names):
        raise AttachmentRefused("Berkas Excel ini memuat makro atau lampiran. Simpan sebagai .xlsx biasa.")
