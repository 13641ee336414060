"""The Django app of the pages' common parts."""

from django import forms
from django.apps import AppConfig


class WebConfig(AppConfig):
    """This will make the templates, tags and static files of the shell known to Django."""

    name = "web"
    label = "web"

    def ready(self) -> None:
        """Say in the office's words what is missing; Django's own "bidang" means a section of the office here."""
        forms.Field.default_error_messages["required"] = "Bagian ini belum diisi."
