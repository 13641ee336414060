"""What the clock does for the exchange; it belongs to no office."""

import structlog
from celery import shared_task
from django.utils import timezone

from exchange import handovers

log = structlog.get_logger(__name__)


@shared_task(name="exchange.lapse_offers")
def lapse_offers() -> None:
    """This will close offers of people that nobody answered, and forget who they were about."""
    if count := handovers.lapse_old(at=timezone.now()):
        log.info("offers of people lapsed", offers=count)
