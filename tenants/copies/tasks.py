"""The messages of the nightly copies."""

import structlog
from celery import shared_task
from django.utils import timezone

from jobs.office_task import AWAY, office_task
from tenants.copies import keeping
from tenants.copies.refusals import CopyRefused, StoreAway
from tenants.models import Office
from walls import current

log = structlog.get_logger(__name__)


@office_task(
    "tenants.keep_nightly", autoretry_for=(StoreAway, *AWAY), retry_backoff=60, retry_backoff_max=900, max_retries=4
)
def keep_nightly() -> None:
    """This will keep tonight's copy of the office, once."""
    key = current.office().key
    with current.outside():
        office = Office.objects.select_related("secret").get(key=key)
    keeping.keep_nightly(office, at=timezone.now())


@shared_task(name="tenants.keep_some")
def keep_some() -> None:
    """This will send the offices whose turn has come to be copied; a suspended one, which takes no messages, is copied here."""
    current.leave()
    for office in keeping.offices_due(at=timezone.now()):
        if office.state == Office.State.OPEN:
            with current.inside(office):
                keep_nightly.apply_async()
        else:
            _keep_here(office)


@shared_task(name="tenants.prune_copies")
def prune_copies() -> None:
    """This will let go the nightly copies that are superfluous."""
    current.leave()
    keeping.prune(at=timezone.now())


def _keep_here(office: Office) -> None:
    try:
        keeping.keep_nightly(office, at=timezone.now())
    except CopyRefused as error:
        # The others do not wait for this one; the list of copies shows who has none.
        log.error("office not copied", office=office.key, why=type(error).__name__)
