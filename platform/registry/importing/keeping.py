"""Where the bytes of an uploaded file stay until its lines are no longer needed."""

from registry.models import ImportBatch


def keep(batch: ImportBatch, content: bytes) -> None:
    """Keep the file with its batch, in the office's own schema; `sweep` in actions lets go of it after thirty days."""
    batch.content = content


def content_of(batch: ImportBatch) -> bytes:
    return bytes(batch.content or b"")


def forget(batch: ImportBatch) -> None:
    batch.content = None
