"""The commands that know the whole house."""

from django.apps import AppConfig


class ConfigConfig(AppConfig):
    name = "config"

    def ready(self) -> None:
        """Make our Celery the one whose broker every process talks to: web and commands send work too."""
        from config import celery  # noqa: F401
