"""The queue at the counter: numbers, calls, and how long people waited."""

from django.apps import AppConfig


class QueueConfig(AppConfig):
    name = "modules.service.queue"
    label = "queue"
    verbose_name = "Antrean"

    def ready(self) -> None:
        """This will say at start what the queue brings: permissions, first-day rows, menu, words, its parts of other pages."""
        from modules.service.queue import permissions, seeds  # noqa: F401 - they register themselves
        from modules.service.queue.views import entrances

        entrances.open_all()
