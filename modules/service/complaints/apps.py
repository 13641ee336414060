"""Complaints of a village."""

from django.apps import AppConfig


class ComplaintsConfig(AppConfig):
    name = "modules.service.complaints"
    label = "complaints"
    verbose_name = "Pengaduan"

    def ready(self) -> None:
        """This will say at start what the room brings: permissions, menu, search, guards, words."""
        from modules.service.complaints import permissions  # noqa: F401 - they register themselves
        from modules.service.complaints.views import entrances

        entrances.open_all()
