"""Questions of residents."""

from django.apps import AppConfig


class AskConfig(AppConfig):
    name = "modules.service.ask"
    label = "ask"
    verbose_name = "Tanya"

    def ready(self) -> None:
        """This will say at start what the room brings: permission, first-day rows, what it answers from, menu, words."""
        from modules.service.ask import permissions, seeds  # noqa: F401 - they register themselves
        from modules.service.ask.queries import sources
        from modules.service.ask.views import entrances

        sources.add_all()
        entrances.open_all()
