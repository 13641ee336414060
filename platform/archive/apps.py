"""The office's documents."""

from django.apps import AppConfig


class ArchiveConfig(AppConfig):
    name = "archive"
    verbose_name = "Arsip"

    def ready(self) -> None:
        """This will warn officers on every page before the storage is full."""
        from archive import notices as words
        from web import notices

        notices.add(words.nearly_full)
