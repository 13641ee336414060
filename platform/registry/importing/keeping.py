"""
Where the bytes of an uploaded file are.

Until the file is checked they lie with its batch. When its rows come into the register the file goes to the archive, as the
source of what was written; a file that is never stored is let go of after thirty days.
"""

import mimetypes
from datetime import datetime
from typing import Any

import archive.actions
from archive.models import Document
from archive.retention import RetentionClass
from registry.models import ImportBatch
from registry.permissions import RegistryPermission

AREA = "imports"


def keep(batch: ImportBatch, content: bytes) -> None:
    batch.content = content


def content_of(batch: ImportBatch) -> bytes:
    return bytes(batch.content or b"")


def hand_over(batch: ImportBatch, *, by: Any, at: datetime) -> None:
    """Give the file to the archive and let go of it here."""
    content = content_of(batch)
    if not content:
        return
    batch.document = archive.actions.keep(
        area=AREA,
        name=batch.filename,
        content_type=mimetypes.guess_type(batch.filename)[0] or "application/octet-stream",
        data=content,
        retention=RetentionClass.WORKING_FILE,
        basis={"title": "Berkas impor penduduk", "number": str(batch.pk), "date": at.date().isoformat()},
        at=at,
        by=by,
    )
    batch.content = None


def may_open(account: Any, document: Document) -> bool:
    """Who brings residents in may open the files they came in."""
    return account.may(RegistryPermission.IMPORT_RESIDENTS)
