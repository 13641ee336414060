"""The service counter of a village."""

from django.apps import AppConfig


class ServiceConfig(AppConfig):
    name = "modules.service"
    label = "service"
    verbose_name = "Pelayanan surat"

    def ready(self) -> None:
        """This will say at start what the module brings: permissions, first-day rows, books, menu, homes, guards."""
        from messaging import events
        from modules.service import books, permissions, seeds  # noqa: F401 - they register themselves
        from modules.service.actions import news
        from modules.service.queries import catalogues, first_steps
        from modules.service.views import entrances, finding

        first_steps.declare_all()
        catalogues.declare_all()
        entrances.open_all()
        finding.teach()
        events.declare(*news.EVENTS)
