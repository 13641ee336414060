"""Background work."""

from django.apps import AppConfig

from web import menu


class JobsConfig(AppConfig):
    name = "jobs"
    verbose_name = "Pekerjaan"

    def ready(self) -> None:
        """This will load every app's kinds of work and put their page into the menus."""
        from django.utils.module_loading import autodiscover_modules

        from jobs.permissions import JobPermission

        # A kind of work is known wherever it is started, not only where it is done.
        autodiscover_modules("tasks")

        menu.add(
            menu.MenuItem(
                "Pekerjaan",
                "jobs:jobs",
                "tasks",
                JobPermission.SEE_OWN_JOBS,
                800,
                ("village", "district", "regency"),
                group="Kantor",
            )
        )
