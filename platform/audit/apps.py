"""Who did and who saw what."""

from django.apps import AppConfig

from web import menu


class AuditConfig(AppConfig):
    name = "audit"
    verbose_name = "Riwayat"

    def ready(self) -> None:
        """This will put the log into the menus."""
        from audit.permissions import AuditPermission

        menu.add(
            menu.MenuItem(
                "Riwayat",
                "audit:log",
                "clock",
                AuditPermission.SEE_LOG,
                910,
                ("village", "district", "regency"),
                group="Kantor",
            )
        )
