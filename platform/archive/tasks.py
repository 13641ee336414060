"""The messages of the archive."""

from django.utils import timezone

from archive import actions, store
from jobs.office_task import AWAY, office_task


@office_task(
    "archive.move_to_store",
    autoretry_for=(*AWAY, store.StoreUnavailable),
    retry_backoff=2,
    retry_backoff_max=60,
    max_retries=6,
)
def move_to_store(document_id: int) -> None:
    """This will hand one document to the store."""
    actions.move_to_store(document_id=document_id, at=timezone.now())


@office_task("archive.sweep_waiting", is_errand=True)
def sweep_waiting() -> None:
    """This will hand over what was forgotten."""
    actions.sweep_waiting(at=timezone.now())
