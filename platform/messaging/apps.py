"""Messages of one office."""

from django.apps import AppConfig


class MessagingConfig(AppConfig):
    name = "messaging"
    verbose_name = "Pemberitahuan"

    def ready(self) -> None:
        """This will say at start what the room brings: permissions, its bell, its pages, its words, and ended jobs as news."""
        from messaging import permissions  # noqa: F401 - they register themselves
        from messaging.views import entrances

        entrances.open_all()
