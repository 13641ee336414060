"""Referrals of a village."""

from django.apps import AppConfig


class ReferralsConfig(AppConfig):
    name = "modules.service.referrals"
    label = "referrals"
    verbose_name = "Arahan"

    def ready(self) -> None:
        """This will say at start what the room brings: permissions, first-day rows, menu, words, and lines on other rooms' stories."""
        from modules.service.referrals import permissions, seeds  # noqa: F401 - they register themselves
        from modules.service.referrals.views import entrances

        entrances.open_all()
