"""Who is to do what by when: from a kecamatan to its villages, between villages, and among the officials of one."""

from django.apps import AppConfig


class AssignmentsConfig(AppConfig):
    name = "assignments"
    verbose_name = "Koordinasi"

    def ready(self) -> None:
        """This will say at start what the room brings: permissions, kinds of matter, guards, messages, menus, words."""
        from assignments import permissions  # noqa: F401 - they register themselves
        from assignments.views import entrances

        entrances.open_all()
