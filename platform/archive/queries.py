"""Reading the index."""

from datetime import datetime

from django.db.models import QuerySet, Sum

from archive import store
from archive.models import Document


def waiting_documents(*, older_than: datetime) -> QuerySet[Document]:
    """Documents the store should have had by now, oldest first, without their bytes."""
    return (
        Document.objects.filter(state=Document.State.WAITING, created_at__lt=older_than)
        .defer("waiting_bytes")
        .order_by("created_at")
    )


def is_something_waiting() -> bool:
    return Document.objects.filter(state=Document.State.WAITING).exists()


def bytes_kept() -> int:
    """What the office's documents take, in the store or on their way there."""
    return int(Document.objects.aggregate(all=Sum("size"))["all"] or 0)


def content_of(document: Document) -> bytes:
    """
    The bytes of a document, wherever they lie now.

    :raises StoreUnavailable: the store holds them and does not answer.
    :raises ChecksumMismatch: they were changed in the store.
    """
    return bytes(document.waiting_bytes) if document.waiting_bytes is not None else store.get(document)
