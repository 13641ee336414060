"""The population register of a village."""

from django.apps import AppConfig


class RegistryConfig(AppConfig):
    name = "registry"
    verbose_name = "Kependudukan"

    def ready(self) -> None:
        from registry import menu, permissions  # noqa: F401 - both say at start what they bring
