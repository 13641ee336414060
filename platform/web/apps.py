"""The Django app of the pages' common parts."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """This will make the templates, tags and static files of the shell known to Django."""

    name = "web"
    label = "web"
