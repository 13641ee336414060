"""Monitoring of the service and its reports."""

from django.apps import AppConfig


class ServiceReportsConfig(AppConfig):
    name = "modules.service.reports"
    label = "service_reports"
    verbose_name = "Pantauan dan laporan pelayanan"

    def ready(self) -> None:
        """This will say at start what the reports bring: permissions, menu, words."""
        from modules.service.reports import permissions  # noqa: F401 - they register themselves
        from modules.service.reports.views import entrances

        entrances.open_all()
