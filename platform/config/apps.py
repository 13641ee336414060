"""The commands that know the whole house."""

from django.apps import AppConfig


class ConfigConfig(AppConfig):
    name = "config"
