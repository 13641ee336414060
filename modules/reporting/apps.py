"""The books of a village."""

from django.apps import AppConfig


class ReportingConfig(AppConfig):
    name = "modules.reporting"
    label = "reporting"
    verbose_name = "Buku desa"

    def ready(self) -> None:
        """This will say at start what the module brings: permissions, its place in the menu, its words, a guard for its files."""
        from modules.reporting import permissions  # noqa: F401 - they register themselves
        from modules.reporting.views import entrances

        entrances.open_all()
