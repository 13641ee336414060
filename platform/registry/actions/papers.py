"""The papers and the photo of a person: checked by their content, kept in the archive, removed without being destroyed."""

from datetime import date, datetime
from typing import Any

from django.db import transaction

import archive.actions
import audit
from archive import uploads
from archive.models import Document
from archive.retention import RetentionClass
from registry.models import PersonDocument, Resident

AREA = "warga"
PHOTO_AREA = "foto-warga"


class PaperGone(ValueError):
    """Somebody has removed it already."""


@transaction.atomic
def add_paper(
    *,
    resident: Resident,
    kind: str,
    name: str,
    data: bytes,
    by: Any,
    at: datetime,
    number: str = "",
    issued_on: date | None = None,
) -> PersonDocument:
    """
    Keep a paper of a person.

    :raises AttachmentRefused: empty, over 5 MB, or not PDF, JPEG or PNG by its content.
    :raises LimitReached: the office's storage is full.
    """
    upload = uploads.accept(name, data)
    title = PersonDocument.Kind(kind).label
    document = _keep(AREA, upload, title, resident, by=by, at=at)
    paper = PersonDocument.objects.create(
        resident=resident, kind=kind, document=document, number=number, issued_on=issued_on, added_at=at, added_by=by
    )
    audit.record("resident.add_paper", resident, by=by, at=at, detail={"kind": title})
    return paper


@transaction.atomic
def remove_paper(*, paper: PersonDocument, by: Any, at: datetime) -> None:
    """
    Take a paper from a person's page; the archive keeps it for as long as its schedule says, and nobody opens it.

    :raises PaperGone: it was removed before.
    """
    if not PersonDocument.objects.filter(pk=paper.pk, removed_at__isnull=True).update(removed_at=at):
        raise PaperGone(paper.pk)
    audit.record("resident.remove_paper", paper.resident, by=by, at=at, detail={"kind": paper.get_kind_display()})


@transaction.atomic
def set_photo(*, resident: Resident, name: str, data: bytes, by: Any, at: datetime) -> Document:
    """
    Give a person a photo, without the place and time the camera wrote into it.

    :raises AttachmentRefused: empty, over 5 MB, or no picture.
    """
    upload = uploads.accept_photo(name, data)
    document = _keep(PHOTO_AREA, upload, "Foto", resident, by=by, at=at)
    Resident.objects.filter(pk=resident.pk).update(photo=document, updated_at=at)
    audit.record("resident.set_photo", resident, by=by, at=at)
    return document


@transaction.atomic
def remove_photo(*, resident: Resident, by: Any, at: datetime) -> None:
    """Show no photo of a person any more; nothing happens where there is none."""
    if Resident.objects.filter(pk=resident.pk, photo__isnull=False).update(photo=None, updated_at=at):
        audit.record("resident.remove_photo", resident, by=by, at=at)


def _keep(area: str, upload: uploads.Upload, title: str, resident: Resident, *, by: Any, at: datetime) -> Document:
    return archive.actions.keep(
        area=area,
        name=upload.name,
        content_type=upload.content_type,
        data=upload.data,
        retention=RetentionClass.REGISTER,
        # No name: it lies readable beside the object.
        basis={"title": title, "number": str(resident.pk), "date": at.date().isoformat()},
        at=at,
        by=by,
    )
