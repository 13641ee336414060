"""A village asks its kecamatan and gets a formal answer in time."""

from django.apps import AppConfig


class ConsultationsConfig(AppConfig):
    name = "consultations"
    verbose_name = "Konsultasi"

    def ready(self) -> None:
        """This will say at start what the room brings: its kind of matter, permissions, menu, words, news, and who opens its files."""
        from consultations import permissions  # noqa: F401 - they register themselves
        from consultations.views import entrances

        entrances.open_all()
