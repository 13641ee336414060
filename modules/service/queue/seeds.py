"""What a new village finds: one desk for everything, and two services."""

from datetime import datetime

from modules.service.queue.models import QueueSettings
from tenants.seeds import on_opening


@on_opening("village")
def plant_queue(at: datetime) -> None:
    """This will add the settings when there are none."""
    QueueSettings.objects.get_or_create(id=1)
