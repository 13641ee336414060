"""The public site of a village."""

from django.apps import AppConfig


class SiteConfig(AppConfig):
    name = "modules.service.site"
    label = "site"
    verbose_name = "Situs desa"

    def ready(self) -> None:
        """This will say at start what the site brings: permissions, menus, words, its register, its parts of the front page."""
        from modules.service.site import books, permissions  # noqa: F401 - they register themselves
        from modules.service.site.views import entrances

        entrances.open_all()
