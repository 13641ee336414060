"""Background work."""

from django.apps import AppConfig


class JobsConfig(AppConfig):
    name = "jobs"
    verbose_name = "Pekerjaan"

    def ready(self) -> None:
        from django.utils.module_loading import autodiscover_modules

        # A kind of work is known wherever it is started, not only where it is done.
        autodiscover_modules("tasks")
