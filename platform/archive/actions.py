"""Keeping documents, moving them to the store, opening them."""

import hashlib
import re
from datetime import datetime, timedelta
from pathlib import PurePath
from typing import Any
from uuid import uuid4

import structlog
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import F

import audit
from archive import access, queries, space, store
from archive.models import Document
from archive.retention import RetentionClass
from jobs.errands import actions as errands

log = structlog.get_logger(__name__)

#: Bytes. What is larger does not belong into a database row, not even for a minute.
LARGEST = 25 * 1024 * 1024
#: The worker is told at once; the sweeper only looks after those whose message was lost.
OVERDUE_AFTER = timedelta(seconds=30)
LOOK_AGAIN_AFTER = timedelta(seconds=60)
_BATCH = 100
_ENDINGS = {
    "application/pdf": "pdf",
    "image/png": "png",
    "image/jpeg": "jpg",
    "text/csv": "csv",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "xlsx",
}


class DocumentRefused(ValueError):
    """Empty, larger than LARGEST, or of an area no key can be made of."""


@transaction.atomic
def keep(
    *,
    area: str,
    name: str,
    content_type: str,
    data: bytes,
    retention: RetentionClass,
    basis: dict[str, Any],
    at: datetime,
    by: Any = None,
    is_act: bool = False,
) -> Document:
    """
    Keep a document in the transaction of the act that made it; the store gets it after the commit.

    :param area: the module's word, e.g. "surat"; part of the key and the name guards are registered under.
    :param basis: classification, title, number, date, subject; persons masked, because it lies readable in the bucket.
    :param is_act: it is what the office itself decided (a signed letter); a tenth more than the limit is kept free for these.
    :raises DocumentRefused: nothing in it, too large, or a bad area.
    :raises LimitReached: the office's storage is full.
    """
    if not 0 < len(data) <= LARGEST or not re.fullmatch(r"[a-z][a-z-]{1,30}", area):
        raise DocumentRefused(f"{area}: {len(data)} bytes")
    space.take(len(data), is_act=is_act)
    document = Document.objects.create(
        object_key=f"{area}/{at.year}/{uuid4()}.{_ending(name, content_type)}",
        area=area,
        name=PurePath(name).name[:160],
        content_type=content_type,
        size=len(data),
        sha256=hashlib.sha256(data).hexdigest(),
        retention=retention,
        basis=basis,
        created_at=at,
        waiting_bytes=data,
    )
    audit.record("document.keep", document, by=by, at=at, detail={"sha256": document.sha256, "area": area})
    errands.leave("archive.sweep_waiting", due_at=at + OVERDUE_AFTER)
    _tell_worker_on_commit(document)
    return document


def move_to_store(*, document_id: int, at: datetime) -> bool:
    """
    Hand a waiting document to the store; False when it needs no hand any more or another worker is at it.

    Killed anywhere in between, it is done again: the store takes the same bytes once.

    :raises StoreUnavailable: it stays waiting.
    :raises ChecksumMismatch: it stays waiting, and a person must look.
    """
    try:
        with transaction.atomic():
            document = (
                Document.objects.select_for_update(skip_locked=True)
                .filter(pk=document_id, state=Document.State.WAITING)
                .first()
            )
            if document is None:
                return False
            store.put(document, bytes(document.waiting_bytes or b""))
            document.state, document.stored_at, document.waiting_bytes = Document.State.STORED, at, None
            document.last_error = ""
            document.save(update_fields=["state", "stored_at", "waiting_bytes", "last_error"])
    except (store.StoreUnavailable, store.ChecksumMismatch) as error:
        _note_failure(document_id, error)
        raise
    return True


def sweep_waiting(*, at: datetime) -> int:
    """Move what has waited too long, and stop at the first sign that the store is still away. Returns how many were moved."""
    moved = 0
    if queries.is_something_waiting():
        # First of all, so that a worker killed in the middle of it leaves somebody who looks again.
        errands.leave("archive.sweep_waiting", due_at=at + LOOK_AGAIN_AFTER)
    for document_id in queries.waiting_documents(older_than=at - OVERDUE_AFTER).values_list("pk", flat=True)[:_BATCH]:
        try:
            moved += move_to_store(document_id=document_id, at=at)
        except store.StoreUnavailable:
            return moved
        except store.ChecksumMismatch:
            log.error("document differs in the store", document=document_id)
    return moved


@transaction.atomic
def open_document(*, document: Document, by: Any, at: datetime) -> Document:
    """
    Note who opens a document, and let them.

    :raises PermissionDenied: the area's guard says no.
    """
    if not access.may_open(by, document):
        raise PermissionDenied(document.area)
    audit.record("document.open", document, by=by, at=at)
    return document


def _tell_worker_on_commit(document: Document) -> None:
    from archive import tasks

    tasks.move_to_store.delay_on_commit(document_id=document.pk)


def _note_failure(document_id: int, error: Exception) -> None:
    Document.objects.filter(pk=document_id).update(attempts=F("attempts") + 1, last_error=str(error)[:200])
    log.warning("document still waits", document=document_id, why=type(error).__name__)


def _ending(name: str, content_type: str) -> str:
    own = PurePath(name).suffix.lower().removeprefix(".")
    return _ENDINGS.get(content_type) or (own if re.fullmatch(r"[a-z0-9]{1,8}", own) else "bin")
