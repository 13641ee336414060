"""What villages owe the offices above, and what they have handed in."""

from django.apps import AppConfig


class SubmissionsConfig(AppConfig):
    name = "submissions"
    verbose_name = "Penyampaian laporan"

    def ready(self) -> None:
        """This will say at start what the room brings: permissions, the kind of matter, menus, words, a guard, reminders."""
        from submissions import permissions, words  # noqa: F401 - they register themselves

        words.open_all()
